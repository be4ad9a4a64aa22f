"""Charts of amounts → a CSV file a chart and language with the rows of its table."""

import csv
import io

from concord.registry.charts import Amounts
from concord.site.charts.amounts import chart_amounts
from concord.site.context import SiteContext
from concord.site.downloads.fact_files import defused
from concord.site.facts.citation import source_name
from concord.site.facts.label import label_text
from concord.site.urls import chart_file
from concord.storage.text_file import BOM

_HEADS = ("fact", "what", "value", "low", "high", "as_of", "sources", "how_sure")


def chart_files(context: SiteContext) -> dict[str, str]:
    """The path of a file on the site → its text (RFC 4180), for each chart of amounts in each language.

    `low` and `high` are the ends of the amount as numbers, equal where it is a single value.
    """
    charts = [chart for chart in context.registry.charts.values() if isinstance(chart, Amounts)]
    contexts = [context.in_language(code) for code in context.corpus.languages]
    return {chart_file(one, chart.id): _chart_csv(one, chart) for one in contexts for chart in charts}


def _chart_csv(context: SiteContext, chart: Amounts) -> str:
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(_HEADS)
    for row in chart_amounts(context, chart):
        fact, sources = row.fact, context.registry.sources
        names = "; ".join(source_name(sources[id]) for id in fact.sources)
        ends = (f"{fact.quantity.low:f}", f"{fact.quantity.high:f}")
        date = fact.as_of.iso if fact.as_of else ""
        cells = (fact.id, row.label, row.value, *ends, date, names, label_text(context, fact))
        rows.writerow(map(defused, cells))
    return BOM + file.getvalue()
