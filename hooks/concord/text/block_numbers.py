"""A block → the numbers that it mentions: in its prose, in its code, in the texts of its references."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from concord.languages import Language
from concord.model import Block, Reference
from concord.pages.spans import mask_spans
from concord.text.masking import code_offsets, silent_spans, titles_in_markup
from concord.values import NumberMention, extract_numbers

_DIGITS = re.compile(r"\d+")


def block_numbers(block: Block, language: Language) -> tuple[NumberMention, ...]:
    """The numbers that `block` mentions outside the texts of facts, titles and sources, in order.

    Those in code are `loose`: good only as partners of numbers that another language has in its prose.
    """
    return _numbers(block, block.uncited, 0, titles_in_markup(block), language)


def reference_numbers(block: Block, reference: Reference, language: Language) -> tuple[NumberMention, ...]:
    """The numbers that the text of a `reference` of `block` mentions; their offsets are those in the block."""
    start, end = reference.text_span
    spans = [(*span[:2],) for span in silent_spans(block) if start <= span[0] and span[1] <= end]
    found = _numbers(block, block.text[:end], start, spans, language)
    return tuple(mention._replace(start=mention.start + start, end=mention.end + start) for mention in found)


def _numbers(
    block: Block, text: str, start: int, spans: Sequence[tuple[int, int]], language: Language
) -> tuple[NumberMention, ...]:
    """The numbers in `text`, the beginning of the text of `block`, from `start` on; offsets count from there.

    `spans` are those in that part which hold no prose.
    """
    if not spans:
        return extract_numbers(text[start:], language)
    prose = mask_spans(text, spans, " ")[start:]  # a space, so that "more than <b>5</b>" is more than 5
    found = () if prose.isspace() else extract_numbers(prose, language)
    code = tuple(_code_numbers(block, text, start)) if _DIGITS.search(text, start) else ()
    return tuple(sorted((*found, *code), key=lambda mention: mention.start)) if code else found


def _code_numbers(block: Block, text: str, start: int) -> Iterator[NumberMention]:
    for _, first, last, _ in code_offsets(block):
        for digits in _DIGITS.finditer(text, max(start, first), last):
            place = digits.start() - start
            yield NumberMention("number", Decimal(digits[0]), place, place + len(digits[0]), "loose")
