"""Aligned blocks → findings where one says yes and another no (`number-drift`).

A negation counts in the cells of tables and in definitions alone. In sentences it does not: of 549 pairs of sentences
of up to twelve words that people have translated, 16 have a negation in one language only, such as "don't forget" and
"remember", and are right. A language whose words for it are not known cannot lack one.
"""

from collections.abc import Iterator, Mapping

from concord.alignment.minority import deviating
from concord.alignment.sections import AlignedSection, aligned_sections
from concord.finding import Finding
from concord.languages import language
from concord.model import Block
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.language_names import english_names
from concord.text.masking import LISTINGS, prose_text
from concord.text.polarity import Polarity, may_deny, may_have_polarity, read_polarity

_WITH_NEGATIONS = frozenset(("td", "dd"))
_MOST_CHARACTERS = 200  # of a text that begins with an answer
_WORDS_SHOWN = 40  # characters


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `number-drift` for a yes in one language and a no in another."""
    for aligned in aligned_sections(corpus):
        for versions in aligned.versions:
            texts = {block.text for block in versions.values()}
            if len(texts) < 2 or max(map(len, texts)) > _MOST_CHARACTERS:
                continue
            blocks = {code: block for code, block in versions.items() if block.kind not in LISTINGS}
            if len(blocks) > 1 and any(may_have_polarity(block.text, language(code)) for code, block in blocks.items()):
                yield from _check_blocks(aligned, blocks, is_strict=corpus.is_published)


def _check_blocks(aligned: AlignedSection, blocks: Mapping[str, Block], *, is_strict: bool) -> Iterator[Finding]:
    """With `is_strict`, as for a guide that is published, a word such as "unset" is no negation."""
    read = {code: _polarity(block, code) for code, block in blocks.items()}
    found = {code: one for code, one in read.items() if one.sense or language(code).prose.denials}
    senses = {one.sense for one in found.values()}
    if len(senses) < 2 or (senses != {"yes", "no"} and not any(one.is_negation for one in found.values())):
        return
    if not all(_has_words(block) for block in blocks.values()):
        return
    if not is_strict and any(
        not one.sense and may_deny(blocks[code].text, language(code)) for code, one in found.items()
    ):
        return
    code, others = deviating({code: one.sense for code, one in found.items()})
    text, theirs = (_shown(blocks[one], found[one]) for one in (code, others[0]))
    location = blocks[code].span(found[code].start, found[code].end) if found[code].sense else blocks[code].location
    data = {"case": "instead", "text": text, "theirs": theirs, "having": english_names(others)}
    related = [blocks[other].location for other in others]
    starts = [block.location for block in blocks.values()]
    yield aligned.subject(code, location).finding("number-drift", location, data, related=related, group=starts)


def _polarity(block: Block, code: str) -> Polarity:
    return read_polarity(prose_text(block), language(code), with_negations=block.kind in _WITH_NEGATIONS)


def _has_words(block: Block) -> bool:
    return any(not character.isspace() and character not in "-–—./\0" for character in prose_text(block))


def _shown(block: Block, polarity: Polarity) -> str:
    """The word that decides, or the beginning of a text that says neither."""
    return block.text[polarity.start : polarity.end] or block.text.strip()[:_WORDS_SHOWN]
