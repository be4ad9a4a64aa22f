"""Facts and sources → faults between the keys that say how sure a fact is: date, base, ties, sources."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from concord.registry.evidence import COUNTED
from concord.registry.labels import base_of, rate
from concord.registry.schema import Fact, Money, Plain
from concord.registry.source_entry import SourceEntry

_Reasons = Iterator[tuple[str, str]]  # a key of the entry, and what is wrong there and what to do


def evidence_faults(facts: Mapping[str, Any], sources: Mapping[str, SourceEntry]) -> Iterator[tuple[str, str, str]]:
    """Yields each fault in what the valid `facts` say of their evidence: id, key, what is wrong and to do."""
    ratings = rate(facts, sources)
    for fact in facts.values():
        own = _known_sources(fact, sources)
        reasons = (_date_faults(fact, own), _base_faults(fact, own, sources), _tie_faults(fact, facts))
        yield from ((fact.id, key, reason) for key, reason in chain(*reasons, _part_faults(fact)))
        rating, ties = ratings[fact.id], {*fact.same_as, *fact.contradicts}
        if fact.lowered and rating.condition != "lowered" and own is not None and ties <= {*facts}:
            reason = f"it is {rating.label} already, and a label is only ever lowered; take this out"
            yield fact.id, "lowered", reason


def _known_sources(fact: Fact, sources: Mapping[str, SourceEntry]) -> list[SourceEntry] | None:
    """The sources of `fact`; None where one of them, or of what it was made from, is unknown or broken."""
    own = [sources[id] for id in fact.sources if id in sources]
    origins = {*fact.sources, *(id for source in own for id in source.derived_from)}
    return own if origins <= {*sources} else None


def _tie_faults(fact: Fact, facts: Mapping[str, Any]) -> _Reasons:
    for key, ids in (("same_as", fact.same_as), ("contradicts", fact.contradicts)):
        if fact.id in ids:
            yield key, "a fact cannot be tied to itself; name the other one"
    for id in fact.same_as:
        if id in fact.contradicts or (id in facts and fact.id in facts[id].contradicts):
            yield "same_as", f"{id} is among contradicts as well; keep the one that is right"


def _part_faults(fact: Fact) -> _Reasons:
    if isinstance(fact, Money) and fact.inferred and not fact.country:
        yield "inferred", "occupation and country are missing, so neither is inferred; give them or take this out"
    if isinstance(fact, Plain) and fact.whole and fact.kind == "count" and (fact.value or fact.high or 0) > fact.whole:
        yield "whole", "a part cannot be larger than its whole; correct one of them"


def _date_faults(fact: Fact, sources: list[SourceEntry] | None) -> _Reasons:
    if fact.dated == "unknown":
        if fact.as_of:
            yield "as_of", "the date is unknown according to dated; say stated, published or inferred there"
        if not fact.tried:
            yield "dated", "where the date is unknown, tried must say what was tried to find it, in each language"
        return
    if fact.tried:
        yield "tried", "what was tried is said where dated is unknown only; take it out"
    if fact.dated and not fact.as_of:
        yield "dated", f"the date is {fact.dated}, but as_of is missing; give it, or say unknown"
    dates = [source.date.iso for source in sources or () if source.date]
    if sources is None:
        return
    if fact.dated == "published" and fact.as_of and not any(date.startswith(fact.as_of.iso) for date in dates):
        known = f"its sources are of {', '.join(dates)}" if dates else "its sources have no date"
        yield "as_of", f"dated says published, but {known}; correct one of them, or say inferred"


def _base_faults(fact: Fact, own: list[SourceEntry] | None, sources: Mapping[str, SourceEntry]) -> _Reasons:
    if fact.basis in COUNTED and own is not None and not base_of(fact, sources):
        yield (
            "basis",
            f"a {fact.basis} needs base, here or at its source: population, and number, country, method if known",
        )
    if fact.base and fact.basis not in COUNTED:
        yield "base", f"only a {', '.join(COUNTED[:-1])} or {COUNTED[-1]} has a base; correct basis or take this out"
    if fact.basis == "law" and own is not None and not any(source.statute for source in own):
        yield "basis", "law needs a source with statute: country, law, article and as_of"
