"""Sections that explain a dispute, on whatever page they stand → the list that leads to them from one page."""

from xml.etree.ElementTree import Element

from concord.site.context import SiteContext
from concord.site.html_elements import element
from concord.site.urls import page_url


def dispute_list(context: SiteContext) -> Element | None:
    """The list of those on other pages: x2 before x10. Each entry has its section's id, for old links to it.

    Returns:
        The list; None where no other page of the language has such a section.
    """
    own = context.corpus.pages[context.code][context.page].by_id
    found = [
        (page, section)
        for page in context.corpus.pages[context.code].values()
        for id, section in page.by_id.items()
        if id not in own and context.registry.is_dispute(id)
    ]
    items = []
    for page, section in sorted(found, key=lambda place: (len(place[1].id), place[1].id)):
        link = element("a", section.title, href=page_url(context.page, page.path, section.id))
        items.append(element("li", link, f" ({page.title})", id=section.id))
    return element("ul", *items, class_="disputes") if items else None
