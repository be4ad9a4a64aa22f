"""`NumberMention`: a number that a running text mentions, and whether two mentions may be of the same number."""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from concord.values.measures import MEASURES, same_measure

Sort = Literal[
    "number", "month", "weekday", "season", "time", "decade", "foreign", "identifier",
    "roman", "rating", "telephone", "designation",
]  # fmt: skip
Strength = Literal["digits", "word", "ordinal", "quantity", "loose", "cited"]

NO_QUANTITIES = frozenset(("month", "weekday", "season", "roman", "rating", "telephone", "designation"))
"""The sorts that are no quantities: each counts only against another of its sort."""

_DIGITS = re.compile(r"\d+")
_COUNTRY = 3  # characters: +49
_OPPOSITE_BOUNDS = ({"lower", "upper"}, {"not lower", "not upper"})
_HALF_A_DAY = 720  # minutes
_TYPED_ALIKE = {"", *(unit for unit, measure in MEASURES.items() if measure.base in ("byte", "bit", "hertz", "pixel"))}
_ROUNDED = Decimal("0.01")  # a third is 33 per cent


class NumberMention(NamedTuple):
    """A number that stands from `start` up to `end` of a text.

    Attributes:
        sort: What `value` is. A `foreign` number is one that the language cannot read, such as a decimal with the
            separator of another one; an `identifier` is a version or an address, which is compared as it is typed. A
            `roman` numeral may match a number, and so may a `rating`, a row of stars; a `designation` has letters and
            digits, as A4 and 1080p have.
        value: The number itself, a month from 1 to 12, a day of the week from 0, the minutes since midnight, or a
            decade as it is written, 1990 or 90; of an identifier 0.
        start: The index of its first character.
        end: The index behind its last character.
        strength: How sure it is that this is a number. `digits` are one; a `word`, an `ordinal` or a `quantity` (half,
            twice, dozen) may be one, and counts only against a number on the other side; a `loose` or `cited` one is
            never reported, it can only be the partner of another.
        unit: "percent", "points", an ISO 4217 code, or a key of `MEASURES`; "" for none.
        halfday: Of a time: "am", "pm", "12" where it does not say which of them, "" for one of 24 hours.
        bound: "lower" for at least and more than, "upper" for at most and less than, "" for none; behind a negation,
            which need not be one of the bound, "not lower" and "not upper".
        typed: How an identifier, a telephone number or a designation is typed, or a decimal that is no group of
            thousands, with a point; also 00.
        ranged: Whether it is a 1 that begins a range, as in "1–3". Such a 1 stands for no article.
    """

    sort: Sort
    value: Decimal
    start: int
    end: int
    strength: Strength = "digits"
    unit: str = ""
    halfday: str = ""
    bound: str = ""
    typed: str = ""
    ranged: bool = False

    @property
    def shape(self) -> str:
        """What two mentions have in common of which one may stand in place of the other: the "a0" of A4 and A3."""
        if self.sort == "telephone":
            return self.typed[:_COUNTRY]
        return _DIGITS.sub("0", self.typed) if self.sort == "designation" else ""

    @property
    def meaning(self) -> tuple[object, ...]:
        """All attributes but the place."""
        return (*self[:2], *self[4:])


def may_match(mention: NumberMention, other: NumberMention) -> bool:
    """Whether two mentions may be of the same number. A unit or a bound counts only where both have one."""
    if {mention.bound, other.bound} in _OPPOSITE_BOUNDS:
        return False
    if mention.unit and other.unit and mention.unit != other.unit:
        return same_measure(mention.value, mention.unit, other.value, other.unit)
    if mention.typed and mention.typed == other.typed and not {mention.unit, other.unit} - _TYPED_ALIKE:
        return True
    return _values_match(mention, other) or _parts_match(mention, other)


def matches_closely(mention: NumberMention, other: NumberMention) -> bool:
    """Whether two mentions may be of the same number, and both have a unit or both have none."""
    return bool(mention.unit) == bool(other.unit) and may_match(mention, other)


def _values_match(mention: NumberMention, other: NumberMention) -> bool:
    sorts = {mention.sort, other.sort}
    if not sorts.isdisjoint(NO_QUANTITIES):
        is_of_one_sort = len(sorts) == 1 or sorts in ({"roman", "number"}, {"rating", "number"})
        return is_of_one_sort and mention.value == other.value and mention.typed == other.typed
    if {mention.strength, other.strength} == {"word", "ordinal"}:
        return False  # the fifth is not five
    if "time" in sorts:
        return _times_match(mention, other)
    if "identifier" in sorts or "foreign" in sorts:
        return len(sorts) == 1 and mention.value == other.value and mention.typed == other.typed
    if "decade" in sorts:
        return mention.value == other.value or _is_short_year(mention.value, other.value)
    if "loose" in (mention.strength, other.strength) and _is_short_year(mention.value, other.value):
        return True
    return mention.value == other.value


def _parts_match(mention: NumberMention, other: NumberMention) -> bool:
    """Whether one of two mentions is a part in words and the other the same as a number: half, 50 %; third, 1 in 3."""
    for part, number in ((mention, other), (other, mention)):
        if part.strength in ("quantity", "word") and 0 < part.value < 1 and number.sort == "number":
            if number.unit == "percent":
                return abs(part.value - number.value / 100) < _ROUNDED
            return number.value > 1 and abs(part.value * number.value - 1) < _ROUNDED / 100
    return False


def _is_short_year(one: Decimal, other: Decimal) -> bool:
    """Whether one of two numbers is the last two digits of the other, a year: SS19 and 2019, the 90s and the 1990s."""
    short, whole = sorted((one, other))
    return 0 <= short < 100 and 1000 <= whole < 2100 and whole % 100 == short


def _times_match(mention: NumberMention, other: NumberMention) -> bool:
    """Whether two mentions, one of them a time at least, may be of the same time, or of the same stretch of time."""
    if mention.sort == other.sort:
        vague = "12" in (mention.halfday, other.halfday)
        return mention.value == other.value or (vague and mention.value % _HALF_A_DAY == other.value % _HALF_A_DAY)
    time, number = (mention, other) if mention.sort == "time" else (other, mention)
    if number.sort not in ("number", "foreign"):
        return False
    if not number.unit:  # the 9.30 of "between 9.30 and 7 p.m."
        minutes = int(number.value) * 60 + (number.value - int(number.value)) * 100
    elif number.unit in ("hour", "minute"):  # the Dutch "4 uur" is 4 o'clock or four hours
        minutes = number.value * MEASURES[number.unit].size / 60
    else:
        return False
    return minutes in (time.value, time.value % _HALF_A_DAY)
