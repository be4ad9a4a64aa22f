"""Tag, children and attributes → an element of Markdown's tree."""

from xml.etree.ElementTree import Element

from markdown.util import AtomicString


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """An element with its children in order.

    Args:
        tag: The name of the element.
        *children: Elements and texts. Texts are atomic: Markdown's inline patterns leave them alone.
        **attributes: The attributes. Underscores at the end of a name are dropped (`class_`), others become hyphens.
    """
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
