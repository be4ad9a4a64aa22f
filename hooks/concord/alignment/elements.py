"""Versions of a section → `ElementRow`: the elements, and the blocks in them, that correspond to one another.

A section is a tree of elements: paragraphs, lists with their items, tables with their rows, boxes with what is in them.
At each depth they are matched by kind, content and order, never by position alone. The languages are joined one after
the other by global sequence alignment (Needleman and Wunsch, 1970), so that an element that one language lacks does not
shift the partners of the others. An element that stands at another place in one language is matched by its content
afterwards.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf

from concord.alignment.exchanges import exchanged
from concord.alignment.similarity import Similarity
from concord.alignment.tree import LEAVES, Element, section_elements, shared_content
from concord.model import Block, Section

__all__ = ["Element", "ElementRow", "aligned_elements"]

_GAP_SCORE = -0.4  # the score of an element without a partner; two of one kind that share nothing score 0 to 1
_GAP_SCORE_OF_EQUALLY_MANY = -1.6  # in a series: one word that is the same by chance shifts nothing, several do
_MAX_PAIRS, _MIN_BAND = 40_000, 15  # of elements that are compared: all of 200 by 200, then those near the diagonal
_CELLS = frozenset(("cell",))
_SERIAL = frozenset(("item", "row", "entry", "tab"))  # kinds of elements that are one of a series
_ALL_SHARED = 3  # the similarity of elements that share all that both sides have somewhere
_MIN_SCORE_IF_MOVED = 1.3  # what many have in common tells enough only of texts of about one length
_MIN_SHARED_IF_MOVED = 0.5  # the share of content that two elements at different places need in common to be matched
_SURE_IF_MOVED = 2  # of what two elements have in common: where they share less, they need more than so much


class ElementRow:
    """The versions of one element.

    Attributes:
        elements: The versions, by language, at least one; a language without the element has no key.
        kind: The kind of the element, which is the same in each language.
    """

    __slots__ = ("_blocks", "_rows", "elements", "kind")

    def __init__(self, elements: dict[str, Element]) -> None:
        self.elements = elements
        self.kind = next(iter(elements.values())).kind
        self._rows: tuple[ElementRow, ...] | None = None
        self._blocks: tuple[dict[str, Block], ...] | None = None

    @property
    def rows(self) -> tuple["ElementRow", ...]:
        """The elements in this one, none of a leaf; cells by their columns, but for two that have changed places."""
        if self._rows is None:
            self._rows = () if self.kind in LEAVES else tuple(self._inner())
        return self._rows

    def _inner(self) -> Sequence["ElementRow"]:
        if self.kind != "row":
            return _align_languages({code: element.children for code, element in self.elements.items()})
        columns = sorted({cell.number for row in self.elements.values() for cell in row.children})
        cells = {code: {cell.number: cell for cell in row.children} for code, row in self.elements.items()}
        rows = [{code: cells[code][column] for code in cells if column in cells[code]} for column in columns]
        for code in [*cells][1:]:
            joined = [*cells][: [*cells].index(code) + 1]
            known = [{one: row[one] for one in joined if one in row} for row in rows]
            for one, other in exchanged(known, code, _CELLS):
                rows[one][code], rows[other][code] = rows[other][code], rows[one][code]
        return [ElementRow(row) for row in rows]

    def walk(self) -> Iterator["ElementRow"]:
        """This row, and all rows in it."""
        yield self
        for row in self.rows:
            yield from row.walk()

    @property
    def columns(self) -> dict[str, int]:
        """Of a table, the number of its columns in each language."""
        return {
            code: 1 + max((cell.number for row in table.children for cell in row.children), default=-1)
            for code, table in self.elements.items()
        }

    @property
    def has_equal_cells(self) -> bool:
        """Of a table's row, whether the same of its cells have text in each language."""
        return len({tuple(cell.number for cell in row.children) for row in self.elements.values()}) == 1

    @property
    def blocks(self) -> tuple[dict[str, Block], ...]:
        """The corresponding blocks, by language; they are kept, as several checks ask for them.

        A language that lacks one has no key. The cells of a table are left out where its versions have different
        columns, as are those of a row where a cell is empty in one language: which of them correspond is not known.
        """
        if self._blocks is None:
            self._blocks = self._find_blocks()
        return self._blocks

    def _find_blocks(self) -> tuple[dict[str, Block], ...]:
        if not self.rows:
            return ({code: element.blocks[0] for code, element in self.elements.items()},)
        if self.kind == "table" and len({*self.columns.values()}) > 1:
            return ()
        if self.kind == "row" and not self.has_equal_cells:
            return ()
        return tuple(blocks for row in self.rows for blocks in row.blocks)


