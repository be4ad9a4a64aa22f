"""All facts of the registry → one table, a row a fact, which overrides/assets/facts.js can sort and filter."""

from decimal import Decimal
from xml.etree.ElementTree import Element

from concord.registry import Fact, Measured
from concord.registry.schema import Money
from concord.site.context import SiteContext
from concord.site.facts.citation import citations
from concord.site.facts.date import date_text
from concord.site.facts.label import label_text
from concord.site.facts.note import caveats, fact_value, row_id
from concord.site.html_elements import element
from concord.site.section_links import Places, page_links, sections_by_fact
from concord.values import Day, Scalar

_COLUMNS = ("fact_about", "fact_value", "as_of", "sources", "how_sure", "found_in")  # words of the interface
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_PERIODS_A_YEAR = {"year": 1, "month": 12, "once": 1}


def fact_table(context: SiteContext) -> Element:
    """The table with its filter, in the order of the registry, which is that of the guide's subjects."""
    words = context.words
    places = sections_by_fact(context)
    head = element("tr", *(element("th", words[name], scope="col") for name in _COLUMNS))
    rows = [_row(context, fact, places[fact.id]) for fact in context.registry.facts.values()]
    label = element("label", words["filter"], " ", element("input", type="search"))
    parts = (element("caption", words["all_facts"]), element("thead", head), element("tbody", *rows))
    finder = element("p", label, " ", element("output"), class_="fact-filter", hidden="hidden")
    return element("div", finder, element("table", *parts, class_="all"), class_="fact-list", data_search_exclude="")


def _row(context: SiteContext, fact: Fact, places: Places) -> Element:
    """The row of a fact, which `places` show."""
    cells = (
        element("td", fact_value(context, fact), **_sort_attributes(fact)),
        _date_cell(context, fact),
        element("td", *citations(context, fact.sources, with_number=False)),
        element("td", f"{label_text(context, fact)}. ", *caveats(context, fact)),
        element("td", *([page_links(context.page, places)] if places else [])),
    )
    for name, cell in zip(_COLUMNS[1:], cells, strict=True):
        cell.set("data-label", context.words[name])
    return element("tr", element("th", fact.says[context.code], scope="row"), *cells, id=row_id(fact))


def _date_cell(context: SiteContext, fact: Fact) -> Element:
    if fact.as_of is None:
        return element("td")
    return element("td", date_text(context, fact), data_number=f"{_number(fact.as_of)}")


def _sort_attributes(fact: Fact) -> dict[str, str]:
    """By what the script sorts a value: its kind and a number.

    A range goes by its lower end, money by its amount a year, a duration by its number of days.
    """
    if not isinstance(fact, Measured):
        return {}
    quantity, number = fact.quantity, _number(fact.quantity.low)
    if isinstance(fact, Money):
        return {"data-kind": f"money {quantity.unit}", "data-number": f"{number * _PERIODS_A_YEAR[fact.period]}"}
    if quantity.kind == "year":
        return {"data-kind": "date", "data-number": f"{number * 10_000}"}
    return {"data-kind": quantity.kind, "data-number": f"{number * _DAYS.get(quantity.unit, 1)}"}


def _number(scalar: Scalar) -> Decimal:
    """A day as the number that its digits make, 20240730, with 0 for an unknown month or day; a number as it is."""
    if isinstance(scalar, Day):
        return Decimal(scalar.year * 10_000 + scalar.month * 100 + scalar.day)
    return scalar
