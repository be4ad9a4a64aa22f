"""Claim → the lines of `concord facts CLAIM`: who says it and where, and the facts and pages that carry it."""

from collections.abc import Iterator, Sequence

from concord.languages import language
from concord.pages.corpus import Corpus
from concord.registry import Claim, Fact, Registry
from concord.registry.coverage import Covered
from concord.registry.fact_text import fact_text
from concord.report.facts import used_lines


def lines(corpus: Corpus, registry: Registry, claim: Claim, coverage: Sequence[Covered]) -> list[str]:
    """The claim; each fact that carries it, with its citations; each section that does; or why nothing does.

    Args:
        corpus: The pages, in which sections and citations are looked up.
        registry: The registry.
        claim: The claim.
        coverage: The rows of `coverage.tsv`.
    """
    facts = [fact for fact in registry.facts.values() if claim.id in fact.claims]
    rows = [row for row in coverage if row.claim == claim.id]
    return [
        f"{claim.id} ({claim.kind}), {claim.location.path}:{claim.location.line}",
        f"  {claim.summary}",
        *(line for fact in facts for line in _fact(fact, corpus, registry)),
        *(line for row in rows for carrier in row.carriers for line in _section(carrier.text, corpus)),
        *(f"  left out: {row.left}" for row in rows if row.left),
    ]


def _fact(fact: Fact, corpus: Corpus, registry: Registry) -> Iterator[str]:
    place = registry.place("facts", fact.id)
    value = fact_text(fact, registry, language(corpus.languages[0]))
    yield f"  fact {fact.id}, {place.path}:{place.line}: {value}"
    yield from (f"  {line}" for line in used_lines(fact, corpus))


def _section(carrier: str, corpus: Corpus) -> Iterator[str]:
    """Yields where the section `page.md#id` stands in each language; nothing for a fact."""
    for code in corpus.languages if "#" in carrier else ():
        home = corpus.find_section(code, carrier.partition("#")[2])
        place = f"{home[1].location.path}:{home[1].location.line}" if home else f"missing in {code}"
        yield f"  section {carrier}, {place}"
