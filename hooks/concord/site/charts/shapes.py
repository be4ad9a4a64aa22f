"""What drawings are made of. Across, places are parts of the width; down, lines of text.

So one drawing fits every screen, its text keeps its size, and no script is needed. Colours are the style sheet's.
"""

from html import escape
from typing import Literal

import svg

from concord.languages import Language
from concord.registry import Fact

Anchor = Literal["start", "middle", "end"]


def across(place: float) -> svg.Length:
    """A place between the left side, 0, and the right one, 1."""
    return svg.Length(round(place * 100, 2), "%")


def down(lines: float) -> svg.Length:
    """A place that many lines below the top."""
    return svg.Length(round(lines, 2), "em")


def text(words: str, x: float, y: float, class_: str = "", anchor: Anchor = "start", shift: float = 0) -> svg.Text:
    """A line of text whose foot is at `y`, `shift` lines to the right of `x`."""
    return svg.Text(
        text=escape(words, quote=False),
        x=across(x),
        y=down(y),
        dx=down(shift) if shift else None,
        text_anchor=None if anchor == "start" else anchor,
        class_=[class_] if class_ else None,
    )


def words(*parts: tuple[str, str], y: float) -> svg.Text:
    """A line of text of several parts, each with its class, from the left side on."""
    spans: list[svg.Element] = [
        svg.TSpan(text=escape(part, quote=False), class_=[name], dx=down(0.5) if index else None)
        for index, (part, name) in enumerate(parts)
    ]
    return svg.Text(elements=spans, x=across(0), y=down(y), class_=["row"])


def line(x1: float, y1: float, x2: float, y2: float, *classes: str) -> svg.Line:
    """A straight line."""
    return svg.Line(x1=across(x1), y1=down(y1), x2=across(x2), y2=down(y2), class_=list(classes))


def box(x: float, y: float, width: float, height: float, *classes: str) -> svg.Rect:
    """A rectangle."""
    return svg.Rect(x=across(x), y=down(y), width=across(width), height=down(height), class_=list(classes))


def doubt(fact: Fact, own: Language) -> str:
    """What is wrong with a fact, in a word or two; "" where nothing is."""
    return ", ".join(own.interface[f"is_{mark}"] for mark in fact.marks)


def looks(fact: Fact) -> tuple[str, ...]:
    """The classes by which a shape shows what is wrong with its fact."""
    return ("shape", *fact.marks)
