"""The status page in one language: where each section of each language stands, and what its own has to follow."""

from html import escape
from typing import get_args

from concord.languages import Language
from concord.pages.corpus import Corpus
from concord.site.status.pending import to_follow
from concord.site.status.section_names import SectionNames
from concord.site.status.tables import Pages, differing, is_settled, settled
from concord.site.urls import located
from concord.sync.diff.pending import Find
from concord.sync.lock.format import page_of
from concord.sync.section_status import State
from concord.sync.tracker import Book

PAGE = "status.md"  # no file, but the page lies where that of such a file would lie


def address(corpus: Corpus, code: str) -> str:
    """Where the page in the language `code` lies on the site, from its top."""
    return located(corpus, code, PAGE)


def content(book: Book, own: Language, find: Find) -> str:
    """All of the page below its heading, as HTML. `find` looks into the past."""
    words = own.interface
    if not book.is_kept:
        return f"<p>{escape(words['status_nothing'])}</p>"
    names = SectionNames(book.corpus, own, PAGE)
    pages: Pages = {}
    for key, standing in book.standings.items():
        pages.setdefault(page_of(key), {})[key] = standing
    count = sum(map(is_settled, book.standings.values()))
    counted = words["status_count"].format(count=count, all=len(book.standings))
    parts = (
        f"<p>{escape(words['status_why'])}</p>\n<p>{escape(counted)}</p>",
        _legend(book, own),
        differing(pages, names),
        to_follow(book, names, find),
        settled(pages, names),
    )
    return "\n".join(filter(None, parts))


def _legend(book: Book, own: Language) -> str:
    """What the states mean that there are."""
    there = {state for standing in book.standings.values() for state in standing.states.values()}
    said = (
        f"<dt>{escape(own.interface[f'state_{state}'])}</dt><dd>{escape(own.interface[f'means_{state}'])}</dd>"
        for state in get_args(State)
        if state in there
    )
    return f"<dl>{''.join(said)}</dl>"
