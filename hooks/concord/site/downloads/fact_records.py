"""Facts and sources of the registry → `Records`, from which facts.json, facts.csv and their JSON Schema are made."""

from decimal import Decimal
from typing import Any

from concord.registry import Fact, Measured, Name, Registry, Statement
from concord.registry.evidence import Base, Statute
from concord.registry.schema import Duration, Money, Plain
from concord.site.context import SiteContext
from concord.site.downloads.fact_models import FactRecord, OfficeRecord, Records, SourceRecord, StatuteRecord, Wording
from concord.site.facts.base import base_text
from concord.site.facts.citation import source_number
from concord.site.facts.label import is_doubtful, label_text
from concord.site.facts.note import FACT_LIST_ID, fact_value, row_id
from concord.site.glossary.rendering import LICENCE
from concord.site.urls import absolute_url
from concord.values import Day, Scalar


def fact_records(context: SiteContext) -> Records:
    """All facts and sources of the registry, in all languages, with absolute addresses."""
    registry = context.registry
    return Records(
        version=1,
        site=context.site_url,
        license=LICENCE,
        languages=context.corpus.complete,
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
        date=_iso(source.date),
        address=source.address,
        seen=_iso(source.seen),
        seen_as=source.seen_as or "",
        flaws=dict(source.flaws),
        derived_from=source.derived_from,
        statute=_statute(source.statute),
    )


def _statute(statute: Statute | None) -> StatuteRecord | None:
    if statute is None:
        return None
    return StatuteRecord(country=statute.country, law=statute.law, article=statute.article, as_of=statute.as_of.iso)


def _fact(context: SiteContext, fact: Fact) -> FactRecord:
    rating = context.registry.ratings[fact.id]
    return FactRecord(
        id=fact.id,
        kind=fact.kind,
        **_value(fact),
        **_money(fact),
        **_statement(fact),
        **_evidence(fact, context.registry.base(fact)),
        marks=rating.doubts,
        sources=fact.sources,
        same_as=tuple(other.id for other in rating.agreeing[1:]),
        contradicts=tuple(other.id for other in rating.contradicting),
        label=rating.label,
        counts=rating.counts,
        texts=rating.texts,
        languages={code: _wording(context.in_language(code), fact) for code in context.corpus.complete},
    )


def _value(fact: Fact) -> dict[str, Any]:
    measured = fact if isinstance(fact, Measured) else None
    value, low, high = (measured.value, measured.low, measured.high) if measured else (None, None, None)
    return {
        "value": fact.value if isinstance(fact, Name) else _plain(value),
        "low": _plain(low),
        "high": _plain(high),
        "bound": measured.bound if measured else "",
        "low_bound": measured.low_bound if measured else "",
        "high_bound": measured.high_bound if measured else "",
        "unit": fact.unit if isinstance(fact, Duration) else "",
        "whole": _plain(fact.whole) if isinstance(fact, Plain) else None,
    }


def _money(fact: Fact) -> dict[str, Any]:
    money = fact if isinstance(fact, Money) else None
    return {
        "currency": money.currency if money else "",
        "period": money.period if money else "",
        "gross": money.gross if money else None,
        "occupation": money.occupation if money else "",
        "country": money.country if money else "",
        "inferred": money.inferred if money else (),
    }


def _statement(fact: Fact) -> dict[str, Any]:
    statement = fact if isinstance(fact, Statement) else None
    return {
        "subject": statement.subject if statement else (),
        "relation": statement.relation if statement else "",
        "object": statement.object if statement else (),
    }


def _evidence(fact: Fact, base: Base | None) -> dict[str, Any]:
    offices = fact.offices if isinstance(fact, Name) else ()
    return {
        "as_of": _iso(fact.as_of),
        "dated": fact.dated or "",
        "basis": fact.basis or "",
        "base_number": _plain(base.number) if base else None,
        "base_country": base.country if base else (),
        "offices": tuple(
            OfficeRecord(title=office.title, at=office.at, since=_iso(office.since), until=_iso(office.until))
            for office in offices
        ),
    }


def _iso(day: Day | None) -> str:
    return day.iso if day else ""


def _wording(context: SiteContext, fact: Fact) -> Wording:
    fact_list, code = absolute_url(context, FACT_LIST_ID), context.code
    base = context.registry.base(fact)
    lowered = context.registry.ratings[fact.id].condition == "lowered"
    return Wording(
        says=fact.says[code],
        text=fact_value(context, fact),
        address=fact_list and f"{fact_list}#{row_id(fact)}",
        explanation=absolute_url(context, fact.dispute) if is_doubtful(context, fact) else "",
        how_sure=label_text(context, fact),
        base=base_text(context, fact),
        method=base.method.get(code, "") if base else "",
        reservation=fact.lowered.reason[code] if fact.lowered and lowered else fact.tried.get(code, ""),
    )


def _plain(scalar: Scalar | None) -> int | float | str | None:
    """A number as JSON has it, a day as in ISO 8601; None for none."""
    if isinstance(scalar, Day):
        return scalar.iso
    if isinstance(scalar, Decimal):
        return int(scalar) if scalar == int(scalar) else float(scalar)
    return None
