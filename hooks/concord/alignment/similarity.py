"""Elements of several languages → how similar two of them are, for their alignment."""

from collections import Counter
from collections.abc import Collection, Sequence

from concord.alignment.tree import Element, items_alike

_MOST_WITH_FEATURE = 2  # elements, or half of them
_OTHER_LEVEL = 0.5  # what a heading of another level is less similar
_OTHER_OPENING = 0.15  # what an item is less similar if the first word of only one of the two begins other items too
_RAISED = 4  # by which the weight of what is shared is raised: what two elements have counts in full, of more in part
_NOTHING_KNOWN = 0.5  # the similarity, besides that of the lengths, of elements that have nothing to compare


class Similarity:
    """How similar the elements of one language are to those of other languages that are in rows.

    Only what both sides have somewhere is compared, so that a word that is the same in both languages counts for an
    element that has it, and against one that has not. What most elements have tells nothing, and what several have
    less than what one alone has.
    """

    def __init__(self, known_elements: Sequence[Element], new: Sequence[Element]) -> None:
        known = frozenset[str]().union(*(one.features for one in known_elements))
        counts = Counter(feature for element in new for feature in element.features)
        most = max(_MOST_WITH_FEATURE, len(new) // 2)
        common = known & {feature for feature, count in counts.items() if count <= most}
        self._weights = {feature: 1 / counts[feature] ** 2 for feature in common}
        self._common = {id(one): one.features & common for one in (*known_elements, *new)}
        self._alike = {id(one) for one in items_alike([*new, *known_elements])}

    def of_any(self, versions: Collection[Element], element: Element) -> float:
        """How similar `element` is to the most similar of `versions`: from 0 to 4, or -1 where the kinds differ."""
        return max(self._of(version, element) for version in versions)

    def _of(self, one: Element, other: Element) -> float:
        """The similarity of two elements of a kind: up to 3 for shared content, up to 1 for equal length.

        It is -1 for two kinds, for a header and a row of a table, and for a picture and a text.
        """
        if one.kind != other.kind or (one.kind in ("row", "p") and one.variant != other.variant):
            return -1
        length = min(one.length, other.length) / max(one.length, other.length, 1)
        if one.kind == "heading" and one.variant != other.variant:
            length -= _OTHER_LEVEL
        ours, theirs = self._common[id(one)], self._common[id(other)]
        if not ours and not theirs:
            differ = one.kind == "item" and (id(one) in self._alike) != (id(other) in self._alike)
            return _NOTHING_KNOWN + length - (_OTHER_OPENING if differ else 0)
        if ours.isdisjoint(theirs):
            return length
        shared = self._weight(ours & theirs)
        most = max(_NOTHING_KNOWN, 3 * min(1, _RAISED * shared))
        return most * shared / min(self._weight(ours), self._weight(theirs)) + length

    def _weight(self, features: frozenset[str]) -> float:
        return sum(map(self._weights.__getitem__, features))
