"""Section, or text of the registry or the interface → Snapshot: what it says in one language, now or in the past."""

from dataclasses import dataclass

from concord.model import Block, Location, Section
from concord.pages.inline_scanner import scan_wording
from concord.sync.diff.word_diff import Part, snapshot_parts
from concord.sync.fingerprint import Home
from concord.sync.section_hashes import heading_ids
from concord.sync.section_key import SectionKey
from concord.sync.tracker import Tracker


@dataclass(frozen=True)
class Snapshot:
    """The text of a section at one time.

    `location` is where it stands, or stood. `path` is the path of its page, "" for a text of the registry or the
    interface; the targets of the links in `blocks` are relative to it. `home` gives the id of the heading of a page
    at that time.
    """

    language: str
    location: Location
    path: str
    home: Home
    blocks: tuple[Block, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The text as a reader sees it."""
        return snapshot_parts(self.blocks, self.path, self.home)


def current_snapshot(tracker: Tracker, language: str, key: SectionKey) -> Snapshot | None:
    """The present text of the section `key`; None where `language` does not have it."""
    if language not in tracker.present.get(key, ()):
        return None
    location = tracker.location(key, language)
    if (key, language) in tracker.wordings:
        return wording_snapshot(tracker.wordings[key, language], language, location)
    pages = tracker.corpus.pages[language]
    return section_snapshot(pages[key.page].by_id[key.section], language, key.page, heading_ids(pages))


def section_snapshot(section: Section, language: str, path: str, home: Home) -> Snapshot:
    """The text of `section` of the page at `path`."""
    return Snapshot(language, section.location, path, home, section.blocks)


def wording_snapshot(text: str, language: str, location: Location) -> Snapshot:
    """The text of an entry of the registry or the interface that stands at `location`; each line is a block."""
    place = (0, location.line, location.column)
    blocks = (
        Block("p", line, location.path, number, "p", 0, (place,), spans=scan_wording(line))
        for number, line in enumerate(text.split("\n"))
    )
    return Snapshot(language, location, "", lambda _: "", tuple(blocks))
