"""Where in the guide something stands: sections of pages, and the list of links to them."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from concord.model import Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.site.glossary.reporting_tree import stated
from concord.site.html_elements import element
from concord.site.urls import page_url

Places = Sequence[tuple[Page, Section]]


def links_by_page(page: str, places: Places) -> Element:
    """Links from `page`: each page among `places` once, with those of its sections that are."""
    found: dict[str, list[tuple[Page, Section]]] = {}
    for place in places:
        found.setdefault(place[0].path, []).append(place)
    items = []
    for path, found_there in found.items():
        parts: list[Element | str] = []
        for there, section in found_there:
            address = page_url(page, path, "" if section.level < 2 else section.id)
            top = not parts
            name = there.title if section.level < 2 else section.title
            if top and section.level >= 2:
                parts += [element("a", there.title, href=page_url(page, path)), ": "]
            elif not top:
                parts.append(", ")
            parts.append(element("a", name, href=address))
        items.append(element("li", *parts))
    return element("ul", *items)


def sections_by_fact(registry: Registry, corpus: Corpus, language: str) -> Mapping[str, Places]:
    """For each fact the sections that show it, each once: those that cite it, then titles with it in their tree."""
    found: dict[str, dict[tuple[str, str], tuple[Page, Section]]] = {id: {} for id in registry.facts}
    for page in corpus.pages[language].values():
        for section, reference in page.references:
            id = reference.target.partition(".")[0]
            if reference.scheme == "fact" and id in found:
                found[id].setdefault((page.path, section.id), (page, section))
    for title in registry.titles.values():
        if home := corpus.find_section(language, title.id):
            for _, fact in [pair for pairs in stated(title, registry) for pair in pairs]:
                found[fact.id].setdefault((home[0].path, home[1].id), home)
    return {id: list(places.values()) for id, places in found.items()}
