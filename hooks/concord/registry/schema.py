"""The models of the entries of `facts.yml`, `titles.yml` and `sources.yml`, validated by pydantic.

Class docstrings, descriptions and `json_schema_extra` go into the JSON Schema that `json_schema` writes for editors.
`json_schema_extra` repeats there the rules between several keys, which the validators check here.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic.config import JsonDict

from concord.registry.field_types import Amount, AnyDay, Count, DayOrMonth, Mark, Names, WholeYear, Words
from concord.values import Bound, Kind, Quantity

T = TypeVar("T")
Of = Annotated[T, Field(description="What sort of entry this is; it decides which other keys there are.")]
Single = Annotated[T | None, Field(description="The value. Where it is a range, low and high take its place.")]
Low = Annotated[T | None, Field(description="The lower end of a range, in the place of value.")]
High = Annotated[T | None, Field(description="The upper end of a range, in the place of value.")]

_MARKS_WITH_DISPUTE: JsonDict = {
    "if": {"required": ["marks"], "properties": {"marks": {"minItems": 1}}},
    "then": {"required": ["dispute"]},
    "else": {"not": {"required": ["dispute"]}},
}
_VALUE_OR_RANGE: JsonDict = {
    "if": {"required": ["value"]},
    "then": {"not": {"anyOf": [{"required": ["low"]}, {"required": ["high"]}]}},
    "else": {"required": ["low", "high"]},
}
_OCCUPATION_WITH_COUNTRY: JsonDict = {
    "if": {"anyOf": [{"required": ["occupation"]}, {"required": ["country"]}]},
    "then": {"required": ["occupation", "country"]},
}


class WrongKey(ValueError):
    """A rule between several keys of an entry is broken; `key` is the key to report."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


class Worded(BaseModel):
    """What says something, says it in each language of the guide."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1, defer_build=True)

    @field_validator("says", "labels", "flaws", check_fields=False)
    @classmethod
    def _check_languages(cls, words: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
        languages = (info.context or {}).get("languages", ())
        missing = [language for language in languages if language not in words]
        if missing and words:
            raise ValueError(f"it is missing in {', '.join(missing)}")
        return words


class Entry(Worded):
    """What every entry shares: its key."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")


class _Fact(Entry):
    model_config = ConfigDict(json_schema_extra={"allOf": [_MARKS_WITH_DISPUTE]})

    sources: tuple[str, ...] = Field(min_length=1, description="Who says so: keys of sources.yml.")
    claims: tuple[str, ...] = Field((), description="The rows of the inventory that this fact carries.")
    as_of: AnyDay | None = Field(None, description="For when it is stated: 2014, 2023-05 or 2014-03-24.")
    marks: tuple[Mark, ...] = Field((), description="What is wrong with it; then dispute says where that is explained.")
    dispute: str = Field("", description="The id of the section that explains the marks.")
    says: Words = Field(description="What is stated, without the value, in each language.")

    @model_validator(mode="after")
    def _check_marks_and_dispute(self) -> "_Fact":
        if bool(self.marks) != bool(self.dispute):
            key = "marks" if self.marks else "dispute"
            raise WrongKey(key, "marks and dispute go together: the section that explains the mark")
        return self


class _Measured(_Fact):
    """A fact with a value, or with a low and a high end."""

    model_config = ConfigDict(json_schema_extra={"allOf": [_MARKS_WITH_DISPUTE, _VALUE_OR_RANGE]})

    kind: str
    value: Any = None
    low: Any = None
    high: Any = None
    bound: Bound = Field("", description="What the source puts before the value.")

    @model_validator(mode="after")
    def _check_value_or_range(self) -> "_Measured":
        single, ends = self.value is not None, (self.low is not None) + (self.high is not None)
        if single == bool(ends) or ends == 1:
            raise ValueError("it needs either value, or low and high")
        if ends and self.low >= self.high:
            raise WrongKey("high", "its range is upside down: low is not below high")
        return self

    @property
    def quantity(self) -> Quantity:
        """The quantity that a citation `fact:ID` must state."""
        low, high = (self.low, self.high) if self.value is None else (self.value, self.value)
        return Quantity(self._quantity_kind, low, high, self._unit, self.bound)

    def end(self, name: str) -> Quantity | None:
        """The quantity that a citation `fact:ID.low` or `fact:ID.high` must state; None where there is no such end."""
        if name not in ("low", "high") or self.value is not None:
            return None
        scalar = self.low if name == "low" else self.high
        return Quantity(self._quantity_kind, scalar, scalar, self._unit)

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


