"""Citation of money → findings where the words behind it say another period, or net for gross (`fact-mismatch`)."""

from collections.abc import Iterator

from concord.finding import Finding, Subject
from concord.languages import language
from concord.model import Block, Page, Reference, Section
from concord.pages.corpus import Corpus
from concord.registry import Money, Registry
from concord.values import qualifiers_behind

_PERIODS = {"a_day": "day", "a_month": "month", "a_year": "year"}
_SAID = {"month": "for a month", "year": "for a year", "once": "paid once"}
_TAXES = {"gross": True, "net": False}
_TAXED = {True: "before tax", False: "after tax"}


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-mismatch` for words right behind a cited amount."""
    for page in corpus:
        for section in page.sections:
            for block in section.blocks:
                for reference in block.references:
                    fact = registry.facts.get(reference.target.partition(".")[0])
                    if reference.scheme == "fact" and isinstance(fact, Money):
                        yield from _check_citation(page, section, block, reference, fact, registry)


def _check_citation(
    page: Page, section: Section, block: Block, reference: Reference, fact: Money, registry: Registry
) -> Iterator[Finding]:
    if reference.target.endswith(".as_of"):
        return
    for name, span in qualifiers_behind(block.text, reference.span[1], language(page.language)).items():
        if _PERIODS.get(name, fact.period) == fact.period and _TAXES.get(name, fact.gross) in (fact.gross, None):
            continue
        value = _SAID[fact.period] if name in _PERIODS else _TAXED[bool(fact.gross)]
        place = registry.place("facts", fact.id)
        data = {"case": "behind", "text": block.text[slice(*span)], "fact": fact.id, "value": value}
        data["place"] = f"{place.path}:{place.line}"
        yield Subject(page, section).finding("fact-mismatch", block.span(*span), data, related=(place,))
