"""Versions of a section → `ElementRow`: the elements, and the blocks in them, that correspond to one another.

A section is a sequence of elements: paragraphs, lists, tables, listings. They are matched by kind, content and order,
never by position alone. The languages are joined one after the other by global sequence alignment (Needleman and
Wunsch, 1970), so that an element that one language lacks does not shift the partners of the others. An element that
stands at another place in one language is matched by its content afterwards.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import inf

from concord.languages import language
from concord.model import Block, Section
from concord.text.block_numbers import block_numbers

_NAME = re.compile(  # a number, or a word with a capital letter; begins with a character class, which is fast to scan
    r"[A-Z\d](?<!\w.)(?:(?<=\d)[\d.,]*|(?<=[A-Z])[\w&.’'-]*\w)"
)
_COMMENT = re.compile(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
_RAW = ("pre", "html")
_LISTS = {"ul": "list", "ol": "list"}
_GAP_SCORE = -0.4  # the score of an element without a partner; two of one kind that share nothing score 0 to 1
_MAX_PAIRS, _MIN_BAND = 40_000, 15  # of elements that are compared: all of 200 by 200, then those near the diagonal
_MIN_SHARED_IF_MOVED = 0.5  # the share of content that two elements at different places need in common to be matched


class Element:
    """An outermost element of a page with its blocks: the one of a paragraph, the items of a list, a table's cells."""

    def __init__(self, blocks: tuple[Block, ...], language: str) -> None:
        self.blocks, self.language = blocks, language
        self.kind = _LISTS.get(blocks[0].outer, blocks[0].outer)

    @property
    def items(self) -> int:
        """The number of a list's items, nested ones included, or of a table's rows."""
        return max(block.item for block in self.blocks)

    @cached_property
    def length(self) -> int:
        """The number of characters in its blocks."""
        return sum(len(block.text) for block in self.blocks)

    @cached_property
    def features(self) -> frozenset[str]:
        """What the alignment compares: its `content` and the values of its numbers, in digits or in words."""
        lang = language(self.language)
        numbers = (f"={mention.value}" for block in self.blocks for mention in block_numbers(block, lang))
        return self.content | frozenset(numbers) if self.kind not in _RAW else self.content

    @cached_property
    def content(self) -> frozenset[str]:
        """What stays the same in every language: targets of links, names, digits, the text of a listing."""
        content = {reference.target.partition(".md")[0] for block in self.blocks for reference in block.references}
        if self.kind in _RAW:
            return frozenset(content | {block.text.strip() for block in self.blocks})
        return frozenset(content.union(*(_NAME.findall(block.text) for block in self.blocks)))


@dataclass
class ElementRow:
    """The versions of one element, by language; a language without it has no key."""

    elements: dict[str, Element] = field(default_factory=dict)

    @cached_property
    def blocks(self) -> tuple[dict[str, Block], ...]:
        """The corresponding blocks; see `aligned_blocks`. They are kept, as several checks ask for them."""
        return tuple(_matched_blocks(self.elements))


def section_elements(section: Section, code: str) -> list[Element]:
    """The elements below the heading of `section` in the language `code`, in order; comments are left out."""
    grouped: dict[int, list[Block]] = {}
    for block in section.blocks[1 if section.level else 0 :]:
        if block.kind == "html" and _COMMENT.fullmatch(block.text):
            continue
        grouped.setdefault(block.group, []).append(block)
    return [Element(tuple(blocks), code) for blocks in grouped.values()]


@lru_cache(maxsize=4096)
def _rows(versions: tuple[tuple[str, Section], ...]) -> tuple[ElementRow, ...]:
    return tuple(_align_languages({code: section_elements(section, code) for code, section in versions}))


def aligned_elements(versions: Mapping[str, Section]) -> tuple[ElementRow, ...]:
    """The elements of a section's versions, by language → a row for each element, in the order of the text.

    The result is cached: several checks ask for the same section.
    """
    return _rows(tuple(versions.items()))


def aligned_blocks(row: ElementRow) -> Iterator[dict[str, Block]]:
    """Yields the corresponding blocks of a row, by language.

    Where all languages have equally many blocks, these correspond one by one. Otherwise items and table rows are
    aligned by content and order, and within them the blocks, such as cells, by their place.
    """
    yield from row.blocks


def _matched_blocks(versions: Mapping[str, Element]) -> Iterator[dict[str, Block]]:
    counts = {len(element.blocks) for element in versions.values()}
    if len(counts) == 1:
        for blocks in zip(*(element.blocks for element in versions.values()), strict=True):
            yield dict(zip(versions, blocks, strict=True))
        return
    has_items = any(len({block.item for block in element.blocks}) > 1 for element in versions.values())
    inner: dict[str, list[Element]] = {}
    for code, element in versions.items():
        grouped: dict[int, list[Block]] = {}
        for number, block in enumerate(element.blocks):
            grouped.setdefault(block.item if has_items else number, []).append(block)
        inner[code] = [Element(tuple(blocks), code) for blocks in grouped.values()]
    for row in _align_languages(inner):
        yield from row.blocks


