"""All facts of the registry as a table, a row a fact, which `docs/assets/facts.js` can sort and filter."""

from decimal import Decimal
from xml.etree.ElementTree import Element

from concord.languages import Language
from concord.pages.corpus import Corpus
from concord.registry import Fact, Measured, Registry
from concord.registry.schema import Money
from concord.site.facts.citation import citation, day_text
from concord.site.facts.note import caveats, fact_value, row_id
from concord.site.html_elements import element
from concord.site.section_links import Places, links_by_page, sections_by_fact
from concord.values import Day, Scalar

_COLUMNS = ("fact_about", "fact_value", "as_of", "sources", "caveats", "found_in")  # words of the interface
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_A_YEAR = {"year": 1, "month": 12, "once": 1}


def fact_table(registry: Registry, corpus: Corpus, own: Language, page: str) -> Element:
    """The table on `page`, in the order of the registry, which is that of the guide's subjects."""
    words = own.interface
    places = sections_by_fact(registry, corpus, own.code)
    head = element("tr", *(element("th", words[name], scope="col") for name in _COLUMNS))
    rows = [_row(fact, registry, corpus, own, page, places[fact.id]) for fact in registry.facts.values()]
    label = element("label", words["filter"], " ", element("input", type="search"))
    parts = (element("caption", words["all_facts"]), element("thead", head), element("tbody", *rows))
    finder = element("p", label, " ", element("output"), class_="fact-filter", hidden="hidden")
    return element("div", finder, element("table", *parts, class_="all"), class_="fact-list", data_search_exclude="")


def _row(fact: Fact, registry: Registry, corpus: Corpus, own: Language, page: str, places: Places) -> Element:
    cited: list[Element | str] = []
    for id in fact.sources:
        cited += [", " if cited else "", citation(id, registry, corpus, own, page)]
    cells = (
        element("td", fact_value(fact, registry, own), **_order(fact)),
        _as_of(fact, own),
        element("td", *cited),
        element("td", *caveats(fact, corpus, own, page)),
        element("td", *([links_by_page(page, places)] if places else [])),
    )
    for name, cell in zip(_COLUMNS[1:], cells, strict=True):
        cell.set("data-label", own.interface[name])
    return element("tr", element("th", fact.says[own.code], scope="row"), *cells, id=row_id(fact))


def _as_of(fact: Fact, own: Language) -> Element:
    if fact.as_of is None:
        return element("td")
    return element("td", day_text(fact.as_of, own), data_kind="date", data_number=f"{_number(fact.as_of)}")


def _order(fact: Fact) -> dict[str, str]:
    """By what the value is sorted: like with like, a range by its low end, an amount a year, a duration in days."""
    if not isinstance(fact, Measured):
        return {"data-kind": "words"}
    quantity, number = fact.quantity, _number(fact.quantity.low)
    if isinstance(fact, Money):
        return {"data-kind": f"money {quantity.unit}", "data-number": f"{number * _A_YEAR[fact.period]}"}
    if quantity.kind == "year":
        return {"data-kind": "date", "data-number": f"{number * 10_000}"}
    return {"data-kind": quantity.kind, "data-number": f"{number * _DAYS.get(quantity.unit, 1)}"}


def _number(scalar: Scalar) -> Decimal:
    """A day as the number that its digits make, 20240730; a month or a year as its beginning."""
    if isinstance(scalar, Day):
        return Decimal(scalar.year * 10_000 + scalar.month * 100 + scalar.day)
    return scalar
