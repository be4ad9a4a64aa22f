"""What a page cites of an occupation's pay, for machines: `Occupation` in the terms of schema.org."""

from collections.abc import Iterator

from babel import Locale

from concord.languages import language
from concord.model import Page
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.registry.schema import Money
from concord.site.glossary.definitions import definition
from concord.site.urls import absolute_url

_UNITS = {"year": "YEAR", "month": "MONTH"}
_BOUNDED = {"at-least": "minValue", "more-than": "minValue", "at-most": "maxValue", "less-than": "maxValue"}


def occupations(page: Page, registry: Registry, corpus: Corpus, site: str) -> Iterator[dict[str, object]]:
    """The occupations whose pay `page` cites, once a country; what they earn is said of facts without marks alone.

    No amount stands where every one is disputed, damaged or outdated.
    """
    cited = {reference.target.partition(".")[0] for _, reference in page.references if reference.scheme == "fact"}
    found: dict[str, dict[str, list[Money]]] = {}
    for id, fact in registry.facts.items():
        if id in cited and isinstance(fact, Money) and fact.occupation and fact.period in _UNITS:
            countries = found.setdefault(fact.occupation, {})
            if not fact.marks:
                countries.setdefault(fact.country, []).append(fact)
    for id, countries in found.items():
        occupation = _occupation(id, page.language, registry, corpus, site)
        if not countries:
            yield occupation
        for country, facts in countries.items():
            place = {"@type": "Country", "name": _country(country, page.language), "identifier": country}
            salaries = [_salary(fact, page.language) for fact in facts]
            yield {**occupation, "occupationLocation": place, "estimatedSalary": salaries}


def _occupation(id: str, code: str, registry: Registry, corpus: Corpus, site: str) -> dict[str, object]:
    title = registry.titles[id]
    return {
        "@type": "Occupation",
        "name": title.labels[code],
        "alternateName": [*title.others.get(code, ()), *title.abbreviations],
        "description": definition(corpus, code, id),
        "url": absolute_url(corpus, site, code, id),
    }


def _country(country: str, code: str) -> str:
    return str(Locale.parse(language(code).locale).territories.get(country, country))


def _salary(fact: Money, code: str) -> dict[str, object]:
    """An amount, or a range; with a bound, only the end that it has."""
    ends = {"minValue": fact.low, "maxValue": fact.high}
    if fact.value is not None:
        ends = {_BOUNDED.get(fact.bound, "value"): fact.value}
    amounts = {name: float(amount) for name, amount in ends.items() if amount is not None}
    value = {"@type": "QuantitativeValue", **amounts, "unitText": _UNITS[fact.period]}
    return {"@type": "MonetaryAmount", "name": fact.says[code], "currency": fact.currency, "value": value}
