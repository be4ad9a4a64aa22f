"""Aligned blocks → findings where their numbers, in digits or in words, differ between languages (`number-drift`).

The texts of references to facts, titles and sources are left out, as the checks of facts and titles compare them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from concord.alignment.elements import aligned_blocks, aligned_elements
from concord.alignment.minority import Split
from concord.alignment.sections import AlignedSection, aligned_sections
from concord.finding import Finding
from concord.languages import Language, language
from concord.model import OWN_SCHEMES, Block, Location
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.messages import join_names
from concord.text.masking import LISTINGS
from concord.values import (
    OPPOSITES,
    NumberMention,
    extract_numbers,
    extract_qualifiers,
    has_article,
    may_match,
    unmatched,
)


@dataclass(frozen=True, slots=True)
class _NumberedBlock:
    """A block in one language with the numbers that it mentions."""

    block: Block
    language: Language
    mentions: list[NumberMention]

    def text(self, mention: NumberMention) -> str:
        """The text of `mention`."""
        return self.block.text[mention.start : mention.end]

    def location(self, mention: NumberMention) -> Location:
        """The place of `mention` in the source."""
        return self.block.span(mention.start, mention.end)


_Blocks = Mapping[str, _NumberedBlock]  # the aligned blocks, by language


@dataclass(frozen=True, slots=True)
class _UnsharedNumber:
    """A number that some languages lack, with the mention in each language that has it."""

    mentions: Mapping[str, NumberMention]
    split: Split


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `number-drift`."""
    for aligned in aligned_sections(corpus):
        for versions in _aligned_versions(aligned):
            blocks = {
                code: _extract(block, language(code)) for code, block in versions.items() if block.kind not in LISTINGS
            }
            if len(blocks) < 2:
                continue
            if any(block.mentions for block in blocks.values()):
                yield from _report(aligned, blocks, _unshared_numbers(blocks))
            yield from _check_opposites(aligned, blocks)


def _aligned_versions(aligned: AlignedSection) -> Iterator[Mapping[str, Block]]:
    """Yields the corresponding blocks of a section, by language: the headings, then the blocks below them."""
    sections = aligned.sections
    if all(section.level for section in sections.values()):
        yield {code: section.blocks[0] for code, section in sections.items()}
    for row in aligned_elements(sections):
        yield from aligned_blocks(row)


def _extract(block: Block, lang: Language) -> _NumberedBlock:
    """The numbers of `block`.

    Those in the text of a reference have the strength `cited`, so that they match a number of another language but are
    not reported themselves. The title of a source is plain text, whose numbers keep their strength.
    """
    cited = []
    for reference in block.references:
        if reference.scheme in OWN_SCHEMES:
            offset = reference.span[0] + 1
            for mention in extract_numbers(reference.text, lang):
                start, end = offset + mention.start, offset + mention.end
                strength = mention.strength if reference.scheme == "source" else "cited"
                cited.append(mention._replace(start=start, end=end, strength=strength, unit="", bound=""))
    return _NumberedBlock(block, lang, [*extract_numbers(block.uncited, lang), *cited])


def _unshared_numbers(blocks: _Blocks) -> list[_UnsharedNumber]:
    """The numbers that not every language mentions, in the order of the languages and of their texts."""
    if len({frozenset(Counter(m.meaning for m in block.mentions).items()) for block in blocks.values()}) == 1:
        return []
    missing = _missing_mentions(blocks)
    unmatched_in = {
        code: {mention for other in blocks if other != code for mention in missing[code, other]} for code in blocks
    }
    numbers: list[_UnsharedNumber] = []
    seen: set[tuple[str, NumberMention]] = set()
    for code in blocks:
        for mention in sorted(unmatched_in[code], key=lambda mention: mention.start):
            if (code, mention) in seen:
                continue
            lacking = tuple(other for other in blocks if other != code and mention in missing[code, other])
            mentions = {code: mention}
            for other in blocks:
                partners = [m for m in blocks[other].mentions if may_match(mention, m)]
                partner = next((m for m in partners if m in unmatched_in[other]), partners[0] if partners else None)
                if other not in lacking and other != code and partner:
                    mentions[other] = partner
                    seen.add((other, partner))
            having = tuple(other for other in blocks if other not in lacking)
            numbers.append(_UnsharedNumber(mentions, Split(having, lacking)))
    return numbers


