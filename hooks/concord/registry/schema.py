"""What an entry of the registry may say: facts, titles and sources, each checked by pydantic."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from concord.values import Bound, Day, Kind, Quantity


class WrongKey(ValueError):
    """What is wrong with an entry as a whole, and the key where it shows."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


Mark = Literal["disputed", "damaged", "outdated"]
_DAY = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def _day(value: Any) -> Any:
    """A year, month or day as YAML gives it: 2014, "2023-05", a date."""
    if isinstance(value, Day | None):
        return value
    match = _DAY.fullmatch(value.isoformat() if isinstance(value, date) else str(value))
    if not match:
        raise ValueError("it must be a year, a month (2023-05) or a day (2014-03-24)")
    date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    return Day(int(match[1]), int(match[2] or 0), int(match[3] or 0))


def _whole_day(day: Day) -> Day:
    if not day.month:
        raise ValueError("it must be a month (2023-05) or a day (2014-03-24); a year is of the kind year")
    return day


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("it must be a number, without quotation marks")
    return value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


AnyDay = Annotated[Day, BeforeValidator(_day)]
DayOrMonth = Annotated[AnyDay, AfterValidator(_whole_day)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Amount = Annotated[Number, Field(ge=0, lt=10**15, decimal_places=9)]  # what can be written, and read back
Positive = Annotated[Amount, Field(gt=0)]
WholeYear = Annotated[Number, Field(ge=1000, le=2999, multiple_of=1)]
Words = Annotated[Mapping[str, str], Field(min_length=1)]
Names = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]


class Worded(BaseModel):
    """What says something, says it in each language of the guide."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1, defer_build=True)

    @field_validator("says", "labels", "flaws", check_fields=False)
    @classmethod
    def _in_each_language(cls, words: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
        languages = (info.context or {}).get("languages", ())
        missing = [language for language in languages if language not in words]
        if missing and words:
            raise ValueError(f"it is missing in {', '.join(missing)}")
        return words


class Entry(Worded):
    """What every entry shares: its key."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")


class _Fact(Entry):
    sources: tuple[str, ...] = Field(min_length=1)
    claims: tuple[str, ...] = ()
    as_of: AnyDay | None = None
    marks: tuple[Mark, ...] = ()
    dispute: str = ""
    says: Words

    @model_validator(mode="after")
    def _explained(self) -> "_Fact":
        if bool(self.marks) != bool(self.dispute):
            key = "marks" if self.marks else "dispute"
            raise WrongKey(key, "marks and dispute go together: the section that explains the mark")
        return self


class _Measured(_Fact):
    """A fact with a value, or with a low and a high end."""

    kind: str
    value: Any = None
    low: Any = None
    high: Any = None
    bound: Bound = ""

    @model_validator(mode="after")
    def _one_or_two(self) -> "_Measured":
        single, ends = self.value is not None, (self.low is not None) + (self.high is not None)
        if single == bool(ends) or ends == 1:
            raise ValueError("it needs either value, or low and high")
        if ends and self.low >= self.high:
            raise WrongKey("high", "its range is upside down: low is not below high")
        return self

    @property
    def quantity(self) -> Quantity:
        """What a text that cites the whole fact must state."""
        low, high = (self.low, self.high) if self.value is None else (self.value, self.value)
        return Quantity(self._counted, low, high, self._unit, self.bound)

    def end(self, name: str) -> Quantity | None:
        """What `fact:ID.low` or `fact:ID.high` must state; None where the fact has no such end."""
        if name not in ("low", "high") or self.value is not None:
            return None
        scalar = self.low if name == "low" else self.high
        return Quantity(self._counted, scalar, scalar, self._unit)

    @property
    def _counted(self) -> Kind:
        return "count" if self.kind == "list" else cast(Kind, self.kind)

    @property
    def _unit(self) -> str:
        return ""


class _Amounts(_Measured):
    value: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None


