"""Content → the words and codes in an XLIFF 2.0 element, and the Markdown of the codes beside it."""

from collections.abc import Mapping
from typing import Any

from concord.xliff.inline_codes import Code, Content
from concord.xliff.xml_text import NOT_XML, add, append_text, xml_text

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_NS = f"{{{NAMESPACE}}}"
_TYPES = {"b": "fmt", "i": "fmt", "break": "fmt", "image": "image", "link": "link"}
_TYPES |= dict.fromkeys(("fact", "title", "source", "picture"), "link")
_SUBTYPES = {"b": "xlf:b", "i": "xlf:i", "break": "xlf:lb", "code": "concord:code", "html": "concord:html"}
_SUBTYPES |= {kind: f"concord:{kind}" for kind in ("fact", "title", "source", "picture", "evidence", "disputes")}


def original_data(parent: Any, *contents: Content | None) -> dict[str, str]:
    """Adds the Markdown of the codes in `contents`; returns the id that each was given."""
    codes = [part for content in contents for part in content or () if isinstance(part, Code)]
    names = {data: f"d{number}" for number, data in enumerate(dict.fromkeys(code.data for code in codes), 1)}
    if names:
        original = add(parent, f"{_NS}originalData")
        for data, name in names.items():
            add(original, f"{_NS}data", data, id=name)
    return names


def fill(element: Any, content: Content, names: Mapping[str, str]) -> None:
    """Appends `content` to `element`; what stands between an opening and a closing code becomes their child."""
    stack = [element]
    closing = {part.id: part for part in content if isinstance(part, Code) and part.role == "close"}
    for part in content:
        if isinstance(part, str):
            _append(stack[-1], part)
        elif part.role == "single":
            shown = xml_text(part.shows or " ".join(part.data.split()) or "↵")
            add(stack[-1], f"{_NS}ph", id=part.id, dataRef=names[part.data], disp=shown, **_attributes(part))
        elif part.role == "open":
            ends = {"dataRefStart": names[part.data], "dataRefEnd": names[closing[part.id].data]}
            stack.append(add(stack[-1], f"{_NS}pc", id=part.id, **ends, **_attributes(part)))
        else:
            stack.pop()


def _append(element: Any, text: str) -> None:
    """Appends `text` to the content of `element`; a character that XML does not allow becomes a `cp` element."""
    place = 0
    for match in NOT_XML.finditer(text):
        append_text(element, text[place : match.start()])
        add(element, f"{_NS}cp", hex=f"{ord(match[0]):04X}")
        place = match.end()
    append_text(element, text[place:])


def _attributes(code: Code) -> dict[str, str]:
    """The attributes that tell the kind of a code, and whether a translator may copy or delete it."""
    attributes = {"type": _TYPES.get(code.kind, "other"), "canCopy": "no"}
    if code.kind in _SUBTYPES:
        attributes["subType"] = _SUBTYPES[code.kind]
    if code.is_protected:
        attributes["canDelete"] = "no"
    return attributes
