"""Tracker → Selection: the sections that a translator has to follow, and the languages that they can follow from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus
from concord.sync.tracker import Tracker


@dataclass(frozen=True)
class Selection:
    """The sections of an XLIFF file.

    `keys` are those that `language` can follow from `source`. `elsewhere` has, for each section that it can only follow
    from other languages, which these are.
    """

    language: str
    source: str
    keys: tuple[SectionKey, ...]
    elsewhere: Mapping[SectionKey, tuple[str, ...]]


def select_sections(
    tracker: Tracker, language: str, source: str, pages: Collection[str], everything: bool
) -> Selection:
    """Selects the sections to translate.

    Args:
        tracker: The status of every section.
        language: The language to translate into.
        source: The language to translate from; "" for the one that leads in most of the sections, of several the first
            in the order of the guide.
        pages: The pages to look at; all where it is empty.
        everything: Whether to select every section, and not only those that `language` has to follow.
    """
    found = dict(_sections(tracker, language, pages, everything))
    counts = {code: sum(code in codes for codes in found.values()) for code in tracker.corpus.languages}
    source = source or max(counts, key=lambda code: counts[code])
    keys = tuple(key for key, codes in found.items() if source in codes)
    return Selection(language, source, keys, {key: codes for key, codes in found.items() if source not in codes})


def _sections(
    tracker: Tracker, language: str, pages: Collection[str], everything: bool
) -> Iterator[tuple[SectionKey, tuple[str, ...]]]:
    """Each section that `language` can follow, with the languages that it can be followed from."""
    unreadable = {page.path for page in tracker.corpus if page.problems}
    for key, status in tracker.statuses.items():
        if (pages and key.page not in pages) or key.page in unreadable:
            continue
        others = [code for code in status.present if code != language]
        if codes := _leaders(status, language) or (others if everything else []):
            yield key, tuple(code for code in tracker.corpus.languages if code in codes)


def _leaders(status: SectionStatus, language: str) -> list[str]:
    """The languages that `language` has to follow; where it lacks the section, those that no other language leads."""
    if language in status.present:
        return status.leaders(language)
    present = [*status.present]
    return [code for code in present if not any(status.leads(other, code) for other in present)] or present
