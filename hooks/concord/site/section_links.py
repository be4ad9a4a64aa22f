"""Facts and titles → the sections that show or mention them, and the list of links to such sections."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from concord.model import Page, Section
from concord.site.context import SiteContext
from concord.site.glossary.reporting_tree import tree_statements
from concord.site.html_elements import element
from concord.site.urls import page_url
from concord.text.title_mentions import PageMentions

Places = Sequence[tuple[Page, Section]]


def links_by_page(page: str, places: Places) -> Element:
    """A list of links, an item a page, with the links to the sections of that page that are among `places`.

    Args:
        page: The path of the page that has the list.
        places: The sections to link, each with its page. One above the second level stands for its whole page.
    """
    sections_by_page: dict[str, list[tuple[Page, Section]]] = {}
    for place in places:
        sections_by_page.setdefault(place[0].path, []).append(place)
    items = []
    for path, page_places in sections_by_page.items():
        parts: list[Element | str] = []
        for target, section in page_places:
            address = page_url(page, path, "" if section.level < 2 else section.id)
            is_first = not parts
            name = target.title if section.level < 2 else section.title
            if is_first and section.level >= 2:
                parts += [element("a", target.title, href=page_url(page, path)), ": "]
            elif not is_first:
                parts.append(", ")
            parts.append(element("a", name, href=address))
        items.append(element("li", *parts))
    return element("ul", *items)


def page_links(page: str, places: Places) -> Element:
    """A list of links, one for each page of `places`, to the first section of it that says more than a table.

    Args:
        page: The path of the page that has the list.
        places: The sections, each with its page.
    """
    first: dict[str, tuple[Page, Section]] = {}
    for place in sorted(places, key=lambda place: _is_table(place[1])):
        first.setdefault(place[0].path, place)
    links = [
        element("a", target.title, href=page_url(page, path, "" if section.level < 2 else section.id))
        for path, (target, section) in first.items()
    ]
    return element("ul", *(element("li", link) for link in links))


def _is_table(section: Section) -> bool:
    return any(reference.scheme == "evidence" for block in section.blocks for reference in block.references)


def sections_by_fact(context: SiteContext) -> Mapping[str, Places]:
    """For the id of each fact, the sections of the language that show it, each once.

    The sections that cite the fact come first, then those of titles whose reporting tree shows it.
    """
    registry = context.registry
    found: dict[str, dict[tuple[str, str], tuple[Page, Section]]] = {id: {} for id in registry.facts}
    for page in context.corpus.pages[context.code].values():
        for section in page.sections:
            for id, _ in section.cited_facts:
                if id in found:
                    found[id].setdefault((page.path, section.id), (page, section))
    for title in registry.titles.values():
        if place := context.find_section(title.id):
            for statements in tree_statements(title, registry):
                for fact in statements.values():
                    found[fact.id].setdefault((place[0].path, place[1].id), place)
    return {id: list(places.values()) for id, places in found.items()}


def sections_by_title(mentions: Sequence[PageMentions]) -> Mapping[str, Places]:
    """For the id of each title that `mentions` names, the sections that mention it, each once, in the pages' order."""
    found: dict[str, dict[tuple[str, int], tuple[Page, Section]]] = {}
    for page_mentions in mentions:
        page = page_mentions.page
        for section, _, mention in page_mentions:
            if sense := page_mentions.sense(mention):
                found.setdefault(sense, {}).setdefault((page.path, section.location.line), (page, section))
    return {id: list(places.values()) for id, places in found.items()}
