"""Spans of a text → the text with them blanked out, each of its other characters at its offset."""

from collections.abc import Iterable

from concord.model import Span

BLANK = "\0"


def mask_spans(text: str, spans: Iterable[tuple[int, int] | Span], blank: str = BLANK) -> str:
    """`text` with each character of `spans`, which may come in any order and overlap, replaced by `blank`."""
    parts, place = [], 0
    for start, end, *_ in sorted(spans):
        parts += [text[place:start], blank * (end - max(place, start))]
        place = max(place, end)
    return "".join([*parts, text[place:]])
