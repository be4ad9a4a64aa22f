"""A lock file with conflicts → one without, as far as the present texts decide which side holds.

Its two sides are read as whole files, so that it does not matter where git draws the line between them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concord.storage.text_file import normalize_newlines
from concord.sync.lock.format import HEADER, Agreement, Damage, Key, entry_lines, parse_lock

_CONFLICT = re.compile(
    r"^<{7}(?: [^\n]*)?\n(?P<ours>.*?)(?:^\|{7}(?: [^\n]*)?\n.*?)?^={7}\n(?P<theirs>.*?)^>{7}(?: [^\n]*)?(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Resolution:
    """The `text` of the lock file, the sections that it could not decide, whose conflicts still stand in it, and what
    else keeps it from being read, in which case the text is as it was.
    """

    text: str
    undecided: tuple[Key, ...] = ()
    damage: tuple[Damage, ...] = ()


def resolve_conflicts(text: str, language: str, present: Mapping[Key, Mapping[str, str]]) -> Resolution:
    """Settles each conflict entry by entry: the side whose hash of `language` is that of its present text holds.

    Where both are, the one with more of the other languages' present texts; what is the same on both sides, or on one
    alone, stays.
    """
    plain = normalize_newlines(text)
    sides = [parse_lock(_CONFLICT.sub(rf"\g<{side}>", plain), language) for side in ("ours", "theirs")]
    if any(side.damage for side in sides):
        return Resolution(text, damage=parse_lock(text, language).damage)
    ours, theirs = (side.agreements for side in sides)
    lines, undecided = [HEADER], []
    for key in sorted({*ours, *theirs}):
        if one := _better(ours.get(key), theirs.get(key), present.get(key, {})):
            lines += entry_lines(one)
        else:
            undecided.append(key)
            lines += _still(ours[key], theirs[key])
    return Resolution("\n".join(lines) + "\n", tuple(undecided))


def _better(ours: Agreement | None, theirs: Agreement | None, present: Mapping[str, str]) -> Agreement | None:
    """The side that holds, None where that cannot be told."""
    if ours is None or theirs is None or ours.hashes == theirs.hashes:
        return ours or theirs
    scores = [_fitting(one, present) for one in (ours, theirs)]
    if scores[0] == scores[1]:
        return None
    better, score = (ours, scores[0]) if scores[0] > scores[1] else (theirs, scores[1])
    return better if score[0] else None


def _fitting(one: Agreement, present: Mapping[str, str]) -> tuple[bool, int]:
    """Whether its own text is the present one, and how many of the others' are."""
    fitting = sum(present.get(code) == hash for code, hash in one.hashes.items())
    return one.own == present.get(one.language), fitting


def _still(ours: Agreement, theirs: Agreement) -> Iterator[str]:
    for mark, one in (("<<<<<<< ours", ours), ("=======", theirs)):
        yield mark
        yield from entry_lines(one)
    yield ">>>>>>> theirs"
