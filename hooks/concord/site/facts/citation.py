"""A source → its numbered citation, and the list of its data that stands under its heading."""

from xml.etree.ElementTree import Element

from concord.languages import Language
from concord.registry import Registry, SourceEntry
from concord.site.context import SiteContext
from concord.site.html_elements import element
from concord.site.locale_names import language_name
from concord.site.urls import section_url
from concord.values import Day, write_date


def source_number(id: str, registry: Registry) -> int:
    """The number of a source in citations: its position in sources.yml, from 1."""
    return list(registry.sources).index(id) + 1


def citation(context: SiteContext, id: str, text: str = "") -> Element:
    """The citation of a source: a text with the source's number behind it, linked to the source's section.

    Args:
        context: The registry, and the page that has the citation.
        id: The id of the source. An unknown one becomes plain text.
        text: The text; by default who the source is by.
    """
    source = context.registry.sources.get(id)
    if source is None:
        return element("span", text or id)
    name = text or source_name(source)
    number = element("sup", f"[{source_number(id, context.registry)}]", data_search_exclude="")
    address = section_url(context, id)
    if address is None:
        return element("span", name, number, class_="source")
    return element("a", name, number, href=address, class_="source")


def source_name(source: SourceEntry) -> str:
    """Who a source is by: its author, else its publisher; its title where neither is known."""
    return source.author or source.publisher or source.title


def source_details(context: SiteContext, id: str) -> Element:
    """What the registry knows of a source, as a description list."""
    source = context.registry.sources[id]
    words, language = context.words, context.language
    rows: list[tuple[str, Element | str]] = [
        (words["number"], f"[{source_number(id, context.registry)}]"),
        (words["title"], element("cite", source.title, lang=source.language)),
        (words["author"], source.author),
        (words["publisher"], source.publisher or words["unknown"]),
        (words["language"], language_name(source.language, language)),
        (words["date"], day_text(source.date, language) if source.date else words["undated"]),
        (words["address"], element("a", source.address, href=source.address) if source.address else ""),
        (words["seen"], day_text(source.seen, language)),
        (words["flaws"], source.flaws.get(language.code, "")),
    ]
    cells = [cell for name, row in rows if row != "" for cell in (element("dt", name), element("dd", row))]
    return element("dl", *cells, class_="source-data")


def day_text(when: Day, language: Language) -> str:
    """A day, a month or a year in the words of `language`."""
    return write_date(when, language) if when.month else str(when.year)
