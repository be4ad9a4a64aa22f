"""A source → its numbered citation, and the list of its data that stands under its heading."""

from xml.etree.ElementTree import Element

from babel import Locale

from concord.languages import Language
from concord.pages.corpus import Corpus
from concord.registry import Registry, SourceEntry
from concord.site.html_elements import element
from concord.site.urls import section_url
from concord.values import Day, write_date


def source_number(id: str, registry: Registry) -> int:
    """The number of a source in citations: its place in sources.yml, from 1."""
    return list(registry.sources).index(id) + 1


def citation(id: str, registry: Registry, corpus: Corpus, language: Language, page: str, text: str = "") -> Element:
    """A link from `page` to the source's section, with its number behind `text`, by default who it is by."""
    source = registry.sources.get(id)
    if source is None:
        return element("span", text or id)
    name = text or source_name(source)
    mark = element("sup", f"[{source_number(id, registry)}]", data_search_exclude="")
    address = section_url(corpus, language.code, page, id)
    if address is None:
        return element("span", name, mark, class_="source")
    return element("a", name, mark, href=address, class_="source")


def source_name(source: SourceEntry) -> str:
    """Who a source is by, as far as that is known, else its title."""
    return source.author or source.publisher or source.title


def source_details(id: str, registry: Registry, language: Language) -> Element:
    """What the registry knows of a source, as a description list."""
    source = registry.sources[id]
    words = language.interface
    rows: list[tuple[str, Element | str]] = [
        (words["number"], f"[{source_number(id, registry)}]"),
        (words["title"], element("cite", source.title, lang=source.language)),
        (words["author"], source.author),
        (words["publisher"], source.publisher or words["unknown"]),
        (words["language"], _language_name(source, language)),
        (words["date"], day_text(source.date, language) if source.date else words["undated"]),
        (words["address"], element("a", source.address, href=source.address) if source.address else ""),
        (words["seen"], day_text(source.seen, language)),
        (words["flaws"], source.flaws.get(language.code, "")),
    ]
    cells = [cell for name, row in rows if row != "" for cell in (element("dt", name), element("dd", row))]
    return element("dl", *cells, class_="source-data")


def _language_name(source: SourceEntry, language: Language) -> str:
    return str(Locale.parse(language.locale).languages.get(source.language, source.language))


def day_text(when: Day, language: Language) -> str:
    """A day, a month or a year in the language's words."""
    return write_date(when, language) if when.month else str(when.year)
