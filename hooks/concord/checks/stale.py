"""Facts and the day → findings: a fact is older than its basis allows."""

from collections.abc import Iterator

from concord.finding import Finding
from concord.pages.memo import once
from concord.registry import Registry
from concord.registry.staleness import Clock

_NAMES = {"pay": "pay", "count": "a count", "survey": "a survey", "estimate": "an estimate"}


def check(registry: Registry, clock: Clock) -> Iterator[Finding]:
    """Yields `fact-stale`."""
    return iter(once(registry, check, clock, lambda: tuple(_check(registry, clock))))


def _check(registry: Registry, clock: Clock) -> Iterator[Finding]:
    for fact in registry.facts.values():
        age = clock.age_of_stale(fact, registry.sources)
        if age is None or clock.today is None:
            continue
        data = {
            "fact": fact.id,
            "basis": _NAMES.get(age.basis, age.basis),
            "since": age.since.iso,
            "today": clock.today.iso,
            "allowed": f"{age.allowed} year{'' if age.allowed == 1 else 's'}",
        }
        if age.basis == "law":
            statutes = (id for id in fact.sources if id in registry.sources and registry.sources[id].statute)
            data |= {"case": "law", "source": next(id for id in statutes if registry.sources[id].seen == age.since)}
        yield Finding("fact-stale", registry.place("facts", fact.id), data)
