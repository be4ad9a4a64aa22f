"""Texts with any characters ⇄ elements of an XML file; a file of a stranger is read without what it refers to."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from concord.untrusted.printable import UNPRINTABLE

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTENT = {"source", "target", "seg"}  # elements with a text in which each space counts
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML cannot hold


def parse_xml(data: bytes) -> Any:
    """The root of an XML file. Nothing that it refers to is read. Raises `XMLSyntaxError` where it is none."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def xml_bytes(root: Any, doctype: str = "") -> bytes:
    """The bytes of an XML file; characters that a terminal would obey are written by their number."""
    _indent(root, "\n")
    text = etree.tostring(root, encoding="unicode", doctype=doctype or None)
    shown = UNPRINTABLE.sub(lambda match: f"&#x{ord(match[0]):x};", text)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{shown}\n'.encode()


def _indent(element: Any, newline: str) -> None:
    """Puts each element on a line of its own, apart from what stands in a text."""
    if not len(element) or etree.QName(element).localname in _CONTENT:
        return
    element.text = f"{newline} "
    for child in element:
        _indent(child, f"{newline} ")
        child.tail = f"{newline} "
    element[-1].tail = newline


def add(parent: Any, tag: str, text: str = "", **attributes: str) -> Any:
    """Appends an element with this text to `parent`; a character that XML cannot hold becomes U+FFFD."""
    element = etree.SubElement(parent, tag, {name: xml_text(value) for name, value in attributes.items()})
    if text:
        element.text = xml_text(text)
    return element


def xml_text(text: str) -> str:
    """`text` with U+FFFD in place of each character that XML cannot hold."""
    return NOT_XML.sub("\ufffd", text)


def append_text(element: Any, text: str) -> None:
    """Appends `text` behind what `element` has."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def content_nodes(element: Any) -> Iterator[Any]:
    """The texts and the child elements of `element` in their order, without comments.

    Raises:
        ValueError: It has a reference to an entity, which may stand for anything.
    """
    if element.text:
        yield element.text
    for child in element:
        if child.tag is etree.Entity:
            raise ValueError(f"what does {child.text} stand for?")
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail
