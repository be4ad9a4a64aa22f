"""Aligned blocks → findings where one has the opposite of a word beside a number (`number-drift`): net, until."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from concord.alignment.minority import deviating
from concord.alignment.sections import AlignedSection, aligned_sections
from concord.finding import Finding
from concord.languages import language
from concord.model import Block
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.language_names import english_names
from concord.values import OPPOSITES, extract_qualifiers, extract_year_limits

_DIGIT = re.compile(r"\d")  # without one there is no number


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `number-drift` for words that change the meaning of a number."""
    for aligned in aligned_sections(corpus):
        for versions in aligned.versions:
            if not any(_DIGIT.search(block.text) for block in versions.values()):
                continue
            blocks = {code: block for code, block in versions.items() if block.kind != "code"}
            if len(blocks) > 1:
                yield from _check_qualifiers(aligned, blocks)
                yield from _check_years(aligned, blocks)


def _check_qualifiers(aligned: AlignedSection, blocks: Mapping[str, Block]) -> Iterator[Finding]:
    """Yields `number-drift` for words that change the meaning of a number: gross or net, a year or a month.

    A language that has such a word more often than most is not reported, unless it has the opposite less often.
    """
    spans = {code: extract_qualifiers(block.text, language(code)) for code, block in blocks.items()}
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
                "text": blocks[code].text[slice(*span)],
                "theirs": blocks[others[0]].text[slice(*other_span)],
                "having": english_names(others),
            }
            related = [blocks[other].location for other in others]
            location = blocks[code].span(*span)
            starts = [block.location for block in blocks.values()]
            yield aligned.subject(code, location).finding("number-drift", location, data, related=related, group=starts)


def _check_years(aligned: AlignedSection, blocks: Mapping[str, Block]) -> Iterator[Finding]:
    """Yields `number-drift` for a year that ends a time in one language and begins one in another."""
    limits = {code: list(extract_year_limits(block.text, language(code))) for code, block in blocks.items()}
    for year in {one.year: None for found in limits.values() for one in found}:
        own = {code: [one for one in found if one.year == year] for code, found in limits.items()}
        sides = {code: frozenset(one.side for one in found) for code, found in own.items() if found}
        if len(sides) < 2 or set.intersection(*map(set, sides.values())):
            continue
        code, others = deviating(sides)
        place, other = own[code][0], own[others[0]][0]
        data = {
            "case": "instead",
            "text": blocks[code].text[place.start : place.end].replace("[", ""),
            "theirs": blocks[others[0]].text[other.start : other.end].replace("[", ""),
            "having": english_names(others),
        }
        location = blocks[code].span(place.start, place.end)
        related = [blocks[one].location for one in others]
        starts = [block.location for block in blocks.values()]
        yield aligned.subject(code, location).finding("number-drift", location, data, related=related, group=starts)
