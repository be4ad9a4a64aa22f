"""Titles → `titles-2019.tbx`: the same termbase in the form of ISO 30042:2019, dialect TBX-Basic, in the style DCT.

There each data category is an element of its own, in the namespace of the module that has it.
"""

from xml.etree.ElementTree import Element, indent, register_namespace, tostring

from concord.site.context import SiteContext
from concord.site.downloads.titles_tbx import termbase

_CORE = "urn:iso:std:iso:30042:ed-2"
_MIN, _BASIC = "http://www.tbxinfo.net/ns/min", "http://www.tbxinfo.net/ns/basic"
_OF_MIN = ("administrativeStatus", "partOfSpeech", "subjectField")  # what the module Min has; Basic has the rest
_CATEGORIES = ("descrip", "ref", "termNote", "xref")  # elements of 2008 whose type is a category
_TAGS = {
    "martif": "tbx",
    "martifHeader": "tbxHeader",
    "termEntry": "conceptEntry",
    "langSet": "langSec",
    "tig": "termSec",
}


def titles_tbx_2019(context: SiteContext) -> str:
    """The text of `titles-2019.tbx`."""
    root = _renamed(termbase(context))
    root.attrib.update(type="TBX-Basic", style="dct")
    for prefix, namespace in (("", _CORE), ("min", _MIN), ("basic", _BASIC)):
        register_namespace(prefix, namespace)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _renamed(old: Element) -> Element:
    """An element and what is in it, in the names of 2019; without the declaration that only 2008 has."""
    category = old.get("type", "") if old.tag in _CATEGORIES else ""
    namespace = (_MIN if category in _OF_MIN else _BASIC) if category else _CORE
    name = category or _TAGS.get(old.tag, old.tag)
    new = Element(f"{{{namespace}}}{name}", {key: value for key, value in old.attrib.items() if key != "type"})
    new.text = old.text
    new.extend(_renamed(child) for child in old if child.tag != "encodingDesc")
    return new
