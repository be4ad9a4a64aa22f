"""`Gap`s of a section → where the text that is missing stands all the same: at a place where others lack it in turn.

A paragraph that was moved behind a listing, or items that became a list in an item, are missing once in each language.
What tells that both are one text is what stays the same in every language: names, numbers, code and addresses.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from concord.alignment.elements import Element, ElementRow
from concord.alignment.gaps import Gap
from concord.alignment.sections import AlignedSection

_MOST_WITH_RARE = 2  # of the elements of a section, those that have what tells a text from others
_MIN_KNOWN = 0.5  # the share of that which the other language has anywhere; the rest may be words
_MIN_FOUND = 0.7  # the share of what it has that has to stand at the other place
_MIN_NUMBERS = 0.9  # of the numbers: all of a short text
_MIN_LENGTH = 0.4  # of the text, as a share of its length: the length of all texts at other places
_SHARE_OF_LANGUAGES = 0.5


def moved_gaps(aligned: AlignedSection, gaps: Sequence[tuple[Gap, ElementRow | None]]) -> Iterator[Gap]:
    """Yields the gaps whose text half of the languages without it have at another place, at least.

    Args:
        aligned: The section.
        gaps: What some of its languages lack, with the element around it.
    """
    if len({gap.split.having for gap, _ in gaps}) < 2:
        return
    features = {code: _Features(aligned, code) for code in aligned.sections}
    for gap, outer in gaps:
        code = gap.split.having[0]
        ours = [row.elements[code] for row in gap.rows]
        found = [
            features[code].stand_in(ours, [*_only_there(gaps, other, code), *_around(outer, other)], features[other])
            for other in gap.split.lacking
        ]
        if sum(found) >= _SHARE_OF_LANGUAGES * len(found):
            yield gap


def _around(outer: ElementRow | None, code: str) -> list[Element]:
    """The item that what is missing is a part of: its own text may have it."""
    return [outer.elements[code]] if outer and outer.kind == "item" else []


def _only_there(gaps: Sequence[tuple[Gap, ElementRow | None]], code: str, other: str) -> list[Element]:
    """What the language `code` has and the language `other` lacks."""
    both = (gap for gap, _ in gaps if code in gap.split.having and other in gap.split.lacking)
    return [row.elements[code] for gap in both for row in gap.rows]


class _Features:
    """How many of the innermost elements of a section have each of the features, in one language."""

    def __init__(self, aligned: AlignedSection, code: str) -> None:
        leaves = (leaf for row in aligned.rows for leaf in row.walk() if not leaf.rows and code in leaf.elements)
        self.counts = Counter(feature for leaf in leaves for feature in leaf.elements[code].features)

    def stand_in(self, ours: Sequence[Element], theirs: Sequence[Element], others: "_Features") -> bool:
        """Whether what is rare in `ours`, and anywhere in the other language, stands in `theirs`, with the numbers."""
        features, there = (frozenset[str]().union(*(one.features for one in side)) for side in (ours, theirs))
        own = {one for one in features if self.counts[one] <= _MOST_WITH_RARE}
        rare = {one for one in own if others.counts[one]}
        own = {one for one in own if one in rare or not one.istitle()}  # a word may begin with a capital letter
        numbers = {one for one in features if one.startswith("=")}
        lengths = [sum(one.length for one in side) for side in (ours, theirs)]
        return (
            any(self.counts[one] == 1 for one in rare & there)
            and len(rare) >= _MIN_KNOWN * len(own)
            and len(rare & there) >= _MIN_FOUND * len(rare)
            and len(numbers & there) >= _MIN_NUMBERS * len(numbers)
            and lengths[1] >= _MIN_LENGTH * lengths[0]
        )
