"""Block, table row or definition → findings where a year stands without its fact (`date-uncited`)."""

import re
from collections.abc import Iterator, Sequence

from concord.finding import Edit, Finding, Subject
from concord.languages import Language, language
from concord.model import Block, Section
from concord.pages.corpus import Corpus
from concord.registry import Measured, Registry
from concord.text.masking import LISTINGS, mask_spans, silent_spans
from concord.values import read_date

_YEAR = re.compile(r"(?<![\w.,/–-])[12][0-9]{3}(?![\w%]|[.,/-][0-9])")
_DAY_AND_MONTH = re.compile(r"(?:\S+\s+){1,2}\Z")  # what may stand in front of a year and belong to its date
_LONGEST_DATE = 30  # characters in front of a year


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `date-uncited`; nothing where the registry has no facts."""
    for page in corpus if registry.facts else ():
        for section in page.sections:
            for blocks in _rows(section):
                if dated := _cited_dates(blocks, registry):
                    for block in blocks:
                        yield from _check_block(Subject(page, section), block, dated)


def _rows(section: Section) -> Iterator[list[Block]]:
    """Yields the blocks that are read together: the cells of a row, a term with its definition, any other alone."""
    row: list[Block] = []
    for block in section.blocks:
        if row and not _belongs(block, row[0]):
            yield row
            row = []
        if block.kind not in LISTINGS:
            row.append(block)
    yield row


def _belongs(block: Block, first: Block) -> bool:
    """Whether `block` is read together with the block `first` before it."""
    if block.outer == "dl":
        return block.group == first.group and block.kind != "dt"
    return block.outer == "table" and (block.group, block.item) == (first.group, first.item)


def _cited_dates(blocks: Sequence[Block], registry: Registry) -> dict[str, list[Measured]]:
    """By year, the facts with a date in it that the blocks cite, those with a stated or published date first.

    Names, statements and lists are left out: their date is that of a text, and hardly ever the year that a page names.
    """
    dated: dict[str, list[Measured]] = {}
    for reference in (reference for block in blocks for reference in block.references if reference.scheme == "fact"):
        fact = registry.facts.get(reference.target.partition(".")[0])
        if isinstance(fact, Measured) and fact.kind != "list" and fact.as_of:
            dated.setdefault(str(fact.as_of.year), []).append(fact)
    return {year: sorted(facts, key=lambda fact: fact.dated == "inferred") for year, facts in dated.items()}


def _check_block(subject: Subject, block: Block, dated: dict[str, list[Measured]]) -> Iterator[Finding]:
    text = mask_spans(block.text, [*silent_spans(block), *(reference.span for reference in block.references)])
    for year in _YEAR.finditer(text):
        if facts := dated.get(year[0]):
            start, fact = _date(text, year.start(), facts, language(subject.page.language))
            date, place = block.text[start : year.end()], block.span(start, year.end())
            fix = (Edit(place, date, f"[{date}](fact:{fact.id}.as_of)"),) if "\n" not in date else ()
            yield subject.finding("date-uncited", place, {"text": date, "fact": fact.id}, fix=fix)


def _date(text: str, year: int, facts: Sequence[Measured], lang: Language) -> tuple[int, Measured]:
    """Where the date begins whose year stands at the offset `year`, and the one of `facts` whose date it is.

    A day or a month in front of the year belongs to it if it is that of a fact.
    """
    before = _DAY_AND_MONTH.search(text, max(0, year - _LONGEST_DATE), year)
    for word in re.finditer(r"\S+", before[0]) if before else ():
        start = year - len(before[0]) + word.start() if before else year
        if found := read_date(text[start : year + 4], lang):
            for fact in facts:
                if fact.as_of and fact.as_of[:2] == found[:2]:
                    return start, fact
    return year, facts[0]
