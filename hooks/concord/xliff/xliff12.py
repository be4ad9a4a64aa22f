"""Entries ⇄ the XML of an XLIFF 1.2 file (OASIS standard xliff-core, 1 February 2008), which most tools read.

Where there is something to translate, the target is the source, and the present translation is a match: OmegaT 3 shows
the target for the source.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from concord.xliff.inline_codes import Content, Role
from concord.xliff.segments import group_id
from concord.xliff.units import Entry, Group, Mark, Match, Parts, ReturnedUnit, Term
from concord.xliff.xml_text import LANGUAGE, SPACE, add, append_text, content_nodes, xml_text

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_NS = f"{{{NAMESPACE}}}"
_CTYPES = {"b": "bold", "i": "italic", "break": "lb", "link": "link", "image": "image"}
_ROLES: Mapping[str, Role] = {"ph": "single", "x": "single", "bpt": "open", "bx": "open", "ept": "close", "ex": "close"}
_TAGS: Mapping[Role, str] = {"single": "ph", "open": "bpt", "close": "ept"}
_STATES = {"new": "needs-translation", "followed": "translated", "review": "needs-review-translation"}


def write(source: str, target: str, pages: Mapping[str, Iterable[Group]]) -> Any:
    """The root of the file with the groups of `pages`, by path, from the language `source` into `target`."""
    root = etree.Element(f"{_NS}xliff", {"version": "1.2"}, {None: NAMESPACE})
    for path, groups in pages.items():
        file = add(root, f"{_NS}file", original=path, datatype="x-markdown")
        file.set("source-language", source)
        file.set("target-language", target)
        body = add(file, f"{_NS}body")
        for group in groups:
            element = add(body, f"{_NS}group", id=group_id(group.section), resname=group.section)
            for note in group.notes:
                add(element, f"{_NS}note", note)
            for entry in group.entries:
                _unit(element, entry, source, target)
    return root


def languages(root: Any) -> tuple[str, str]:
    """The codes of the source and the target language of a file."""
    file = root.find(f"{_NS}file")
    return ("", "") if file is None else (file.get("source-language", ""), file.get("target-language", ""))


def read(root: Any) -> Iterator[ReturnedUnit]:
    """The units of a file. Raises `ValueError` where something in it cannot be read."""
    for file in root.iter(f"{_NS}file"):
        for unit in file.iter(f"{_NS}trans-unit"):
            yield _returned(file.get("original", ""), unit)


def _unit(parent: Any, entry: Entry, source: str, target: str) -> None:
    is_context = {"translate": "no"} if entry.is_context else {}
    element = add(parent, f"{_NS}trans-unit", id=entry.id, resname=entry.place, **is_context)
    _fill(add(element, f"{_NS}source", **{SPACE: "preserve", LANGUAGE: source}), entry.source)
    said = entry.target if entry.target is not None and entry.state != "new" else entry.source
    _fill(
        add(element, f"{_NS}target", **{SPACE: "preserve", LANGUAGE: target, "state": _STATES[entry.state]}),
        said,
    )
    for note in (*entry.notes, *map(_term_note, entry.terms)):
        add(element, f"{_NS}note", note)
    if entry.match:
        _match(element, entry.match, source, target)


def _match(parent: Any, match: Match, source: str, target: str) -> None:
    quality = {"match-quality": f"{round(100 * match.similarity)}%"}
    element = add(parent, f"{_NS}alt-trans", origin="agreed on before", **quality)
    _fill(add(element, f"{_NS}source", **{SPACE: "preserve", LANGUAGE: source}), match.source)
    _fill(add(element, f"{_NS}target", **{SPACE: "preserve", LANGUAGE: target}), match.target)


def _term_note(term: Term) -> str:
    """A term as a note: XLIFF 1.2 has no glossaries."""
    return f"{term.source} = {', '.join(term.targets)}"


def _fill(element: Any, content: Content) -> None:
    """Appends `content` to `element`; each code is an element with its Markdown in it."""
    for part in content:
        if isinstance(part, str):
            append_text(element, xml_text(part))
        else:
            shown = {"equiv-text": part.shows} if part.shows and part.role == "single" else {}
            kind = {} if part.role == "close" else {"ctype": _CTYPES.get(part.kind, f"x-{part.kind}")}
            add(element, f"{_NS}{_TAGS[part.role]}", part.data, id=part.id, **kind, **shown)


def _returned(page: str, unit: Any) -> ReturnedUnit:
    codes: dict[Mark, str] = {}
    source, target = (_side(unit.find(f"{_NS}{side}"), codes) for side in ("source", "target"))
    element = unit.find(f"{_NS}target")
    state = "" if element is None else element.get("state", "")
    settled = "final" if unit.get("approved") == "yes" else state
    return ReturnedUnit(page, _section(unit), unit.get("id", ""), source or (), target, codes, settled)


def _section(unit: Any) -> str:
    """The section of a unit, from the group with its id."""
    wanted = unit.get("id", "").partition(".")[0]
    found = (group.get("resname", "") for group in unit.iterancestors(f"{_NS}group") if group.get("id") == wanted)
    return next(found, "")


def _side(element: Any, codes: dict[Mark, str]) -> Parts | None:
    return None if element is None else tuple(_parts(element, codes))


def _parts(element: Any, codes: dict[Mark, str]) -> Iterator[str | Mark]:
    """The words and codes in `element`. Of a mark that a tool has added, only its content counts."""
    for node in content_nodes(element):
        tag = "" if isinstance(node, str) else etree.QName(node).localname
        if isinstance(node, str):
            yield node
        elif tag == "g":
            yield "open", node.get("id", "")
            yield from _parts(node, codes)
            yield "close", node.get("id", "")
        elif tag == "it" or tag in _ROLES:
            role = _ROLES.get(tag) or ("open" if node.get("pos") == "open" else "close")
            mark: Mark = role, node.get("rid") or node.get("id", "")
            if tag not in ("x", "bx", "ex"):
                codes[mark] = "".join(one for one in content_nodes(node) if isinstance(one, str))
            yield mark
        elif tag == "mrk":
            yield from _parts(node, codes)