def aligned_elements(versions: Mapping[str, Section]) -> tuple[ElementRow, ...]:
    """The elements of a section's versions, by language → a row for each element, in the order of the text."""
    return tuple(_align_languages({code: section_elements(section, code) for code, section in versions.items()}))


def _align_languages(versions: Mapping[str, Sequence[Element]]) -> list[ElementRow]:
    """The elements of all languages in rows.

    The languages that have equally many elements are joined first: the others are then compared with the usual shape.
    """
    if all(len(elements) == 1 for elements in versions.values()):
        single = {code: elements[0] for code, elements in versions.items()}
        if len({element.kind for element in single.values()}) == 1:
            return [ElementRow(single)]
    usual = Counter(map(len, versions.values()))
    rows: list[ElementRow] = []
    for code in sorted(versions, key=lambda code: -usual[len(versions[code])]):
        rows = _add_language(rows, code, versions[code])
    if len(versions) > 2:
        _gather(rows)
    return [ElementRow({code: row.elements[code] for code in versions if code in row.elements}) for row in rows]


def _gather(rows: Sequence[ElementRow]) -> None:
    """Moves an element to the row in front of it or behind it which more languages have, if nothing speaks against it.

    Of two equal elements that one language has, others may have joined the first and others again the second.
    """
    for one, other in pairwise(rows):
        small, large = sorted((one, other), key=lambda row: len(row.elements))
        if small.kind != large.kind or small.kind in _SERIAL:
            continue
        for code in [code for code in small.elements if code not in large.elements and len(small.elements) > 1]:
            element = small.elements[code]
            here, there = (
                max((shared_content(element, known) or 0 for name, known in row.elements.items() if name != code))
                for row in (small, large)
            )
            variants = {known.variant for known in large.elements.values()}
            if there >= here and element.variant in variants and len(small.elements) > 1:
                large.elements[code] = small.elements.pop(code)


def _add_language(rows: list[ElementRow], code: str, new: Sequence[Element]) -> list[ElementRow]:
    """`rows` with the elements `new` of one more language; the rows themselves are changed."""
    if not rows:
        return [ElementRow({code: element}) for element in new]
    if _match_in_order(rows, new):
        for row, element in zip(rows, new, strict=True):
            row.elements[code] = element
    else:
        rows = _match(rows, code, new)
    for one, other in exchanged([row.elements for row in rows], code):
        ours, theirs = rows[one].elements, rows[other].elements
        ours[code], theirs[code] = theirs[code], ours[code]
    return rows


def _match(rows: list[ElementRow], code: str, new: Sequence[Element]) -> list[ElementRow]:
    """`rows` with the elements `new` at the rows that they are most similar to, in order, then those that are moved.

    Of a series with equally many elements, none is left without a partner for little.
    """
    similarity = Similarity([one for row in rows for one in row.elements.values()], new)
    found = _match_moved_elements(_align(rows, code, new, similarity, _GAP_SCORE), code, similarity)
    if len(rows) == len(new) < len(found) and rows[0].kind in _SERIAL:
        for row in rows:
            row.elements.pop(code, None)
        aligned = _align(rows, code, new, similarity, _GAP_SCORE_OF_EQUALLY_MANY)
        return _match_moved_elements(aligned, code, similarity)
    return found


def _match_in_order(rows: Sequence[ElementRow], new: Sequence[Element]) -> bool:
    """Whether rows and elements correspond one by one: a quick test that spares most sections the alignment.

    The kinds must be the same in the same order. Of the pairs that share no content, none may have content that
    another such pair has on the other side, as that would be an element at another place. In a list, a table and the
    like, whose elements resemble each other, this holds for all pairs.
    """
    if len(rows) != len(new):
        return False
    unshared_in_rows: set[str] = set()
    unshared_in_new: set[str] = set()
    for row, element in zip(rows, new, strict=True):
        other = next(iter(row.elements.values()))
        if other.kind != element.kind:
            return False
        if element.kind in LEAVES and other.blocks[0].text == element.blocks[0].text:
            continue
        ours, theirs = other.content, element.content
        if ours and theirs and ours != theirs and (element.kind in _SERIAL or ours.isdisjoint(theirs)):
            unshared_in_rows |= ours - theirs
            unshared_in_new |= theirs - ours
    return not unshared_in_rows & unshared_in_new


