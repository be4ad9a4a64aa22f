"""Registry → the lines of `concord facts`: one for each fact, or one fact with its sources and its citations."""

from collections.abc import Iterator

from concord.checks import stale
from concord.languages import Language, language
from concord.pages.corpus import Corpus
from concord.registry import Fact, Name, Registry, Statement
from concord.registry.fact_text import fact_text
from concord.registry.staleness import Clock
from concord.rules.messages import message
from concord.values import read_quantity

_MISSING = "(not said yet)"  # in a language that is beginning


def lines(corpus: Corpus, registry: Registry, query: str | None) -> list[str]:
    """The lines for all facts, or for those that `query` names.

    Args:
        corpus: The pages, in which citations are looked up.
        registry: The registry.
        query: The id of a fact, or a value as one of the languages writes it; None for all facts.

    Returns:
        A line for each fact, or the details of the only one that `query` names; [] where it names none.
    """
    languages = [language(code) for code in corpus.languages]
    if query is not None and query in registry.facts:
        return list(_details(registry.facts[query], corpus, registry, languages))
    facts = [fact for fact in registry.facts.values() if query is None or _states(fact, query, languages)]
    if query is not None and len(facts) == 1:
        return list(_details(facts[0], corpus, registry, languages))
    width = max((len(fact.id) for fact in facts), default=0)
    return [f"{fact.id:{width}}  {fact_text(fact, registry, languages[0])}" for fact in facts]


def stale_lines(registry: Registry, clock: Clock) -> list[str]:
    """A line for each fact that is older than its basis allows, with its place; or the line that says there is none."""
    findings = list(stale.check(registry, clock))
    day = clock.today.iso if clock.today else "a day that is not known"
    lines = [f"{found.location.path}:{found.location.line}: {message(found)}" for found in findings]
    return lines or [f"no fact is stale on {day}"]


def _states(fact: Fact, query: str, languages: list[Language]) -> bool:
    """Whether `fact` states `query`: the id of a title, a part of a name, or a quantity in one of `languages`."""
    if isinstance(fact, Statement):
        return query in fact.subject or query in fact.object
    if isinstance(fact, Name):
        return query.casefold() in fact.value.casefold()
    values = {fact.quantity.low, fact.quantity.high}
    quantities = [read_quantity(query, lang) for lang in languages]
    return any(quantity and {quantity.low, quantity.high} <= values for quantity in quantities)


def _details(fact: Fact, corpus: Corpus, registry: Registry, languages: list[Language]) -> Iterator[str]:
    place = registry.place("facts", fact.id)
    yield f"{fact.id} ({fact.kind}), {place.path}:{place.line}"
    for lang in languages:
        yield f"  {lang.code}  {fact_text(fact, registry, lang)}: {fact.says.get(lang.code, _MISSING)}"
    if fact.as_of:
        yield f"  as of {fact.as_of.iso}{f', {fact.dated}' if fact.dated else ''}"
    rating = registry.ratings[fact.id]
    yield f"  {rating.label}: {rating.condition}{f', based on {fact.basis}' if fact.basis else ''}"
    if rating.doubts:
        yield f"  {', '.join(rating.doubts)}, explained under #{fact.dispute}"
    for tie, ids in (("same as", rating.agreeing[1:]), ("contradicts", rating.contradicting)):
        if ids:
            yield f"  {tie} {', '.join(other.id for other in ids)}"
    for id in fact.sources:
        source = registry.sources.get(id)
        yield (
            f"  source {id}: {source.title}{source.publisher and f', {source.publisher}'}"
            if source
            else f"  source {id}"
        )
    for id in fact.claims:
        yield f"  claim {id}, {registry.claims[id].summary}" if id in registry.claims else f"  claim {id}"
    yield from used_lines(fact, corpus)


def used_lines(fact: Fact, corpus: Corpus) -> Iterator[str]:
    """Yields a line for each citation of `fact`: its place, and its text."""
    for page in corpus:
        for _, reference in page.references:
            if reference.scheme == "fact" and reference.target.partition(".")[0] == fact.id:
                place = reference.location
                yield f"  used {place.path}:{place.line}:{place.column}: {' '.join(reference.text.split())}"
        evidence = (cited for section in page.sections for block in section.blocks for cited in block.evidence)
        for id, place in evidence:
            if id == fact.id:
                yield f"  used {place.path}:{place.line}:{place.column}: as evidence"
