"""Short ways to make elements of Markdown's tree."""

from xml.etree.ElementTree import Element

from markdown.util import AtomicString


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """An element with its children in order; `class_` and the like lose their underline, other `_` become `-`."""
    node = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    last: Element | None = None
    for child in children:
        if isinstance(child, Element):
            node.append(child)
            last = child
        elif last is None:
            node.text = AtomicString((node.text or "") + child)
        else:
            last.tail = AtomicString((last.tail or "") + child)
    return node
