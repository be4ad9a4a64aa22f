"""A position → where what stands there is said, and all places that name it; and the links of a page."""

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from concord.lsp.diagnostics import location_of, uri_of
from concord.lsp.session import Session
from concord.lsp.targets import Target, declaration, target_at
from concord.model import Location
from concord.pages.link_targets import LinkTargets


def definition(session: Session, path: Path, position: types.Position) -> types.Location | None:
    """Where the entry or the section at a position is."""
    target = target_at(session, path, position)
    place = declaration(session, target) if target else None
    return location_of(session, place) if place else None


def references(session: Session, path: Path, position: types.Position) -> list[types.Location]:
    """All places on pages and in the registry that name the entry or the section at a position."""
    target = target_at(session, path, position)
    return [location_of(session, place) for place in _places(session, target)] if target else []


def _places(session: Session, target: Target) -> Iterator[Location]:
    guide = session.guide
    if place := declaration(session, target):
        yield place
    targets = LinkTargets(guide.corpus)
    for page in session.pages:
        for _, reference in page.references:
            if f"{reference.scheme}s" == target.kind:
                if reference.target.partition(".")[0] == target.id:
                    yield reference.location
            elif target.page and reference.scheme == "link":
                found = targets.resolve(page, reference.target)
                is_page = (found.kind, found.language, found.path) == ("page", target.page.language, target.page.path)
                heading = target.page.heading.id if target.page.heading else ""
                if is_page and (found.fragment or heading) == target.id:
                    yield reference.location
        for block in (block for section in page.sections for block in section.blocks):
            if target.kind == "facts":
                yield from (place for id, place in block.evidence if id == target.id)


def document_links(session: Session, path: Path) -> list[types.DocumentLink]:
    """The links of a page to other pages and files of the guide."""
    page = session.page(path)
    if page is None:
        return []
    targets, positions = LinkTargets(session.guide.corpus), session.positions(path)
    links = []
    for _, reference in page.references:
        found = targets.resolve(page, reference.target) if reference.scheme in ("link", "image") else None
        name = ""
        if found and found.kind == "page":
            name = session.guide.corpus.pages[found.language][found.path].file
        elif found and found.kind == "file":
            name = found.path
        if name:
            links.append(types.DocumentLink(positions.range(reference.location), uri_of(session, name)))
    return links
