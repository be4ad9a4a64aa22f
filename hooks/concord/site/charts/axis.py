"""The amounts of a chart → their common axis: from 0 to a round end, with a few round values on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from concord.languages import Language
from concord.registry import Registry
from concord.registry.charts import Amounts, ChartRow
from concord.registry.schema import Money, Plain
from concord.values import Quantity, write_quantity

_STEP_FACTORS = (Decimal(1), Decimal(2), Decimal(5))
_MAX_STEPS = 4  # between the ticks, so that their texts have room on a phone
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Axis:
    """A linear axis that begins at 0.

    Attributes:
        end: The value at its end.
        step: The difference between two neighbouring ticks.
        like: A quantity of its kind and unit.
    """

    end: Decimal
    step: Decimal
    like: Quantity

    def ticks(self, language: Language) -> Iterator[tuple[float, str]]:
        """The position of each tick, from 0 to 1, with its value in words of `language`."""
        for index in range(int(self.end / self.step) + 1):
            value = index * self.step
            quantity = Quantity(self.like.kind, value, value, self.like.unit)
            yield float(value / self.end), write_quantity(quantity, language)

    def extent(self, row: ChartRow, fact: Plain | Money) -> tuple[float, float]:
        """The positions of the two ends of a row, from 0 to 1. A row with `of` is drawn as its share of that whole."""
        whole = row.of or self.end
        low, high = amount_ends(fact)
        return float(low / whole), float(high / whole)


def chart_axis(chart: Amounts, registry: Registry) -> Axis:
    """The axis on which all amounts of a chart fit. For percentages it always ends at 100."""
    rows = [(row, fact) for row in chart.rows if isinstance(fact := registry.facts.get(row.fact), Plain | Money)]
    if any(row.of or fact.kind == "percent" for row, fact in rows):
        return Axis(_HUNDRED, _HUNDRED / 2, Quantity("percent", _HUNDRED, _HUNDRED))
    largest = max((amount_ends(fact)[1] for _, fact in rows), default=Decimal(0)) or Decimal(1)
    power = Decimal(1).scaleb(largest.adjusted() - 1)
    steps = (power * factor * ten for ten in (1, 10) for factor in _STEP_FACTORS)
    step = next(step for step in steps if largest / step <= _MAX_STEPS)
    half = step / 2
    return Axis((largest / half).to_integral_value(ROUND_CEILING) * half, step, rows[0][1].quantity)


def amount_ends(fact: Plain | Money) -> tuple[Decimal, Decimal]:
    """The lower and the upper end of an amount; both are its value where it is no range."""
    low = fact.low if fact.value is None else fact.value
    high = fact.high if fact.value is None else fact.value
    assert low is not None and high is not None  # the schema of the registry requires a value or both ends
    return low, high