class Money(_Amounts):
    """An amount for a period. What somebody earns also says who and where."""

    model_config = ConfigDict(
        json_schema_extra={"allOf": [_MARKS_WITH_DISPUTE, _VALUE_OR_RANGE, _OCCUPATION_WITH_COUNTRY]}
    )

    kind: Of[Literal["money"]]
    currency: Literal["EUR", "USD", "GBP", "CHF"] = Field(description="The currency, by its code in ISO 4217.")
    period: Literal["year", "month", "once"] = Field(description="For which time the amount is.")
    gross: bool | None = Field(None, description="Whether it is before tax; left out where the source does not say.")
    occupation: str = Field("", description="Who earns this: a key of titles.yml.")
    country: str = Field("", pattern=r"^([A-Z]{2})?$", description="Where it is earned, by ISO 3166: DE.")

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


class Title(Entry):
    """A title, by what it means and never by its letters."""

    kind: Literal["c-suite", "other", "governance"] = Field(description="Where the title belongs in the glossary.")
    rows: tuple[str, ...] = Field((), description="The rows of the inventory that this title carries.")
    abbreviations: tuple[str, ...] = Field((), description="Its abbreviations, the same in each language: CFO.")
    default_for: tuple[str, ...] = Field(
        (), description="Those of its abbreviations that mean this title unless a page says otherwise."
    )
    labels: Words = Field(description="What the guide calls the title, in each language.")
    others: Mapping[str, tuple[str, ...]] = Field({}, description="Further names, by language.")
    forms: Mapping[str, tuple[str, ...]] = Field(
        {}, description="Inflected forms, by language, that its suffixes do not give: Vorstände."
    )
    related: tuple[str, ...] = Field((), description="Titles close to it: keys of this file.")
    not_same_as: tuple[str, ...] = Field((), description="Titles that it is taken for: keys of this file.")
    esco: str = Field("", description="The beginning of its occupation’s identifier in ESCO.")
    reviewed: Mapping[str, bool] = Field({}, description="false for a language whose name no source settles.")

    @model_validator(mode="after")
    def _check_default_for(self) -> "Title":
        if unknown := [name for name in self.default_for if name not in self.abbreviations]:
            raise WrongKey("default_for", f"it names {unknown[0]}, which is none of its abbreviations")
        return self

    def names(self, language: str) -> tuple[str, ...]:
        """The names of the title in `language`: label, other names, inflected forms, abbreviations."""
        label = (self.labels[language],) if language in self.labels else ()
        return (*label, *self.others.get(language, ()), *self.forms.get(language, ()), *self.abbreviations)


class SourceEntry(Entry):
    """Where facts come from: [Brouwer](source:brouwer) cites the entry brouwer."""

    title: str = Field(description="Its title, as it stands there.")
    author: str = Field("", description="Who wrote it, where it says so.")
    publisher: str = Field("", description="Who published it; left out where its origin is unknown.")
    language: str = Field(description="The language that it is in: nl.")
    date: AnyDay | None = Field(None, description="When it was published; left out where it is undated.")
    address: str = Field("", pattern=r"^(https?://\S+)?$", description="Where it is to be read.")
    seen: AnyDay = Field(description="When it was last looked at: 2026-11-22.")
    flaws: Mapping[str, str] = Field({}, description="What is wrong with it, in each language.")
