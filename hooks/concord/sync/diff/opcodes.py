"""Two sequences → what was kept, replaced, deleted and inserted, as `difflib` says it, in bounded time.

`difflib` compares each item with all equal ones of the other sequence, once for each stretch that it finds: two
paragraphs of 16,000 words, of which ten are different, take more than a minute.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

Opcode = tuple[str, int, int, int, int]  # its kind, start and end in the old sequence, start and end in the new one

_MAX_STEPS = 50_000_000  # some two seconds; a changed paragraph of 500 words takes 2,000,000 at most


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[Opcode]:
    """The opcodes of `SequenceMatcher`; where they would take too long, all between beginning and end is replaced."""
    shorter = min(len(old), len(new))
    start = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), shorter - start)
    counts = Counter(new[start : len(new) - end])
    pairs = sum(counts[item] for item in old[start : len(old) - end])
    if pairs * (shorter - start - end) <= _MAX_STEPS:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    found: list[Opcode] = [
        ("equal", 0, start, 0, start),
        ("replace", start, len(old) - end, start, len(new) - end),
        ("equal", len(old) - end, len(old), len(new) - end, len(new)),
    ]
    return [opcode for opcode in found if opcode[2] > opcode[1]]


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """The number of items with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
