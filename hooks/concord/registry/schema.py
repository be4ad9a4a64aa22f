"""The models of the entries of `facts.yml`, validated by pydantic.

Class docstrings, descriptions and `json_schema_extra` go into the JSON Schema that `json_schema` writes for editors.
`json_schema_extra` repeats there the rules between several keys, which the validators check here.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from concord.registry.entry import Entry, WrongKey
from concord.registry.evidence import COUNTED, Base, Basis, Dated, Lowered, Office
from concord.registry.field_types import (
    Amount,
    AnyDay,
    Count,
    DayOrMonth,
    Mark,
    Names,
    Positive,
    WholeYear,
    Words,
)
from concord.values import Bound, Kind, OpenHigh, OpenLow, Quantity

T = TypeVar("T")
Of = Annotated[T, Field(description="What sort of entry this is; it decides which other keys there are.")]
Single = Annotated[T | None, Field(description="The value. Where it is a range, low and high take its place.")]
Low = Annotated[T | None, Field(description="The lower end of a range, in the place of value.")]
High = Annotated[T | None, Field(description="The upper end of a range, in the place of value.")]

_MARKS_WITH_DISPUTE: JsonDict = {
    "if": {"required": ["marks"], "properties": {"marks": {"minItems": 1}}},
    "then": {"required": ["dispute"]},
}
_BASE_OF_COUNTED: JsonDict = {
    "if": {"required": ["basis"], "properties": {"basis": {"enum": [*COUNTED]}}},
    "else": {"not": {"required": ["base"]}},
}
_DATED_WITH_DATE: JsonDict = {
    "if": {"required": ["dated"], "properties": {"dated": {"const": "unknown"}}},
    "then": {"required": ["tried"], "not": {"required": ["as_of"]}},
    "else": {"not": {"required": ["tried"]}, "dependentRequired": {"dated": ["as_of"]}},
}
_FACT_RULES = (_MARKS_WITH_DISPUTE, _BASE_OF_COUNTED, _DATED_WITH_DATE)
_VALUE_OR_RANGE: JsonDict = {
    "if": {"required": ["value"]},
    "then": {"not": {"anyOf": [{"required": ["low"]}, {"required": ["high"]}]}},
    "else": {"required": ["low", "high"]},
}
_OCCUPATION_WITH_COUNTRY: JsonDict = {
    "if": {"anyOf": [{"required": ["occupation"]}, {"required": ["country"]}]},
    "then": {"required": ["occupation", "country"]},
}


class _Fact(Entry):
    model_config = ConfigDict(json_schema_extra={"allOf": [*_FACT_RULES]})

    sources: tuple[str, ...] = Field(min_length=1, description="Who says so: keys of sources.yml.")
    claims: tuple[str, ...] = Field((), description="The rows of claims.tsv that this fact carries.")
    as_of: AnyDay | None = Field(None, description="For when it is stated: 2014, 2023-05 or 2014-03-24.")
    dated: Dated | None = Field(
        None,
        description="How as_of is known: stated by the source; published, the day of the source; inferred; or unknown.",
    )
    tried: Mapping[str, str] = Field({}, description="Where the date is unknown: what was tried, in each language.")
    basis: Basis | None = Field(
        None, description="What it rests on; count, survey and estimate have a base, here or at the source."
    )
    base: Base | None = Field(None, description="Of a count, survey or estimate: who or what was counted or asked.")
    same_as: tuple[str, ...] = Field((), description="Facts that state the same quantity and agree: keys of this file.")
    contradicts: tuple[str, ...] = Field((), description="Facts that state the same and disagree: keys of this file.")
    lowered: Lowered | None = Field(None, description="A lower label than the one that follows, with the reason.")
    marks: tuple[Mark, ...] = Field(
        (), description="What is wrong with its text; then dispute says where that is explained."
    )
    dispute: str = Field("", description="The id of the section that explains what is wrong with it, or disputed.")
    says: Words = Field(description="What is stated, without the value, in each language.")

    def wordings(self, code: str) -> list[str]:
        """The texts of the fact in the language `code`: what it says, and what it says of its evidence."""
        own = [self.says, self.tried]
        own += [self.base.population, self.base.method] if self.base else []
        own += [self.lowered.reason] if self.lowered else []
        return [texts[code] for texts in own if code in texts]

    @model_validator(mode="after")
    def _check_marks_have_dispute(self) -> "_Fact":
        if self.marks and not self.dispute:
            raise WrongKey("marks", "a mark needs dispute: the id of the section that explains it")
        return self


class _Measured(_Fact):
    """A fact with a value, or with a low and a high end."""

    model_config = ConfigDict(json_schema_extra={"allOf": [*_FACT_RULES, _VALUE_OR_RANGE]})

    kind: str
    value: Any = None
    low: Any = None
    high: Any = None
    bound: Bound = Field("", description="What the source puts before the value.")
    low_bound: OpenLow = Field("", description="at-most: the range begins at low or less.")
    high_bound: OpenHigh = Field("", description="at-least: the range ends at high or more.")

    @model_validator(mode="after")
    def _check_value_or_range(self) -> "_Measured":
        single, ends = self.value is not None, (self.low is not None) + (self.high is not None)
        if single == bool(ends) or ends == 1:
            raise ValueError("it needs either value, or low and high")
        if ends and self.low >= self.high:
            raise WrongKey("high", "its range is upside down: low is not below high")
        for key in ("low_bound", "high_bound") if single else ():
            if getattr(self, key):
                raise WrongKey(key, "only a range has an open end; what stands before a value is its bound")
        return self

    @property
    def quantity(self) -> Quantity:
        """The quantity that a citation `fact:ID` must state."""
        low, high = (self.low, self.high) if self.value is None else (self.value, self.value)
        return Quantity(self._quantity_kind, low, high, self._unit, self.bound, self.low_bound, self.high_bound)

    def end(self, name: str) -> Quantity | None:
        """The quantity that a citation `fact:ID.low` or `fact:ID.high` must state; None where there is no such end."""
        if name not in ("low", "high") or self.value is not None:
            return None
        scalar, bound = (self.low, self.low_bound) if name == "low" else (self.high, self.high_bound)
        return Quantity(self._quantity_kind, scalar, scalar, self._unit, bound)

    @property
    def _quantity_kind(self) -> Kind:
        return "count" if self.kind == "list" else cast(Kind, self.kind)

    @property
    def _unit(self) -> str:
        return ""


class _Amounts(_Measured):
    value: Single[Amount] = None
    low: Low[Amount] = None
    high: High[Amount] = None


class Plain(_Amounts):
    """A percentage (22 means 22 %) or a plain count."""

    kind: Of[Literal["percent", "count"]]
    whole: Positive | None = Field(None, description="How many the whole has that this is a part of: 500.")


class Money(_Amounts):
    """An amount for a period. What somebody earns also says who and where."""

    model_config = ConfigDict(json_schema_extra={"allOf": [*_FACT_RULES, _VALUE_OR_RANGE, _OCCUPATION_WITH_COUNTRY]})

    kind: Of[Literal["money"]]
    currency: Literal["EUR", "USD", "GBP", "CHF"] = Field(description="The currency, by its code in ISO 4217.")
    period: Literal["year", "month", "once"] = Field(description="For which time the amount is.")
    gross: bool | None = Field(None, description="Whether it is before tax; left out where the source does not say.")
    occupation: str = Field("", description="Who earns this: a key of titles.yml.")
    country: str = Field("", pattern=r"^([A-Z]{2})?$", description="Where it is earned, by ISO 3166: DE.")
    inferred: tuple[Literal["occupation", "country"], ...] = Field(
        (), description="Those of occupation and country that no source states."
    )

    @model_validator(mode="after")
    def _check_occupation_and_country(self) -> "Money":
        if bool(self.occupation) != bool(self.country):
            key = "occupation" if self.occupation else "country"
            raise WrongKey(key, "occupation and country go together: who earns this, and where")
        return self

    @property
    def _unit(self) -> str:
        return self.currency


class Duration(_Amounts):
    """A stretch of time."""

    kind: Of[Literal["duration"]]
    unit: Literal["day", "week", "month", "year"] = Field(description="What the value counts.")

    @property
    def _unit(self) -> str:
        return self.unit


class Year(_Measured):
    """A year of the calendar, or a span of them."""

    kind: Of[Literal["year"]]
    value: Single[WholeYear] = None
    low: Low[WholeYear] = None
    high: High[WholeYear] = None


class Calendar(_Measured):
    """A day or a month."""

    kind: Of[Literal["date"]]
    value: Single[DayOrMonth] = None
    low: Low[DayOrMonth] = None
    high: High[DayOrMonth] = None


class ItemList(_Measured):
    """A list whose items the source names."""

    kind: Of[Literal["list"]]
    value: Count = Field(description="How many items the list has.")
    low: None = None
    high: None = None


class Name(_Fact):
    """A person or an organisation."""

    kind: Of[Literal["person", "organisation"]]
    value: str = Field(description="The name in full.")
    also: tuple[str, ...] = Field((), description="Further ways to name it, such as the family name alone.")
    offices: tuple[Office, ...] = Field((), description="Of a person: the offices held, the earliest first.")

    def wordings(self, code: str) -> list[str]:
        """The texts of the fact in the language `code`, with the names of offices."""
        return [*super().wordings(code), *(office.says[code] for office in self.offices if code in office.says)]


class Statement(_Fact):
    """Who stands in what relation to whom."""

    kind: Of[Literal["statement"]]
    subject: Names = Field(description="Of whom this is said: a key of titles.yml, or several.")
    relation: Literal["reports-to", "works-with", "becomes", "ranks-below", "member-of", "same-as"] = Field(
        description="How the subject stands to the object."
    )
    object: Names = Field(description="To whom: a key of titles.yml, or several.")


Measured = Plain | Money | Duration | Year | Calendar | ItemList
Fact = Measured | Name | Statement
AnyFact = Annotated[Fact, Field(discriminator="kind")]
