"""Charts and facts → faults of charts whose facts are unknown, are no amounts, or do not share one axis."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from concord.registry.charts import Amounts, Chart, ChartRow
from concord.registry.reporting_lines import reporting_lines
from concord.registry.schema import Money, Plain
from concord.registry.yaml_source import Fault, YamlSource

EntryFaults = Iterator[tuple[str, str, Fault]]  # the kind and the id of an entry, and its fault
_Reasons = Iterator[tuple[tuple[str | int, ...], str]]  # the path to a key in the entry, and what is wrong there


def chart_faults(
    file: YamlSource,
    pictures: Mapping[str, Chart],
    known: Mapping[str, Set[str]],
    facts: Mapping[str, Any],
    broken: Sequence[Any],
) -> EntryFaults:
    """Yields the faults of `pictures`.

    Args:
        file: The file of the charts, for the places.
        pictures: The charts, by id.
        known: The ids in each file that could be read, also those of broken entries.
        facts: The valid facts, by id. A broken fact is no fault of the chart.
        broken: What stands in the file for the other facts; None for what could not be read.
    """
    maybe = {subject for data in broken for subject in _raw_subjects(data)}
    for id, picture in pictures.items():
        if isinstance(picture, Amounts):
            reasons = _row_faults(picture, known, facts)
        else:
            reasons = _subjects(picture, facts, known, maybe)
        for steps, reason in reasons:
            yield "pictures", id, Fault(file.place((id, *steps)), f"{id}, {steps[0]}: {reason}")


def raw_row_faults(file: YamlSource, id: str, rows: Any, known: Set[str], facts: Mapping[str, Any]) -> EntryFaults:
    """Yields the rows of a chart with another fault that show a fact which does not exist, or is no amount."""
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        name = row.get("fact") if isinstance(row, dict) else None
        reason = ""
        if isinstance(name, str) and name not in known:
            reason = f"facts.yml has no {name}"
        elif isinstance(name, str) and not isinstance(facts.get(name), Plain | Money | None):
            reason = f"{name} is no amount: no percent, count or money"
        if reason:
            yield "pictures", id, Fault(file.place((id, "rows", index, "fact")), f"{id}, rows: {reason}")


def _raw_subjects(data: Any) -> list[str]:
    """Of whom a broken fact says something; "" where that cannot be told."""
    subject = data.get("subject", []) if isinstance(data, dict) else ""
    return subject if isinstance(subject, list) else [str(subject)]


def _subjects(picture: Any, facts: Mapping[str, Any], known: Mapping[str, Set[str]], maybe: Set[str]) -> _Reasons:
    """Yields the subjects that no fact says anything of; none where a broken fact may, or where there is no title."""
    stated = {id for fact in reporting_lines(facts.values()) for id in fact.subject}
    for index, id in enumerate(picture.subjects):
        is_title = "titles" not in known or id in known["titles"]
        if id not in stated and is_title and not {id, ""} & maybe:
            yield ("subjects", index), f"no fact says whom {id} reports to"


def _row_faults(picture: Amounts, known: Mapping[str, Set[str]], facts: Mapping[str, Any]) -> _Reasons:
    """Yields what is wrong with the rows of a chart; the first row decides what its axis counts."""
    axis = None
    for index, row in enumerate(picture.rows):
        fact = facts.get(row.fact)
        reason = ""
        if fact is None:
            reason = f"facts.yml has no {row.fact}" if "facts" in known and row.fact not in known["facts"] else ""
        elif not isinstance(fact, Plain | Money):
            reason = f"{row.fact} is no amount: no percent, count or money"
        elif row.of and fact.kind != "count":
            reason = f"{row.fact} is no count, which alone can be a part of a whole"
        elif picture.kind == "years" and not fact.as_of:
            reason = f"{row.fact} has no as_of, which would be its year"
        elif _axis(row, fact) != (axis := axis or _axis(row, fact)):
            reason = f"{row.fact} does not count what the first row counts; one picture has one axis"
        if reason:
            yield ("rows", index, "fact"), reason


def _axis(row: ChartRow, fact: Plain | Money) -> tuple[str, str]:
    """What the axis for a row counts, and its unit; rows with equal axes can be in one chart."""
    quantity = fact.quantity
    return ("percent", "") if row.of else (quantity.kind, quantity.unit)
