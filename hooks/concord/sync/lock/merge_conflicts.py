"""The text of a lock file with git's conflict markers → the entries on which both sides agree, and the others in pairs.

Both sides are read as whole files. So it does not matter where git puts the borders of a conflict.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from concord.storage.text_file import normalize_newlines
from concord.sync.lock.agreement import Agreement
from concord.sync.lock.format import HEADER, Damage, Lock, entry_lines, parse_lock
from concord.sync.section_key import SectionKey
from concord.untrusted.conflict_markers import Conflict, find_conflicts

_CONFLICT = re.compile(
    r"^<{7}(?: [^\n]*)?\n(?P<ours>.*?)(?:^\|{7}(?: [^\n]*)?\n.*?)?^={7}\n(?P<theirs>.*?)^>{7}(?: [^\n]*)?(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ConflictDamage(Damage):
    """A conflict that begins at `line`: its lines in words, and the sections that both sides have confirmed."""

    lines: str
    keys: tuple[SectionKey, ...]


@dataclass(frozen=True)
class MergedLock(Lock):
    """A lock file in which a merge left conflicts, or none.

    `agreements` are the entries outside of conflicts, those that one side alone has, and those that are the same on
    both sides. `disputed` has the entry of either side for each section on which they differ. `damage` has a
    `ConflictDamage` for each conflict, and lines that cannot be read for another reason.
    """

    disputed: Mapping[SectionKey, tuple[Agreement, Agreement]] = field(default_factory=dict)

    def text(self) -> str:
        """The text of the file; what is disputed stands between git's markers, a section each."""
        lines = [HEADER]
        for key in sorted({*self.agreements, *self.disputed}, key=str):
            if key in self.agreements:
                lines += entry_lines(self.agreements[key])
            else:
                lines += _conflict_lines(*self.disputed[key])
        return "\n".join(lines) + "\n"


def parse_merged_lock(text: str, language: str) -> MergedLock:
    """Reads the text of the lock file of `language`, with conflicts or without.

    Where a marker is missing, the sides cannot be told apart: then nothing is disputed and no conflict names a section.
    """
    conflicts = find_conflicts(text)
    if not conflicts:
        lock = parse_lock(text, language)
        return MergedLock(lock.agreements, lock.damage)
    normalized = normalize_newlines(text)
    whole = parse_lock(normalized, language)
    others = [damage for damage in whole.damage if not any(_is_about(damage, one) for one in conflicts)]
    sides = [parse_lock(_CONFLICT.sub(rf"\g<{side}>", normalized), language) for side in ("ours", "theirs")]
    if len(sides[0].damage) != len(others) or len(sides[1].damage) != len(others):
        unknown = (ConflictDamage(one.first, one.reason, one.lines, ()) for one in conflicts)
        return MergedLock(whole.agreements, (*unknown, *others))
    ours, theirs = (side.agreements for side in sides)
    disputed = {key: (ours[key], theirs[key]) for key in ours if key in theirs and _differ(ours[key], theirs[key])}
    agreed = {key: agreement for key, agreement in {**theirs, **ours}.items() if key not in disputed}
    lines = normalized.split("\n")
    found = (ConflictDamage(one.first, one.reason, one.lines, _keys(lines, one, disputed)) for one in conflicts)
    return MergedLock(agreed, (*found, *others), disputed=disputed)


def _differ(ours: Agreement, theirs: Agreement) -> bool:
    """Whether two entries say something else, apart from the reason."""
    return replace(ours, reason="") != replace(theirs, reason="")


def _is_about(damage: Damage, conflict: Conflict) -> bool:
    """Whether a line cannot be read because of the conflict: it is in it, or the other line of an entry is."""
    return conflict.first - 1 <= damage.line <= conflict.last + 1


def _keys(lines: list[str], conflict: Conflict, disputed: Mapping[SectionKey, object]) -> tuple[SectionKey, ...]:
    """The sections in a conflict that are disputed; all in it where none is."""
    around = lines[max(0, conflict.first - 2) : conflict.last]
    keys = dict.fromkeys(SectionKey.parse(line) for line in around if "#" in line and line[0] not in " <|=>")
    return tuple(sorted([key for key in keys if key in disputed] or keys))


def _conflict_lines(ours: Agreement, theirs: Agreement) -> Iterator[str]:
    for mark, agreement in (("<<<<<<< ours", ours), ("=======", theirs)):
        yield mark
        yield from entry_lines(agreement)
    yield ">>>>>>> theirs"
