"""Charts and facts → faults of charts whose facts are unknown, are no amounts, or do not share one axis."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from concord.registry.charts import Amounts, Chart, ChartRow
from concord.registry.reporting_lines import reporting_lines
from concord.registry.schema import Money, Plain
from concord.registry.yaml_source import Fault, YamlSource

EntryFaults = Iterator[tuple[str, str, Fault]]  # the kind and the id of an entry, and its fault
_Reasons = Iterator[tuple[tuple[str | int, ...], str]]  # the path to a key in the entry, and what is wrong there


def chart_faults(
    file: YamlSource, pictures: Mapping[str, Chart], known: Mapping[str, Set[str]], facts: Mapping[str, Any]
) -> EntryFaults:
    """Yields the faults of `pictures`.

    Args:
        file: The file of the charts, for the places.
        pictures: The charts, by id.
        known: The ids in each file that could be read, also those of broken entries.
        facts: The valid facts, by id. A broken fact is no fault of the chart.
    """
    for id, picture in pictures.items():
        reasons = _row_faults(picture, known, facts) if isinstance(picture, Amounts) else _subjects(picture, facts)
        for steps, reason in reasons:
            yield "pictures", id, Fault(file.place((id, *steps)), f"{id}, {steps[0]}: {reason}")


def _subjects(picture: Any, facts: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    stated = {id for fact in reporting_lines(facts.values()) for id in fact.subject}
    for index, id in enumerate(picture.subjects):
        if id not in stated:
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
