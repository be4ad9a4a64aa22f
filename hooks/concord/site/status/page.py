"""Tracker and a language → the HTML of its status page: all states, and what this language has to follow."""

from collections.abc import Iterable
from html import escape
from typing import get_args

from concord.languages import Language
from concord.pages.corpus import Corpus
from concord.site.status.pending import pending_html
from concord.site.status.section_names import SectionNames
from concord.site.status.tables import Pages, is_settled, open_sections_html, settled_pages_html, shown_states
from concord.site.urls import site_path
from concord.sync.diff.pending import FindSnapshot
from concord.sync.section_status import State
from concord.sync.tracker import Tracker

PAGE = "status.md"  # there is no such file; the page has the address that it would have


def status_path(corpus: Corpus, code: str) -> str:
    """The path of the status page of the language `code`, from the top of the site."""
    return site_path(corpus, code, PAGE)


def status_page(tracker: Tracker, language: Language, find: FindSnapshot, menu: Iterable[str] = ()) -> str:
    """The HTML of the page without its heading.

    Args:
        tracker: The status of every section.
        language: The language of the page.
        find: Finds texts in git's history; where it raises `ConfigurationError`, they count as unknown.
        menu: The pages in the order of the site's menu, in which what is to be followed is listed.
    """
    words = language.interface
    if not tracker.has_locks:
        return f"<p>{escape(words['status_nothing'])}</p>"
    names = SectionNames(tracker.corpus, language, PAGE)
    pages: Pages = {}
    for key, status in tracker.statuses.items():
        pages.setdefault(key.page, {})[key] = status
    count = sum(is_settled(status, names) for status in tracker.statuses.values())
    counted = words["status_count"].format(count=count, all=len(tracker.statuses))
    parts = (
        f"<p>{escape(words['status_why'])}</p>\n<p>{escape(counted)}</p>",
        _legend(tracker, names),
        open_sections_html(pages, names),
        pending_html(tracker, names, find, menu),
        settled_pages_html(pages, names),
    )
    return "\n".join(filter(None, parts))


def _legend(tracker: Tracker, names: SectionNames) -> str:
    """A description list of the states that occur."""
    occurring = {state for status in tracker.statuses.values() for state in shown_states(status, names).values()}
    words = names.language.interface
    items = (
        f"<dt>{escape(words[f'state_{state}'])}</dt><dd>{escape(words[f'means_{state}'])}</dd>"
        for state in get_args(State)
        if state in occurring
    )
    return f"<dl>{''.join(items)}</dl>"
