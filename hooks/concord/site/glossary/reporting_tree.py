"""A title → its reporting tree: nested lists of whom it reports to, itself, and who reports to it."""

from xml.etree.ElementTree import Element

from concord.registry import Registry, Statement, Title
from concord.registry.reporting_lines import subordinates, superiors
from concord.site.context import SiteContext
from concord.site.html_elements import element


def reporting_tree(context: SiteContext, title: Title) -> Element | None:
    """The tree of a title; None where no fact says whom it reports to or who reports to it.

    Each superior and each subordinate is a reference (`fact:`) to the statement that says so.
    """
    above, below = tree_statements(title, context.registry)
    if not above and not below:
        return None
    leaves = [element("li", _title_link(context, id, fact)) for id, fact in below.items()]
    name = element("strong", title.labels[context.code])
    trunk = element("li", name, *([element("ul", *leaves)] if leaves else []))
    if above:
        tops: list[Element | str] = []
        for id, fact in above.items():
            tops += [f" {context.words['either']} " if tops else "", _title_link(context, id, fact)]
        trunk = element("li", *tops, element("ul", trunk))
    return element("ul", trunk, class_="reporting")


def tree_statements(title: Title, registry: Registry) -> tuple[dict[str, Statement], dict[str, Statement]]:
    """The superiors and the subordinates of a title, by their ids, each with the first statement that says so."""
    facts = registry.facts.values()
    above, below = superiors(facts, title.id), subordinates(facts, title.id)
    return {id: found[0] for id, found in above.items()}, {id: found[0] for id, found in below.items()}


def _title_link(context: SiteContext, id: str, fact: Statement) -> Element:
    return element("a", context.registry.titles[id].labels[context.code], href=f"fact:{fact.id}")
