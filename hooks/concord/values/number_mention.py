"""`NumberMention`: a number that a running text mentions, and whether two mentions may be of the same number."""

from decimal import Decimal
from typing import Literal, NamedTuple

Sort = Literal["number", "month", "time", "decade", "foreign"]
Strength = Literal["digits", "word", "ordinal", "loose", "cited"]

_BASE_UNITS = {
    "week": ("day", 7),
    "year": ("month", 12),
    "hour": ("minute", 60),
    "metre": ("centimetre", 100),
    "kilometre": ("centimetre", 100_000),
    "kilogram": ("gram", 1000),
    "tonne": ("gram", 1_000_000),
}
_HALF_A_DAY = 720  # minutes


class NumberMention(NamedTuple):
    """A number that stands from `start` up to `end` of a text.

    Attributes:
        sort: What `value` is. A `foreign` number is one that the language cannot read, such as a version.
        value: The number itself, a month from 1 to 12, the minutes since midnight, or a decade as it is written,
            1990 or 90.
        start: The index of its first character.
        end: The index behind its last character.
        strength: How sure it is that this is a number. `digits` are one, a `word` or an `ordinal` may be one; a `loose`
            or `cited` one is never reported, it can only be the partner of another.
        unit: "percent", "points", an ISO 4217 code, or a key of `units` or `measures` of the language; "" for none.
        halfday: Of a time: "am", "pm", "12" where it does not say which of them, "" for one of 24 hours.
        bound: "lower" for at least and more than, "upper" for at most and less than, "" for none.
        label: The words beside a decimal. A foreign number finds its partner by them.
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
    label: frozenset[str] = frozenset()
    ranged: bool = False

    @property
    def meaning(self) -> tuple[object, ...]:
        """All attributes but the place."""
        return (*self[:2], *self[4:])


def may_match(mention: NumberMention, other: NumberMention) -> bool:
    """Whether two mentions may be of the same number. A unit or a bound counts only where both have one."""
    if mention.bound and other.bound and mention.bound != other.bound:
        return False
    if mention.unit and other.unit and mention.unit != other.unit:
        return _in_base_unit(mention) == _in_base_unit(other)
    return _values_match(mention, other)


def matches_closely(mention: NumberMention, other: NumberMention) -> bool:
    """Whether two mentions may be of the same number, and both have a unit or both have none."""
    return bool(mention.unit) == bool(other.unit) and may_match(mention, other)


def _in_base_unit(mention: NumberMention) -> tuple[str, Decimal]:
    """Return the unit and the value that different units share: 1.98 metres are 198 centimetres."""
    unit, factor = _BASE_UNITS.get(mention.unit, (mention.unit, 1))
    return unit, mention.value * factor


def _values_match(mention: NumberMention, other: NumberMention) -> bool:
    sorts = {mention.sort, other.sort}
    if {mention.strength, other.strength} == {"word", "ordinal"}:
        return False  # the fifth is not five
    if "time" in sorts:
        return _times_match(mention, other)
    if "month" in sorts:
        return len(sorts) == 1 and mention.value == other.value
    if "decade" in sorts:
        return mention.value == other.value or _is_short_year(mention.value, other.value)
    if "loose" in (mention.strength, other.strength) and _is_short_year(mention.value, other.value):
        return True
    # A version such as PowerShell 5.1 has the same word beside it in every language.
    return mention.value == other.value and ("foreign" not in sorts or not mention.label.isdisjoint(other.label))


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
    on_clock = (
        int(number.value) * 60 + (number.value - int(number.value)) * 100
    )  # the 9.30 of "between 9.30 and 7 p.m."
    lasting = {"hour": number.value * 60, "minute": number.value}  # the Dutch "4 uur" is 4 o'clock or four hours
    minutes = lasting.get(number.unit) if number.unit else on_clock
    return minutes is not None and minutes in (time.value, time.value % _HALF_A_DAY)
