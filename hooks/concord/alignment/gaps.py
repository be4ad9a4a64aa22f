"""`ElementRow`s of one level → `Gap`: elements that the same languages lack, with the place where they would stand."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.alignment.elements import ElementRow
from concord.alignment.minority import Split, split_languages
from concord.model import Location

SERIES = frozenset(("list", "terms", "table", "tabs"))  # kinds of elements whose children are all of one kind


@dataclass(frozen=True, slots=True)
class Gap:
    """Elements that the same languages lack.

    Attributes:
        rows: The elements: next to one another, or anywhere in a list, a table and the like.
        split: The languages that have them and those that lack them.
        behind: For each language that lacks them, the end of what stands in front of the first of them.
    """

    rows: Sequence[ElementRow]
    split: Split
    behind: Mapping[str, Location]

    @property
    def places(self) -> dict[str, Location]:
        """For each language, where the first of them stands, or would stand."""
        present = {code: element.blocks[0].location for code, element in self.rows[0].elements.items()}
        return {code: present.get(code) or self.behind[code] for code in (*self.split.having, *self.split.lacking)}

    @property
    def starts(self) -> list[Location]:
        """Where each of them stands, in each language that has it."""
        return [element.blocks[0].location for row in self.rows for element in row.elements.values()]


def find_gaps(
    rows: Sequence[ElementRow],
    codes: Collection[str],
    start: Callable[[str], Location],
    outer: str,
    is_reported: Callable[[ElementRow], bool],
) -> Iterator[Gap]:
    """Yields what of `rows` some languages lack, in the order of the rows.

    Args:
        rows: The children of an element, or the outermost elements of a section.
        codes: The languages that have this element or section.
        start: Gives the place in a language behind which its first element would stand.
        outer: The kind of the element around the rows, "" for a section.
        is_reported: Whether another rule reports a missing heading; what is missing behind it is a part of that.
    """
    if all(len(row.elements) == len(codes) for row in rows):
        return
    behind = {code: start(code) for code in codes}
    open_gaps: dict[Collection[str], tuple[Gap, bool]] = {}
    done: list[tuple[Gap, bool]] = []
    for row in rows:
        split = split_languages(codes, row.elements)
        is_heading = row.kind == "heading" and split is not None and is_reported(row)
        if outer not in SERIES and (is_heading or (split and split.having not in open_gaps) or split is None):
            open_gaps.clear()
        if split and split.having in open_gaps:
            rows_of_gap = open_gaps[split.having][0].rows
            assert isinstance(rows_of_gap, list)
            rows_of_gap.append(row)
        elif split:
            open_gaps[split.having] = Gap([row], split, dict(behind)), is_heading
            done.append(open_gaps[split.having])
        behind |= {code: element.blocks[-1].end for code, element in row.elements.items()}
    yield from (gap for gap, has_rule in done if not has_rule)
