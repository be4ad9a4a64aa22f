"""Positions and texts → the SVG elements that drawings consist of.

Horizontal positions are shares of the drawing's width, from 0 to 1. Vertical positions are lines of text (em) from its
top. So one drawing fits every screen, its text keeps its size, and no script is needed. Colours come from the style
sheet, by the classes.
"""

from html import escape
from typing import Literal

import svg

from concord.registry import Fact, Registry

_ARROW_SIZE = 8  # of an arrow's head, in pixels
Anchor = Literal["start", "middle", "end"]


def percent(share: float) -> svg.Length:
    """A share of the width, from 0 to 1, as a length in per cent."""
    return svg.Length(round(share * 100, 2), "%")


def em(lines: float) -> svg.Length:
    """A number of lines of text as a length."""
    return svg.Length(round(lines, 2), "em")


def text(words: str, x: float, y: float, class_: str = "", anchor: Anchor = "start", shift: float = 0) -> svg.Text:
    """A line of text.

    Args:
        words: What it says.
        x: The horizontal position of its anchor, from 0 to 1.
        y: The vertical position of its baseline, in lines.
        class_: Its class; "" for none.
        anchor: Which part of the text stands at `x`.
        shift: How far the text is moved to the right of `x`, in em.
    """
    return svg.Text(
        text=escape(words, quote=False),
        x=percent(x),
        y=em(y),
        dx=em(shift) if shift else None,
        text_anchor=None if anchor == "start" else anchor,
        class_=[class_] if class_ else None,
    )


def text_row(*parts: tuple[str, str], y: float) -> svg.Text:
    """A line of text from near the left edge on, of several parts, each a text and its class."""
    spans: list[svg.Element] = [
        svg.TSpan(text=escape(part, quote=False), class_=[name], dx=em(0.5)) for index, (part, name) in enumerate(parts)
    ]
    return svg.Text(elements=spans, x=percent(0), y=em(y), class_=["row"])


def line(x1: float, y1: float, x2: float, y2: float, *classes: str) -> svg.Line:
    """A straight line between two points."""
    return svg.Line(x1=percent(x1), y1=em(y1), x2=percent(x2), y2=em(y2), class_=list(classes))


def box(x: float, y: float, width: float, height: float, *classes: str) -> svg.Rect:
    """A rectangle with its upper left corner at `x`, `y`."""
    return svg.Rect(x=percent(x), y=em(y), width=percent(width), height=em(height), class_=list(classes))


def shape_classes(fact: Fact, registry: Registry) -> tuple[str, ...]:
    """The classes of the shape of a fact: what is wrong with it is among them."""
    return ("shape", *registry.ratings[fact.id].doubts)


def arrow_head(id: str) -> svg.Marker:
    """The head of an arrow, for lines that name it by `id`."""
    tip = svg.Polygon(
        points=[svg.Point(0, 0), svg.Point(_ARROW_SIZE, _ARROW_SIZE / 2), svg.Point(0, _ARROW_SIZE)],
    )
    return svg.Marker(
        id=id,
        elements=[tip],
        markerUnits="userSpaceOnUse",
        markerWidth=_ARROW_SIZE,
        markerHeight=_ARROW_SIZE,
        refX=_ARROW_SIZE,
        refY=_ARROW_SIZE / 2,
    )
