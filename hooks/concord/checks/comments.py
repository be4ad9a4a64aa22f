"""Aligned listings → findings where one alone has a number in a comment (`number-drift`).

The comments of a listing are translated, shortened or left out. What they count is stated in each language or in none:
`npm test  # 630 tests` grows old where only one language says it.
"""

import re
from collections.abc import Iterator, Mapping

from concord.alignment.sections import AlignedSection, aligned_sections
from concord.finding import Finding
from concord.model import Block
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.text.code_comments import comparable_code
from concord.text.listing import listing_code

_COUNT = re.compile(r"(?<![\w.,:/#=@+%-])\d{2,}(?:[.,]\d{3})*(?![\w.,:/=+-]|\s*\))")  # of things: no version, no date
_FROM, _YEARS = 13, range(1900, 2100)  # a smaller number is often a word


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `number-drift`."""
    for aligned in aligned_sections(corpus):
        for listings in aligned.versions:
            if len(listings) > 1 and all(block.kind == "code" for block in listings.values()):
                yield from _check_listing(aligned, listings)


def _check_listing(aligned: AlignedSection, blocks: Mapping[str, Block]) -> Iterator[Finding]:
    found = {code: dict(_counts(block)) for code, block in blocks.items() if "#" in block.text or "//" in block.text}
    for code, counts in found.items():
        others = "\n".join(block.text for other, block in blocks.items() if other != code)
        for text, offset in counts.items():
            if text not in others:
                place = blocks[code].at(offset)
                related = [block.location for other, block in blocks.items() if other != code]
                starts = [block.location for block in blocks.values()]
                subject = aligned.subject(code, place)
                yield subject.finding(
                    "number-drift", place, {"case": "comment", "text": text}, related=related, group=starts
                )


def _counts(block: Block) -> Iterator[tuple[str, int]]:
    """The numbers that stand in the comments of a listing and not in its code, each with its offset in the block."""
    code = comparable_code(listing_code(block), block.fence)
    for match in _COUNT.finditer(block.text):
        value = int(re.sub(r"\D", "", match[0]))
        if value >= _FROM and value not in _YEARS and match[0] not in code:
            yield match[0], match.start()
