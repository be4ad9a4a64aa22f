"""A chart of amounts → its drawing: a row a fact on one axis, with label and value; a range is a bar, a value a dot."""

from collections.abc import Iterator
from dataclasses import dataclass

import svg

from concord.languages import Language
from concord.registry.charts import Amounts
from concord.registry.schema import Money, Plain
from concord.site.charts.axis import chart_axis
from concord.site.charts.shapes import box, em, line, marks_text, percent, shape_classes, text, text_row
from concord.site.context import SiteContext
from concord.site.facts.citation import source_name
from concord.values import write_quantity

# In lines of text: the height of the axis, of a row, and of a year without a row between two rows.
_AXIS_HEIGHT, _ROW_HEIGHT, _YEAR_HEIGHT = 2.0, 3.1, 0.35
_BAR_HEIGHT, _DOT_RADIUS = 0.75, 0.4


@dataclass(frozen=True)
class AmountRow:
    """A row of a chart.

    Attributes:
        fact: The fact that it shows.
        year: The year of the fact where the chart goes by years, else "".
        label: What the amount is, or who says so.
        value: The amount in words.
        low: The position of its lower end on the axis, from 0 to 1.
        high: The position of its upper end; the same as `low` for a single value.
    """

    fact: Plain | Money
    year: str
    label: str
    value: str
    low: float
    high: float


def chart_amounts(context: SiteContext, chart: Amounts) -> list[AmountRow]:
    """The rows of a chart in their order, or by year. Rows with a fault, which the registry reports, are left out."""
    registry, language = context.registry, context.language
    amounts, axis = [], chart_axis(chart, registry)
    for row in chart.rows:
        fact = registry.facts.get(row.fact)
        if not isinstance(fact, Plain | Money):
            continue
        year = str(fact.as_of.year) if chart.kind == "years" and fact.as_of else ""
        label = row.says.get(language.code) or ", ".join(source_name(registry.sources[id]) for id in fact.sources)
        amounts.append(AmountRow(fact, year, label, write_quantity(fact.quantity, language), *axis.extent(row, fact)))
    return sorted(amounts, key=lambda amount: amount.year)


def draw_amounts(context: SiteContext, chart: Amounts) -> tuple[list[svg.Element], float]:
    """The shapes of the drawing, and its height in lines."""
    shapes: list[svg.Element] = []
    y, year = _AXIS_HEIGHT, 0
    for amount in chart_amounts(context, chart):
        if year and amount.year:
            y += _YEAR_HEIGHT * max(0, int(amount.year) - year - 1)
        year = int(amount.year or 0)
        shapes += _draw_row(amount, y, context.language)
        y += _ROW_HEIGHT
    return [*_draw_axis(context, chart, y), *shapes], y


def _draw_axis(context: SiteContext, chart: Amounts, height: float) -> Iterator[svg.Element]:
    """The ticks, each a text above a vertical line down to `height`."""
    for x, value in chart_axis(chart, context.registry).ticks(context.language):
        yield line(x, 1.4, x, height, "grid" if x else "zero")
        yield text(value, x, 1, "mark", "start" if x < 0.05 else "end" if x > 0.95 else "middle")


def _draw_row(amount: AmountRow, y: float, language: Language) -> Iterator[svg.Element]:
    """Two lines: a text, and below it the shape. The fact's marks stand beside the shape, where there is more room."""
    parts = [(amount.year, "year"), (amount.label, "label"), (amount.value, "value")]
    yield text_row(*(part for part in parts if part[0]), y=y + 1)
    middle = y + 1.9
    if amount.year:
        yield line(0, middle, amount.high, middle, "stem")
    if amount.low == amount.high:
        yield svg.Circle(cx=percent(amount.low), cy=em(middle), r=em(_DOT_RADIUS), class_=[*shape_classes(amount.fact)])
    else:
        top, width = middle - _BAR_HEIGHT / 2, amount.high - amount.low
        yield box(amount.low, top, width, _BAR_HEIGHT, *shape_classes(amount.fact))
    marks, gap = marks_text(amount.fact, language), 0.8 if amount.low == amount.high else 0.5
    if marks and amount.low + amount.high <= 1:
        yield text(marks, amount.high, middle + 0.35, "doubt", "start", gap)
    elif marks:
        yield text(marks, amount.low, middle + 0.35, "doubt", "end", -gap)
