"""An element of Markdown's tree → the texts in it, each with the elements that lead to it."""

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from concord.model import Step
from concord.pages.line_markers import strip_markers

_ITEMS = ("li", "tr", "dt", "dd")
_PARTS_OF_TABS = {"tabbed-set": "tabs", "tabbed-labels": "labels", "tabbed-block": "tab"}  # by the first class
_WITHOUT_OTHERS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"))  # these have no elements in them
_MAX_DEPTH = 40  # steps of a trail; what is nested more deeply counts as a part of the last one

_Text = tuple[str, str, int, tuple[Step, ...]]


def element_texts(root: Element) -> Iterator[_Text]:
    """The kind, text, item and trail of each text and tail below `root`, an outermost element, as of `model.Block`.

    Without recursion, as lists may nest deeply.
    """
    if root.tag in _WITHOUT_OTHERS and not len(root):
        if root.text and root.text.strip():
            yield _kind_of_text(root, element_kind(root)), root.text, 0, ()
        return
    trail: tuple[Step, ...] = (_step(element_name(root), 0),)
    todo: list[tuple[Element | None, str, str, tuple[Step, ...]]] = [(root, "", "", trail)]
    item = 0
    while todo:
        element, kind, text, trail = todo.pop()
        if element is None:
            yield kind, text, item, trail
            continue
        kind = element_kind(element)
        item += element.tag in _ITEMS
        if element.text and element.text.strip():
            yield _kind_of_text(element, kind), element.text, item, trail
        number, inner = len(element), trail[: _MAX_DEPTH - 1]
        for child in reversed(element):
            number -= 1
            if child.tail and child.tail.strip():
                todo.append((None, kind, child.tail, trail))
            todo.append((child, "", "", (*inner, _step(element_name(child), number))))


def element_kind(element: Element) -> str:
    """The kind of a block that is the text of `element`."""
    tag = element.tag if isinstance(element.tag, str) else "html"
    if tag == "pre":
        return "code"
    if tag == "p" and element.get("class") == "admonition-title":
        return "title"
    return tag


def element_name(element: Element) -> str:
    """The name of `element` in a trail."""
    kind = element_kind(element)
    if kind == "ol" and (start := element.get("start")):
        return f"ol {start}"
    if kind not in ("div", "details"):
        return kind
    first, *others = strip_markers(element.get("class", "")).split() or [""]
    if kind == "details":
        state = "open" if element.get("open") is not None else ""
        return " ".join(filter(None, ("details", state, first, *others)))
    return " ".join(("box", *others)) if first == "admonition" else _PARTS_OF_TABS.get(first, kind)


def _kind_of_text(element: Element, kind: str) -> str:
    return "html" if isinstance(element.text, AtomicString) and kind != "code" else kind


@lru_cache(maxsize=4096)
def _step(name: str, number: int) -> Step:
    """One tuple for all equal steps, so that a page is small in memory and in the cache."""
    return name, number
