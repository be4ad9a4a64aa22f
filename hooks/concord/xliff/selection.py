"""The tracker → what a translator has to follow: the sections, and the languages that they can be followed from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from concord.sync.lock.format import Key
from concord.sync.section_status import SectionStatus
from concord.sync.tracker import Tracker


@dataclass(frozen=True)
class Selection:
    """Sections that `language` follows from `source`, and those that it can only follow `elsewhere`: from whom."""

    language: str
    source: str
    keys: tuple[Key, ...]
    elsewhere: Mapping[Key, tuple[str, ...]]


def select_sections(
    tracker: Tracker, language: str, source: str, pages: Collection[str], everything: bool
) -> Selection:
    """What of `pages`, all where there are none, `language` has to follow, or `everything` that it could.

    Without a `source` it is the language that leads in most of the sections; of several, the first of the guide.
    """
    found = dict(_sections(tracker, language, pages, everything))
    counts = {code: sum(code in codes for codes in found.values()) for code in tracker.corpus.languages}
    source = source or max(counts, key=lambda code: counts[code])
    keys = tuple(key for key, codes in found.items() if source in codes)
    return Selection(language, source, keys, {key: codes for key, codes in found.items() if source not in codes})


def _sections(
    tracker: Tracker, language: str, pages: Collection[str], everything: bool
) -> Iterator[tuple[Key, tuple[str, ...]]]:
    """Each section that `language` can follow, with the languages that it can follow it from."""
    broken = {page.path for page in tracker.corpus if page.problems}
    readable = {*(pages or tracker.corpus.paths)} & {*tracker.corpus.paths} - broken
    for key, status in tracker.statuses.items():
        if key.partition("#")[0] not in readable:
            continue
        others = [code for code in status.present if code != language]
        if codes := _leaders(status, language) or (others if everything else []):
            yield key, tuple(code for code in tracker.corpus.languages if code in codes)


def _leaders(status: SectionStatus, language: str) -> list[str]:
    """The languages that `language` has to follow; where it lacks the section, those that follow nobody."""
    if language in status.present:
        return status.leaders(language)
    present = [*status.present]
    return [code for code in present if not any(status.leads(other, code) for other in present)] or present
