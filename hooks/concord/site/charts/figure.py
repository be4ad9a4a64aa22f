"""A chart and its headline → the figure in the page: drawing, what it shows, sources, and a table of its values.

The sources and the values in the table are references (`fact:`, `source:`). They become HTML together with those of
the page.
"""

from collections.abc import Iterable, Iterator
from html import escape
from xml.etree.ElementTree import Element

import svg
from babel.lists import format_list

from concord.registry import Chart, Fact
from concord.registry.charts import Amounts
from concord.registry.reporting_lines import reporting_lines, reporting_statements
from concord.site.charts.amounts import chart_amounts, draw_amounts, shared_label
from concord.site.charts.axis import chart_axis
from concord.site.charts.reporting_lines import draw_reporting
from concord.site.charts.shapes import em, percent
from concord.site.context import SiteContext
from concord.site.facts.label import label_text
from concord.site.html_elements import element
from concord.site.urls import chart_file, file_url

Row = tuple[Element | str, ...]


def chart_svg(context: SiteContext, chart: Chart) -> str:
    """The drawing of a chart as SVG, to be put into the HTML of a page."""
    if isinstance(chart, Amounts):
        shapes, height = draw_amounts(context, chart)
    else:
        shapes, height = draw_reporting(context, chart)
    id = f"picture-{chart.id}"
    description = svg.Desc(id=f"{id}-described", text=escape(chart_description(context, chart), quote=False))
    labels = {"role": "img", "aria-labelledby": f"{id}-headline {id}-described"}
    return svg.SVG(elements=[description, *shapes], width=percent(1), height=em(height), extra=labels).as_str()


def chart_description(context: SiteContext, chart: Chart) -> str:
    """What a drawing shows, in words and numbers, for readers who cannot see it. The subject is in its headline."""
    parts = []
    if isinstance(chart, Amounts):
        for row in chart_amounts(context, chart):
            label = " ".join(part for part in (row.year, row.label) if part)
            parts.append(f"{label}: {row.value} ({label_text(context, row.fact)})")
    else:
        for fact in reporting_lines(context.registry.chart_facts(chart)):
            who, whom = (_title_list(context, ids) for ids in (fact.subject, fact.object))
            line = context.words["who_reports_to"].format(who=who, whom=whom)
            parts.append(f"{line} ({label_text(context, fact)})")
    return f"{'; '.join(parts)}."


def chart_figure(context: SiteContext, chart: Chart, headline: str, drawing: str) -> Element:
    """The figure of a chart.

    Args:
        context: The registry and the language.
        chart: The chart.
        headline: The text of the link that the figure replaces.
        drawing: The drawing, or the placeholder that Markdown replaces with it.
    """
    words, id = context.words, f"picture-{chart.id}"
    shows = element("span", *_subtitle(context, chart), class_="picture-shows")
    title = element("p", element("strong", headline), " ", shows, class_="picture-title", id=f"{id}-headline")
    title.tail = drawing
    sources = dict.fromkeys(id for fact in context.registry.chart_facts(chart) for id in fact.sources)
    label = words["source" if len(sources) == 1 else "sources"]
    links: list[Element | str] = [element("a", words["permalink"], href=f"#{id}")]
    if isinstance(chart, Amounts):
        links += [", ", element("a", "CSV", href=file_url(context, chart_file(context, chart.id)), download="")]
    citations = element("p", f"{label}: ", *_citation_links(sources), ". ", element("span", *links, class_="own"))
    table = element("details", element("summary", words["as_table"]), _table(context, chart))
    caption = element("figcaption", citations, table)
    attributes = {"aria_labelledby": f"{id}-headline", "data_search_exclude": ""}
    return element("figure", title, caption, id=id, class_="picture", **attributes)


def _subtitle(context: SiteContext, chart: Chart) -> list[str]:
    """What the drawing shows, what all its rows share, and where its axis begins if not at 0."""
    words, parts = context.words, [chart.says[context.code]]
    if isinstance(chart, Amounts):
        label, axis = shared_label(context, chart), chart_axis(chart, context.registry)
        parts += [f". {words['how_sure']}: {label}"] * bool(label)
        if axis.start:
            parts.append(". " + words["axis_starts"].format(value=axis.text(axis.start, context.language)))
    return parts


def _table(context: SiteContext, chart: Chart) -> Element:
    """Everything that the drawing shows, and the damaged statements, which it does not show."""
    words = context.words
    rows: list[Row] = []
    if isinstance(chart, Amounts):
        heads = ["year"] * (chart.kind == "years") + ["what", "value", "source", "how_sure"]
        for row in chart_amounts(context, chart):
            year = (row.year,) * (chart.kind == "years")
            value, sources = _fact_link(row.fact, row.value), _source_links(row.fact)
            rows.append((*year, row.label, value, sources, label_text(context, row.fact)))
    else:
        heads = ["title", "reports_to", "source", "how_sure"]
        for fact in reporting_statements(context.registry.chart_facts(chart)):
            who, whom = (_title_list(context, ids) for ids in (fact.subject, fact.object))
            rows.append((who, _fact_link(fact, whom), _source_links(fact), label_text(context, fact)))
    head = element("tr", *(element("th", words[name], scope="col") for name in heads))
    body = [
        element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:])) for row in rows
    ]
    return element("table", element("thead", head), element("tbody", *body))


def _title_list(context: SiteContext, ids: Iterable[str]) -> str:
    """The labels of titles as a list with the language's "or", with a capital at its beginning."""
    labels = [context.registry.titles[id].labels[context.code] for id in ids]
    text: str = format_list(labels, style="or", locale=context.language.locale)
    return text[:1].upper() + text[1:]


def _fact_link(fact: Fact, text: str) -> Element:
    return element("a", text, href=f"fact:{fact.id}")


def _source_links(fact: Fact) -> Element:
    return element("span", *_citation_links(fact.sources))


def _citation_links(sources: Iterable[str]) -> Iterator[Element | str]:
    """The references to sources, with commas between them."""
    for index, id in enumerate(sources):
        yield ", " if index else ""
        yield element("a", href=f"source:{id}")
