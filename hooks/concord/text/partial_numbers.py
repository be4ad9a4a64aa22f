"""Numbers of aligned blocks → those that can be compared where the number words of a language are not known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from concord.text.numbered_block import NumberedBlock
from concord.values import NumberMention

_IN_WORDS = frozenset({"word", "ordinal", "quantity"})
_OFTEN_IN_WORDS = 12  # up to here, a number in digits, or a half more, is often in words in another language
_OFTEN_ALONE = ("", "minute", "hour", "day", "week", "month", "year")  # units whose number is often in words, too
_TWO_SEPARATORS = re.compile(r"\d\.\d+,\d|\d,\d+\.\d|\d[.,](?:\d{3}[.,])+\d{3}(?!\d)")


def comparable_numbers(blocks: Mapping[str, NumberedBlock]) -> Mapping[str, NumberedBlock]:
    """Return `blocks`; where a language has no file, with numbers in words that are never reported themselves."""
    if all(block.language.is_listed for block in blocks.values()):
        return blocks
    return {code: replace(block, mentions=[_only_partner(m) for m in block.mentions]) for code, block in blocks.items()}


def is_missing_for_sure(
    mentions: Mapping[str, NumberMention], lacking: Iterable[str], blocks: Mapping[str, NumberedBlock]
) -> bool:
    """Whether the languages `lacking` have a number in no way, neither in words nor with other separators.

    Args:
        mentions: The mention of the number in each language that has it.
        lacking: The languages in whose blocks it was not found.
        blocks: The aligned blocks.
    """
    if all(block.language.is_listed for block in blocks.values()):
        return True
    code, mention = next(iter(mentions.items()))
    if (
        mention.sort == "number"
        and mention.unit in _OFTEN_ALONE
        and mention.value * 2 in range(2 * _OFTEN_IN_WORDS + 1)
    ):
        return False
    typed = re.compile(rf"(?<!\d){re.escape(blocks[code].text(mention).strip())}(?!\d)")
    return not any(typed.search(blocks[other].block.text) for other in lacking)


def are_typed_alike(
    mentions: Mapping[str, NumberMention], others: Mapping[str, NumberMention], blocks: Mapping[str, NumberedBlock]
) -> bool:
    """Whether two numbers are the same digits, which mean another number only by the separators that CLDR has.

    Where a language has a file, its separators are compared as well. A number with separators may be several ones
    in the other language: the 1.234,56 of a table of formats.
    """
    if all(block.language.is_listed for block in blocks.values()):
        return False
    texts = ({blocks[code].text(mention).strip() for code, mention in found.items()} for found in (mentions, others))
    ours, theirs = texts
    return not ours.isdisjoint(theirs) or any(
        _TWO_SEPARATORS.search(text) and text in blocks[code].block.text
        for typed, found in ((ours, others), (theirs, mentions))
        for text in typed
        for code in found
    )


def _only_partner(mention: NumberMention) -> NumberMention:
    return mention._replace(strength="loose") if mention.strength in _IN_WORDS else mention
