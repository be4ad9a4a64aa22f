"""Versions of a page → the same with the ids that a site gives to headings, where another version has them in its text.

An original may leave its ids to the site, and its translations keep them: `## Routing` and `## 路由 {#routing}`.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from concord.model import Page
from concord.pages.anchors import site_ids
from concord.pages.memo import once


def with_site_ids(pages: Mapping[str, Page]) -> Mapping[str, Page]:
    """`pages`, where a heading without an id has the one of the site if another version gives this id to a heading."""
    known = frozenset(id for page in pages.values() for id in page.by_id if id)
    if not known:
        return pages
    return {code: once(page, with_site_ids, known, partial(_named, page, known)) for code, page in pages.items()}


def _named(page: Page, known: frozenset[str]) -> Page:
    free = known - page.by_id.keys()
    names: dict[int, str] = {}
    if free and any(section.level and not section.id for section in page.sections):
        for id, section in site_ids(page):
            if id in free and id not in names.values() and not section.id:
                names.setdefault(section.location.line, id)
    if not names:
        return page
    sections = (replace(one, id=one.id or names.get(one.location.line, "")) for one in page.sections)
    return replace(page, sections=tuple(sections))
