"""The rest of the family `fact`: money, a percentage or a full date in prose that no fact answers for."""

from collections.abc import Iterator, Sequence

from concord.finding import Finding, page_finding
from concord.languages import language
from concord.model import Block, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Measured, Registry
from concord.text.block_numbers import block_numbers
from concord.values import NumberMention

_SILENT = ("code", "html")
_CURRENCIES = frozenset({"EUR", "USD", "GBP", "CHF"})
_NEIGHBOURS = 2  # a date is a day, a month and a year, in any order
_APART = 6  # characters between a month and its day or year


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`value-uncited`, where there is a registry that could have the fact."""
    if not registry.facts:
        return
    for page in corpus:
        for section in page.sections:
            for block in section.blocks:
                if block.kind not in _SILENT:
                    yield from _in_block(page, section, block, registry)


def _in_block(page: Page, section: Section, block: Block, registry: Registry) -> Iterator[Finding]:
    own = language(page.language)
    mentions = block_numbers(block, own)
    for index, mention in enumerate(mentions):
        if mention.unit == "percent" or mention.unit in _CURRENCIES:
            yield _finding(page, section, block, mention.start, mention.end, _known(mention, registry))
        elif mention.sort == "month" and (date := _full_date(mention, _beside(mentions, index))):
            yield _finding(page, section, block, *date, "")


def _finding(page: Page, section: Section, block: Block, start: int, end: int, fact: str) -> Finding:
    data = {"text": block.text[start:end]} | ({"case": "known", "fact": fact} if fact else {})
    return page_finding(page, section, "value-uncited", block.span(start, end), data)


def _known(mention: NumberMention, registry: Registry) -> str:
    """The fact that has the value, "" where none has."""
    measured = (fact for fact in registry.facts.values() if isinstance(fact, Measured))
    for fact in measured:
        quantity = fact.quantity
        if mention.unit in (quantity.kind, quantity.unit) and mention.value in (quantity.low, quantity.high):
            return fact.id
    return ""


def _beside(mentions: Sequence[NumberMention], index: int) -> Sequence[NumberMention]:
    return mentions[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]


def _full_date(month: NumberMention, mentions: Sequence[NumberMention]) -> tuple[int, int] | None:
    """The stretch of a month that has, among `mentions`, both a day and a year beside it."""
    beside = [
        mention
        for mention in mentions
        if mention.sort == "number"
        and mention.strength == "digits"
        and (0 <= month.start - mention.end < _APART or 0 <= mention.start - month.end < 2 * _APART)
    ]
    days = [mention for mention in beside if 1 <= mention.value <= 31]
    years = [mention for mention in beside if mention.value >= 1000]
    if not days or not years:
        return None
    together = (month, *days, *years)
    return min(mention.start for mention in together), max(mention.end for mention in together)
