"""The text of a lock file with git's conflict marks → one without, as far as the present texts decide.

Both sides are read as whole files. So it does not matter where git puts the borders of a conflict.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concord.storage.text_file import normalize_newlines
from concord.sync.lock.format import HEADER, Agreement, Damage, entry_lines, parse_lock
from concord.sync.section_key import SectionKey

_CONFLICT = re.compile(
    r"^<{7}(?: [^\n]*)?\n(?P<ours>.*?)(?:^\|{7}(?: [^\n]*)?\n.*?)?^={7}\n(?P<theirs>.*?)^>{7}(?: [^\n]*)?(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Resolution:
    """The new text of a lock file.

    `undecided` are the sections whose conflict still stands in `text`. `damage` are lines that cannot be read for
    another reason than a conflict; then `text` is the old one.
    """

    text: str
    undecided: tuple[SectionKey, ...] = ()
    damage: tuple[Damage, ...] = ()


def resolve_conflicts(text: str, language: str, present: Mapping[SectionKey, Mapping[str, str]]) -> Resolution:
    """Settles each conflict in the lock file of `language`, entry by entry.

    An entry on one side only, or the same on both, is kept. Of two that differ, the one with the hash of the present
    text of `language` is taken; where both have it, the one with more hashes of the other languages' present texts.

    Args:
        text: The lock file, with conflict marks.
        language: The language that the file belongs to.
        present: The hash of each present text, by key and language.
    """
    normalized = normalize_newlines(text)
    sides = [parse_lock(_CONFLICT.sub(rf"\g<{side}>", normalized), language) for side in ("ours", "theirs")]
    if any(side.damage for side in sides):
        return Resolution(text, damage=parse_lock(text, language).damage)
    ours, theirs = (side.agreements for side in sides)
    lines, undecided = [HEADER], []
    for key in sorted({*ours, *theirs}, key=str):
        if agreement := _chosen(ours.get(key), theirs.get(key), present.get(key, {})):
            lines += entry_lines(agreement)
        else:
            undecided.append(key)
            lines += _conflict_lines(ours[key], theirs[key])
    return Resolution("\n".join(lines) + "\n", tuple(undecided))


def _chosen(ours: Agreement | None, theirs: Agreement | None, present: Mapping[str, str]) -> Agreement | None:
    """The entry to keep, None where the present texts do not decide."""
    if ours is None or theirs is None or ours.hashes == theirs.hashes:
        return ours or theirs
    scores = [_score(agreement, present) for agreement in (ours, theirs)]
    if scores[0] == scores[1]:
        return None
    best, score = (ours, scores[0]) if scores[0] > scores[1] else (theirs, scores[1])
    return best if score[0] else None


def _score(agreement: Agreement, present: Mapping[str, str]) -> tuple[bool, int]:
    """Whether the language's own hash is that of its present text, and how many hashes of all languages are."""
    count = sum(present.get(code) == hash for code, hash in agreement.hashes.items())
    return agreement.hash == present.get(agreement.language), count


def _conflict_lines(ours: Agreement, theirs: Agreement) -> Iterator[str]:
    for mark, agreement in (("<<<<<<< ours", ours), ("=======", theirs)):
        yield mark
        yield from entry_lines(agreement)
    yield ">>>>>>> theirs"
