"""The tracker and the past → what a language has to follow: for each such section what changed, beside its own text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from concord.sync.diff.snapshot import Snapshot, current_snapshot
from concord.sync.diff.word_diff import DiffRow, Part, Run, compare_parts
from concord.sync.lock.format import Key
from concord.sync.section_status import State
from concord.sync.tracker import Tracker

FindSnapshot = Callable[[str, Key, str], Snapshot | None]  # a language, a key and a hash → what it said then
Cell = tuple[Sequence[DiffRow], Sequence[Part]]


@dataclass(frozen=True)
class Change:
    """What a leading language says `now` and what it said `before`, None where that is not known.

    `agreed` is the hash of what was agreed on, "" where nothing was.
    """

    now: Snapshot
    agreed: str
    before: Snapshot | None

    @property
    def is_lost(self) -> bool:
        """Whether history does not have what was agreed on."""
        return bool(self.agreed) and self.before is None

    @cached_property
    def rows(self) -> tuple[DiffRow, ...]:
        """Each block with what changed in it; nothing is marked where there is nothing to compare it with."""
        if self.before is not None:
            return compare_parts(self.before.parts, self.now.parts)
        parts = enumerate(self.now.parts)
        return tuple(DiffRow(part.kind, (Run("kept", part.text),), None, number) for number, part in parts)

    def beside(self, own: Snapshot | None) -> list[Cell]:
        """The rows, and what `own` says beside them: block by block where both are built alike, else all at once."""
        parts = own.parts if own else ()
        then = self.before or self.now
        if [part.kind for part in parts] != [part.kind for part in then.parts]:
            return [(self.rows, parts)]
        places = [row.old if self.before else row.new for row in self.rows]
        return [([row], [] if place is None else [parts[place]]) for row, place in zip(self.rows, places, strict=True)]


@dataclass(frozen=True)
class PendingSection:
    """A section that `language` has to bring in step, its `own` text, None where it has none, and what changed."""

    key: Key
    language: str
    state: State
    own: Snapshot | None
    changes: tuple[Change, ...]
    agree: bool  # whether the leading languages are in step with one another

    @property
    def page(self) -> str:
        return self.key.partition("#")[0]

    @property
    def section(self) -> str:
        return self.key.partition("#")[2]

    @property
    def step(self) -> str:
        """The command that confirms that it has been brought in step."""
        choice = "" if self.agree else f" --with {self.changes[0].now.language}"
        section = f" --section {self.section}" if self.section else ""
        return f"concord stamp {self.language} {self.page}{section}{choice}"


def pending_sections(
    tracker: Tracker, language: str, pages: Iterable[str], find: FindSnapshot
) -> Iterator[PendingSection]:
    """What `language` has to follow on `pages`, on all without any. Raises what `find` raises."""
    wanted = {*pages}
    for key, status in tracker.statuses.items():
        leaders = status.followed(language)
        if not leaders or (wanted and key.partition("#")[0] not in wanted):
            continue
        changes = []
        for leader in leaders:
            text = current_snapshot(tracker, leader, key)
            assert text, "a language that leads has the section"
            agreed = status.agreed(leader, language)
            changes.append(Change(text, agreed, find(leader, key, agreed) if agreed else None))
        agree = all(status.joined(leaders[0], leader) for leader in leaders)
        yield PendingSection(
            key, language, status.state(language), current_snapshot(tracker, language, key), tuple(changes), agree
        )
