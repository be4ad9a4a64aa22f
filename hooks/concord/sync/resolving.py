"""A lock file with conflicts → one without, as far as the present texts decide which side holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concord.sync import agreements
from concord.sync.agreements import HEADER, Agreement, Key

_CONFLICT = re.compile(
    r"^<{7}[^\n]*\n(?P<ours>.*?)(?:^\|{7}[^\n]*\n.*?)?^={7}\n(?P<theirs>.*?)^>{7}[^\n]*\n", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Resolution:
    """The `text` of the lock file, and the sections that it could not decide, whose conflicts still stand in it."""

    text: str
    undecided: tuple[Key, ...]


def resolve(text: str, language: str, present: Mapping[Key, Mapping[str, str]]) -> Resolution:
    """Settles each conflict entry by entry: the side whose hash of `language` is that of its present text holds.

    Where both are, the one with more of the other languages' present texts; what is the same on both sides, or on one
    alone, stays.
    """
    undecided: list[Key] = []

    def settle(conflict: re.Match[str]) -> str:
        ours, theirs = (_side(conflict[side], language) for side in ("ours", "theirs"))
        if ours is None or theirs is None:
            undecided.append(conflict[0].splitlines()[1])
            return conflict[0]
        lines = []
        for key in sorted({*ours, *theirs}):
            one = _better(ours.get(key), theirs.get(key), present.get(key, {}))
            if one:
                lines += agreements.write([one]).splitlines()[1:]
            else:
                undecided.append(key)
                lines += _still(ours[key], theirs[key])
        return "".join(f"{line}\n" for line in lines)

    return Resolution(_in_order(_CONFLICT.sub(settle, text.replace("\r\n", "\n")), language), tuple(undecided))


def _side(text: str, language: str) -> dict[Key, Agreement] | None:
    """The entries of one side; None where it does not consist of whole ones."""
    lock = agreements.read(f"{HEADER}\n{text}", language)
    return None if lock.damage else dict(lock.agreements)


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
        yield from agreements.write([one]).splitlines()[1:]
    yield ">>>>>>> theirs"


def _in_order(text: str, language: str) -> str:
    """`text` with its entries in order, where all of them can be read."""
    lock = agreements.read(text, language)
    return text if lock.damage else agreements.write(lock.agreements.values())
