"""Versions of elements in rows → the pairs of elements of one language that stand in the row of each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from concord.alignment.tree import LEAVES, Element

MOVABLE = frozenset(("p", "pre", "list", "terms", "table", "quote", "box"))
"""The kinds of elements that may stand at another place in a language: those that are no part of a series."""


def exchanged(
    rows: Sequence[Mapping[str, Element]], code: str, movable: frozenset[str] = MOVABLE
) -> Iterator[tuple[int, int]]:
    """Yields the indices of two rows whose elements in the language `code`, of a `movable` kind, have changed places.

    Each of the two has content that only one element of each side has, and most of it belongs to the row of the other.
    """
    if not _may_be_exchanged(rows, code):
        return  # so it is in most sections, and this is quick to tell
    meant = dict(_meant_rows(rows, code))
    for index, other in meant.items():
        if index < other and meant.get(other) == index:
            kinds = {element.kind for at in (index, other) for element in rows[at].values()}
            if len(kinds) == 1 and kinds <= movable:
                yield index, other


def _may_be_exchanged(rows: Sequence[Mapping[str, Element]], code: str) -> bool:
    """Whether an element of `code` has content that its row has in no other language, but that another row has."""
    own_alone, others_alone = set[str](), set[str]()
    for row in rows:
        others = [one for other, one in row.items() if other != code]
        own = row.get(code)
        if own and any(one.kind in LEAVES and one.blocks[0].text == own.blocks[0].text for one in others):
            continue
        ours, theirs = signs(own) if own else frozenset[str](), frozenset[str]().union(*map(signs, others))
        own_alone |= ours - theirs
        others_alone |= theirs - ours
    return not own_alone.isdisjoint(others_alone)


def _meant_rows(rows: Sequence[Mapping[str, Element]], code: str) -> Iterator[tuple[int, int]]:
    """Yields the index of each row of `code` whose element has content of another row, and the index of that row."""
    ours = [signs(row[code]) if code in row else frozenset[str]() for row in rows]
    theirs = [frozenset[str]().union(*(signs(one) for other, one in row.items() if other != code)) for row in rows]
    once, once_there = (Counter(name for names in side for name in names) for side in (ours, theirs))
    places = {name: index for index, names in enumerate(theirs) for name in names if once_there[name] == 1}
    for index, names in enumerate(ours):
        votes = Counter(places[name] for name in names if once[name] == 1 and name in places)
        best = max(votes, key=votes.__getitem__, default=index)
        if best != index and 2 * votes[best] > votes.total():
            yield index, best


def signs(element: Element) -> frozenset[str]:
    """The content of `element`, and the sections that its links lead to."""
    references = (reference for block in element.blocks for reference in block.references)
    sections = [one.target for one in references if "#" in one.target]
    return element.content.union(sections) if sections else element.content
