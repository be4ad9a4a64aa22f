"""A chart of amounts → its drawing: a row a fact on one axis, with label and value; a range is a bar, a value a dot."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import svg

from concord.registry import Registry
from concord.registry.charts import Amounts, ChartRow
from concord.registry.schema import Money, Plain
from concord.site.charts.axis import chart_axis
from concord.site.charts.shapes import arrow_head, box, em, line, percent, shape_classes, text, text_row
from concord.site.context import SiteContext
from concord.site.facts.citation import source_name
from concord.site.facts.label import is_doubtful, label_word
from concord.values import Quantity, write_quantity

# In lines of text: the height of the axis, of a row, of one more line of text in it, and of a year without a row.
_AXIS_HEIGHT, _ROW_HEIGHT, _LINE, _YEAR_HEIGHT = 2.0, 3.1, 1.2, 0.35
_MIDDLE = 1.9  # of a row's shape, below the top of the row
_BELOW = 0.6  # between a label below its row and the next row
_BAR_HEIGHT, _DOT_RADIUS = 0.75, 0.4
_OPEN_WIDTH, _ABOUT_WIDTH = 0.07, 0.03  # shares of the width: of the arrow at an open end, of the line on either side
_NARROWEST, _LETTER = 22.5, 0.56  # in em: the drawing on a screen of 320 pixels; an italic letter, on average
_LETTERS = 32  # of a line of text on that screen, with the letter spacing that readers may set (WCAG 1.4.12)
_OPEN_BELOW = ("at-most", "less-than", "nearly")
_OPEN_ABOVE = ("at-least", "more-than")


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
        is_open_below: Whether the amount may also be less: fewer than 35.
        is_open_above: Whether it may also be more: 200,000 to 500,000 or more.
        is_about: Whether it is said to be approximate.
    """

    fact: Plain | Money
    year: str
    label: str
    value: str
    low: float
    high: float
    is_open_below: bool
    is_open_above: bool
    is_about: bool


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
        value, bounds = _amount_text(context, row, fact), _bounds(fact.quantity)
        amounts.append(AmountRow(fact, year, label, value, *axis.extent(row, fact), *bounds))
    return sorted(amounts, key=lambda amount: amount.year)


def shared_label(context: SiteContext, chart: Amounts) -> str:
    """How sure all rows of a chart are, where they are equally sure; else "". It is then said once for all of them."""
    labels = {label_word(context, amount.fact) for amount in chart_amounts(context, chart)}
    return labels.pop() if len(labels) == 1 and len(chart.rows) > 1 else ""


def _bounds(quantity: Quantity) -> tuple[bool, bool, bool]:
    """Whether a quantity is open below, open above, and approximate."""
    below = quantity.bound in _OPEN_BELOW or bool(quantity.low_bound)
    above = quantity.bound in _OPEN_ABOVE or bool(quantity.high_bound)
    return below, above, quantity.bound == "about"


def _amount_text(context: SiteContext, row: ChartRow, fact: Plain | Money) -> str:
    """The amount in words; a count that is a part of a whole with its percentage: 35 (7%)."""
    quantity, language = fact.quantity, context.language
    text = write_quantity(quantity, language)
    if not row.of or quantity.is_range:
        return text
    share = round(100 * Decimal(str(quantity.low)) / row.of)
    percentage = write_quantity(Quantity("percent", Decimal(share), Decimal(share)), language)
    return context.words["of_whole"].format(value=text, percentage=percentage)


def draw_amounts(context: SiteContext, chart: Amounts) -> tuple[list[svg.Element], float]:
    """The shapes of the drawing, and its height in lines."""
    shapes: list[svg.Element] = []
    arrow = arrow_head(f"picture-{chart.id}-open")
    is_shared = bool(shared_label(context, chart))
    y, year = _AXIS_HEIGHT, 0
    for amount in chart_amounts(context, chart):
        if year and amount.year:
            y += _YEAR_HEIGHT * max(0, int(amount.year) - year - 1)
        year = int(amount.year or 0)
        lines = _text_lines(amount)
        shapes += [text_row(*parts, y=y + 1 + _LINE * number) for number, parts in enumerate(lines)]
        y += _LINE * (len(lines) - 1)
        shapes += _draw_shape(amount, context.registry, y, f"url(#{arrow.id})")
        y += _ROW_HEIGHT
        if not is_shared:
            label = _label(context, amount, y)
            shapes.append(label.text)
            y += label.height
    return [svg.Defs(elements=[arrow]), *_draw_axis(context, chart, y), *shapes], y


