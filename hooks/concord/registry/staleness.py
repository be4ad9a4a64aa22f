"""A fact and the day that ages are counted to → the fact's age, where that is more than its basis allows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from concord.registry.schema import Fact, Money
from concord.registry.source_entry import SourceEntry
from concord.values import Day

_LAST_MONTH, _LAST_DAY = 12, 31  # of a date that says only its year, or its year and month


class Age(NamedTuple):
    """How old a stale fact is.

    Attributes:
        basis: What decides how old it may be: the fact's `basis`, or `pay`.
        since: What its age is counted from: its date; of a law the day on which its statute was last looked at.
        years: How many years ago that was.
        allowed: How many years a fact with this basis may be old.
    """

    basis: str
    since: Day
    years: int
    allowed: int


@dataclass(frozen=True)
class Clock:
    """The day that ages are counted to, and how old facts may be.

    Attributes:
        today: The day, in full; None where it is not known, and no fact is stale.
        allowed: How many years a fact may be old, by its basis or `pay`; what is not in it never gets stale.
    """

    today: Day | None = None
    allowed: Mapping[str, int] = field(default_factory=dict)

    def age_of_stale(self, fact: Fact, sources: Mapping[str, SourceEntry]) -> Age | None:
        """The age of `fact` where it is stale, else None; `sources` are those of the registry."""
        is_pay = isinstance(fact, Money) and fact.occupation and fact.basis != "law"
        basis = "pay" if is_pay else fact.basis or ""
        since = _last_seen(fact, sources) if basis == "law" else fact.as_of
        allowed = self.allowed.get(basis)
        if not self.today or not since or not allowed:
            return None
        if self.today <= (since.year + allowed, since.month or _LAST_MONTH, since.day or _LAST_DAY):
            return None
        return Age(basis, since, self.today.year - since.year - (self.today[1:] < since[1:]), allowed)


def _last_seen(fact: Fact, sources: Mapping[str, SourceEntry]) -> Day | None:
    """When a statute among the sources of `fact` was last looked at."""
    statutes = [sources[id] for id in fact.sources if id in sources and sources[id].statute]
    return max((source.seen for source in statutes if source.seen), default=None)


def newest_day(facts: Mapping[str, Fact], sources: Mapping[str, SourceEntry]) -> Day | None:
    """The newest date of all facts and sources, its last day where it says only a year or a month."""
    dates = [fact.as_of for fact in facts.values()]
    dates += [date for source in sources.values() for date in (source.date, source.seen)]
    newest = max((date for date in dates if date), default=None)
    return newest and Day(newest.year, newest.month or _LAST_MONTH, newest.day or _LAST_DAY)
