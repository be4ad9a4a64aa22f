"""A page → above each section, the languages that are behind: *Dutch is behind: show the difference*."""

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from concord.lsp.commands import DIFFERENCE
from concord.lsp.session import Session
from concord.rules.language_names import english_name
from concord.sync.section_key import SectionKey

_WORDS = {"behind": "is behind", "diverged": "has diverged"}


def code_lenses(session: Session, path: Path) -> list[types.CodeLens]:
    """The lenses of a page; where the languages stand is that of when something was last saved."""
    page = session.page(path)
    if page is None or not session.saved.tracker.has_locks:
        return []
    positions = session.positions(path)
    return [
        types.CodeLens(positions.range(section.location), types.Command(title, DIFFERENCE, arguments=[code, page.path]))
        for section in page.by_id.values()
        for code, title in _behind(session, SectionKey(page.path, section.id))
    ]


def _behind(session: Session, key: SectionKey) -> Iterator[tuple[str, str]]:
    """The languages that have to follow others in a section, and the words of the lens."""
    status = session.saved.tracker.statuses.get(key)
    for code, state in status.states.items() if status else ():
        if state in _WORDS:
            yield code, f"{english_name(code)} {_WORDS[state]}: show the difference"
