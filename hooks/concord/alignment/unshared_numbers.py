"""Aligned blocks with their numbers → the numbers that some of the languages lack."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from concord.alignment.minority import Split
from concord.text.numbered_block import NumberedBlock
from concord.values import MAX_PAIRS, NO_QUANTITIES, NumberMention, article_units, may_match, unmatched

_WORDS_FROM = 3  # two is said in too many ways
_NO_OTHER_WORDS_FROM = 100  # smaller ones are said otherwise: a quarter of a year
_SENTENCE = 3  # spaces in a text that counts as one
NumberedBlocks = Mapping[str, NumberedBlock]
"""The aligned blocks, by language."""


@dataclass(frozen=True, slots=True)
class UnsharedNumber:
    """A number that some languages lack, with the mention in each language that has it."""

    mentions: Mapping[str, NumberMention]
    split: Split

    @property
    def sorts(self) -> frozenset[str]:
        """What its mentions are."""
        return frozenset(mention.sort for mention in self.mentions.values())


class _Partners:
    """The mentions of a block, first those that another language lacks, to find the partner of one among them."""

    def __init__(self, mentions: list[NumberMention], unmatched: Collection[NumberMention]) -> None:
        self.ordered = sorted(mentions, key=lambda mention: mention not in unmatched)
        self.by_meaning = {mention.meaning: mention for mention in reversed(self.ordered)}

    def of(self, mention: NumberMention) -> NumberMention | None:
        """The first that may be of the same number as `mention`; of very many, one with the same meaning."""
        if len(self.ordered) ** 2 > MAX_PAIRS:
            return self.by_meaning.get(mention.meaning)
        return next((other for other in self.ordered if may_match(mention, other)), None)


def unshared_numbers(blocks: NumberedBlocks) -> list[UnsharedNumber]:
    """The numbers that not every language mentions, in the order of the languages and of their texts."""
    if len({frozenset(Counter(m.meaning for m in block.mentions).items()) for block in blocks.values()}) == 1:
        return []
    missing = _missing_mentions(blocks)
    unmatched_in = {
        code: {mention for other in blocks if other != code for mention in missing[code, other]} for code in blocks
    }
    partners = {code: _Partners(block.mentions, unmatched_in[code]) for code, block in blocks.items()}
    numbers: list[UnsharedNumber] = []
    seen: set[tuple[str, NumberMention]] = set()
    for code in blocks:
        for mention in sorted(unmatched_in[code], key=lambda mention: mention.start):
            if (code, mention) in seen:
                continue
            lacking = tuple(
                other
                for other in blocks
                if other != code
                and mention in missing[code, other]
                and not _is_in_code(blocks[code].text(mention), blocks[other])
            )
            if not lacking:
                continue
            having = tuple(other for other in blocks if other not in lacking)
            mentions = {code: mention}
            for other in having:
                if other != code and (partner := partners[other].of(mention)):
                    mentions[other] = partner
                    seen.add((other, partner))
            numbers.append(UnsharedNumber(mentions, Split(having, lacking)))
    return numbers


def _is_in_code(text: str, block: NumberedBlock) -> bool:
    """Whether `text` stands in the inline code of `block`, where the numbers of other languages may be plain."""
    codes = (block.block.text[start:end] for start, end, kind in block.block.spans if kind == "code")
    return any(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", code) for code in codes)


def unshared_words(blocks: NumberedBlocks, reported: list[UnsharedNumber]) -> Iterator[UnsharedNumber]:
    """Yield the numbers in words that one language alone says, and large ones that some of the languages do not say.

    They count in a guide with a registry, whose languages are written side by side.

    Args:
        blocks: The aligned blocks.
        reported: The numbers that are found already.
    """
    known = {(code, mention) for number in reported for code, mention in number.mentions.items()}
    for code, block in blocks.items():
        for mention in block.mentions if block.block.text.count(" ") >= _SENTENCE else ():
            if not _is_told(mention) or (code, mention) in known:
                continue
            partners = {
                other: next((one for one in blocks[other].mentions if may_match(mention, one)), None)
                for other in blocks
                if other != code
            }
            mentions = {code: mention} | {other: partner for other, partner in partners.items() if partner}
            if len(mentions) == 1 or (len(mentions) < len(blocks) and mention.value >= _NO_OTHER_WORDS_FROM):
                known |= set(mentions.items())
                ordered = {other: mentions[other] for other in blocks if other in mentions}
                yield UnsharedNumber(ordered, Split(tuple(ordered), tuple(o for o in blocks if o not in ordered)))


def _is_told(mention: NumberMention) -> bool:
    """Whether a language that says `mention` in words cannot well leave it out."""
    if mention.sort in NO_QUANTITIES:
        return mention.sort == "month" and mention.strength == "word"
    return mention.strength == "word" and mention.value >= _WORDS_FROM


def _missing_mentions(blocks: NumberedBlocks) -> dict[tuple[str, str], frozenset[NumberMention]]:
    """For each pair of languages, in both directions, the mentions of the first without a partner in the second."""
    articles = {code: article_units(block.block.text, block.language) for code, block in blocks.items()}
    missing: dict[tuple[str, str], frozenset[NumberMention]] = {}
    for left, right in combinations(blocks, 2):
        ours, theirs = blocks[left].mentions, blocks[right].mentions
        found = unmatched(ours, theirs, articles[left], articles[right])
        missing[left, right], missing[right, left] = map(frozenset, found)
    return missing
