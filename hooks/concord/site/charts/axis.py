"""The axis under amounts: from 0 to a round end, with a few round numbers on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from concord.languages import Language
from concord.registry import Registry
from concord.registry.charts import Amounts, ChartRow
from concord.registry.schema import Money, Plain
from concord.values import Quantity, write_quantity

_STEPS = (Decimal(1), Decimal(2), Decimal(5))
_MOST = 4  # of the steps between the marks, so that their texts have room on a phone
_WHOLE = Decimal(100)


@dataclass(frozen=True)
class Axis:
    """From 0 to `end`; `step` is the distance of its marks, `like` a quantity in its unit."""

    end: Decimal
    step: Decimal
    like: Quantity

    def marks(self, own: Language) -> Iterator[tuple[float, str]]:
        """The place of each mark, between 0 and 1, and what it says."""
        for index in range(int(self.end / self.step) + 1):
            value = index * self.step
            yield float(value / self.end), write_quantity(Quantity(self.like.kind, value, value, self.like.unit), own)

    def place(self, row: ChartRow, fact: Plain | Money) -> tuple[float, float]:
        """Where the amount of a row begins and ends, between 0 and 1; of a part of a whole, on an axis of per cent."""
        whole = row.of or self.end
        low, high = amount_ends(fact)
        return float(low / whole), float(high / whole)


def chart_axis(picture: Amounts, registry: Registry) -> Axis:
    """The axis on which all amounts of a picture have their place; of percentages, always from 0 to 100."""
    rows = [(row, fact) for row in picture.rows if isinstance(fact := registry.facts.get(row.fact), Plain | Money)]
    if any(row.of or fact.kind == "percent" for row, fact in rows):
        return Axis(_WHOLE, _WHOLE / 2, Quantity("percent", _WHOLE, _WHOLE))
    most = max((amount_ends(fact)[1] for _, fact in rows), default=Decimal(0)) or Decimal(1)
    power = Decimal(1).scaleb(most.adjusted() - 1)
    step = next(step for step in (power * factor * ten for ten in (1, 10) for factor in _STEPS) if most / step <= _MOST)
    half = step / 2
    return Axis((most / half).to_integral_value(ROUND_CEILING) * half, step, rows[0][1].quantity)


def amount_ends(fact: Plain | Money) -> tuple[Decimal, Decimal]:
    """The lower and the upper end of an amount, which are one where it is no range."""
    low = fact.low if fact.value is None else fact.value
    high = fact.high if fact.value is None else fact.value
    assert low is not None and high is not None  # the registry has seen to it
    return low, high
