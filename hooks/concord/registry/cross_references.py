"""Entries → faults between them: unknown ids, abbreviations with two defaults, reporting lines in a circle."""

from collections.abc import Iterator, Mapping
from typing import Any

from concord.registry.chart_validation import chart_faults
from concord.registry.charts import Amounts, Reporting
from concord.registry.reporting_lines import reporting_lines
from concord.registry.schema import Money, SourceEntry, Statement, Title
from concord.registry.yaml_source import Fault, YamlSource


def cross_reference_faults(
    files: Mapping[str, YamlSource], entries: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str, Fault]]:
    """Yields each fault with the kind and the id of its entry.

    Args:
        files: The files, by kind, for the places and for the ids of broken entries.
        entries: The valid entries of each kind, by id.
    """
    known = {kind: set(file.data) for kind, file in files.items() if file.whole}
    valid: dict[str, dict[str, Any]] = {kind: {} for kind in files}  # without those that name an unknown id
    for kind, file in files.items():
        for id, entry in entries[kind].items():
            faults = list(_unknown_ids(file, id, entry, known))
            yield from ((kind, id, fault) for fault in faults)
            if not faults:
                valid[kind][id] = entry
    yield from _duplicate_defaults(files["titles"], valid["titles"])
    yield from _circles(files["facts"], valid["facts"])
    if "pictures" in files:
        yield from chart_faults(files["pictures"], entries["pictures"], known, valid["facts"])


def _unknown_ids(file: YamlSource, id: str, entry: Any, known: Mapping[str, set[str]]) -> Iterator[Fault]:
    """Yields a fault for each id that `entry` names and the file of its kind does not have."""
    links: dict[str, tuple[str, tuple[str, ...]]] = {}
    if isinstance(entry, Title):
        links = {"related": ("titles", entry.related), "not_same_as": ("titles", entry.not_same_as)}
    elif isinstance(entry, Reporting):
        links = {"subjects": ("titles", entry.subjects)}
    elif not isinstance(entry, SourceEntry | Amounts):
        links = {"sources": ("sources", entry.sources)}
    if isinstance(entry, Statement):
        links |= {"subject": ("titles", entry.subject), "object": ("titles", entry.object)}
    elif isinstance(entry, Money) and entry.occupation:
        links |= {"occupation": ("titles", (entry.occupation,))}
    for key, (kind, ids) in links.items():
        for index, other in enumerate(ids):
            if kind in known and other not in known[kind]:
                yield Fault(file.place((id, key, index)), f"{id}, {key}: {kind}.yml has no {other}")


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