class Plain(_Amounts):
    """A percentage (22 means 22 %) or a plain count."""

    kind: Literal["percent", "count"]


class Money(_Amounts):
    """An amount for a period; gross is before tax, and unsaid where the source does not say.

    What somebody earns says who, in `occupation` (a key of titles.yml), and where, in `country` (ISO 3166).
    """

    kind: Literal["money"]
    currency: Literal["EUR", "USD", "GBP", "CHF"]
    period: Literal["year", "month", "once"]
    gross: bool | None = None
    occupation: str = ""
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")

    @model_validator(mode="after")
    def _who_and_where(self) -> "Money":
        if bool(self.occupation) != bool(self.country):
            key = "occupation" if self.occupation else "country"
            raise WrongKey(key, "occupation and country go together: who earns this, and where")
        return self

    @property
    def _unit(self) -> str:
        return self.currency


class Duration(_Amounts):
    """A stretch of time."""

    kind: Literal["duration"]
    unit: Literal["day", "week", "month", "year"]

    @property
    def _unit(self) -> str:
        return self.unit


class Year(_Measured):
    """A year of the calendar, or a span of them."""

    kind: Literal["year"]
    value: WholeYear | None = None
    low: WholeYear | None = None
    high: WholeYear | None = None


class Calendar(_Measured):
    """A day or a month."""

    kind: Literal["date"]
    value: DayOrMonth | None = None
    low: DayOrMonth | None = None
    high: DayOrMonth | None = None


class ItemList(_Measured):
    """A list whose items the source names; `value` is how many they are."""

    kind: Literal["list"]
    value: Annotated[Number, Field(ge=1, lt=10**15, multiple_of=1)]
    low: None = None
    high: None = None


class Name(_Fact):
    """A person or an organisation. `also` are further ways to name it, such as the family name alone."""

    kind: Literal["person", "organisation"]
    value: str
    also: tuple[str, ...] = ()


class Statement(_Fact):
    """Who stands in what relation to whom; subject and object are keys of titles.yml."""

    kind: Literal["statement"]
    subject: Names
    relation: Literal["reports-to", "works-with", "becomes", "ranks-below", "member-of", "same-as"]
    object: Names


Measured = Plain | Money | Duration | Year | Calendar | ItemList
Fact = Measured | Name | Statement
AnyFact = Annotated[Fact, Field(discriminator="kind")]


class Title(Entry):
    """A title, by what it means. The first label is what the guide calls it, `others` further names.

    `default_for` are the abbreviations that mean this title unless a page says otherwise; `rows` those of the
    inventory; `reviewed: false` for a language whose rendering no source settles.
    """

    kind: Literal["c-suite", "other", "governance"]
    rows: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    default_for: tuple[str, ...] = ()
    labels: Words
    others: Mapping[str, tuple[str, ...]] = {}
    forms: Mapping[str, tuple[str, ...]] = {}
    related: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()
    esco: str = ""
    reviewed: Mapping[str, bool] = {}

    @model_validator(mode="after")
    def _own_abbreviations(self) -> "Title":
        if foreign := [name for name in self.default_for if name not in self.abbreviations]:
            raise WrongKey("default_for", f"it names {foreign[0]}, which is none of its abbreviations")
        return self

    def names(self, language: str) -> tuple[str, ...]:
        """Every way to name the title in `language`, uninflected: label, other names, forms, abbreviations."""
        label = (self.labels[language],) if language in self.labels else ()
        return (*label, *self.others.get(language, ()), *self.forms.get(language, ()), *self.abbreviations)


class SourceEntry(Entry):
    """Where facts come from. Without a `publisher` its origin is unknown, without a `date` it is undated.

    `seen` is when it was last looked at.
    """

    title: str
    author: str = ""
    publisher: str = ""
    language: str
    date: AnyDay | None = None
    address: str = Field(default="", pattern=r"^(https?://\S+)?$")
    seen: AnyDay
    flaws: Mapping[str, str] = {}
