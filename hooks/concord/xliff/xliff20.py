"""Entries ⇄ the XML of an XLIFF 2.0 file (OASIS standard xliff-core-v2.0, 5 August 2014)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from concord.xliff.inline_codes import Role
from concord.xliff.segments import group_id
from concord.xliff.units import Entry, Group, Mark, Parts, ReturnedUnit
from concord.xliff.xliff20_content import NAMESPACE, fill, original_data
from concord.xliff.xliff20_modules import NAMESPACES, SEGMENT, add_glossary, add_match
from concord.xliff.xml_text import SPACE, add, content_nodes

_NS = f"{{{NAMESPACE}}}"
_ROLES: Mapping[str, Role] = {"ph": "single", "sc": "open", "ec": "close"}


def write(source: str, target: str, pages: Mapping[str, Iterable[Group]]) -> Any:
    """The root of the file with the groups of `pages`, by path, from the language `source` into `target`."""
    attributes = {"version": "2.0", "srcLang": source, "trgLang": target}
    namespaces: Any = {None: NAMESPACE, **NAMESPACES}
    root = etree.Element(f"{_NS}xliff", attributes, namespaces)
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
    is_context = {"translate": "no"} if entry.is_context else {}
    element = add(parent, f"{_NS}unit", id=entry.id, name=entry.place, **is_context)
    if entry.match:
        add_match(element, entry.match)
    if entry.terms:
        add_glossary(element, entry.terms)
    _notes(element, entry.notes)
    names = original_data(element, entry.source, entry.target)
    state = "translated" if entry.state == "followed" else "initial"
    segment = add(element, f"{_NS}segment", id=SEGMENT, state=state)
    fill(add(segment, f"{_NS}source", **{SPACE: "preserve"}), entry.source, names)
    if entry.target is not None:
        fill(add(segment, f"{_NS}target", **{SPACE: "preserve"}), entry.target, names)


def _notes(parent: Any, notes: Sequence[str]) -> None:
    if notes:
        element = add(parent, f"{_NS}notes")
        for note in notes:
            add(element, f"{_NS}note", note)


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
