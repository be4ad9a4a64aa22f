"""The figure around a drawing: its headline and what it shows, the words for who does not see it, sources, a table.

What the table cites is a reference (fact:, source:), and becomes HTML with those of the page.
"""

from collections.abc import Iterable, Iterator
from html import escape
from xml.etree.ElementTree import Element

import svg
from babel.lists import format_list

from concord.languages import Language
from concord.registry import Chart, Fact, Registry, Statement
from concord.registry.charts import Amounts
from concord.site.charts.amounts import chart_amounts, draw_amounts
from concord.site.charts.reporting_lines import draw_reporting
from concord.site.charts.shapes import across, doubt, down
from concord.site.html_elements import element

Row = tuple[Element | str, ...]


def drawing(picture: Chart, registry: Registry, own: Language) -> str:
    """The picture as SVG, to stand in the page."""
    if isinstance(picture, Amounts):
        shapes, height = draw_amounts(picture, registry, own)
    else:
        shapes, height = draw_reporting(picture, registry, own)
    id = f"picture-{picture.id}"
    described = svg.Desc(id=f"{id}-described", text=escape(description(picture, registry, own), quote=False))
    names = {"role": "img", "aria-labelledby": f"{id}-headline {id}-described"}
    whole = svg.SVG(elements=[described, *shapes], width=across(1), height=down(height), extra=names)
    return whole.as_str()


def description(picture: Chart, registry: Registry, own: Language) -> str:
    """What the drawing shows, in words and figures; what it is about, the headline says."""
    said = []
    if isinstance(picture, Amounts):
        for row in chart_amounts(picture, registry, own):
            label = " ".join(part for part in (row.year, row.label) if part)
            said.append(f"{label}: {row.value}{_in_brackets(doubt(row.fact, own))}")
    else:
        for fact in _statements(picture, registry):
            if "damaged" in fact.marks:
                continue
            who, whom = (_names(ids, registry, own) for ids in (fact.subject, fact.object))
            words = own.interface["who_reports_to"].format(who=who, whom=whom)
            said.append(f"{words}{_in_brackets(doubt(fact, own))}")
    return f"{'; '.join(said)}."


def figure(picture: Chart, headline: str, drawn: str, registry: Registry, own: Language) -> Element:
    """The figure with the drawing `drawn`."""
    words, id = own.interface, f"picture-{picture.id}"
    shows = element("span", picture.says[own.code], class_="picture-shows")
    title = element("p", element("strong", headline), " ", shows, class_="picture-title", id=f"{id}-headline")
    title.tail = drawn
    sources = dict.fromkeys(id for fact in registry.chart_facts(picture) for id in fact.sources)
    source = words["source" if len(sources) == 1 else "sources"]
    cited = element("p", f"{source}: ", *_cited_one_by_one(sources))
    table = element("details", element("summary", words["as_table"]), _table(picture, registry, own))
    caption = element("figcaption", cited, table)
    named = {"aria_labelledby": f"{id}-headline", "data_search_exclude": ""}
    return element("figure", title, caption, id=id, class_="picture", **named)


def _table(picture: Chart, registry: Registry, own: Language) -> Element:
    """Everything that the drawing shows, and what it leaves out because it is damaged."""
    words = own.interface
    rows: list[Row] = []
    if isinstance(picture, Amounts):
        heads = ["year"] * (picture.kind == "years") + ["what", "value", "source", "doubts"]
        for row in chart_amounts(picture, registry, own):
            year = (row.year,) * (picture.kind == "years")
            rows.append((*year, row.label, _cited(row.fact, row.value), _sources(row.fact), doubt(row.fact, own)))
    else:
        heads = ["title", "reports_to", "source", "doubts"]
        for fact in _statements(picture, registry):
            who, whom = (_names(ids, registry, own) for ids in (fact.subject, fact.object))
            rows.append((who, _cited(fact, whom), _sources(fact), doubt(fact, own)))
    head = element("tr", *(element("th", words[name], scope="col") for name in heads))
    body = [
        element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:])) for row in rows
    ]
    return element("table", element("thead", head), element("tbody", *body))


def _statements(picture: Chart, registry: Registry) -> Iterable[Statement]:
    return (fact for fact in registry.chart_facts(picture) if isinstance(fact, Statement))


def _names(ids: Iterable[str], registry: Registry, own: Language) -> str:
    """The titles as a list with "or" in the language's words, with a capital at its beginning."""
    text: str = format_list([registry.titles[id].labels[own.code] for id in ids], style="or", locale=own.locale)
    return text[:1].upper() + text[1:]


def _cited(fact: Fact, text: str) -> Element:
    return element("a", text, href=f"fact:{fact.id}")


def _sources(fact: Fact) -> Element:
    return element("span", *_cited_one_by_one(fact.sources))


def _cited_one_by_one(sources: Iterable[str]) -> Iterator[Element | str]:
    for index, id in enumerate(sources):
        yield ", " if index else ""
        yield element("a", href=f"source:{id}")


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""
