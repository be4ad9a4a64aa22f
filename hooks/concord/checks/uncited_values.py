"""Block → findings where prose has money, a percentage or a full date that cites no fact (`value-uncited`)."""

from collections.abc import Iterator, Sequence

from concord.finding import Finding, Subject
from concord.languages import Language, language
from concord.model import Block
from concord.pages.corpus import Corpus
from concord.registry import Measured, Registry
from concord.text.block_numbers import block_numbers
from concord.text.masking import LISTINGS
from concord.values import NumberMention, fold, sign_before, write_quantity

_CURRENCIES = frozenset({"EUR", "USD", "GBP", "CHF"})
_PARTS_BESIDE = 2  # numbers on either side of a month that may be its day and year, in any order
_MAX_DISTANCE = 6  # characters between a month and the day or year before it; twice as many after it


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `value-uncited`; nothing where the registry has no facts that could be cited."""
    if not registry.facts:
        return
    for page in corpus:
        for section in page.sections:
            for block in section.blocks:
                if block.kind not in LISTINGS:
                    yield from _check_block(Subject(page, section), block, registry)


def _check_block(subject: Subject, block: Block, registry: Registry) -> Iterator[Finding]:
    lang = language(subject.page.language)
    mentions = block_numbers(block, lang)
    for index, mention in enumerate(mentions):
        if mention.unit == "percent" or mention.unit in _CURRENCIES:
            span = _span_with_sign(block.text, mention, lang)
            yield _finding(subject, block, span, _fact_with_value(mention, registry))
        elif mention.sort == "month":
            nearby = mentions[max(0, index - _PARTS_BESIDE) : index + _PARTS_BESIDE + 1]
            if date := _full_date(mention, nearby):
                yield _finding(subject, block, date, None)


def _span_with_sign(text: str, mention: NumberMention, lang: Language) -> tuple[int, int]:
    """The span of an amount with the currency in front of it."""
    sign = sign_before(fold(text), mention.start, lang)
    return sign.start(1) if sign else mention.start, mention.end


def _finding(subject: Subject, block: Block, span: tuple[int, int], fact: Measured | None) -> Finding:
    """A finding at `span` of `block`, with the `fact` to cite, if there is one."""
    data = {"text": block.text[slice(*span)]}
    if fact:
        data |= {"case": "known", "fact": fact.id, "before": _to_add_before(block.text, span, fact, subject)}
    return subject.finding("value-uncited", block.span(*span), data)


def _to_add_before(text: str, span: tuple[int, int], fact: Measured, subject: Subject) -> str:
    """What the `fact` has in front of the value at `span` of `text`, such as "about "; "" where it stands there."""
    whole, value = write_quantity(fact.quantity, language(subject.page.language)), text[slice(*span)]
    before = whole[: -len(value)] if fold(whole).endswith(fold(value)) else ""
    return "" if fold(text[: span[0]]).endswith(fold(before)) else before


def _fact_with_value(mention: NumberMention, registry: Registry) -> Measured | None:
    """The first fact that states the value, or has it as an end of its range; None where none does."""
    for fact in registry.facts.values():
        if isinstance(fact, Measured):
            quantity = fact.quantity
            if mention.unit in (quantity.kind, quantity.unit) and mention.value in (quantity.low, quantity.high):
                return fact
    return None


def _full_date(month: NumberMention, nearby: Sequence[NumberMention]) -> tuple[int, int] | None:
    """The span of the date of which `month` is a part; None where no day or no year stands beside it."""
    beside = [
        mention
        for mention in nearby
        if mention.sort == "number"
        and mention.strength == "digits"
        and (0 <= month.start - mention.end < _MAX_DISTANCE or 0 <= mention.start - month.end < 2 * _MAX_DISTANCE)
    ]
    days = [mention for mention in beside if 1 <= mention.value <= 31]
    years = [mention for mention in beside if mention.value >= 1000]
    if not days or not years:
        return None
    parts = (month, *days, *years)
    return min(mention.start for mention in parts), max(mention.end for mention in parts)