def _missing_mentions(blocks: _Blocks) -> dict[tuple[str, str], list[NumberMention]]:
    """For each pair of languages, in both directions, the mentions of the first without a partner in the second."""
    articles = {code: has_article(block.block.text, block.language) for code, block in blocks.items()}
    missing: dict[tuple[str, str], list[NumberMention]] = {}
    for left, right in combinations(blocks, 2):
        ours, theirs = blocks[left].mentions, blocks[right].mentions
        missing[left, right], missing[right, left] = unmatched(ours, theirs, articles[left], articles[right])
    return missing


def _report(aligned: AlignedSection, blocks: _Blocks, numbers: list[_UnsharedNumber]) -> Iterator[Finding]:
    """Yields a finding for each number; two numbers that stand in place of each other give one finding together."""
    waiting = list(numbers)
    while waiting:
        number = waiting.pop(0)
        other = _replacement(number, waiting)
        if other is None:
            yield _missing_number(aligned, blocks, number)
            continue
        waiting.remove(other)
        rare, usual = (number, other) if len(number.split.having) <= len(other.split.having) else (other, number)
        yield _replaced_number(aligned, blocks, rare, usual)


def _replacement(number: _UnsharedNumber, waiting: list[_UnsharedNumber]) -> _UnsharedNumber | None:
    """The number of the same sort that exactly the languages without `number` have in its place; None for none."""
    for other in waiting:
        sorts = {mention.sort for one in (number, other) for mention in one.mentions.values()}
        if other.split.having == number.split.lacking and (len(sorts) == 1 or "time" in sorts):
            return other
    return None


def _replaced_number(
    aligned: AlignedSection, blocks: _Blocks, rare: _UnsharedNumber, usual: _UnsharedNumber
) -> Finding:
    """A finding at the number `rare`, in place of which more languages, or as many, have `usual`."""
    code, other_code = next(iter(rare.mentions)), next(iter(usual.mentions))
    data = {
        "case": "instead",
        "text": blocks[code].text(rare.mentions[code]),
        "theirs": blocks[other_code].text(usual.mentions[other_code]),
        "having": join_names(usual.split.having),
    }
    related = [blocks[other].location(mention) for other, mention in usual.mentions.items()]
    location = blocks[code].location(rare.mentions[code])
    subject = aligned.subject(code)
    return subject.finding("number-drift", location, data, related=related, group=_locations(blocks))


def _missing_number(aligned: AlignedSection, blocks: _Blocks, number: _UnsharedNumber) -> Finding:
    """A finding in the first language of the minority: at the number, or at the block that lacks it."""
    code, *others = number.split.minority
    first, mention = next(iter(number.mentions.items()))
    places = {other: block.block.location for other, block in blocks.items()}
    places |= {other: blocks[other].location(found) for other, found in number.mentions.items()}
    data = {"text": blocks[first].text(mention)} | number.split.message_data
    related = [places[other] for other in (others or [o for o in number.mentions if o != code])]
    subject = aligned.subject(code)
    return subject.finding("number-drift", places[code], data, related=related, group=_locations(blocks))


def _check_opposites(aligned: AlignedSection, blocks: _Blocks) -> Iterator[Finding]:
    """Yields `number-drift` for words that change the meaning of a number: gross or net, a year or a month.

    A language that has such a word more often than most is not reported, unless it has the opposite less often.
    """
    spans = {code: extract_qualifiers(block.block.text, block.language) for code, block in blocks.items()}
    for group in OPPOSITES if any(spans.values()) else ():
        counts = {code: tuple(len(found.get(sense, ())) for sense in group) for code, found in spans.items()}
        usual = Counter(counts.values()).most_common(1)[0][0]
        for code, count in counts.items():
            more = [sense for sense, number, most in zip(group, count, usual, strict=True) if number > most]
            less = [sense for sense, number, most in zip(group, count, usual, strict=True) if number < most]
            if not more or not less:
                continue
            others = [other for other in counts if counts[other] == usual]
            span, other_span = spans[code][more[0]][-1], spans[others[0]][less[0]][-1]
            data = {
                "case": "instead",
                "text": blocks[code].block.text[slice(*span)],
                "theirs": blocks[others[0]].block.text[slice(*other_span)],
                "having": join_names(others),
            }
            related = [blocks[other].block.location for other in others]
            location = blocks[code].block.span(*span)
            subject = aligned.subject(code)
            yield subject.finding("number-drift", location, data, related=related, group=_locations(blocks))


def _locations(blocks: _Blocks) -> list[Location]:
    return [block.block.location for block in blocks.values()]
