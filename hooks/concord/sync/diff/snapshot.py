"""What a section, or an entry of the registry or the interface, says in one language: now, or at some time."""

from dataclasses import dataclass

from concord.model import Block, Location, Section
from concord.pages.inline_scanner import scan_wording
from concord.sync.diff.word_diff import Part, snapshot_parts
from concord.sync.fingerprint import Home
from concord.sync.lock.format import Key
from concord.sync.tracker import Tracker, heading_ids


@dataclass(frozen=True)
class Snapshot:
    """The `blocks` of the page at `path`; `home` knows the pages that they lead to."""

    language: str
    location: Location
    path: str
    home: Home
    blocks: tuple[Block, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """It as a reader sees it."""
        return snapshot_parts(self.blocks, self.path, self.home)


def current_snapshot(tracker: Tracker, language: str, key: Key) -> Snapshot | None:
    """What `key` says at present; None where it does not exist in `language`."""
    if language not in tracker.present.get(key, ()):
        return None
    location = tracker.place(key, language)
    if (key, language) in tracker.wordings:
        return wording_snapshot(tracker.wordings[key, language], language, location)
    path, _, id = key.partition("#")
    pages = tracker.corpus.pages[language]
    return section_snapshot(pages[path].by_id[id], language, path, heading_ids(pages))


def section_snapshot(section: Section, language: str, path: str, home: Home) -> Snapshot:
    """What `section` of the page at `path` says."""
    return Snapshot(language, section.location, path, home, section.blocks)


def wording_snapshot(text: str, language: str, location: Location) -> Snapshot:
    """What an entry says that stands at `location`; each line is a block."""
    place = (0, location.line, location.column)
    blocks = (
        Block("p", line, location.path, number, "p", 0, (place,), spans=scan_wording(line))
        for number, line in enumerate(text.split("\n"))
    )
    return Snapshot(language, location, "", lambda _: "", tuple(blocks))
