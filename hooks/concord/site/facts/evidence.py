"""Facts → the table that says what a page rests on: claim, value, year, who was asked, sources, how sure."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from concord.registry import Fact
from concord.site.context import SiteContext
from concord.site.facts.base import base_text
from concord.site.facts.citation import citations
from concord.site.facts.date import date_text
from concord.site.facts.label import label_text, label_word
from concord.site.facts.note import caveats, fact_value
from concord.site.html_elements import element

_COLUMNS = ("fact_about", "fact_value", "as_of", "base", "sources", "how_sure")  # words of the interface


def evidence_table(context: SiteContext, facts: Iterable[Fact]) -> Element:
    """The table, a row a fact. The values are references (`fact:`), which become HTML with those of the page."""
    words = context.words
    head = element("tr", *(element("th", words[name], scope="col") for name in _COLUMNS))
    rows = [_row(context, fact) for fact in facts]
    return element("table", element("thead", head), element("tbody", *rows), class_="evidence", data_search_exclude="")


def _row(context: SiteContext, fact: Fact) -> Element:
    is_counted = context.registry.ratings[fact.id].condition == "count"  # the other columns have what was counted
    label = label_word(context, fact) if is_counted else label_text(context, fact)
    cells = (
        element("td", element("a", fact_value(context, fact), href=f"fact:{fact.id}")),
        element("td", date_text(context, fact, with_published=True) or context.words["undated"]),
        element("td", base_text(context, fact)),
        element("td", *citations(context, fact.sources)),
        element("td", f"{label}. ", *caveats(context, fact)),
    )
    for name, cell in zip(_COLUMNS[1:], cells, strict=True):
        cell.set("data-label", context.words[name])
    return element("tr", element("th", fact.says[context.code], scope="row"), *cells)
