"""What of a block's text is prose: the rest is blanked out, and every offset stays."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from concord.model import Block, Location

BLANK = "\0"
LISTINGS = frozenset({"code", "html"})  # kinds of blocks that hold no prose

_SILENT = re.compile(
    r"(?<![`\\])(`+)(?!`).{1,2000}?(?<!`)\1(?!`)"  # code
    r"|<!--.{0,2000}?-->|</?[A-Za-z][^<>]{0,2000}>"  # comments, tags, addresses in angle brackets
    r"|\b(?:https?|ftp)://[^\s<>()\[\]]+|\bwww\.[^\s<>()\[\]]+|\b[\w.+-]{1,64}@[\w-]+\.[\w.-]+"  # addresses
    r"|\{:?[ ]*[#.\w][^{}\n]{0,500}\}|\[\^[^\]\n]{1,100}\]",  # attributes, footnote marks
    re.DOTALL,
)
_SIGNS = re.compile(r"[`<{@\\]|://|www\.|\[\^")


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with `spans`, in any order, blanked out."""
    parts, place = [], 0
    for start, end in sorted(spans):
        parts += [text[place:start], BLANK * (end - max(place, start))]
        place = max(place, end)
    return "".join([*parts, text[place:]])


def plain(block: Block) -> str:
    """The text of `block` without code, addresses, the targets of links, tags, attributes and comments."""
    spans = [match.span() for match in _SILENT.finditer(block.text)] if _SIGNS.search(block.text) else []
    for _, _, text_end, end in links(block):
        spans.append((text_end, end))
    return blank(block.text, spans) if spans else block.text


def links(block: Block) -> Iterator[tuple[int, int, int, int]]:
    """For each reference of `block`: the offsets where it, its text, the rest of it and what follows begin."""
    for reference in block.references:
        whole, text = reference.location, reference.text_location
        yield (
            offset(block, whole, whole.line, whole.column),
            offset(block, text, text.line, text.column),
            offset(block, text, text.end_line, text.end_column),
            offset(block, whole, whole.end_line, whole.end_column),
        )


def offset(block: Block, place: Location, line: int | None, column: int | None) -> int:
    """Where `line` and `column`, of `place` where they are None, stand in the text of `block`."""
    at = (line or place.line, column or place.column)
    index = max(0, bisect_right(block.lines, at, key=lambda entry: entry[1:]) - 1)
    start, first_line, first_column = block.lines[index]
    return start + (at[1] - first_column if at[0] == first_line else 0)
