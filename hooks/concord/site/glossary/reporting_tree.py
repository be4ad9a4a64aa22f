"""The reporting line of a title, as the sources state it: a tree of nested lists."""

from xml.etree.ElementTree import Element

from concord.languages import Language
from concord.registry import Registry, Statement, Title
from concord.site.html_elements import element


def reporting_tree(title: Title, registry: Registry, own: Language) -> Element | None:
    """Whom the title reports to, itself, and who reports to it, each with the fact that states it; None for nobody."""
    above, below = stated(title, registry)
    if not above and not below:
        return None
    under = [element("li", _line(registry.titles[id], fact, own)) for id, fact in below]
    trunk = element("li", element("strong", title.labels[own.code]), *([element("ul", *under)] if under else []))
    if above:
        tops: list[Element | str] = []
        for id, fact in above:
            tops += [f" {own.interface['either']} " if tops else "", _line(registry.titles[id], fact, own)]
        trunk = element("li", *tops, element("ul", trunk))
    return element("ul", trunk, class_="reporting")


def stated(title: Title, registry: Registry) -> tuple[list[tuple[str, Statement]], list[tuple[str, Statement]]]:
    """The ids above and below the title, each once, with the fact; a sentence that is damaged states nothing."""
    above: dict[str, Statement] = {}
    below: dict[str, Statement] = {}
    for fact in registry.facts.values():
        if isinstance(fact, Statement) and fact.relation == "reports-to" and "damaged" not in fact.marks:
            for id in fact.object if title.id in fact.subject else ():
                above.setdefault(id, fact)
            for id in fact.subject if title.id in fact.object else ():
                below.setdefault(id, fact)
    return list(above.items()), list(below.items())


def _line(title: Title, fact: Statement, own: Language) -> Element:
    return element("a", title.labels[own.code], href=f"fact:{fact.id}")
