"""Entries ⇄ the XML of an XLIFF 2.0 file (OASIS standard xliff-core-v2.0, 5 August 2014)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from concord.xliff.inline_codes import Code, Content, Role
from concord.xliff.segments import group_id
from concord.xliff.units import Entry, Group, Mark, Parts, ReturnedUnit
from concord.xliff.xml_text import NOT_XML, SPACE, add, append_text, content_nodes, xml_text

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_NS = f"{{{NAMESPACE}}}"
_TYPES = {"b": "fmt", "i": "fmt", "break": "fmt", "image": "image", "link": "link"}
_TYPES |= dict.fromkeys(("fact", "title", "source", "picture"), "link")
_SUBTYPES = {"b": "xlf:b", "i": "xlf:i", "break": "xlf:lb", "code": "concord:code", "html": "concord:html"}
_SUBTYPES |= {kind: f"concord:{kind}" for kind in ("fact", "title", "source", "picture", "evidence", "disputes")}
_ROLES: Mapping[str, Role] = {"ph": "single", "sc": "open", "ec": "close"}


def write(source: str, target: str, pages: Mapping[str, Iterable[Group]]) -> Any:
    """The root of the file with the groups of `pages`, by path, from the language `source` into `target`."""
    root = etree.Element(f"{_NS}xliff", {"version": "2.0", "srcLang": source, "trgLang": target}, {None: NAMESPACE})
    for number, (path, groups) in enumerate(pages.items(), 1):
        file = add(root, f"{_NS}file", id=f"f{number}", original=path)
        for group in groups:
            element = add(file, f"{_NS}group", id=group_id(group.section), name=group.section)
            _notes(element, group.notes)
            for entry in group.entries:
                _unit(element, entry)
    return root


def languages(root: Any) -> tuple[str, str]:
    """The codes of the source and the target language of a file."""
    return root.get("srcLang", ""), root.get("trgLang", "")


def read(root: Any) -> Iterator[ReturnedUnit]:
    """The units of a file. Raises `ValueError` where something in it cannot be read."""
    for file in root.iter(f"{_NS}file"):
        for unit in file.iter(f"{_NS}unit"):
            yield _returned(file.get("original", ""), unit)


def _unit(parent: Any, entry: Entry) -> None:
    element = add(parent, f"{_NS}unit", id=entry.id, name=entry.place)
    _notes(element, entry.notes)
    names = _original_data(element, entry.source, entry.target)
    state = "initial" if entry.target is None or not entry.is_followed else "translated"
    segment = add(element, f"{_NS}segment", state=state)
    _fill(add(segment, f"{_NS}source", **{SPACE: "preserve"}), entry.source, names)
    if entry.target is not None:
        _fill(add(segment, f"{_NS}target", **{SPACE: "preserve"}), entry.target, names)


def _original_data(parent: Any, *contents: Content | None) -> dict[str, str]:
    """Adds the Markdown of the codes in `contents`; returns the id that each was given."""
    codes = [part for content in contents for part in content or () if isinstance(part, Code)]
    names = {data: f"d{number}" for number, data in enumerate(dict.fromkeys(code.data for code in codes), 1)}
    if names:
        original = add(parent, f"{_NS}originalData")
        for data, name in names.items():
            add(original, f"{_NS}data", data, id=name)
    return names


def _notes(parent: Any, notes: Sequence[str]) -> None:
    if notes:
        element = add(parent, f"{_NS}notes")
        for note in notes:
            add(element, f"{_NS}note", note)


def _fill(element: Any, content: Content, names: Mapping[str, str]) -> None:
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


def _returned(page: str, unit: Any) -> ReturnedUnit:
    data = {one.get("id", ""): _data_text(one) for one in unit.iterfind(f"{_NS}originalData/{_NS}data")}
    codes: dict[Mark, str] = {}
    source, target = (_side(unit, side, data, codes) for side in ("source", "target"))
    states = {segment.get("state", "initial") for segment in unit.iterfind(f"{_NS}segment")}
    state = "initial" if "initial" in states else next(iter(states), "")
    return ReturnedUnit(page, _section(unit), unit.get("id", ""), source or (), target, codes, state)


def _data_text(element: Any) -> str:
    return "".join(node if isinstance(node, str) else _code_point(node) for node in content_nodes(element))


def _section(unit: Any) -> str:
    """The section of a unit, from the group with its id; translation tools may have added groups in between."""
    wanted = unit.get("id", "").partition(".")[0]
    found = (group.get("name", "") for group in unit.iterancestors(f"{_NS}group") if group.get("id") == wanted)
    return next(found, "")


def _side(unit: Any, side: str, data: Mapping[str, str], codes: dict[Mark, str]) -> Parts | None:
    """The sources or targets of the segments of a unit, joined in their order; None where a segment has none.

    A translation tool may split a unit into several segments; the space between them is then in `ignorable` elements.
    """
    found: list[tuple[int, int, Any]] = []
    segments = [child for child in unit if child.tag in (f"{_NS}segment", f"{_NS}ignorable")]
    for number, segment in enumerate(segments, 1):
        text = segment.find(f"{_NS}{side}")
        if text is None and segment.tag == f"{_NS}segment":
            return None
        if text is None:
            text = segment.find(f"{_NS}source")
        if text is not None:
            found.append((int(text.get("order", number)), number, text))
    ordered = sorted(found, key=lambda entry: entry[:2])
    return tuple(part for *_, text in ordered for part in _parts(text, data, codes))


def _parts(element: Any, data: Mapping[str, str], codes: dict[Mark, str]) -> Iterator[str | Mark]:
    """The words and codes in `element`. Of an annotation that a tool has added, only its content counts."""

    def mark(role: Role, id: str, reference: str) -> Mark:
        if reference in data:
            codes[role, id] = data[reference]
        return role, id

    for node in content_nodes(element):
        tag = "" if isinstance(node, str) else etree.QName(node).localname
        if isinstance(node, str):
            yield node
        elif tag == "pc":
            id = node.get("id", "")
            yield mark("open", id, node.get("dataRefStart", ""))
            yield from _parts(node, data, codes)
            yield mark("close", id, node.get("dataRefEnd", ""))
        elif tag in _ROLES:
            yield mark(_ROLES[tag], node.get("startRef") or node.get("id", ""), node.get("dataRef", ""))
        elif tag == "cp":
            yield _code_point(node)
        elif tag == "mrk":
            yield from _parts(node, data, codes)


def _code_point(element: Any) -> str:
    return chr(int(element.get("hex", "FFFD"), 16))
