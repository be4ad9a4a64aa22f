"""MemoryUnits → a translation memory in TMX 1.4b (LISA OSCAR, 26 April 2005)."""

from collections.abc import Iterable
from typing import Any

from lxml import etree

from concord import __version__
from concord.xliff.inline_codes import Content
from concord.xliff.memory import MemoryUnit
from concord.xliff.xml_text import LANGUAGE, add, append_text, xml_bytes, xml_text

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_HEADER = {"segtype": "paragraph", "o-tmf": "concord", "adminlang": "en", "datatype": "x-markdown"}


def write_tmx(language: str, units: Iterable[MemoryUnit]) -> bytes:
    """The bytes of the memory; `language` is the one that all units have."""
    root = etree.Element("tmx", {"version": "1.4"})
    tool = {"creationtool": "concord", "creationtoolversion": __version__}
    add(root, "header", srclang="*all*", **tool, **_HEADER)
    body = add(root, "body")
    for unit in units:
        element = add(body, "tu")
        add(element, "prop", str(unit.key), type="x-section")
        for code in sorted(unit.texts, key=lambda code: code == language):  # the language itself last, as a target
            _fill(add(add(element, "tuv", **{LANGUAGE: code}), "seg"), unit.texts[code])
    return xml_bytes(root, _DOCTYPE)


def _fill(element: Any, content: Content) -> None:
    """Appends `content` to `element`; each code is an element with its Markdown in it."""
    for part in content:
        if isinstance(part, str):
            append_text(element, xml_text(part))
        elif part.role == "single":
            add(element, "ph", part.data, x=part.id, type=f"x-{part.kind}")
        elif part.role == "open":
            add(element, "bpt", part.data, i=part.id, x=part.id, type=f"x-{part.kind}")
        else:
            add(element, "ept", part.data, i=part.id)
