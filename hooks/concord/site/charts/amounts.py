"""Amounts side by side on one axis, each with its label and value: a range as a bar, a single value as a dot."""

from collections.abc import Iterator
from dataclasses import dataclass

import svg

from concord.languages import Language
from concord.registry import Registry
from concord.registry.charts import Amounts
from concord.registry.schema import Money, Plain
from concord.site.charts.axis import chart_axis
from concord.site.charts.shapes import across, box, doubt, down, line, looks, text, words
from concord.site.facts.citation import source_name
from concord.values import write_quantity

_HEAD, _ROW, _YEAR = 2.0, 3.1, 0.35  # the height of the axis, of a row, and of a year of which nothing is known
_BAR, _DOT = 0.75, 0.4  # the height of a bar, the radius of a dot


@dataclass(frozen=True)
class Amount:
    """A row of a picture: the fact, its label and value in words, and where it lies on the axis, from 0 to 1.

    `year` is "" unless the picture goes by years.
    """

    fact: Plain | Money
    year: str
    label: str
    value: str
    low: float
    high: float


def chart_amounts(picture: Amounts, registry: Registry, own: Language) -> list[Amount]:
    """The rows of a picture in its order, or by year."""
    found, scale = [], chart_axis(picture, registry)
    for row in picture.rows:
        fact = registry.facts.get(row.fact)
        if not isinstance(fact, Plain | Money):
            continue  # the registry is at fault, and says so
        year = str(fact.as_of.year) if picture.kind == "years" and fact.as_of else ""
        label = row.says.get(own.code) or ", ".join(source_name(registry.sources[id]) for id in fact.sources)
        found.append(Amount(fact, year, label, write_quantity(fact.quantity, own), *scale.place(row, fact)))
    return sorted(found, key=lambda amount: amount.year)


def draw_amounts(picture: Amounts, registry: Registry, own: Language) -> tuple[list[svg.Element], float]:
    """The drawing, and its height in lines."""
    shapes: list[svg.Element] = []
    y, year = _HEAD, 0
    for amount in chart_amounts(picture, registry, own):
        if year and amount.year:
            y += _YEAR * max(0, int(amount.year) - year - 1)
        year = int(amount.year or 0)
        shapes += _row(amount, y, own)
        y += _ROW
    return [*_axis(picture, registry, own, y), *shapes], y


def _axis(picture: Amounts, registry: Registry, own: Language, height: float) -> Iterator[svg.Element]:
    for place, value in chart_axis(picture, registry).marks(own):
        yield line(place, 1.4, place, height, "grid" if place else "zero")
        yield text(value, place, 1, "mark", "start" if place < 0.05 else "end" if place > 0.95 else "middle")


def _row(amount: Amount, y: float, own: Language) -> Iterator[svg.Element]:
    """Two lines: what it is in words, and its shape; on the side with more room, what is wrong with it."""
    said = [(amount.year, "year"), (amount.label, "label"), (amount.value, "value")]
    yield words(*(part for part in said if part[0]), y=y + 1)
    middle = y + 1.9
    if amount.year:
        yield line(0, middle, amount.high, middle, "stem")
    if amount.low == amount.high:
        yield svg.Circle(cx=across(amount.low), cy=down(middle), r=down(_DOT), class_=[*looks(amount.fact)])
    else:
        yield box(amount.low, middle - _BAR / 2, amount.high - amount.low, _BAR, *looks(amount.fact))
    why, gap = doubt(amount.fact, own), 0.8 if amount.low == amount.high else 0.5
    if why and amount.low + amount.high <= 1:
        yield text(why, amount.high, middle + 0.35, "doubt", "start", gap)
    elif why:
        yield text(why, amount.low, middle + 0.35, "doubt", "end", -gap)
