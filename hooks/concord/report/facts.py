"""The registry for the terminal: a line a fact, or one fact with its sources and where it is used."""

from collections.abc import Iterator

from concord.languages import Language, language
from concord.pages.corpus import Corpus
from concord.registry import Fact, Name, Registry, Statement
from concord.registry.fact_text import fact_text
from concord.values import read_quantity


def lines(corpus: Corpus, registry: Registry, query: str | None) -> list[str]:
    """All facts, or those that `query` names by id or by value in one of the languages; [] where it names none."""
    languages = [language(code) for code in corpus.languages]
    if query is not None and query in registry.facts:
        return list(_whole(registry.facts[query], corpus, registry, languages))
    facts = [fact for fact in registry.facts.values() if query is None or _states(fact, query, languages)]
    if query is not None and len(facts) == 1:
        return list(_whole(facts[0], corpus, registry, languages))
    width = max((len(fact.id) for fact in facts), default=0)
    return [f"{fact.id:{width}}  {fact_text(fact, registry, languages[0])}" for fact in facts]


def _states(fact: Fact, query: str, languages: list[Language]) -> bool:
    if isinstance(fact, Statement):
        return query in fact.subject or query in fact.object
    if isinstance(fact, Name):
        return query.casefold() in fact.value.casefold()
    scalars = {fact.quantity.low, fact.quantity.high}
    found = [read_quantity(query, own) for own in languages]
    return any(quantity and {quantity.low, quantity.high} <= scalars for quantity in found)


def _whole(fact: Fact, corpus: Corpus, registry: Registry, languages: list[Language]) -> Iterator[str]:
    place = registry.place("facts", fact.id)
    yield f"{fact.id} ({fact.kind}), {place.path}:{place.line}"
    for own in languages:
        yield f"  {own.code}  {fact_text(fact, registry, own)}: {fact.says[own.code]}"
    if fact.as_of:
        yield f"  as of {fact.as_of.iso}"
    if fact.marks:
        yield f"  marked {', '.join(fact.marks)}, explained under #{fact.dispute}"
    for id in fact.sources:
        source = registry.sources.get(id)
        yield (
            f"  source {id}: {source.title}{source.publisher and f', {source.publisher}'}"
            if source
            else f"  source {id}"
        )
    for page in corpus:
        for _, reference in page.references:
            if reference.scheme == "fact" and reference.target.partition(".")[0] == fact.id:
                at = reference.location
                yield f"  used {at.path}:{at.line}:{at.column}: {' '.join(reference.text.split())}"
