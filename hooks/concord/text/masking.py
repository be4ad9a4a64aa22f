"""What of a block's text is prose: the rest is blanked out, and every offset stays."""

import re
from collections.abc import Iterable, Iterator

from concord.model import Block

BLANK = "\0"
LISTINGS = frozenset({"code", "html"})  # kinds of blocks that hold no prose

_SILENT = re.compile(
    r"(?<![`\\])(`+)(?!`).{1,2000}?(?<!`)\1(?!`)"  # code
    r"|<!--.{0,2000}?-->|</?[A-Za-z][^<>]{0,2000}>"  # comments, tags, addresses in angle brackets
    r"|\b(?:https?|ftp)://[^\s<>()\[\]]+|\bwww\.[^\s<>()\[\]]+|\b[\w.+-]{1,64}@[\w-]+\.[\w.-]+"  # addresses
    r"|\{:?[ ]*[#.\w][^{}\n]{0,500}\}|\[\^[^\]\n]{1,100}\]",  # attributes, footnote marks
    re.DOTALL,
)
_SIGNS = ("`", "<", "{", "@", "\\", "://", "www.", "[^")  # without one of these nothing of it is silent


def mask_spans(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with `spans`, in any order, blanked out."""
    parts, place = [], 0
    for start, end in sorted(spans):
        parts += [text[place:start], BLANK * (end - max(place, start))]
        place = max(place, end)
    return "".join([*parts, text[place:]])


def prose_text(block: Block) -> str:
    """The text of `block` without code, addresses, the targets of links, tags, attributes and comments."""
    spans = [match.span() for match in _SILENT.finditer(block.text)] if contains_any(block.text, _SIGNS) else []
    spans += [(reference.text_span[1], reference.span[1]) for reference in block.references]
    return mask_spans(block.text, spans) if spans else block.text


def contains_any(text: str, signs: Iterable[str]) -> bool:
    """Whether one of `signs` stands in `text`: quicker told than by a pattern."""
    return any(sign in text for sign in signs)


def link_offsets(block: Block) -> Iterator[tuple[int, int, int, int]]:
    """For each reference of `block`: the offsets where it, its text, the rest of it and what follows begin."""
    for reference in block.references:
        yield reference.span[0], *reference.text_span, reference.span[1]
