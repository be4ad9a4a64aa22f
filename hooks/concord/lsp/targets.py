"""A position in a document → what stands there: an entry of the registry, or a section that is one or is linked to."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types

from concord.lsp.session import Session
from concord.model import OWN_SCHEMES, Location, Page, Reference
from concord.pages.link_targets import LinkTargets
from concord.registry import KINDS

_WORD = re.compile(r"[A-Za-z0-9][\w-]*")
_KEY = re.compile(r"^\s*(?:-\s*)?([\w-]+):")
_KINDS_BY_KEY = {  # of a file of the registry → the kind of the ids below it
    **dict.fromkeys(("sources", "derived_from"), "sources"),
    **dict.fromkeys(("same_as", "contradicts", "fact"), "facts"),
}


class Target(NamedTuple):
    """What stands at a position.

    Attributes:
        kind: `facts`, `titles`, `sources` or `pictures` for an entry of the registry, `section` for a section.
        id: The id of the entry, or of the heading; "" for a page without one.
        place: The stretch of the document that names it.
        page: Of a section, the page that it is on.
    """

    kind: str
    id: str
    place: Location
    page: Page | None = None


def target_at(session: Session, path: Path, position: types.Position) -> Target | None:
    """What stands at a position of a file; None for running text."""
    line, column = session.positions(path).place(position)
    if kind := session.registry_kind(path):
        return _entry_at(session, path, kind, (line, column))
    page = session.page(path)
    if page is None:
        return None
    for reference in _references(page):
        if _has(reference.location, line, column):
            return _referred(session, page, reference)
    for block in (block for section in page.sections for block in section.blocks):
        for id, place in block.evidence:
            if _has(place, line, column):
                return Target("facts", id, place)
    section = next((one for one in page.sections if one.level and one.location.line == line), None)
    return Target("section", section.id, section.location, page) if section else None


def declaration(session: Session, target: Target) -> Location | None:
    """Where a target is: its entry in the registry, or the heading of the section."""
    if target.kind == "section":
        page = target.page
        section = page.by_id.get(target.id) if page else None
        return section.location if section else Location(page.file) if page else None
    return session.guide.registry.places.get((target.kind, target.id))


def _referred(session: Session, page: Page, reference: Reference) -> Target | None:
    """What a reference on `page` leads to; None where that is no part of the guide."""
    if reference.scheme in (*OWN_SCHEMES, "picture"):
        return Target(f"{reference.scheme}s", reference.target.partition(".")[0], reference.location)
    if reference.scheme not in ("link", "image"):
        return None
    found = LinkTargets(session.guide.corpus).resolve(page, reference.target)
    if found.kind != "page":
        return None
    home = session.guide.corpus.pages[found.language][found.path]
    id = found.fragment or (home.heading.id if home.heading else "")
    return Target("section", id, reference.location, home)


def _references(page: Page) -> Iterator[Reference]:
    return (reference for _, reference in page.references if reference.scheme != "evidence")


def _has(place: Location, line: int, column: int) -> bool:
    """Whether a range has a point, its end included."""
    end = (place.end_line or place.line, place.end_column or place.column)
    return (place.line, place.column) <= (line, column) <= end


def _entry_at(session: Session, path: Path, kind: str, point: tuple[int, int]) -> Target | None:
    """The entry that a word in a file of the registry names: its own key, or a key of another file or entry."""
    line, column = point
    lines = session.positions(path)
    text = lines.line(line)
    word = next((one for one in _WORD.finditer(text) if one.start() < column <= one.end() + 1), None)
    if not word:
        return None
    key = _key_above(lines.lines, line)
    kinds = [kind] if not word.start() else [_KINDS_BY_KEY.get(key, "titles"), *KINDS]
    known = next((one for one in kinds if (one, word[0]) in session.guide.registry.places), "")
    place = Location(session.name(path), line, word.start() + 1, line, word.end() + 1)
    return Target(known, word[0], place) if known else None


def _key_above(lines: list[str], line: int) -> str:
    """The key whose value, or list of values, the line is in."""
    for text in reversed(lines[:line]):
        if found := _KEY.match(text):
            return found[1]
    return ""
