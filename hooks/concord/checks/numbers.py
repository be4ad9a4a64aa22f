"""The family `number`: the values in aligned blocks, in digits and in words, are the same in every language.

The text of a reference is left out: other families answer for it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from concord.alignment.elements import aligned_blocks, aligned_elements
from concord.alignment.minority import Split, join_names
from concord.alignment.sections import Versions, aligned_sections
from concord.finding import Finding, page_finding
from concord.languages import Language, language
from concord.model import OWN_SCHEMES, Block, Location
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.text.block_numbers import block_numbers, reference_numbers
from concord.values import (
    OPPOSITES,
    NumberMention,
    extract_qualifiers,
    has_article,
    may_match,
    unmatched,
)

_SILENT = ("code", "html")


@dataclass(frozen=True, slots=True)
class _Said:
    """The mentions in one language's block."""

    block: Block
    language: Language
    mentions: list[NumberMention]

    def text(self, mention: NumberMention) -> str:
        return self.block.text[mention.start : mention.end]

    def place(self, mention: NumberMention) -> Location:
        return self.block.span(mention.start, mention.end)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that some languages mention, with the mention of each, and others do not."""

    mentions: Mapping[str, NumberMention]
    parts: Split


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`number-drift`."""
    for versions in aligned_sections(corpus):
        for blocks in _facing(versions):
            said = {code: _read(block, language(code)) for code, block in blocks.items() if block.kind not in _SILENT}
            if len(said) < 2:
                continue
            if any(one.mentions for one in said.values()):
                yield from _report(versions, said, _disagreements(said))
            yield from _opposites(versions, said)


def _facing(versions: Versions) -> Iterator[Mapping[str, Block]]:
    """The blocks that face one another in the languages, the headings first."""
    sections = versions[1]
    if all(section.level for section in sections.values()):
        yield {code: section.blocks[0] for code, section in sections.items()}
    for row in aligned_elements(sections):
        yield from aligned_blocks(row)


def _read(block: Block, own: Language) -> _Said:
    """The mentions of a block; those in the text of a reference are good only as partners."""
    cited = []
    for reference in block.references:
        if reference.scheme in OWN_SCHEMES:
            for mention in reference_numbers(block, reference, own):
                strength = mention.strength if reference.scheme == "source" else "cited"
                cited.append(mention._replace(strength=strength, unit="", bound=""))
    return _Said(block, own, [*block_numbers(block, own), *cited])


def _disagreements(said: Mapping[str, _Said]) -> list[_Number]:
    """The numbers that not every language mentions."""
    if len({frozenset(Counter(mention.meaning for mention in one.mentions).items()) for one in said.values()}) == 1:
        return []
    articles = {code: has_article(one.block.text, one.language) for code, one in said.items()}
    missing: dict[tuple[str, str], list[NumberMention]] = {}
    for left, right in combinations(said, 2):
        ours, theirs = said[left].mentions, said[right].mentions
        missing[left, right], missing[right, left] = unmatched(ours, theirs, articles[left], articles[right])
    numbers: list[_Number] = []
    seen: set[tuple[str, NumberMention]] = set()
    odd = {code: {mention for other in said if other != code for mention in missing[code, other]} for code in said}
    for code in said:
        for mention in sorted(odd[code], key=lambda mention: mention.start):
            if (code, mention) in seen:
                continue
            lacking = tuple(other for other in said if other != code and mention in missing[code, other])
            mentions = {code: mention}
            for other in said:
                partners = [m for m in said[other].mentions if may_match(mention, m)]
                partner = next((m for m in partners if m in odd[other]), partners[0] if partners else None)
                if other not in lacking and other != code and partner:
                    mentions[other] = partner
                    seen.add((other, partner))
            having = tuple(other for other in said if other not in lacking)
            numbers.append(_Number(mentions, Split(having, lacking)))
    return numbers


def _report(versions: Versions, said: Mapping[str, _Said], numbers: list[_Number]) -> Iterator[Finding]:
    """One finding a number; two that stand in place of each other are one, at the language in the minority."""
    waiting = list(numbers)
    while waiting:
        number = waiting.pop(0)
        other = _counterpart(number, waiting)
        if other is None:
            yield _absence(versions, said, number)
            continue
        waiting.remove(other)
        odd, usual = (number, other) if len(number.parts.having) <= len(other.parts.having) else (other, number)
        yield _instead(versions, said, odd, usual)


def _opposites(versions: Versions, said: Mapping[str, _Said]) -> Iterator[Finding]:
    """Words that make another number of one: gross in one language and net in another, a year and a month.

    Said more often is nothing; said more often in place of the other is.
    """
    words = {code: extract_qualifiers(one.block.text, one.language) for code, one in said.items()}
    for group in OPPOSITES if any(words.values()) else ():
        counts = {code: tuple(len(found.get(sense, ())) for sense in group) for code, found in words.items()}
        usual = Counter(counts.values()).most_common(1)[0][0]
        for code, count in counts.items():
            more = [sense for sense, own, most in zip(group, count, usual, strict=True) if own > most]
            less = [sense for sense, own, most in zip(group, count, usual, strict=True) if own < most]
            if more and less:
                others = [other for other in counts if counts[other] == usual]
                own, theirs = words[code][more[0]][-1], words[others[0]][less[0]][-1]
                data = {
                    "case": "instead",
                    "text": said[code].block.text[slice(*own)],
                    "theirs": said[others[0]].block.text[slice(*theirs)],
                    "having": join_names(others),
                }
                related = tuple(said[other].block.location for other in others)
                yield _on(versions, said, code, said[code].block.span(*own), data, related)


def _counterpart(number: _Number, waiting: list[_Number]) -> _Number | None:
    """A number of the same sort that the other languages have in place of this one."""
    for other in waiting:
        sorts = {mention.sort for one in (number, other) for mention in one.mentions.values()}
        if other.parts.having == number.parts.lacking and (len(sorts) == 1 or "time" in sorts):
            return other
    return None


def _instead(versions: Versions, said: Mapping[str, _Said], odd: _Number, usual: _Number) -> Finding:
    code, theirs = next(iter(odd.mentions)), next(iter(usual.mentions))
    data = {
        "case": "instead",
        "text": said[code].text(odd.mentions[code]),
        "theirs": said[theirs].text(usual.mentions[theirs]),
        "having": join_names(usual.parts.having),
    }
    places = tuple(said[other].place(mention) for other, mention in usual.mentions.items())
    return _on(versions, said, code, said[code].place(odd.mentions[code]), data, places)


def _absence(versions: Versions, said: Mapping[str, _Said], number: _Number) -> Finding:
    code, *others = number.parts.reported
    first, mention = next(iter(number.mentions.items()))
    places = {other: said[other].block.location for other in said}
    places |= {other: said[other].place(own) for other, own in number.mentions.items()}
    data = {"text": said[first].text(mention)} | number.parts.words
    related = tuple(places[other] for other in (others or [o for o in number.mentions if o != code]))
    return _on(versions, said, code, places[code], data, related)


def _on(
    versions: Versions,
    said: Mapping[str, _Said],
    code: str,
    place: Location,
    data: Mapping[str, str],
    related: tuple[Location, ...],
) -> Finding:
    pages, sections = versions
    group = tuple(one.block.location for one in said.values())
    return page_finding(pages[code], sections[code], "number-drift", place, data, related=related, group=group)
