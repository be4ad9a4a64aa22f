"""`Quantity` and `Day`: what the number in a text means, whatever its language, and whether two of them agree."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["count", "percent", "money", "duration", "date", "year"]
Bound = Literal["", "about", "at-least", "more-than", "at-most", "less-than", "nearly"]
OpenLow = Literal["", "at-most"]
OpenHigh = Literal["", "at-least"]


class Day(NamedTuple):
    """A day of the calendar; a month where `day` is 0, a year where `month` is 0 too."""

    year: int
    month: int
    day: int = 0

    @property
    def iso(self) -> str:
        """The day, the month or the year as ISO 8601 writes it: 2014-03-24, 2014-03, 2014."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


Scalar = Decimal | Day


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value, or a range of values, with what it counts.

    Attributes:
        kind: What is counted or measured. A `count` is a number without a unit.
        low: The value, or the lower end of the range. A percentage of 22 % is 22, not 0.22.
        high: The same as `low`, or the upper end of the range.
        unit: An ISO 4217 code for money; "day", "week", "month" or "year" for a duration; "" for every other kind.
        bound: Whether the value is exact (""), approximate ("about"), or a limit that the true value may lie beyond.
        low_bound: Of a range: whether its lower end is open, "two or fewer to five".
        high_bound: Of a range: whether its upper end is open, "200,000 to 500,000 or more".
    """

    kind: Kind
    low: Scalar
    high: Scalar
    unit: str = ""
    bound: Bound = ""
    low_bound: OpenLow = ""
    high_bound: OpenHigh = ""

    @property
    def is_range(self) -> bool:
        """Whether `low` and `high` differ."""
        return self.low != self.high


def date_parts(stated: Quantity) -> int:
    """How much of a date a text gives that states `stated`: 1 is a year, 2 a month and a year, 3 a whole day."""
    return sum(map(bool, stated.low)) if isinstance(stated.low, Day) else 1


def agrees(expected: Quantity, found: Quantity) -> bool:
    """Whether a text that reads as `found` may stand for `expected`.

    With a word for "about", the value may be rounded to the digits before the trailing zeros of what is written:
    "about 205,000" agrees with 204,518. A number without a unit may stand for a count or a year, and for a duration,
    since the sentence may name the unit later.
    """
    plain = found.kind in ("count", "year") and expected.kind in ("count", "year", "duration")
    if not plain and (found.kind, found.unit) != (expected.kind, expected.unit):
        return False
    if found.is_range != expected.is_range:
        return False
    if (found.low_bound, found.high_bound) != (expected.low_bound, expected.high_bound):
        return False
    rounds = found.bound == "about" and expected.bound in ("", "about")
    if found.bound != expected.bound and not rounds:
        return False
    return all(
        written == true or (rounds and _rounds_to(true, written))
        for true, written in ((expected.low, found.low), (expected.high, found.high))
    )


def step(written: Decimal) -> Decimal:
    """Return the place value of the last digit before the trailing zeros of `written`: 1000 for 205,000."""
    return Decimal(1).scaleb(int(written.normalize().as_tuple().exponent))


def _rounds_to(true: Scalar, written: Scalar) -> bool:
    """Whether `written` is `true`, rounded to the last digit before the trailing zeros of `written`."""
    if not isinstance(true, Decimal) or not isinstance(written, Decimal) or not written:
        return False
    return abs(true - written) * 2 <= step(written)
