"""Sources → lists of them: of those that have no section of their own, and of those that a page rests on, for print."""

from collections.abc import Collection
from xml.etree.ElementTree import Element

from concord.site.context import SiteContext
from concord.site.facts.citation import day_text, seen_text, source_name, source_number
from concord.site.html_elements import element


def source_list(context: SiteContext) -> Element | None:
    """The list, by number. Each entry has its source's id. The search leads to the pages that cite it instead.

    Returns:
        The list; None where every source has a section in the language.
    """
    sources = context.registry.sources
    items = [_entry(context, id) for id in sources if context.find_section(id) is None]
    return element("ul", *items, class_="source-list", data_search_exclude="") if items else None


def page_bibliography(context: SiteContext, ids: Collection[str]) -> Element:
    """The list of the sources `ids` at the end of a printed page, by number, so that [2] can be resolved."""
    sources = context.registry.sources
    items = [element("li", *_reference(context, id), ".") for id in sources if id in ids]
    heading = element("p", element("strong", context.words["sources"]))
    return element("div", heading, element("ul", *items), class_="bibliography", data_search_exclude="")


def _entry(context: SiteContext, id: str) -> Element:
    """The entry of a source in the list: what it is, when it was seen, and what is wrong with it."""
    source = context.registry.sources[id]
    seen = f". {context.words['seen']}: {seen_text(source, context)}. "
    return element("li", *_reference(context, id), seen, source.flaws.get(context.code, ""), id=id)


def _reference(context: SiteContext, id: str) -> list[Element | str]:
    """Number, author, title, publisher and date of a source, without a full stop."""
    source = context.registry.sources[id]
    title = element("cite", source.title, lang=source.language)
    linked = element("a", title, href=source.address) if source.address else title
    name = source_name(source)
    publisher = source.publisher if source.publisher != name else ""
    date = day_text(source.date, context.language) if source.date else context.words["undated"]
    lead = f"[{source_number(id, context.registry)}] " + (f"{name}: " if name != source.title else "")
    return [lead, linked, f". {', '.join(filter(None, (publisher, date)))}"]
