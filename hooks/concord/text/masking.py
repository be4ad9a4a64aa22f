"""The text of a block → the prose in it: everything else is blanked out, and every offset stays."""

import re
from collections.abc import Iterator

from concord.model import Block, Span
from concord.pages.spans import BLANK, mask_spans

__all__ = [
    "BLANK",
    "LISTINGS",
    "code_offsets",
    "link_offsets",
    "mask_spans",
    "prose_text",
    "silent_spans",
    "titles_in_markup",
]

_TITLES = {  # by the kind of a span: what of it is read to the reader
    "target": re.compile(r"""\s["']([^"\n]*)["']\s*\)\Z"""),
    "html": re.compile(r"""\s(?:alt|title|aria-label|placeholder)\s*=\s*["']([^"'<>]*)["']""", re.IGNORECASE),
}
LISTINGS = frozenset({"code", "html"})  # kinds of blocks that hold no prose


def prose_text(block: Block) -> str:
    """The text of `block` without code, addresses, the targets of links, tags, attributes and comments."""
    return mask_spans(block.text, silent_spans(block)) if block.spans else block.text


def silent_spans(block: Block) -> list[Span]:
    """The spans of `block` that hold no prose: all but escaped characters."""
    return [span for span in block.spans if span[2] != "escape"]


def titles_in_markup(block: Block) -> list[tuple[int, int]]:
    """The silent spans of `block` without the titles of links and images, and what tags say in `alt` and `title`.

    A reader sees or hears these as well.
    """
    spans: list[tuple[int, int]] = []
    for start, end, kind in silent_spans(block):
        pattern = _TITLES.get(kind)
        for match in pattern.finditer(block.text, start, end) if pattern else ():
            spans.append((start, match.start(1)))
            start = match.end(1)
        spans.append((start, end))
    return spans


def code_offsets(block: Block) -> Iterator[tuple[int, int, int, int]]:
    """For each code span of `block`: the offsets where it, its text, its closing backticks and what follows begin."""
    for start, end, kind in block.spans:
        if kind == "code":
            ticks = end - len(block.text[start:end].rstrip("`")) - start
            yield start, start + ticks, end - ticks, end


def link_offsets(block: Block) -> Iterator[tuple[int, int, int, int]]:
    """For each reference of `block`: the offsets where it, its text, the rest of it and what follows begin."""
    for reference in block.references:
        yield reference.span[0], *reference.text_span, reference.span[1]
