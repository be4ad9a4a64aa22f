"""The parts of an entry that say how sure it is: who was asked, who held an office when, which article of a law."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from concord.registry.entry import Worded, WrongKey
from concord.registry.field_types import AnyDay, Count, Words

Dated = Literal["stated", "published", "inferred", "unknown"]
Basis = Literal["count", "survey", "estimate", "opinion", "definition", "law", "document", "news"]
LABELS = ("well-supported", "one-count", "claimed", "disputed", "unreliable")  # from the surest down
COUNTED = ("count", "survey", "estimate")  # the bases of facts that have a `base`
_Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Base(Worded):
    """Who or what was counted or asked."""

    population: Words = Field(description="Who or what was counted or asked, in each language.")
    number: Count | None = Field(None, description="How many; left out where the source does not say.")
    country: tuple[_Country, ...] = Field((), description="Where, by ISO 3166; left out where the source does not say.")
    method: Mapping[str, str] = Field({}, description="How, in each language; left out where the source does not say.")


class Lowered(Worded):
    """A label below the one that follows from the other keys. None is ever raised."""

    label: Literal["one-count", "claimed", "disputed", "unreliable"] = Field(description="The label to show.")
    reason: Words = Field(description="Why, in each language.")


class Office(Worded):
    """An office that a person held, from one day to another."""

    title: str = Field("", description="Which: a key of titles.yml.")
    says: Mapping[str, str] = Field(
        {}, description="What the office is called, in each language, where it is no title."
    )
    at: str = Field(description="Where: the name of the organisation.")
    since: AnyDay | None = Field(None, alias="from", description="The first day, month or year; left out if unknown.")
    until: AnyDay | None = Field(None, description="The last one; left out while it lasts, or if unknown.")

    @model_validator(mode="after")
    def _check_name_and_order(self) -> "Office":
        if bool(self.title) == bool(self.says):
            raise WrongKey("title", "an office has either a title, a key of titles.yml, or says with its name")
        if self.since and self.until and self.until < self.since[: 1 + bool(self.until.month)]:
            raise WrongKey("until", "it ends before it begins: until is before from")
        return self


class Statute(BaseModel):
    """An article of a law as it stood on a day."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1, defer_build=True)

    country: _Country = Field(description="Where it is in force, by ISO 3166: DE.")
    law: str = Field(description="The law, as its country abbreviates or names it: AktG.")
    article: str = Field(description="The article as it is cited there: § 76.")
    as_of: AnyDay = Field(description="The day of the version that was read.")
