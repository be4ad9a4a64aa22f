"""A source → its numbered citation, and the list of its data that stands under its heading."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from concord.languages import Language
from concord.languages.locale_names import country_name, language_name
from concord.registry import Registry, SourceEntry
from concord.registry.evidence import Statute
from concord.site.context import SiteContext
from concord.site.html_elements import element
from concord.site.urls import page_url, section_url
from concord.values import Day, write_date


def source_number(id: str, registry: Registry) -> int:
    """The number of a source in citations: its position in sources.yml, from 1."""
    return list(registry.sources).index(id) + 1


def citation(context: SiteContext, id: str, text: str = "", with_number: bool = True) -> Element:
    """The citation of a source: a text with the source's number behind it, linked to the source's section or entry.

    Args:
        context: The registry, and the page that has the citation.
        id: The id of the source. An unknown one becomes plain text.
        text: The text; by default who the source is by.
        with_number: Whether the number stands behind it.
    """
    source = context.registry.sources.get(id)
    if source is None:
        return element("span", text or id)
    name = text or source_name(source)
    number = [element("sup", f"[{source_number(id, context.registry)}]", data_search_exclude="")] if with_number else []
    address = section_url(context, id) or _listed_url(context, id)
    if address is None:
        return element("span", name, *number, class_="source")
    return element("a", name, *number, href=address, class_="source")


def _listed_url(context: SiteContext, id: str) -> str | None:
    """The link to the entry of a source in the list of those without a section; None where no page has the list."""
    page = context.corpus.find_line(context.code, "sources")
    return page_url(context.page, page.path, id) if page else None


def citations(context: SiteContext, ids: Iterable[str], with_number: bool = True) -> list[Element | str]:
    """The citations of sources, with commas between them, each with its number or without it."""
    found: list[Element | str] = []
    for id in ids:
        found += [", " if found else "", citation(context, id, with_number=with_number)]
    return found


def source_name(source: SourceEntry) -> str:
    """Who a source is by: its author, else its publisher; its title where neither is known."""
    return source.author or source.publisher or source.title


def source_details(context: SiteContext, id: str) -> Element:
    """What the registry knows of a source, as a description list."""
    sources = context.registry.sources
    source = sources[id]
    words, language = context.words, context.language
    rows: list[tuple[str, Element | str]] = [
        (words["number"], f"[{source_number(id, context.registry)}]"),
        (words["title"], element("cite", source.title, lang=source.language)),
        (words["author"], source.author),
        (words["publisher"], source.publisher or words["unknown"]),
        (words["language"], language_name(source.language, language)),
        (words["date"], day_text(source.date, language) if source.date else words["undated"]),
        (words["address"], element("a", source.address, href=source.address) if source.address else ""),
        (words["seen"], seen_text(source, context)),
        (words["in_force"], _statute_text(source.statute, language) if source.statute else ""),
        (words["made_from"], ", ".join(source_name(sources[other]) for other in source.derived_from)),
        (words["flaws"], source.flaws.get(language.code, "")),
    ]
    cells = [cell for name, row in rows if row != "" for cell in (element("dt", name), element("dd", row))]
    return element("dl", *cells, class_="source-data", data_search_exclude="")


def seen_text(source: SourceEntry, context: SiteContext) -> str:
    """When a source was last looked at, and how much of it: "30 November 2026 (excerpt)"."""
    if not source.seen:
        return context.words["never"]
    day = day_text(source.seen, context.language)
    return f"{day} ({context.words[f'seen_{source.seen_as}']})" if source.seen_as else day


def _statute_text(statute: Statute, language: Language) -> str:
    """Where an article is in force, and as of when: "Germany: § 76 AktG, 2024"."""
    country = country_name(statute.country, language)
    return f"{country}: {statute.article} {statute.law}, {day_text(statute.as_of, language)}"


def day_text(when: Day, language: Language) -> str:
    """A day, a month or a year in the words of `language`."""
    return write_date(when, language) if when.month else str(when.year)
