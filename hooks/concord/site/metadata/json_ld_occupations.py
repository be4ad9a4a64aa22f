"""A page → the occupations whose pay it cites: `Occupation` in the terms of schema.org."""

from collections.abc import Iterator

from concord.languages import Language
from concord.languages.locale_names import country_name
from concord.model import Page
from concord.registry.schema import Money
from concord.site.context import SiteContext
from concord.site.glossary.definitions import definition
from concord.site.urls import absolute_url

_UNITS = {"year": "YEAR", "month": "MONTH"}
_BOUNDED = {"at-least": "minValue", "more-than": "minValue", "at-most": "maxValue", "less-than": "maxValue"}


def occupations(context: SiteContext, page: Page) -> Iterator[dict[str, object]]:
    """The occupations whose pay `page` cites.

    Yields:
        An occupation for each country in which a fact states its pay that somebody has counted. An occupation whose
        facts are all claimed, disputed or unreliable comes once, without an amount.
    """
    cited = {id for section in page.sections for id, _ in section.cited_facts}
    found: dict[str, dict[str, list[Money]]] = {}
    for id, fact in context.registry.facts.items():
        if id in cited and isinstance(fact, Money) and fact.occupation and fact.period in _UNITS:
            countries = found.setdefault(fact.occupation, {})
            if context.registry.ratings[id].label in ("well-supported", "one-count"):
                countries.setdefault(fact.country, []).append(fact)
    for id, countries in found.items():
        occupation = _occupation(context, id)
        if not countries:
            yield occupation
        for country, facts in countries.items():
            name = country_name(country, context.language)
            place = {"@type": "Country", "name": name, "identifier": country}
            salaries = [_salary(fact, context.language) for fact in facts]
            yield {**occupation, "occupationLocation": place, "estimatedSalary": salaries}


def _occupation(context: SiteContext, id: str) -> dict[str, object]:
    title = context.registry.titles[id]
    return {
        "@type": "Occupation",
        "name": title.labels[context.code],
        "alternateName": [*title.established(context.code), *title.abbreviations],
        "description": definition(context, id),
        "url": absolute_url(context, id),
    }


def _salary(fact: Money, language: Language) -> dict[str, object]:
    """An amount or a range. An amount with a bound, such as at least, is one end of a range."""
    ends = {"minValue": fact.low, "maxValue": fact.high}
    if fact.value is not None:
        ends = {_BOUNDED.get(fact.bound, "value"): fact.value}
    amounts = {name: float(amount) for name, amount in ends.items() if amount is not None}
    value = {"@type": "QuantitativeValue", **amounts, "unitText": _UNITS[fact.period]}
    return {"@type": "MonetaryAmount", "name": fact.says[language.code], "currency": fact.currency, "value": value}
