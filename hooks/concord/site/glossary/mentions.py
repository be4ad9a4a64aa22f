"""The sections that mention a title → links to the most important pages, and the list of all, which is folded."""

from xml.etree.ElementTree import Element

from concord.model import Page
from concord.pages.memo import once
from concord.registry import Registry, Title
from concord.site.context import SiteContext
from concord.site.glossary.definitions import GLOSSARY_ID
from concord.site.html_elements import element
from concord.site.section_links import Places, links_by_page
from concord.text.title_forms import names_title

_SHOWN = 8  # pages, before the list of all is folded


def mentioning_pages(context: SiteContext, title: Title, places: Places) -> list[Element]:
    """A list of links to the sections at `places`; where many pages have some, links to a few pages and a folded list.

    Pages of the guide stand before those of the glossary, those that the search sets back stand behind the others, and
    among these a page that has the title in its heading comes first, then one that mentions it in more sections.
    """
    pages = {page.path: page for page, _ in places}
    counts = {path: sum(page.path == path for page, _ in places) for path in pages}

    def rank(path: str) -> tuple[bool, bool, bool, int]:
        page = pages[path]
        is_named = names_title(page.title, title, context.language)
        return is_of_glossary(page, context.registry), "search" in page.meta, not is_named, -counts[path]

    order = sorted(pages, key=rank)
    sorted_places = [place for path in order for place in places if place[0].path == path]
    everything = links_by_page(context.page, sorted_places)
    if len(order) <= _SHOWN:
        return [everything]
    shown = [(pages[path], pages[path].heading or pages[path].sections[0]) for path in order[:_SHOWN]]
    summary = element("summary", f"{context.words['all_places']} ({len(places)})")
    return [links_by_page(context.page, shown), element("details", summary, everything)]


def is_of_glossary(page: Page, registry: Registry) -> bool:
    """Whether `page` is the list of titles, the page of a title, or that of the senses of an abbreviation."""
    id = page.heading.id if page.heading else ""
    return id == GLOSSARY_ID or id in registry.titles or id in _abbreviations(registry)


def _abbreviations(registry: Registry) -> frozenset[str]:
    titles = registry.titles.values()
    return once(
        registry, _abbreviations, (), lambda: frozenset(name.casefold() for one in titles for name in one.abbreviations)
    )
