"""Tracker and a language → WorkItem: each section that its translators have to see to, with its words and its age."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from concord.sync.diff.pending import FindSnapshot, PendingSection, pending_sections
from concord.sync.diff.snapshot import current_snapshot
from concord.sync.next_command import next_command
from concord.sync.present_texts import is_wording
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus, State
from concord.sync.tracker import Tracker
from concord.sync.word_count import Words, part_words, pending_words

Keyed = TypeVar("Keyed", "WorkItem", PendingSection)
FindDate = Callable[[str, SectionKey, str], str]  # language, key and hash → when that text was replaced, or ""


@dataclass(frozen=True)
class WorkItem:
    """A section that is not current in `language`, and that somebody who knows it can bring further.

    `since` is the day since which it has to follow another language, in ISO 8601; "" where that is unknown. `command`
    is what to type next, "" where only writing helps.
    """

    key: SectionKey
    language: str
    state: State
    words: Words
    since: str
    command: str


def worklist(
    tracker: Tracker, language: str, keys: Collection[SectionKey], find: FindSnapshot, find_date: FindDate
) -> Iterator[WorkItem]:
    """The sections of `keys` that translators of `language` have to see to, in the order of the pages.

    Where a section is ahead and was confirmed, it is left out: the others are to follow.

    Args:
        tracker: The status of every section.
        language: The language.
        keys: The sections to look at.
        find: Finds the text that was agreed on.
        find_date: Finds when it was replaced. What both raise is raised.
    """
    pages = {key.page for key in keys}
    pending = {one.key: one for one in pending_sections(tracker, language, pages, find)} if pages else {}
    for key, status in tracker.statuses.items():
        state = status.state(language)
        if (
            key not in keys
            or language not in status.languages
            or state == "current"
            or (state == "ahead" and status.is_declared(language))
        ):
            continue
        one = pending.get(key)
        words = pending_words(one) if one else _words(tracker, key, status, language)
        since = _since(one, find_date) if one else ""
        yield WorkItem(key, language, state, words, since, next_command(status, key, language))


def _since(pending: PendingSection, find_date: FindDate) -> str:
    """The first day on which a leading language replaced the text that was agreed on."""
    agreed = [(change.now.language, pending.key, change.agreed) for change in pending.changes if change.agreed]
    return min(filter(None, (find_date(*one) for one in agreed)), default="")


def _words(tracker: Tracker, key: SectionKey, status: SectionStatus, language: str) -> Words:
    """The words of a section that follows no other: to translate where it is missing, to read where it is new."""
    state = status.state(language)
    code = language if language in status.present else next(iter(status.present))
    snapshot = current_snapshot(tracker, code, key) if state in ("missing", "unstamped") else None
    count = part_words(snapshot.parts) if snapshot else 0
    return Words(count) if state == "missing" else Words(0, count)


def in_menu_order(items: Iterable[Keyed], menu: Iterable[str]) -> list[Keyed]:
    """`items` in the order of the pages of the `menu`, then other pages, then the registry and the interface."""
    rank = {page: number for number, page in enumerate(menu)}
    return sorted(items, key=lambda item: (is_wording(item.key.page), rank.get(item.key.page, len(rank))))


def oldest_first(items: Iterable[WorkItem]) -> list[WorkItem]:
    """`items` by the day since which they have to follow; those of which it is unknown at the end."""
    return sorted(items, key=lambda item: item.since or "9999")


def within(items: Iterable[WorkItem], minutes: int, speed: int) -> list[WorkItem]:
    """The first of `items` that take at most so many minutes together at `speed`, and one at least."""
    found: list[WorkItem] = []
    for item in items:
        minutes -= item.words.minutes(speed)
        if found and minutes < 0:
            break
        found.append(item)
    return found
