"""Group of units ⇄ the XML of an XLIFF 2.0 file (OASIS standard xliff-core-v2.0, 5 August 2014).

translate-toolkit reads the file safely, rejects what is not XLIFF 2, and formats it. It does not support groups, notes
and original data of a unit, or paired codes; these are read and written with lxml, on which it is built.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from translate.storage.xliff2 import Xliff2File

from concord.errors import ConfigurationError
from concord.untrusted.printable import UNPRINTABLE
from concord.xliff.inline_codes import Code, Content, Role
from concord.xliff.segments import Unit, group_id

_STORE: Any = Xliff2File  # has no type hints
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NS = "{urn:oasis:names:tc:xliff:document:2.0}"
_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {"b": "fmt", "i": "fmt", "break": "fmt", "image": "image", "link": "link"}
_TYPES |= dict.fromkeys(("fact", "title", "source", "picture"), "link")
_SUBTYPES = {"b": "xlf:b", "i": "xlf:i", "break": "xlf:lb", "code": "concord:code", "html": "concord:html"}
_SUBTYPES |= {kind: f"concord:{kind}" for kind in ("fact", "title", "source", "picture", "evidence", "disputes")}
_ROLES: Mapping[str, Role] = {"ph": "single", "sc": "open", "ec": "close"}

Mark = tuple[Role, str]  # the role and the id of a code
Parts = tuple[str | Mark, ...]


@dataclass(frozen=True)
class Entry:
    """A unit as it is exported.

    `place` is the file and line of its text. `is_followed` is whether the present translation says what the source
    says, as far as is known.
    """

    unit: Unit
    place: str
    notes: Sequence[str] = ()
    is_followed: bool = False


@dataclass(frozen=True)
class Group:
    """The units of a section, with notes about all of them."""

    section: str
    entries: Sequence[Entry]
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class ReturnedUnit:
    """A unit of a translated file: its page, section and id, and its target; None where it has no target."""

    page: str
    section: str
    id: str
    target: Parts | None


def write_xliff(source: str, target: str, pages: Mapping[str, Iterable[Group]]) -> bytes:
    """The bytes of the XLIFF file with the units of `pages`, by path, from the language `source` into `target`."""
    store = _STORE(sourcelanguage=source, targetlanguage=target)
    root = store.document.getroot()
    for child in list(root):
        root.remove(child)
    for number, (path, groups) in enumerate(pages.items(), 1):
        file = _add(root, "file", id=f"f{number}", original=path)
        for group in groups:
            element = _add(file, "group", id=group_id(group.section), name=group.section)
            _notes(element, group.notes)
            for entry in group.entries:
                _unit(element, entry)
    text = bytes(store).decode("utf-8")
    return UNPRINTABLE.sub(lambda match: f"&#x{ord(match[0]):x};", text).encode("utf-8")  # for who reads it raw


def read_xliff(data: bytes) -> tuple[str, str, list[ReturnedUnit]]:
    """Reads the XLIFF file `data`.

    Returns:
        The code of the source language, that of the target language, and the units.

    Raises:
        ConfigurationError: It is not an XLIFF 2 file.
    """
    try:
        store = _STORE.parsestring(data)
        root = store.document.getroot()
        found = [
            ReturnedUnit(file.get("original", ""), _section(unit), unit.get("id", ""), _target(unit))
            for file in root.iter(f"{_NS}file")
            for unit in file.iter(f"{_NS}unit")
        ]
    except Exception as error:  # of lxml, of the toolkit, and of `int` for a number that is none
        raise ConfigurationError(f"it is no XLIFF 2 file ({' '.join(str(error).split())})") from error
    if root.tag != f"{_NS}xliff":
        raise ConfigurationError("it is no XLIFF 2 file")
    return root.get("srcLang", ""), root.get("trgLang", ""), found


def _unit(parent: Any, entry: Entry) -> None:
    unit = entry.unit
    element = _add(parent, "unit", id=unit.id, name=entry.place)
    _notes(element, entry.notes)
    codes = [
        part for text in (unit.source_content, unit.target_content or ()) for part in text if isinstance(part, Code)
    ]
    names = {data: f"d{number}" for number, data in enumerate(dict.fromkeys(code.data for code in codes), 1)}
    if names:
        original = _add(element, "originalData")
        for data, name in names.items():
            _add(original, "data", id=name).text = _CONTROL.sub("\ufffd", data)
    state = "initial" if unit.target_content is None or not entry.is_followed else "translated"
    segment = _add(element, "segment", state=state)
    _fill(_add(segment, "source", **{_SPACE: "preserve"}), unit.source_content, names)
    if unit.target_content is not None:
        _fill(_add(segment, "target", **{_SPACE: "preserve"}), unit.target_content, names)


def _notes(parent: Any, notes: Sequence[str]) -> None:
    if notes:
        element = _add(parent, "notes")
        for note in notes:
            _add(element, "note").text = _CONTROL.sub("\ufffd", note)


def _fill(element: Any, content: Content, names: Mapping[str, str]) -> None:
    """Appends `content` to `element`; what stands between an opening and a closing code becomes their child."""
    stack = [element]
    closing = {part.id: part for part in content if isinstance(part, Code) and part.role == "close"}
    for part in content:
        if isinstance(part, str):
            _append_text(stack[-1], part)
        elif part.role == "single":
            _add(stack[-1], "ph", id=part.id, dataRef=names[part.data], disp=_display_text(part), **_attributes(part))
        elif part.role == "open":
            ends = {"dataRefStart": names[part.data], "dataRefEnd": names[closing[part.id].data]}
            stack.append(_add(stack[-1], "pc", id=part.id, **ends, **_attributes(part)))
        else:
            stack.pop()


def _append_text(element: Any, text: str) -> None:
    """Appends `text` to the content of `element`; a character that XML does not allow becomes a `cp` element."""
    place = 0
    for match in [*_CONTROL.finditer(text), None]:
        plain = text[place : match.start() if match else len(text)]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + plain
        else:
            element.text = (element.text or "") + plain
        if match:
            _add(element, "cp", hex=f"{ord(match[0]):04X}")
            place = match.end()


def _display_text(code: Code) -> str:
    """What a translation tool shows for a code."""
    return _CONTROL.sub("\ufffd", code.shows or " ".join(code.data.split()) or "↵")


def _attributes(code: Code) -> dict[str, str]:
    """The attributes that tell the kind of a code, and whether a translator may copy or delete it."""
    attributes = {"type": _TYPES.get(code.kind, "other"), "canCopy": "no"}
    if code.kind in _SUBTYPES:
        attributes["subType"] = _SUBTYPES[code.kind]
    if code.is_protected:
        attributes["canDelete"] = "no"
    return attributes


def _section(unit: Any) -> str:
    """The section of a unit, from the group with its id; translation tools may have added groups in between."""
    wanted = unit.get("id", "").partition(".")[0]
    found = (group.get("name", "") for group in unit.iterancestors(f"{_NS}group") if group.get("id") == wanted)
    return next(found, "")


def _target(unit: Any) -> Parts | None:
    """The targets of the segments of a unit, joined in their order; None where one of them has none.

    A translation tool may split a unit into several segments; the space between them is then in `ignorable` elements.
    """
    found: list[tuple[int, int, Any]] = []
    segments = [child for child in unit if child.tag in (f"{_NS}segment", f"{_NS}ignorable")]
    for number, segment in enumerate(segments, 1):
        target = segment.find(f"{_NS}target")
        if target is None and segment.tag == f"{_NS}segment":
            return None
        text = segment.find(f"{_NS}source") if target is None else target
        found.append((int(text.get("order", number)), number, text))
    return tuple(part for *_, text in sorted(found, key=lambda entry: entry[:2]) for part in _parts(text))


def _parts(element: Any) -> Iterator[str | Mark]:
    """The words and codes in `element`. Of an annotation that a tool has added, only its content counts."""
    yield from _text(element.text)
    for child in element:
        if child.tag is etree.Entity:
            raise ValueError(f"what does {child.text} stand for?")
        tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if tag == "pc":
            yield "open", child.get("id", "")
            yield from _parts(child)
            yield "close", child.get("id", "")
        elif tag in _ROLES:
            yield _ROLES[tag], child.get("startRef") or child.get("id", "")
        elif tag == "cp":
            yield chr(int(child.get("hex", "FFFD"), 16))
        elif tag == "mrk":
            yield from _parts(child)
        yield from _text(child.tail)


def _text(text: str | None) -> Iterator[str]:
    if text:
        yield text


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    safe = {name: _CONTROL.sub("\ufffd", value) for name, value in attributes.items()}  # also names of files
    return etree.SubElement(parent, f"{_NS}{tag}", safe)
