"""Aligned blocks → findings where one has the opposite of a word beside a number: gross, net (`number-drift`)."""

from collections import Counter
from collections.abc import Iterator, Mapping

from concord.alignment.sections import AlignedSection, aligned_sections
from concord.alignment.versions import aligned_versions
from concord.finding import Finding
from concord.languages import language
from concord.model import Block
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.language_names import english_names
from concord.values import OPPOSITES, extract_qualifiers


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `number-drift` for words that change the meaning of a number."""
    for aligned in aligned_sections(corpus):
        for versions in aligned_versions(aligned):
            blocks = {code: block for code, block in versions.items() if block.kind != "code"}
            if len(blocks) > 1:
                yield from _check_blocks(aligned, blocks)


def _check_blocks(aligned: AlignedSection, blocks: Mapping[str, Block]) -> Iterator[Finding]:
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
