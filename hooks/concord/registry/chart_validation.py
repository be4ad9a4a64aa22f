"""What keeps a picture from being drawn: facts that there are not, that are no amounts, or that need another axis."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from concord.registry.charts import Amounts, Chart, ChartRow
from concord.registry.reporting_lines import reporting_lines
from concord.registry.schema import Money, Plain
from concord.registry.yaml_source import Fault, YamlSource

Faults = Iterator[tuple[str, str, Fault]]


def chart_faults(
    file: YamlSource, pictures: Mapping[str, Chart], known: Mapping[str, Set[str]], facts: Mapping[str, Any]
) -> Faults:
    """Each fault with the kind and the id of the picture that has it; of facts that are broken nothing is said."""
    for id, picture in pictures.items():
        for steps, reason in (
            _rows(picture, known, facts) if isinstance(picture, Amounts) else _subjects(picture, facts)
        ):
            yield "pictures", id, Fault(file.place((id, *steps)), f"{id}, {steps[0]}: {reason}")


def _subjects(picture: Any, facts: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    stated = {id for fact in reporting_lines(facts.values()) for id in fact.subject}
    for index, id in enumerate(picture.subjects):
        if id not in stated:
            yield ("subjects", index), f"no fact says whom {id} reports to"


def _rows(
    picture: Amounts, known: Mapping[str, Set[str]], facts: Mapping[str, Any]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
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
    """What the axis of a row counts, and in which unit."""
    quantity = fact.quantity
    return ("percent", "") if row.of else (quantity.kind, quantity.unit)
