"""Which blocks of a section say the same in each language: by kind, content and order, never by position alone.

A section is a sequence of elements: paragraphs, lists, tables, listings. The languages are joined one after the other
by the alignment of Needleman and Wunsch (1970), so that an element that one language lacks leaves the rest with its
real partners; an element that was moved is found by its content afterwards.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from concord.languages import language
from concord.model import Block, Section
from concord.text.block_numbers import block_numbers

_NAME = re.compile(r"[A-Z\d](?<!\w.)(?:(?<=\d)[\d.,]*|(?<=[A-Z])[\w&.’'-]*\w)")  # by its first letter
_COMMENT = re.compile(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
_RAW = ("pre", "html")
_LISTS = {"ul": "list", "ol": "list"}
_MISSING = -0.4  # what an element without a partner costs; two of one kind that share nothing score 0 to 1
_MOVED = 0.5  # how much of their content two elements share that stand in different places and are one


class Element:
    """The blocks of one outermost element: a paragraph's one, a list's items, a table's cells."""

    def __init__(self, blocks: tuple[Block, ...], language: str) -> None:
        self.blocks, self.language = blocks, language
        self.kind = _LISTS.get(blocks[0].outer, blocks[0].outer)

    @property
    def items(self) -> int:
        """How many items a list has, nested ones included, or rows a table."""
        return max(block.item for block in self.blocks)

    @cached_property
    def length(self) -> int:
        return sum(len(block.text) for block in self.blocks)

    @cached_property
    def substance(self) -> frozenset[str]:
        """Its content and its numbers as values, in digits or in words: dearer to find."""
        own = language(self.language)
        numbers = (f"={mention.value}" for block in self.blocks for mention in block_numbers(block, own))
        return self.content | frozenset(numbers) if self.kind not in _RAW else self.content

    @cached_property
    def content(self) -> frozenset[str]:
        """What is the same in every language: where links lead, names, numbers, the text of a listing."""
        content = {reference.target.partition(".md")[0] for block in self.blocks for reference in block.references}
        if self.kind in _RAW:
            return frozenset(content | {block.text.strip() for block in self.blocks})
        return frozenset(content.union(*(_NAME.findall(block.text) for block in self.blocks)))


@dataclass
class ElementRow:
    """One element in each language that has it."""

    elements: dict[str, Element] = field(default_factory=dict)


def section_elements(section: Section, code: str) -> list[Element]:
    """The elements below the heading of `section`, in order."""
    grouped: dict[int, list[Block]] = {}
    for block in section.blocks[1 if section.level else 0 :]:
        if block.kind == "html" and _COMMENT.fullmatch(block.text):
            continue
        grouped.setdefault(block.group, []).append(block)
    return [Element(tuple(blocks), code) for blocks in grouped.values()]


@lru_cache(maxsize=4096)
def _rows(versions: tuple[tuple[str, Section], ...]) -> tuple[ElementRow, ...]:
    return tuple(_joined({code: section_elements(section, code) for code, section in versions}))


def aligned_elements(versions: Mapping[str, Section]) -> tuple[ElementRow, ...]:
    """The elements of a section's versions, joined: a row for each, in the order of the text."""
    return _rows(tuple(versions.items()))


def aligned_blocks(row: ElementRow) -> Iterator[dict[str, Block]]:
    """The blocks of a row that face one another: items and rows by content and order, cells by their place."""
    versions = row.elements
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
    for joined in _joined(inner):
        yield from aligned_blocks(joined)


def _joined(versions: Mapping[str, list[Element]]) -> list[ElementRow]:
    """The elements of all languages in rows. Those that have equally many are joined first, and show what is odd."""
    usual = Counter(map(len, versions.values()))
    rows: list[ElementRow] = []
    for code in sorted(versions, key=lambda code: -usual[len(versions[code])]):
        rows = _join(rows, code, versions[code])
    return [ElementRow({code: row.elements[code] for code in versions if code in row.elements}) for row in rows]


def _join(rows: list[ElementRow], code: str, new: list[Element]) -> list[ElementRow]:
    """`rows` with the elements of one more language in them."""
    if not rows:
        return [ElementRow({code: element}) for element in new]
    if _in_step(rows, new):
        for row, element in zip(rows, new, strict=True):
            row.elements[code] = element
        return rows
    return _bring_home_the_moved(_align(rows, code, new), code)


def _in_step(rows: Sequence[ElementRow], new: Sequence[Element]) -> bool:
    """Whether both are the same kinds in the same order, and nothing that a pair does not share stands elsewhere."""
    if len(rows) != len(new):
        return False
    strange_there: set[str] = set()
    strange_here: set[str] = set()
    for row, element in zip(rows, new, strict=True):
        other = next(iter(row.elements.values()))
        if other.kind != element.kind:
            return False
        if other.content and element.content and not other.content & element.content:
            strange_there |= other.content
            strange_here |= element.content
    return not strange_there & strange_here


def _likeness(row: ElementRow, element: Element) -> float:
    """How alike an element is to its row: from 0 to 4, and -1 where the kinds differ."""
    return max(_alike(other, element) for other in row.elements.values())


def _alike(one: Element, other: Element) -> float:
    if one.kind != other.kind or {one.blocks[0].kind, other.blocks[0].kind} == {"th", "td"}:
        return -1
    shared = _shared(one, other)
    length = min(one.length, other.length) / max(one.length, other.length, 1)
    return (0.5 if shared is None else 3 * shared) + length


def _shared(one: Element, other: Element) -> float | None:
    """How much of their content two elements share, from 0 to 1; None where one has none."""
    if not one.substance or not other.substance:
        return None
    return len(one.substance & other.substance) / min(len(one.substance), len(other.substance))


def _align(rows: Sequence[ElementRow], code: str, new: Sequence[Element]) -> list[ElementRow]:
    """Rows and elements in the order of both that pairs those that are most alike."""
    score = [[_MISSING * (i + j) for j in range(len(new) + 1)] for i in range(len(rows) + 1)]
    likeness = [[_likeness(row, element) for element in new] for row in rows]
    for i in range(1, len(rows) + 1):
        for j in range(1, len(new) + 1):
            score[i][j] = max(
                score[i - 1][j - 1] + likeness[i - 1][j - 1], score[i - 1][j] + _MISSING, score[i][j - 1] + _MISSING
            )
    joined: list[ElementRow] = []
    i, j = len(rows), len(new)
    while i or j:
        if i and (not j or score[i][j] == score[i - 1][j] + _MISSING):  # of equals, the last is the new one
            i -= 1
            joined.append(rows[i])
        elif j and (not i or score[i][j] == score[i][j - 1] + _MISSING):
            j -= 1
            joined.append(ElementRow({code: new[j]}))
        else:
            i, j = i - 1, j - 1
            rows[i].elements[code] = new[j]
            joined.append(rows[i])
    return joined[::-1]


def _bring_home_the_moved(rows: list[ElementRow], code: str) -> list[ElementRow]:
    """Puts an element that is alone into the row without one that shares most of its content."""
    alone = [row for row in rows if list(row.elements) == [code]]
    homes = [row for row in rows if code not in row.elements]
    for row in alone:
        element = row.elements[code]
        best = max(homes, key=lambda home: _likeness(home, element), default=None)
        if best is None:
            break
        if (
            _likeness(best, element) >= 0
            and max(_shared(other, element) or 0 for other in best.elements.values()) >= _MOVED
        ):
            best.elements[code] = element
            homes.remove(best)
            rows = [other for other in rows if other is not row]
    return rows
