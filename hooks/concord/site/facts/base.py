"""A fact → what it is based on, in words: who was asked or counted, where and how; its whole; offices."""

from collections.abc import Iterator

from babel.lists import format_list

from concord.languages.locale_names import country_name
from concord.registry import Fact, Name
from concord.registry.evidence import Office
from concord.registry.schema import Money, Plain
from concord.site.context import SiteContext
from concord.site.facts.citation import day_text
from concord.values import Quantity, write_quantity


def base_text(context: SiteContext, fact: Fact) -> str:
    """Who or what was asked or counted: "155 executives, United States"; "" for a fact without a base."""
    base = context.registry.base(fact)
    if base is None:
        return ""
    number = write_quantity(Quantity("count", base.number, base.number), context.language) if base.number else ""
    countries = [country_name(code, context.language) for code in base.country]
    where = format_list(countries, locale=context.language.locale) if countries else ""
    return ", ".join(filter(None, (f"{number} {base.population[context.code]}".strip(), where)))


def remarks(context: SiteContext, fact: Fact) -> Iterator[str]:
    """Yields, as sentences without a full stop, what else the entry says of a fact's evidence."""
    words, code = context.words, context.code
    condition = context.registry.ratings[fact.id].condition
    if base := context.registry.base(fact):
        if condition != "count":  # else the label says it
            yield f"{words['base']}: {base_text(context, fact)}"
        if method := base.method.get(code):
            yield f"{words['method']}: {method}"
    if isinstance(fact, Plain) and fact.whole:
        whole = Quantity("count", fact.whole, fact.whole)
        yield f"{words['whole']}: {write_quantity(whole, context.language)}"
    for office in fact.offices if isinstance(fact, Name) else ():
        yield f"{words['office']}: {_office_text(context, office)}"
    for key in fact.inferred if isinstance(fact, Money) else ():
        yield words[f"inferred_{key}"]
    if tried := fact.tried.get(code):
        yield f"{words['date_unknown']}: {tried}"
    if fact.lowered and condition == "lowered":
        yield f"{words['lowered']}: {fact.lowered.reason[code]}"


def _office_text(context: SiteContext, office: Office) -> str:
    title = context.registry.titles.get(office.title)
    name = title.labels[context.code] if title else office.says.get(context.code, office.title)
    since, until = (day_text(day, context.language) if day else "" for day in (office.since, office.until))
    span = f" ({since}–{until})" if since or until else ""
    return f"{name}, {office.at}{span}"
