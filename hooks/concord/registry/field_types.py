"""The types of single keys of the registry, with their pydantic validators and their JSON Schema."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from concord.values import Day

Mark = Literal["damaged", "misattributed", "disputed", "outdated"]  # the last two are derived; old entries have them
_TYPED_NUMBER = re.compile(r"(\d[\d.,' ]*)\s*([%€$£]?)")
_SEPARATOR = r"[.,' ](?=\d{3}(?!\d))"
_DAY = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def _day(value: Any) -> Any:
    """A year, month or day from what YAML gives for it: 2014, "2023-05" or a `date`."""
    if isinstance(value, Day | None):
        return value
    match = _DAY.fullmatch(value.isoformat() if isinstance(value, date) else str(value))
    if not match:
        raise ValueError("it must be a year, a month (2023-05) or a day (2014-03-24)")
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError as error:
        raise ValueError(f"the calendar has no such {'day' if match[3] else 'month'}") from error
    return Day(int(match[1]), int(match[2] or 0), int(match[3] or 0))


def _seen(value: Any) -> Any:
    """When a source was looked at: a day, a month or a year, None for "never"."""
    if value == "never":
        return None
    if value is None:
        raise ValueError("it must be a year, a month or a day (2026-11-22), or never")
    day: Day = _day(value)
    if (day.year, day.month or 1, day.day or 1) > date.today().timetuple()[:3]:
        raise ValueError("it lies in the future; give the day on which somebody looked at it")
    return day


def _whole_day(day: Day) -> Day:
    """`day`, which must have a month."""
    if not day.month:
        raise ValueError("it must be a month (2023-05) or a day (2014-03-24); a year is of the kind year")
    return day


def _number(value: Any) -> Any:
    """`value`, which must be a number; pydantic alone would take a text or a boolean for one."""
    if isinstance(value, str) and not value.isdigit() and (digits := _TYPED_NUMBER.fullmatch(value)):
        typed = digits[1].strip()
        number = re.sub(_SEPARATOR, "", typed)
        if number.count(",") == 1:
            raise ValueError(f"write its digits alone, {number.replace(',', '.')}, with a point")
        without = [", without a separator"] * (number != typed)
        without += [f", without {digits[2]}: its kind says that"] * bool(digits[2])
        raise ValueError(f"write its digits alone, {number}{''.join(without)}")
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("it must be a number, without quotation marks")
    return value


def _item(value: Any) -> Any:
    """`value`, which must be a text: a number in quotation marks would be no item of Wikidata either."""
    if not isinstance(value, str):
        raise ValueError("it must be an item of Wikidata: Q484876")
    return value


def _as_list(value: Any) -> Any:
    """`value`, in a list where it is a single text."""
    return [value] if isinstance(value, str) else value


AnyDay = Annotated[
    Day,
    BeforeValidator(_day),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1000, "maximum": 2999, "pattern": rf"^{_DAY.pattern}$"}),
]
Seen = Annotated[
    Day | None,
    BeforeValidator(_seen),
    WithJsonSchema(
        {"type": ["integer", "string"], "pattern": rf"^(never|{_DAY.pattern})$", "minimum": 1000, "maximum": 2999}
    ),
]
DayOrMonth = Annotated[
    AnyDay,
    AfterValidator(_whole_day),
    WithJsonSchema({"type": "string", "pattern": rf"^{_DAY.pattern}$", "minLength": 7}),
]
_BARE = BeforeValidator(_number)
Amount = Annotated[Decimal, Field(ge=0, lt=10**15, decimal_places=9), _BARE]  # what `concord.values` can write and read
Positive = Annotated[Decimal, Field(gt=0, lt=10**15, decimal_places=9), _BARE]
Count = Annotated[Decimal, Field(ge=1, lt=10**15, multiple_of=1), _BARE]
WholeYear = Annotated[Decimal, Field(ge=1000, le=2999, multiple_of=1), _BARE]
Words = Annotated[Mapping[str, str], Field(min_length=1)]
Names = Annotated[
    tuple[str, ...],
    BeforeValidator(_as_list),
    Field(min_length=1),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}, "minItems": 1, "minLength": 1}),
]
WikidataItem = Annotated[str, Field(pattern=r"^(Q[0-9]+)?$"), BeforeValidator(_item)]
Regions = Annotated[
    Mapping[str, tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...]],
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}},
        }
    ),
]
Reservation = Literal["with-seat", "in-part", "unusual"]
Reservations = Annotated[
    Mapping[str, Reservation],
    WithJsonSchema({"type": "object", "additionalProperties": {"enum": [*get_args(Reservation)]}}),
]
