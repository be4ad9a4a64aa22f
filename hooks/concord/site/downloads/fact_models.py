"""The models of what facts.json and facts.csv say.

The docstrings of the models and of their attributes are published: they are the descriptions in facts.schema.json. A
key is only ever added while `version` is 1.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from concord.registry.evidence import Basis, Dated
from concord.registry.field_types import Mark
from concord.values import Bound, OpenHigh, OpenLow


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Wording(_Record):
    """A fact in one language."""

    says: str
    """What the fact is about."""
    text: str
    """The value as the guide writes it; of a statement, its objects."""
    address: str
    """Where the fact stands in the list of all facts."""
    explanation: str
    """The section that explains why it is disputed or unreliable, "" where it is neither."""
    how_sure: str
    """How sure it is, in words and numbers: one count: survey, 2011, 155 executives."""
    base: str
    """Who or what was counted or asked, "" where nothing was."""
    method: str
    """How they were counted or asked, "" where that is unknown."""
    reservation: str
    """Why its label is lower than its evidence alone would make it, "" where it is not; what was tried to date it."""


class OfficeRecord(_Record):
    """An office that a person held."""

    title: str
    """Which: an id of titles.json, "" where it is no title of the glossary."""
    at: str
    """The name of the organisation."""
    since: str
    """The first day, month or year, as in ISO 8601; "" where it is unknown."""
    until: str
    """The last one; "" where it is unknown, or while the office lasts."""

    def __str__(self) -> str:
        """The office in one cell of a table."""
        return ", ".join(filter(None, (self.title, self.at, f"{self.since}/{self.until}".strip("/"))))


class FactRecord(_Record):
    """A fact. What does not apply to its kind is null or empty."""

    id: str
    """Its name, the same in all languages."""
    kind: Literal[
        "percent", "money", "count", "duration", "date", "year", "person", "organisation", "statement", "list"
    ]
    """What the value is; of a list it is the number of its items, of a statement null."""
    value: int | float | str | None
    """A number (22 is 22 %), a date or a month as in ISO 8601, or a name; null for a range and for a statement."""
    low: int | float | str | None
    """Where a range begins."""
    high: int | float | str | None
    """Where a range ends."""
    bound: Bound
    """What the source puts before the value; "" where it states it as it is."""
    unit: str
    """Of a duration: day, week, month or year."""
    currency: str
    """Of an amount of money, as in ISO 4217."""
    period: Literal["year", "month", "once", ""]
    """For what time an amount of money is."""
    gross: bool | None
    """Whether an amount is before tax; null where the source does not say."""
    subject: tuple[str, ...]
    """Of a statement, about which titles it is: ids of titles.json."""
    relation: str
    """Of a statement: reports-to, works-with, becomes, ranks-below, member-of or same-as."""
    object: tuple[str, ...]
    """Of a statement, to which titles they stand in that relation; any of them where there are several."""
    as_of: str
    """The day, month or year for which the source states it, as in ISO 8601; "" where that is unknown."""
    marks: tuple[Mark, ...]
    """What is wrong with it: the sources disagree, the source is damaged there, or it is out of date."""
    sources: tuple[str, ...]
    """Ids of the sources that state it."""
    low_bound: OpenLow
    """Of a range: at-most where it begins at low or less."""
    high_bound: OpenHigh
    """Of a range: at-least where it ends at high or more."""
    whole: int | float | None
    """How many the whole has that it is a part of; null where that does not apply or is unknown."""
    dated: Dated | Literal[""]
    """How as_of is known: stated by the source, published with it, inferred, or unknown; "" where nobody has said."""
    basis: Basis | Literal[""]
    """What it rests on; "" where nobody has said."""
    base_number: int | None
    """How many were counted or asked; null where nothing was, or where that is unknown."""
    base_country: tuple[str, ...]
    """Where they were counted or asked (ISO 3166); empty where that is unknown."""
    inferred: tuple[str, ...]
    """Of an amount: which of occupation and country no source states."""
    occupation: str
    """Of an amount: who earns it, an id of titles.json; "" where it is nobody's pay."""
    country: str
    """Of an amount: where it is earned (ISO 3166)."""
    same_as: tuple[str, ...]
    """Ids of the facts that state the same and agree."""
    contradicts: tuple[str, ...]
    """Ids of the facts that state the same and disagree."""
    label: Literal["well-supported", "one-count", "claimed", "disputed", "unreliable"]
    """How sure it is, by the table on the page about the guide."""
    counts: int
    """How many independent counts and surveys state it."""
    texts: int
    """How many independent sources state it."""
    offices: tuple[OfficeRecord, ...]
    """Of a person: the offices held."""
    languages: dict[str, Wording]
    """Its words, by language."""


class StatuteRecord(_Record):
    """An article of a law."""

    country: str
    """Where it is in force (ISO 3166)."""
    law: str
    """The law, as its country abbreviates or names it."""
    article: str
    """The article, as it is cited there."""
    as_of: str
    """The day of the version that was read."""


class SourceRecord(_Record):
    """A source."""

    id: str
    """Its name, the same in all languages."""
    number: int
    """Its number in the citations of the guide."""
    title: str
    """Its title, in its own language."""
    author: str
    """Who wrote it, "" where that is unknown."""
    publisher: str
    """Who published it, "" where that is unknown."""
    language: str
    """Its language (ISO 639-1)."""
    date: str
    """When it was published, as in ISO 8601; "" where it is undated."""
    address: str
    """Where it stands on the web, "" where it does not."""
    seen: str
    """When it was last looked at; "" where only other sources tell of it."""
    seen_as: Literal["page", "excerpt", ""]
    """How much of it was there to read; "" where that is not noted."""
    flaws: dict[str, str]
    """What is wrong with it, by language; empty where nothing is known to be."""
    derived_from: tuple[str, ...]
    """Ids of the sources that it was made from."""
    statute: StatuteRecord | None
    """Of a law: which article, where and as of when; null for anything else."""


class Records(_Record):
    """All facts of the guide, with their sources."""

    version: Literal[1]
    """Of this format: while it stays, keys are added, never taken away."""
    site: str
    """The address of the guide."""
    license: str
    """The licence of the text."""
    languages: tuple[str, ...]
    """The languages of the guide."""
    sources: tuple[SourceRecord, ...]
    """In the order of their numbers."""
    facts: tuple[FactRecord, ...]
    """In the order of the guide's subjects."""
