"""Guide that nobody has confirmed anything in → where its languages stand by git's history alone: an assumption.

What a commit changed in two languages at once was probably the same. It joins nothing and is never `current`: nobody
has looked. It says where to look first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from concord.alignment.headings import heading_numbers
from concord.guide import Guide
from concord.model import Page
from concord.since.past_sections import BEGINNING, Heading, section_changes, sections_of
from concord.storage.first_parent_log import Change, file_changes
from concord.storage.git import blob_contents
from concord.storage.text_file import decode_text, read_bytes

AssumedState = Literal["assumed", "ahead", "behind", "diverged", "unknown"]
_MOST_VERSIONS = 500  # of a file
_Changes = Sequence[Change | None]


@dataclass(frozen=True)
class AssumedSection:
    """A section that at least two languages have, with where each of them may stand.

    Attributes:
        page: The path of the page.
        title: What the heading says in the first language that has the section, "" for what stands before it.
        states: `assumed` to be in step since the last commit that changed it in two languages; changed since, and so
            `ahead`; not, while another one was, and so `behind`; `diverged`; `unknown` where there is no such commit.
        together: That commit, the newest of all pairs of languages; None without one.
    """

    page: str
    title: str
    states: Mapping[str, AssumedState]
    together: Change | None


def assumed_sections(guide: Guide) -> list[AssumedSection]:
    """The sections of all pages in the order of the pages; [] where git cannot tell.

    Raises:
        ConfigurationError: The clone has only a part of the history.
    """
    versions = {path: guide.corpus.versions(path) for path in guide.corpus.paths}
    shared = {path: pages for path, pages in versions.items() if len(pages) > 1}
    files = [page.file for pages in shared.values() for page in pages.values() if not page.problems]
    log = file_changes(guide.config.root, files)
    if not any(log.values()):
        return []
    return [section for path, pages in shared.items() for section in _of_page(path, pages, log, guide)]


def _of_page(
    path: str, pages: Mapping[str, Page], log: Mapping[str, Sequence[Change]], guide: Guide
) -> Iterator[AssumedSection]:
    readable = {code: page for code, page in pages.items() if not page.problems}
    numbers = heading_numbers(readable)
    changes: dict[str, dict[Heading, list[Change | None]]] = {}
    by_number: dict[int, dict[str, Heading]] = {-1: dict.fromkeys(readable, BEGINNING)}
    for code, page in readable.items():
        present = sections_of(decode_text(read_bytes(guide.config.root / page.file), "replace"))
        changes[code] = section_changes(present, _versions(log[page.file], guide))
        for heading, (line, _) in present.items():
            if heading != BEGINNING and (number := numbers.get((code, line))) is not None:
                by_number.setdefault(number, {})[code] = heading
    for _, headings in sorted(by_number.items()):
        if len(headings) > 1:
            title = next(iter(headings.values()))[0]
            yield _assumed(path, title, {code: changes[code][heading] for code, heading in headings.items()})


def _versions(log: Sequence[Change], guide: Guide) -> list[tuple[Change, str]]:
    blobs = [change.blob for change in log[:_MOST_VERSIONS]]
    held = blob_contents(guide.config.root, filter(None, blobs))
    return [(change, decode_text(held.get(change.blob, b""), "replace")) for change in log[:_MOST_VERSIONS]]


def _assumed(path: str, title: str, changes: Mapping[str, _Changes]) -> AssumedSection:
    together: list[Change] = []
    seen: dict[str, set[AssumedState]] = {code: set() for code in changes}
    for one, other in permutations(changes, 2):
        if common := _last_common(changes[one], changes[other]):
            together.append(common)
            moved, other_moved = (_has_moved(changes[code], common) for code in (one, other))
            seen[one].add(_state(moved, other_moved))
    newest = min(together, key=lambda change: change.number, default=None)
    return AssumedSection(path, title, {code: _worst(states) for code, states in seen.items()}, newest)


def _last_common(ours: _Changes, theirs: _Changes) -> Change | None:
    """The newest commit that is in both."""
    numbers = {change.number for change in theirs if change}
    return next((change for change in ours if change and change.number in numbers), None)


def _has_moved(changes: _Changes, since: Change) -> bool:
    return any(change is None or change.number < since.number for change in changes)


def _state(moved: bool, other_moved: bool) -> AssumedState:
    if moved:
        return "diverged" if other_moved else "ahead"
    return "behind" if other_moved else "assumed"


def _worst(states: set[AssumedState]) -> AssumedState:
    order: tuple[AssumedState, ...] = ("diverged", "behind", "ahead", "assumed")
    return next((state for state in order if state in states), "unknown")
