"""The model of the entries of `sources.yml`. Class docstrings and descriptions go into the JSON Schema."""

from collections.abc import Mapping
from typing import Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from concord.registry.entry import Entry, WrongKey
from concord.registry.evidence import Base, Statute
from concord.registry.field_types import AnyDay, Seen

_SEEN_AS_WITH_SEEN: JsonDict = {
    "if": {"properties": {"seen": {"const": "never"}}},
    "then": {"not": {"required": ["seen_as"]}},
}


class SourceEntry(Entry):
    """Where facts come from: [Brouwer](source:brouwer) cites the entry brouwer."""

    model_config = ConfigDict(json_schema_extra=_SEEN_AS_WITH_SEEN)

    title: str = Field(description="Its title, as it stands there.")
    author: str = Field("", description="Who wrote it, where it says so.")
    publisher: str = Field("", description="Who published it; left out where its origin is unknown.")
    language: str = Field(description="The language that it is in: nl.")
    date: AnyDay | None = Field(None, description="When it was published; left out where it is undated.")
    address: str = Field("", pattern=r"^(https?://\S+)?$", description="Where it is to be read.")
    seen: Seen = Field(description="When it was last looked at: 2026-11-22; never where only other sources tell of it.")
    seen_as: Literal["page", "excerpt"] | None = Field(
        None,
        description="How much of it was there to read, where that is noted: the whole page, or an excerpt of it.",
    )
    derived_from: tuple[str, ...] = Field((), description="What it was made from: keys of this file.")
    base: Base | None = Field(
        None, description="Of a study: who or what was counted or asked, for facts without a base of their own."
    )
    statute: Statute | None = Field(None, description="Of a law: where it is in force, and which article.")
    flaws: Mapping[str, str] = Field({}, description="What is wrong with it, in each language.")

    def wordings(self, code: str) -> list[str]:
        """The texts of the source in the language `code`: what is wrong with it, and who was counted or asked."""
        own = [self.flaws, *((self.base.population, self.base.method) if self.base else ())]
        return [texts[code] for texts in own if code in texts]

    @model_validator(mode="after")
    def _check_seen_as_has_seen(self) -> "SourceEntry":
        if self.seen_as and not self.seen:
            raise WrongKey("seen_as", "nobody has looked at it according to seen; give the day there, or take this out")
        return self