def _draw_axis(context: SiteContext, chart: Amounts, height: float) -> Iterator[svg.Element]:
    """The ticks, each a text above a vertical line down to `height`."""
    for x, value in chart_axis(chart, context.registry).ticks(context.language):
        yield line(x, 1.4, x, height, "grid" if x else "zero")
        if value:
            yield text(value, x, 1, "mark", "start" if x < 0.05 else "end" if x > 0.95 else "middle")


def _text_lines(amount: AmountRow) -> list[list[tuple[str, str]]]:
    """The text of a row, each part with its class: in two lines where one has no room on the narrowest screen."""
    parts = [(text, name) for text, name in ((amount.year, "year"), (amount.label, "label")) if text]
    value = (amount.value, "value")
    letters = sum(len(text) + 1 for text, _ in [*parts, value])
    return [[*parts, value]] if letters <= _LETTERS else [parts, [value]]


def _draw_shape(amount: AmountRow, registry: Registry, y: float, arrow: str) -> Iterator[svg.Element]:
    """The shape of a row below its text, of which the last line begins at `y`."""
    middle = y + _MIDDLE
    if amount.year:
        yield line(0, middle, amount.high, middle, "stem")
    yield from _draw_ends(amount, middle, arrow)
    classes = shape_classes(amount.fact, registry)
    if amount.low == amount.high:
        yield svg.Circle(cx=percent(amount.low), cy=em(middle), r=em(_DOT_RADIUS), class_=[*classes])
    else:
        top, width = middle - _BAR_HEIGHT / 2, amount.high - amount.low
        yield box(amount.low, top, width, _BAR_HEIGHT, *classes)


def _draw_ends(amount: AmountRow, y: float, arrow: str) -> Iterator[svg.Element]:
    """What says that an amount is no exact point: an arrow at an open end, a line through one that is approximate."""
    if amount.is_open_below:
        yield _arrow(amount.low, max(0.01, amount.low - _OPEN_WIDTH), y, arrow)
    if amount.is_open_above:
        yield _arrow(amount.high, min(1, amount.high + _OPEN_WIDTH), y, arrow)
    if amount.is_about:
        yield line(max(0, amount.low - _ABOUT_WIDTH), y, min(1, amount.high + _ABOUT_WIDTH), y, "about")


def _arrow(start: float, end: float, y: float, arrow: str) -> svg.Line:
    drawn = line(start, y, end, y, "open")
    drawn.marker_end = arrow
    return drawn


class _Label(NamedTuple):
    """How sure a row is, and how much higher that makes the row, in lines."""

    text: svg.Text
    height: float


def _label(context: SiteContext, amount: AmountRow, end: float) -> _Label:
    """The label of a row: beside its shape, where it has room on the narrowest screen, else below.

    Args:
        context: The registry and the language.
        amount: The row.
        end: Where the row ends, in lines from the top of the drawing.
    """
    class_ = "doubt" if is_doubtful(context, amount.fact) else "sound"
    words, gap = label_word(context, amount.fact), 0.8 if amount.low == amount.high else 0.5
    about = _ABOUT_WIDTH if amount.is_about else 0
    left = amount.low - (_OPEN_WIDTH if amount.is_open_below else about)
    right = amount.high + (_OPEN_WIDTH if amount.is_open_above else about)
    needed = (gap + _LETTER * len(words)) / _NARROWEST
    beside = end - _ROW_HEIGHT + _MIDDLE + 0.35
    if right + needed <= 1:
        return _Label(text(words, right, beside, class_, "start", gap), 0)
    if left - needed >= 0 and not amount.year:  # the line of a year leads to the shape
        return _Label(text(words, left, beside, class_, "end", -gap), 0)
    return _Label(text(words, 0, end + _LINE - _BELOW, class_, "start", 0.5), _LINE)
