"""The amounts of a chart → their common axis between two round values, with a few round values on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from concord.languages import Language
from concord.registry import Registry
from concord.registry.charts import Amounts, ChartRow
from concord.registry.schema import Money, Plain
from concord.values import Quantity, write_quantity

_STEP_FACTORS = (Decimal(1), Decimal(2), Decimal(5))
_MAX_STEPS = 4  # between the ticks, so that their texts have room on a phone
_HUNDRED = Decimal(100)
_CLOSE = Decimal("0.6")  # of the largest amount: where the smallest is above, all of them are far from 0


@dataclass(frozen=True)
class Axis:
    """A linear axis.

    Attributes:
        start: The value at its beginning: 0, unless all amounts are so close to one another that they would touch.
        end: The value at its end.
        step: The difference between two neighbouring ticks.
        like: A quantity of its kind and unit.
    """

    start: Decimal
    end: Decimal
    step: Decimal
    like: Quantity

    def ticks(self, language: Language) -> Iterator[tuple[float, str]]:
        """The position of each tick, from 0 to 1, with its value in words of `language`; "" where there is no room."""
        steps = int((self.end - self.start) / self.step)
        for index in range(steps + 1):
            value = self.start + index * self.step
            has_room = steps < _MAX_STEPS or index % 2 == 0
            yield self._share(value), self.text(value, language) if has_room else ""

    def text(self, value: Decimal, language: Language) -> str:
        """A value on the axis in words of `language`."""
        return write_quantity(Quantity(self.like.kind, value, value, self.like.unit), language)

    def _share(self, value: Decimal) -> float:
        return float((value - self.start) / (self.end - self.start))

    def extent(self, row: ChartRow, fact: Plain | Money) -> tuple[float, float]:
        """The positions of the two ends of a row, from 0 to 1. A row with `of` is drawn as its share of that whole."""
        low, high = amount_ends(fact)
        if row.of:
            return float(low / row.of), float(high / row.of)
        return self._share(low), self._share(high)


def chart_axis(chart: Amounts, registry: Registry) -> Axis:
    """The axis on which all amounts of a chart fit. For percentages it always ends at 100."""
    rows = [(row, fact) for row in chart.rows if isinstance(fact := registry.facts.get(row.fact), Plain | Money)]
    if any(row.of or fact.kind == "percent" for row, fact in rows):
        return Axis(Decimal(0), _HUNDRED, _HUNDRED / 2, Quantity("percent", _HUNDRED, _HUNDRED))
    ends = [amount_ends(fact) for _, fact in rows]
    largest = max((high for _, high in ends), default=Decimal(0)) or Decimal(1)
    smallest = min((low for low, _ in ends), default=Decimal(0))
    if smallest > _CLOSE * largest:
        return _close_up(smallest, largest, rows[0][1].quantity)
    step = _step(largest)
    half = step / 2
    return Axis(Decimal(0), (largest / half).to_integral_value(ROUND_CEILING) * half, step, rows[0][1].quantity)


def _close_up(smallest: Decimal, largest: Decimal, like: Quantity) -> Axis:
    """An axis that begins a little below the smallest amount, by at least a quarter of a step."""
    step = _step((largest - smallest) or largest)
    start = (smallest / step).to_integral_value(ROUND_FLOOR) * step
    start -= step if smallest - start < step / 4 else 0
    return Axis(start, (largest / step).to_integral_value(ROUND_CEILING) * step, step, like)


def _step(largest: Decimal) -> Decimal:
    """The smallest round value that fits into `largest` few times enough."""
    power = Decimal(1).scaleb(largest.adjusted() - 1)
    steps = (power * factor * ten for ten in (1, 10) for factor in _STEP_FACTORS)
    return next(step for step in steps if largest / step <= _MAX_STEPS)


def amount_ends(fact: Plain | Money) -> tuple[Decimal, Decimal]:
    """The lower and the upper end of an amount; both are its value where it is no range."""
    low = fact.low if fact.value is None else fact.value
    high = fact.high if fact.value is None else fact.value
    assert low is not None and high is not None  # the schema of the registry requires a value or both ends
    return low, high