def _align(
    rows: Sequence[ElementRow], code: str, new: Sequence[Element], similarity: Similarity, gap_score: float
) -> list[ElementRow]:
    """The alignment of `rows` with the elements `new` of the language `code` that has the highest total score.

    The order of both is kept; `gap_score` is the score of an element without a partner.
    """
    score = _scores(rows, new, similarity, gap_score)
    aligned: list[ElementRow] = []
    i, j = len(rows), len(new)
    while i or j:
        here = score[i][j]
        if i and (not j or here == score[i - 1].get(j, -inf) + gap_score):  # of equal elements, the last is extra
            i -= 1
            aligned.append(rows[i])
        elif j and (not i or here == score[i].get(j - 1, -inf) + gap_score):
            j -= 1
            aligned.append(ElementRow({code: new[j]}))
        else:
            i, j = i - 1, j - 1
            rows[i].elements[code] = new[j]
            aligned.append(rows[i])
    return aligned[::-1]


def _scores(
    rows: Sequence[ElementRow], new: Sequence[Element], similarity: Similarity, gap_score: float
) -> list[dict[int, float]]:
    """`scores[i][j]`: the best score of an alignment of the first `i` rows with the first `j` elements.

    Of long sequences only the pairs near the diagonal have a score. An element then finds its partner if there are not
    more elements too few or too many before it than the band is wide.
    """
    band = max(_MIN_BAND, _MAX_PAIRS // (2 * len(rows) + 1), len(new) // max(len(rows), 1) + 1)
    scores: list[dict[int, float]] = []
    for i in range(len(rows) + 1):
        middle = i * len(new) // max(len(rows), 1)
        before = scores[-1] if scores else {}
        current: dict[int, float] = {}
        versions = rows[i - 1].elements.values() if i else ()
        for j in range(max(0, middle - band), min(len(new), middle + band) + 1):
            if i and j:
                pair = before[j - 1] + similarity.of_any(versions, new[j - 1]) if j - 1 in before else -inf
                current[j] = max(pair, before.get(j, -inf) + gap_score, current.get(j - 1, -inf) + gap_score)
            else:
                current[j] = gap_score * (i + j)
        scores.append(current)
    return scores


def _match_moved_elements(rows: list[ElementRow], code: str, similarity: Similarity) -> list[ElementRow]:
    """`rows`, where an element that only the language `code` has joins the most similar row without that language.

    The most similar are joined first. They must be of one kind and share enough of their content, and not only what
    many have, or all of it that both sides have somewhere; otherwise both stay where they are.
    """
    alone = [row for row in rows if list(row.elements) == [code]]
    candidates = [row for row in rows if code not in row.elements]
    if len(alone) * len(candidates) > _MAX_PAIRS:
        return rows
    pairs = [
        (_evidence(similarity, candidate, row.elements[code]), row, candidate)
        for row in alone
        for candidate in candidates
    ]
    joined: set[int] = set()
    for evidence, row, candidate in sorted(pairs, key=lambda pair: -pair[0]):
        if evidence > 0 and id(row) not in joined and id(candidate) not in joined:
            candidate.elements[code] = row.elements[code]
            joined |= {id(row), id(candidate)}
    return [row for row in rows if list(row.elements) != [code] or id(row) not in joined]


def _evidence(similarity: Similarity, row: ElementRow, element: Element) -> float:
    """How much speaks for `element` being that of `row` at another place: 0 if too little, more for more in common."""
    score = similarity.of_any(row.elements.values(), element)
    if score < 0:
        return 0
    shared = max(shared_content(other, element) or 0 for other in row.elements.values())
    common = (other.features & element.features for other in row.elements.values())
    number = max(len({feature.removeprefix("=") for feature in features}) for features in common)  # 30 and its value
    is_sure = score > _ALL_SHARED and number > _SURE_IF_MOVED
    is_enough = is_sure if shared < _MIN_SHARED_IF_MOVED else score >= _MIN_SCORE_IF_MOVED
    return score + number if is_enough else 0
