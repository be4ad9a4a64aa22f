"""Tracker and texts of the past → PendingSection: what a language has to follow in one section."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from concord.sync.diff.snapshot import Snapshot, current_snapshot
from concord.sync.diff.word_diff import DiffRow, Part, Run, compare_parts
from concord.sync.next_command import confirm_command
from concord.sync.section_key import SectionKey
from concord.sync.section_status import State
from concord.sync.tracker import Tracker

FindSnapshot = Callable[[str, SectionKey, str], Snapshot | None]  # language, key and hash → the text with that hash
RowsAndParts = tuple[Sequence[DiffRow], Sequence[Part]]  # of a leading language, and what stands beside them


@dataclass(frozen=True)
class Change:
    """What changed in a leading language.

    `now` is its present text. `agreed` is the hash of the text that was last agreed on, "" where none was, and
    `before` is that text, None where there is none or git's history does not have it.
    """

    now: Snapshot
    agreed: str
    before: Snapshot | None

    @property
    def is_lost(self) -> bool:
        """Whether a text was agreed on that git's history does not have."""
        return bool(self.agreed) and self.before is None

    @cached_property
    def rows(self) -> tuple[DiffRow, ...]:
        """Each block with what changed in it; without a text to compare with, nothing is marked as changed."""
        if self.before is not None:
            return compare_parts(self.before.parts, self.now.parts)
        parts = enumerate(self.now.parts)
        return tuple(DiffRow(part.kind, (Run("kept", part.text),), None, number) for number, part in parts)

    def side_by_side(self, current: Snapshot | None) -> list[RowsAndParts]:
        """The rows with the parts of `current`, the text that has to follow, that stand beside them.

        One pair a row where both texts have the same kinds of blocks in the same order, else one pair with all.
        """
        parts = current.parts if current else ()
        compared = self.before or self.now
        if [part.kind for part in parts] != [part.kind for part in compared.parts]:
            return [(self.rows, parts)]
        indexes = [row.old if self.before else row.new for row in self.rows]
        return [([row], [] if index is None else [parts[index]]) for row, index in zip(self.rows, indexes, strict=True)]


@dataclass(frozen=True)
class PendingSection:
    """A section that `language` has to bring in step.

    `current` is its present text, None where it lacks the section. `changes` has one entry for each leading language;
    of those that are in step with one another, only for the first. `has_choice` is whether `confirm` has to be told
    which of the languages was followed.
    """

    key: SectionKey
    language: str
    state: State
    current: Snapshot | None
    changes: tuple[Change, ...]
    has_choice: bool

    @property
    def next_command(self) -> str:
        """The command that confirms that the section is in step, for when it is."""
        choice = f" --with {self.changes[0].now.language}" if self.has_choice else ""
        return f"{confirm_command(self.key, self.language)}{choice}"


def pending_sections(
    tracker: Tracker, language: str, pages: Iterable[str], find: FindSnapshot
) -> Iterator[PendingSection]:
    """The sections that `language` has to bring in step, in the order of the pages.

    Args:
        tracker: The status of every section.
        language: The language that has to follow.
        pages: The pages to look at; all where it is empty.
        find: Finds the text that was agreed on. What it raises is raised.
    """
    wanted = {*pages}
    for key, status in tracker.statuses.items():
        leaders = status.languages_to_follow(language)
        if not leaders or (wanted and key.page not in wanted):
            continue
        changes: list[Change] = []
        for leader in leaders:
            if any(status.is_in_step(leader, change.now.language) for change in changes):
                continue
            text = current_snapshot(tracker, leader, key)
            assert text, "a language that leads has the section"
            agreed = status.agreed_hash(leader, language)
            changes.append(Change(text, agreed, find(leader, key, agreed) if agreed else None))
        has_choice = len(changes) > 1 or (language in status.present and status.has_choice(language))
        current = current_snapshot(tracker, language, key)
        yield PendingSection(key, language, status.state(language), current, tuple(changes), has_choice)
