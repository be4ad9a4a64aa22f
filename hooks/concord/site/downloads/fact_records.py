"""Facts and sources of the registry → `Records`, from which facts.json, facts.csv and their JSON Schema are made.

The docstrings of the models and of their attributes are published: they are the descriptions in facts.schema.json. A
key is only ever added while `version` is 1.
"""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from concord.registry import Fact, Measured, Name, Registry, Statement
from concord.registry.field_types import Mark
from concord.registry.schema import Duration, Money
from concord.site.context import SiteContext
from concord.site.facts.citation import source_number
from concord.site.facts.note import FACT_LIST_ID, fact_value, row_id
from concord.site.glossary.rendering import LICENCE
from concord.site.urls import absolute_url
from concord.values import Bound, Day, Scalar


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
    """The section that explains its marks, "" where it has none."""


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
    languages: dict[str, Wording]
    """Its words, by language."""


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
    """When it was last looked at."""
    flaws: dict[str, str]
    """What is wrong with it, by language; empty where nothing is known to be."""


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


def fact_records(context: SiteContext) -> Records:
    """All facts and sources of the registry, in all languages, with absolute addresses."""
    registry = context.registry
    return Records(
        version=1,
        site=context.site_url,
        license=LICENCE,
        languages=context.corpus.languages,
        sources=tuple(_source(id, registry) for id in registry.sources),
        facts=tuple(_fact(context, fact) for fact in registry.facts.values()),
    )


def _source(id: str, registry: Registry) -> SourceRecord:
    source = registry.sources[id]
    return SourceRecord(
        id=id,
        number=source_number(id, registry),
        title=source.title,
        author=source.author,
        publisher=source.publisher,
        language=source.language,
        date=source.date.iso if source.date else "",
        address=source.address,
        seen=source.seen.iso,
        flaws=dict(source.flaws),
    )


def _fact(context: SiteContext, fact: Fact) -> FactRecord:
    value, low, high = (fact.value, fact.low, fact.high) if isinstance(fact, Measured) else (None, None, None)
    money = fact if isinstance(fact, Money) else None
    statement = fact if isinstance(fact, Statement) else None
    return FactRecord(
        id=fact.id,
        kind=fact.kind,
        value=fact.value if isinstance(fact, Name) else _plain(value),
        low=_plain(low),
        high=_plain(high),
        bound=fact.bound if isinstance(fact, Measured) else "",
        unit=fact.unit if isinstance(fact, Duration) else "",
        currency=money.currency if money else "",
        period=money.period if money else "",
        gross=money.gross if money else None,
        subject=statement.subject if statement else (),
        relation=statement.relation if statement else "",
        object=statement.object if statement else (),
        as_of=fact.as_of.iso if fact.as_of else "",
        marks=fact.marks,
        sources=fact.sources,
        languages={code: _wording(context.in_language(code), fact) for code in context.corpus.languages},
    )


def _wording(context: SiteContext, fact: Fact) -> Wording:
    fact_list = absolute_url(context, FACT_LIST_ID)
    return Wording(
        says=fact.says[context.code],
        text=fact_value(context, fact),
        address=fact_list and f"{fact_list}#{row_id(fact)}",
        explanation=absolute_url(context, fact.dispute),
    )


def _plain(scalar: Scalar | None) -> int | float | str | None:
    """A number as JSON has it, a day as in ISO 8601; None for none."""
    if isinstance(scalar, Day):
        return scalar.iso
    if isinstance(scalar, Decimal):
        return int(scalar) if scalar == int(scalar) else float(scalar)
    return None
