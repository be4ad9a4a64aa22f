"""What a number in a text means, in no language."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["count", "percent", "money", "duration", "date", "year"]
Bound = Literal["", "about", "at-least", "more-than", "at-most", "less-than", "nearly"]


class Day(NamedTuple):
    """A day of the calendar, or a whole month where `day` is 0."""

    year: int
    month: int
    day: int = 0

    @property
    def iso(self) -> str:
        """The day, the month or, where `month` is 0, the year as ISO 8601 writes it."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


Scalar = Decimal | Day


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value, or a range from `low` to `high`, with what it counts.

    `unit` is an ISO 4217 code for money; day, week, month or year for a duration; else "". A percentage of 22 % is
    22, not 0.22.
    """

    kind: Kind
    low: Scalar
    high: Scalar
    unit: str = ""
    bound: Bound = ""

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def agrees(expected: Quantity, found: Quantity) -> bool:
    """Whether a text that reads as `found` may stand for `expected`.

    A word for "about" permits rounding to the digits before the trailing zeros of what is written. A plain number may
    stand for a count or a year, and for a duration whose unit the sentence goes on to name.
    """
    plain = found.kind in ("count", "year") and expected.kind in ("count", "year", "duration")
    if not plain and (found.kind, found.unit) != (expected.kind, expected.unit):
        return False
    if found.is_range != expected.is_range:
        return False
    rounds = found.bound == "about" and expected.bound in ("", "about")
    if found.bound != expected.bound and not rounds:
        return False
    return all(
        written == true or (rounds and _rounds_to(true, written))
        for true, written in ((expected.low, found.low), (expected.high, found.high))
    )


def step(written: Decimal) -> Decimal:
    """What the last digit before the trailing zeros of `written` counts: 1000 for 205,000."""
    return Decimal(1).scaleb(int(written.normalize().as_tuple().exponent))


def _rounds_to(true: Scalar, written: Scalar) -> bool:
    if not isinstance(true, Decimal) or not isinstance(written, Decimal) or not written:
        return False
    return abs(true - written) * 2 <= step(written)