def _align_languages(versions: Mapping[str, list[Element]]) -> list[ElementRow]:
    """The elements of all languages in rows.

    The languages that have equally many elements are joined first: the others are then compared with the usual shape.
    """
    usual = Counter(map(len, versions.values()))
    rows: list[ElementRow] = []
    for code in sorted(versions, key=lambda code: -usual[len(versions[code])]):
        rows = _add_language(rows, code, versions[code])
    return [ElementRow({code: row.elements[code] for code in versions if code in row.elements}) for row in rows]


def _add_language(rows: list[ElementRow], code: str, new: list[Element]) -> list[ElementRow]:
    """`rows` with the elements `new` of one more language; the rows themselves are changed."""
    if not rows:
        return [ElementRow({code: element}) for element in new]
    if _match_in_order(rows, new):
        for row, element in zip(rows, new, strict=True):
            row.elements[code] = element
        return rows
    return _match_moved_elements(_align(rows, code, new), code)


def _match_in_order(rows: Sequence[ElementRow], new: Sequence[Element]) -> bool:
    """Whether rows and elements correspond one by one: a quick test that spares most sections the alignment.

    The kinds must be the same in the same order. Of the pairs that share no content, none may have content that
    another such pair has on the other side, as that would be an element at another place.
    """
    if len(rows) != len(new):
        return False
    unshared_in_rows: set[str] = set()
    unshared_in_new: set[str] = set()
    for row, element in zip(rows, new, strict=True):
        other = next(iter(row.elements.values()))
        if other.kind != element.kind:
            return False
        if other.content and element.content and not other.content & element.content:
            unshared_in_rows |= other.content
            unshared_in_new |= element.content
    return not unshared_in_rows & unshared_in_new


def _row_similarity(row: ElementRow, element: Element) -> float:
    """How similar `element` is to the most similar version in `row`: from 0 to 4, or -1 where the kinds differ."""
    best = -1.0
    for other in row.elements.values():
        if other.kind == element.kind:
            best = max(best, _similarity(other, element))
    return best


def _similarity(one: Element, other: Element) -> float:
    """The similarity of two elements of a kind: up to 3 for shared content, up to 1 for equal length.

    It is -1 for a header and a row of a table.
    """
    kinds = one.blocks[0].kind, other.blocks[0].kind
    if kinds in (("th", "td"), ("td", "th")):
        return -1
    shared = _shared_content(one, other)
    length = min(one.length, other.length) / max(one.length, other.length, 1)
    return (0.5 if shared is None else 3 * shared) + length


def _shared_content(one: Element, other: Element) -> float | None:
    """The share of content and numbers that two elements have in common, from 0 to 1; None where one has none."""
    if not one.features or not other.features:
        return None
    if one.features.isdisjoint(other.features):
        return 0
    return len(one.features & other.features) / min(len(one.features), len(other.features))


def _align(rows: Sequence[ElementRow], code: str, new: Sequence[Element]) -> list[ElementRow]:
    """The alignment of `rows` with the elements `new` of the language `code` that has the highest total score.

    The order of both is kept.
    """
    score = _scores(rows, new)
    aligned: list[ElementRow] = []
    i, j = len(rows), len(new)
    while i or j:
        here = score[i][j]
        if i and (not j or here == score[i - 1].get(j, -inf) + _GAP_SCORE):  # of equal elements, the last is extra
            i -= 1
            aligned.append(rows[i])
        elif j and (not i or here == score[i].get(j - 1, -inf) + _GAP_SCORE):
            j -= 1
            aligned.append(ElementRow({code: new[j]}))
        else:
            i, j = i - 1, j - 1
            rows[i].elements[code] = new[j]
            aligned.append(rows[i])
    return aligned[::-1]


def _scores(rows: Sequence[ElementRow], new: Sequence[Element]) -> list[dict[int, float]]:
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
        for j in range(max(0, middle - band), min(len(new), middle + band) + 1):
            if i and j:
                pair = before[j - 1] + _row_similarity(rows[i - 1], new[j - 1]) if j - 1 in before else -inf
                current[j] = max(pair, before.get(j, -inf) + _GAP_SCORE, current.get(j - 1, -inf) + _GAP_SCORE)
            else:
                current[j] = _GAP_SCORE * (i + j)
        scores.append(current)
    return scores


def _match_moved_elements(rows: list[ElementRow], code: str) -> list[ElementRow]:
    """`rows`, where an element that only the language `code` has joins the most similar row without that language.

    They must be of one kind and share enough of their content; otherwise both stay where they are.
    """
    alone = [row for row in rows if list(row.elements) == [code]]
    candidates = [row for row in rows if code not in row.elements]
    if len(alone) * len(candidates) > _MAX_PAIRS:
        return rows
    for row in alone:
        element = row.elements[code]
        best = max(candidates, key=lambda candidate: _row_similarity(candidate, element), default=None)
        if best is None:
            break
        shared = max(_shared_content(other, element) or 0 for other in best.elements.values())
        if _row_similarity(best, element) >= 0 and shared >= _MIN_SHARED_IF_MOVED:
            best.elements[code] = element
            candidates.remove(best)
            rows = [other for other in rows if other is not row]
    return rows
