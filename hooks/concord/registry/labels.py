"""Facts and sources → how sure each fact is: `Rating`, by `TABLE`, which the page about the guide shows.

A fact is rated with those that are `same_as` it, both ways and through others, and against those that it `contradicts`.
A damaged or misattributed text neither supports nor contradicts another. An entry is one count at most, whoever reports
it, and entries whose sources go back to one origin are one witness.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from concord.registry.evidence import COUNTED, LABELS, Base
from concord.registry.schema import Fact, Money
from concord.registry.source_entry import SourceEntry

OUTLIVED_AFTER = {"pay": 10, "count": 25, "survey": 25, "estimate": 25}  # years, when a source was last looked at
DOUBTS = ("damaged", "misattributed", "disputed", "outdated")


@dataclass(frozen=True)
class Rating:
    """How sure a fact is.

    Attributes:
        label: One of `LABELS`.
        condition: The condition of `TABLE` that holds; "lowered" where the entry itself lowers the label.
        agreeing: The facts that state the same, itself first.
        contradicting: The facts that state something else, without those that only copied it.
        counts: How many independent counts and surveys state it.
        texts: How many independent sources state it.
        bases: What the facts that state it rest on.
        doubts: What is wrong with it: damaged, misattributed, disputed, outdated.
    """

    label: str = ""
    condition: str = ""
    agreeing: tuple[Fact, ...] = ()
    contradicting: tuple[Fact, ...] = ()
    counts: int = 0
    texts: int = 0
    bases: frozenset[str | None] = frozenset()
    doubts: tuple[str, ...] = ()


_Row = tuple[str, str, Callable[[Rating], bool]]
TABLE: tuple[_Row, ...] = (  # label, condition, whether it holds: the first that does decides
    ("unreliable", "damaged", lambda rating: "damaged" in rating.doubts),
    ("unreliable", "misattributed", lambda rating: "misattributed" in rating.doubts),
    ("unreliable", "outlived", lambda rating: "outdated" in rating.doubts),
    ("disputed", "contradicted", lambda rating: "disputed" in rating.doubts),
    ("well-supported", "law", lambda rating: "law" in rating.bases),
    ("well-supported", "document", lambda rating: "document" in rating.bases),
    ("well-supported", "counts", lambda rating: rating.counts > 1),
    ("one-count", "count", lambda rating: rating.counts == 1),
    ("claimed", "said", lambda rating: True),
)


def rate(facts: Mapping[str, Any], sources: Mapping[str, SourceEntry]) -> dict[str, Rating]:
    """The rating of each of `facts`, by id."""
    agrees, contradicts = _both_ways(facts, "same_as"), _both_ways(facts, "contradicts")
    made_from = {id: [other for other in source.derived_from if other in sources] for id, source in sources.items()}
    origins = {id: frozenset(_reached(id, made_from)) for id in sources}
    seen = max((source.seen for source in sources.values() if source.seen), default=None)
    ratings = {}
    for id, fact in facts.items():
        same = [id, *(other for other in _reached(id, agrees)[1:] if not _is_spoiled(facts[other]))]
        against = dict.fromkeys(other for one in same for tied in contradicts[one] for other in _reached(tied, agrees))
        others = [facts[other] for other in against if other not in same and not _is_spoiled(facts[other])]
        others = [other for other in others if _can_contradict(fact, other, origins)]
        agreeing = [facts[one] for one in same]
        age = seen.year - fact.as_of.year if seen and fact.as_of else 0
        holds = {"disputed": bool(others), "outdated": _is_outlived(fact, age)}
        rating = Rating(
            agreeing=tuple(agreeing),
            contradicting=tuple(others),
            counts=_witnesses(
                _origins(one, origins) for one in agreeing if one.basis != "estimate" and base_of(one, sources)
            ),
            texts=_witnesses(origins[source] for one in agreeing for source in one.sources if source in origins),
            bases=frozenset(one.basis for one in agreeing),
            doubts=tuple(doubt for doubt in DOUBTS if doubt in fact.marks or holds.get(doubt)),
        )
        ratings[id] = _labelled(rating, fact)
    return ratings


def base_of(fact: Fact, sources: Mapping[str, SourceEntry]) -> Base | None:
    """Who or what was counted or asked: the fact's own base, that of a source, or of what the source was made from."""
    if fact.base or fact.basis not in COUNTED:
        return fact.base
    known = [sources[id] for id in fact.sources if id in sources]
    known += [sources[id] for source in known for id in source.derived_from if id in sources]
    return next((source.base for source in known if source.base), None)


def _labelled(rating: Rating, fact: Fact) -> Rating:
    """`rating` with the label of the first row that holds, or the lower one of the entry."""
    label, condition, _ = next(row for row in TABLE if row[2](rating))
    if fact.lowered and LABELS.index(fact.lowered.label) > LABELS.index(label):
        label, condition = fact.lowered.label, "lowered"
    return replace(rating, label=label, condition=condition)


def _is_spoiled(fact: Fact) -> bool:
    return not {"damaged", "misattributed"}.isdisjoint(fact.marks)


def _is_outlived(fact: Fact, age: int) -> bool:
    is_pay = isinstance(fact, Money) and bool(fact.occupation)
    return age > OUTLIVED_AFTER.get("pay" if is_pay else fact.basis or "", age)


def _can_contradict(fact: Fact, other: Fact, origins: Mapping[str, frozenset[str]]) -> bool:
    """Whether neither is a bad copy of the other: their origins differ, or one and the same text says both."""
    same_text = not {*fact.sources}.isdisjoint(other.sources)
    return same_text or _origins(fact, origins).isdisjoint(_origins(other, origins))


def _origins(fact: Fact, origins: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(origins.get(id, ()) for id in fact.sources))


def _witnesses(origins: Iterable[frozenset[str]]) -> int:
    """How many groups there are among `origins` that share none."""
    groups: list[frozenset[str]] = []
    for found in origins:
        joined = [group for group in groups if group & found]
        groups = [group for group in groups if not group & found] + [found.union(*joined)]
    return len(groups)


def _both_ways(facts: Mapping[str, Any], key: str) -> dict[str, list[str]]:
    """The facts that each is tied to by `key`, in its own entry or in the other's."""
    ties: dict[str, list[str]] = {id: [] for id in facts}
    for id, fact in facts.items():
        for other in getattr(fact, key):
            if other in ties:
                ties[id].append(other)
                ties[other].append(id)
    return ties


def _reached(start: str, ties: Mapping[str, list[str]]) -> list[str]:
    """`start`, and what the ties lead to from there, the nearest first."""
    found = [start]
    for id in found:
        found += [other for other in dict.fromkeys(ties[id]) if other not in found]
    return found
