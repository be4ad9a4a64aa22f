"""The book and the past → what a language has to follow: for each such section what changed, beside its own text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from concord.sync.diff.snapshot import Telling, now
from concord.sync.diff.word_diff import Part, Row, Run, compare
from concord.sync.lock.format import Key
from concord.sync.section_status import State
from concord.sync.tracker import Book

Find = Callable[[str, Key, str], Telling | None]  # a language, a key and a hash → what it said then
Cell = tuple[Sequence[Row], Sequence[Part]]


@dataclass(frozen=True)
class Change:
    """What a leading language says `now` and what it said `before`, None where that is not known.

    `agreed` is the hash of what was agreed on, "" where nothing was.
    """

    now: Telling
    agreed: str
    before: Telling | None

    @property
    def is_lost(self) -> bool:
        """Whether history does not have what was agreed on."""
        return bool(self.agreed) and self.before is None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Each block with what changed in it; nothing is marked where there is nothing to compare it with."""
        if self.before is not None:
            return compare(self.before.parts, self.now.parts)
        parts = enumerate(self.now.parts)
        return tuple(Row(part.kind, (Run("kept", part.text),), None, number) for number, part in parts)

    def beside(self, own: Telling | None) -> list[Cell]:
        """The rows, and what `own` says beside them: block by block where both are built alike, else all at once."""
        parts = own.parts if own else ()
        then = self.before or self.now
        if [part.kind for part in parts] != [part.kind for part in then.parts]:
            return [(self.rows, parts)]
        places = [row.old if self.before else row.new for row in self.rows]
        return [([row], [] if place is None else [parts[place]]) for row, place in zip(self.rows, places, strict=True)]


@dataclass(frozen=True)
class Difference:
    """A section that `language` has to bring in step, its `own` text, None where it has none, and what changed."""

    key: Key
    language: str
    state: State
    own: Telling | None
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


def differences(book: Book, language: str, pages: Iterable[str], find: Find) -> Iterator[Difference]:
    """What `language` has to follow on `pages`, on all without any. Raises what `find` raises."""
    wanted = {*pages}
    for key, standing in book.standings.items():
        leaders = standing.followed(language)
        if not leaders or (wanted and key.partition("#")[0] not in wanted):
            continue
        changes = []
        for leader in leaders:
            text = now(book, leader, key)
            assert text, "a language that leads has the section"
            agreed = standing.agreed(leader, language)
            changes.append(Change(text, agreed, find(leader, key, agreed) if agreed else None))
        agree = all(standing.joined(leaders[0], leader) for leader in leaders)
        yield Difference(key, language, standing.state(language), now(book, language, key), tuple(changes), agree)
