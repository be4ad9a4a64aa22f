"""The status page in one language: where each section of each language stands, and what its own has to follow."""

from html import escape
from typing import get_args

from concord.languages import Language
from concord.pages.corpus import Corpus
from concord.site.status.pending import pending_part
from concord.site.status.section_names import SectionNames
from concord.site.status.tables import Pages, differing, is_settled, settled
from concord.site.urls import site_path
from concord.sync.diff.pending import FindSnapshot
from concord.sync.lock.format import page_of
from concord.sync.section_status import State
from concord.sync.tracker import Tracker

PAGE = "status.md"  # no file, but the page lies where that of such a file would lie


def status_path(corpus: Corpus, code: str) -> str:
    """Where the page in the language `code` lies on the site, from its top."""
    return site_path(corpus, code, PAGE)


def status_page(tracker: Tracker, own: Language, find: FindSnapshot) -> str:
    """All of the page below its heading, as HTML. `find` looks into the past."""
    words = own.interface
    if not tracker.is_kept:
        return f"<p>{escape(words['status_nothing'])}</p>"
    names = SectionNames(tracker.corpus, own, PAGE)
    pages: Pages = {}
    for key, status in tracker.statuses.items():
        pages.setdefault(page_of(key), {})[key] = status
    count = sum(map(is_settled, tracker.statuses.values()))
    counted = words["status_count"].format(count=count, all=len(tracker.statuses))
    parts = (
        f"<p>{escape(words['status_why'])}</p>\n<p>{escape(counted)}</p>",
        _legend(tracker, own),
        differing(pages, names),
        pending_part(tracker, names, find),
        settled(pages, names),
    )
    return "\n".join(filter(None, parts))


def _legend(tracker: Tracker, own: Language) -> str:
    """What the states mean that there are."""
    there = {state for status in tracker.statuses.values() for state in status.states.values()}
    said = (
        f"<dt>{escape(own.interface[f'state_{state}'])}</dt><dd>{escape(own.interface[f'means_{state}'])}</dd>"
        for state in get_args(State)
        if state in there
    )
    return f"<dl>{''.join(said)}</dl>"
