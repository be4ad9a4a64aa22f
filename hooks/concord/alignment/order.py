"""`ElementRow`s of one level → `Disorder`: where a language has the same elements in another order."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from concord.alignment.elements import Element, ElementRow
from concord.alignment.exchanges import MOVABLE, signs


@dataclass(frozen=True, slots=True)
class Disorder:
    """Elements in another order than in most languages.

    Attributes:
        code: The language whose order differs.
        others: The languages that have the usual order.
        row: The first element of its text that stands where the others have another one.
        expected: The one that they have there.
        is_swap: Whether these two have changed places, and nothing else differs.
    """

    code: str
    others: tuple[str, ...]
    row: ElementRow
    expected: ElementRow
    is_swap: bool


def find_disorder(rows: Sequence[ElementRow], codes: Collection[str], *, is_series: bool = True) -> Disorder | None:
    """The first language of `codes` in which the elements that all of them have stand in another order; None for none.

    A series, such as a list, that each language sorts by the alphabet is in order.
    """
    shared = [row for row in rows if len(row.elements) == len(codes)]
    orders = {code: _order(shared, code) for code in codes}
    (usual, _), *others = Counter(orders.values()).most_common()
    if not others:
        return None
    if is_series and all(_is_sorted([shared[i].elements[code] for i in orders[code]]) for code in codes):
        return None
    code = next(code for code in codes if orders[code] != usual)
    different = [(own, other) for own, other in zip(orders[code], usual, strict=True) if own != other]
    own, other = different[0]
    having = tuple(other for other in codes if orders[other] == usual)
    return Disorder(code, having, shared[own], shared[other], is_swap=len(different) == 2)


def find_moved_element(rows: Sequence[ElementRow], codes: Collection[str]) -> Disorder | None:
    """Like `find_disorder`, for elements that are no items of a series, such as the paragraphs of a section.

    Only those count that can be told apart: by a fact, a link, a number or a code that each of their versions has and
    no other element has.
    """
    elements = [row for row in rows if row.kind in MOVABLE]
    if find_disorder(elements, codes, is_series=False) is None:
        return None
    return find_disorder(_told_apart(elements), codes, is_series=False)


def _told_apart(rows: Sequence[ElementRow]) -> list[ElementRow]:
    features = [[element.features | signs(element) for element in row.elements.values()] for row in rows]
    counts = Counter(feature for versions in features for feature in frozenset().union(*versions))
    shared = [frozenset.intersection(*versions) for versions in features]
    return [row for row, own in zip(rows, shared, strict=True) if any(counts[feature] == 1 for feature in own)]


def _order(rows: Sequence[ElementRow], code: str) -> tuple[int, ...]:
    """The indices of `rows` in the order in which they stand in the language `code`."""
    starts = [row.elements[code].blocks[0].location.start for row in rows]
    if all(one <= other for one, other in pairwise(starts)):
        return tuple(range(len(rows)))
    return tuple(sorted(range(len(rows)), key=starts.__getitem__))


def _is_sorted(elements: Sequence[Element]) -> bool:
    texts = [element.blocks[0].text.casefold() for element in elements]
    return all(one <= other for one, other in pairwise(texts))
