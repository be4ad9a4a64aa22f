"""Entries → faults between them: unknown ids, weak evidence, two defaults, former keys in use, circles."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from concord.registry.chart_validation import chart_faults, raw_row_faults
from concord.registry.charts import Amounts, Reporting
from concord.registry.entry_validation import Partial
from concord.registry.evidence_validation import evidence_faults
from concord.registry.reporting_lines import reporting_lines
from concord.registry.schema import Money, Name, Statement
from concord.registry.source_entry import SourceEntry
from concord.registry.title_entry import Title
from concord.registry.yaml_source import Fault, YamlSource

_EVIDENCE = {  # the keys that the rules of `evidence_faults` read
    *("as_of", "dated", "tried", "basis", "base", "same_as", "contradicts", "lowered", "sources", "marks"),
    *("value", "low", "high", "whole", "occupation", "country", "inferred"),
}


def cross_reference_faults(
    files: Mapping[str, YamlSource],
    entries: Mapping[str, Mapping[str, Any]],
    partial: Mapping[str, Mapping[str, Partial]],
    known: Mapping[str, set[str]],
) -> Iterator[tuple[str, str, Fault]]:
    """Yields each fault with the kind and the id of its entry.

    Args:
        files: The files, by kind, for the places.
        entries: The valid entries of each kind, by id.
        partial: The entries with faults of which the other keys can be looked at.
        known: The ids of each kind that is known as a whole, those of broken entries among them.
    """
    uncertain = set()  # the entries that name an unknown id
    for kind, file in files.items():
        for id, entry in entries[kind].items():
            for fault in _unknown_ids(file, id, entry, known):
                uncertain.add((kind, id))
                yield kind, id, fault
        for id, one in partial[kind].items():
            found = _unknown_ids(file, id, one.entry, known, one.settled)
            yield from ((kind, id, fault) for fault in found)
    facts = entries["facts"]
    usable = {id: one.entry for id, one in partial["facts"].items() if not one.settled & _EVIDENCE}
    for id, key, reason in evidence_faults({**facts, **usable}, entries["sources"]):
        yield "facts", id, Fault(files["facts"].place((id, key)), f"{id}, {key}: {reason}")
    yield from _circular_origins(files["sources"], entries["sources"])
    yield from _former_keys(files["titles"], entries["titles"])
    yield from _duplicate_defaults(files["titles"], entries["titles"])
    yield from _circles(files["facts"], {id: one for id, one in facts.items() if ("facts", id) not in uncertain})
    if "pictures" in files and "facts" in known:  # else nothing is known of the facts that a chart shows
        broken = [data for id, data in files["facts"].data.items() if id not in facts]
        yield from chart_faults(files["pictures"], entries["pictures"], known, facts, broken)
        for id, one in partial["pictures"].items():
            rows = files["pictures"].data[id].get("rows") if "rows" in one.settled else ()
            yield from raw_row_faults(files["pictures"], id, rows, known["facts"], facts)


def _unknown_ids(
    file: YamlSource, id: str, entry: Any, known: Mapping[str, set[str]], settled: Set[str] = frozenset()
) -> Iterator[Fault]:
    """Yields a fault for each id that `entry` names, but at the keys `settled`, and the file of its kind lacks."""
    for key, kind, ids in _references(entry):
        if key in settled:
            continue
        for index, other in enumerate(ids):
            if kind in known and other not in known[kind]:
                lacking = (
                    f"{kind}.tsv has no {other}; give it a row" if kind == "claims" else f"{kind}.yml has no {other}"
                )
                yield Fault(file.place((id, key, index)), f"{id}, {key}: {lacking}")


def _references(entry: Any) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yields each key of `entry` whose values are ids, the kind of these ids, and the ids."""
    if isinstance(entry, Title):
        keys = {"related": "titles", "not_same_as": "titles"}
    elif isinstance(entry, Reporting):
        keys = {"subjects": "titles"}
    elif isinstance(entry, SourceEntry):
        keys = {"derived_from": "sources"}
    elif isinstance(entry, Amounts):
        keys = {}
    else:
        keys = {"sources": "sources", "claims": "claims", "same_as": "facts", "contradicts": "facts"}
        if isinstance(entry, Statement):
            keys |= {"subject": "titles", "object": "titles"}
    for key, kind in keys.items():
        yield key, kind, getattr(entry, key)
    if isinstance(entry, Money) and entry.occupation:
        yield "occupation", "titles", (entry.occupation,)
    elif isinstance(entry, Name):
        yield "offices", "titles", tuple(office.title for office in entry.offices if office.title)


def _circular_origins(file: YamlSource, sources: Mapping[str, SourceEntry]) -> Iterator[tuple[str, str, Fault]]:
    """The sources that would be made from themselves."""
    made_from = {id: {*source.derived_from} for id, source in sources.items()}
    for id, source in sources.items():
        if _reaches(source.derived_from, id, made_from):
            text = f"{id}, derived_from: it would be made from itself; take out the wrong origin"
            yield "sources", id, Fault(file.place((id, "derived_from")), text)


def _former_keys(file: YamlSource, titles: Mapping[str, Title]) -> Iterator[tuple[str, str, Fault]]:
    """The titles that replace one which is still there."""
    for id, title in titles.items():
        for index, former in enumerate(title.replaces):
            if former in titles:
                text = f"{id}, replaces: {former} is still a key of this file; take one of the two out"
                yield "titles", id, Fault(file.place((id, "replaces", index)), text)


def _duplicate_defaults(file: YamlSource, titles: Mapping[str, Title]) -> Iterator[tuple[str, str, Fault]]:
    """Yields a fault for each title that is `default_for` an abbreviation which has a default already."""
    claimed: dict[str, str] = {}
    for id, title in titles.items():
        for index, name in enumerate(title.default_for):
            if (first := claimed.setdefault(name, id)) != id:
                text = f"{id}, default_for: {name} is already the default of {first}, and can have one only"
                yield "titles", id, Fault(file.place((id, "default_for", index)), text)


def _circles(file: YamlSource, facts: Mapping[str, Any]) -> Iterator[tuple[str, str, Fault]]:
    """The statements by which a title would report to itself, given the statements before them."""
    above: dict[str, set[str]] = {}
    for fact in reporting_lines(facts.values()):
        if circle := next((name for name in fact.subject if _reaches(fact.object, name, above)), ""):
            chief = ", ".join(fact.object)
            text = f"{fact.id}, object: {circle} would report to itself, since {chief} already reports to it"
            yield "facts", fact.id, Fault(file.place((fact.id, "object")), text)
            continue
        for name in fact.subject:
            above.setdefault(name, set()).update(fact.object)


def _reaches(starts: tuple[str, ...], goal: str, above: Mapping[str, set[str]]) -> bool:
    """Whether the reporting lines lead from one of `starts` up to `goal`."""
    seen: set[str] = set()
    todo = set(starts)
    while todo:
        name = todo.pop()
        seen.add(name)
        todo |= above.get(name, set()) - seen
    return goal in seen
