"""The family `structure` below the section: the same paragraphs, items, cells, links, pictures and listings."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from concord.alignment.elements import Element, ElementRow, aligned_blocks, aligned_elements
from concord.alignment.minority import join_names, split_languages, uneven_items
from concord.alignment.sections import Versions, aligned_sections
from concord.finding import Finding, page_finding
from concord.model import OWN_SCHEMES, Block, Location, Page
from concord.pages.corpus import Corpus
from concord.registry import Registry

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/")
_ID = re.compile(r"\{[^{}\n]*#[\w-]+[^{}\n]*\}")
_COMMENT = re.compile(r"(?m)(?:^|\s|(?<=>))(?:#|//|-- |;;).*$|/\*[\s\S]*?\*/|<!--[\s\S]*?-->")


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`block-drift`, `list-drift`, `table-drift`, `link-drift`, `image-drift`, `code-drift`."""
    for versions in aligned_sections(corpus):
        links: dict[str, dict[str, Location]] = {code: {} for code in versions[1]}
        images: dict[str, dict[str, Location]] = {code: {} for code in versions[1]}
        for row in aligned_elements(versions[1]):
            if len(row.elements) < len(versions[1]):
                yield _lonely(versions, row)
            if len(row.elements) > 1:
                yield from _shape(versions, row)
            if len(row.elements) == len(versions[1]):
                for code, element in row.elements.items():
                    _collect(versions[0][code], element, corpus, links[code], images[code])
        yield from _targets(versions, "link-drift", links)
        yield from _targets(versions, "image-drift", images)


def _lonely(versions: Versions, row: ElementRow) -> Finding:
    """An element that not every language has."""
    pages, sections = versions
    parts = split_languages(sections, row.elements)
    assert parts
    own = {code: element.blocks[0].location for code, element in row.elements.items()}
    places = [own.get(code, sections[code].location) for code in parts.reported]
    code = parts.reported[0]
    element = next(iter(row.elements.values()))
    data = {"kind": _NAMES.get(element.kind, "block"), "begins": _beginning(element)} | parts.words
    related = tuple(places[1:]) or tuple(place for other, place in own.items() if other != code)
    return page_finding(
        pages[code], sections[code], "block-drift", places[0], data, related=related, group=tuple(own.values())
    )


_NAMES = {"p": "paragraph", "list": "list", "table": "table", "pre": "listing", "blockquote": "quotation", "dl": "list"}


def _beginning(element: Element) -> str:
    words = element.blocks[0].text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def _shape(versions: Versions, row: ElementRow) -> Iterator[Finding]:
    """Lists with another number of items, tables with other rows or columns, listings with other lines."""
    kind = next(iter(row.elements.values())).kind
    if kind == "list":
        yield from _odd(versions, row, "list-drift", {code: element.items for code, element in row.elements.items()})
    elif kind == "table":
        shapes = {code: (element.items, len(element.blocks)) for code, element in row.elements.items()}
        yield from _odd(versions, row, "table-drift", shapes)
        if len(set(shapes.values())) == 1:
            yield from _cells(versions, row)
    elif kind == "pre":
        code_only = {code: _code(element) for code, element in row.elements.items()}
        yield from _odd(versions, row, "code-drift", code_only)


def _code(element: Element) -> str:
    """A listing without its comments, which may be translated, but for an id in one: a heading of Markdown looks so."""
    text = "\n".join(block.text for block in element.blocks)
    return " ".join(_COMMENT.sub(lambda comment: f" {' '.join(_ID.findall(comment[0]))} ", text).split())


def _odd(versions: Versions, row: ElementRow, rule: str, shapes: Mapping[str, object]) -> Iterator[Finding]:
    """One finding where the shapes differ, at the language whose shape the fewest share."""
    values = list(shapes.values())
    if len(set(values)) == 1:
        return
    pages, sections = versions
    places = {code: element.blocks[0].location for code, element in row.elements.items()}
    code = min(shapes, key=lambda code: values.count(shapes[code]))
    others = [other for other in shapes if shapes[other] != shapes[code]]
    shape, theirs = (str(_count(shapes[one])) for one in (code, others[0]))
    data = {"own": shape, "theirs": theirs, "having": join_names(others)}
    related = tuple(places[other] for other in others)
    yield page_finding(
        pages[code], sections[code], rule, places[code], data, related=related, group=tuple(places.values())
    )


def _count(shape: object) -> object:
    return shape[0] if isinstance(shape, tuple) else shape


def _cells(versions: Versions, row: ElementRow) -> Iterator[Finding]:
    """The cells of a table at the same place cite the same facts, titles and sources."""
    for blocks in aligned_blocks(row):
        cited = {code: _cited(block) for code, block in blocks.items()}
        for thing, parts, places in uneven_items(cited, {code: block.location for code, block in blocks.items()}):
            code = parts.reported[0]
            data = {"case": "cell", "thing": thing} | parts.words
            group = tuple(block.location for block in blocks.values())
            yield page_finding(
                versions[0][code], versions[1][code], "table-drift", places[0], data, related=places[1:], group=group
            )


def _cited(block: Block) -> dict[str, Location]:
    return {
        reference.target.partition(".")[0]: reference.location
        for reference in block.references
        if reference.scheme in OWN_SCHEMES
    }


def _collect(
    page: Page, element: Element, corpus: Corpus, links: dict[str, Location], images: dict[str, Location]
) -> None:
    for block in element.blocks:
        for reference in block.references:
            if reference.scheme == "link":
                links.setdefault(_target(page, reference.target, corpus), reference.location)
            elif reference.scheme in ("image", "picture"):
                images.setdefault(posixpath.basename(reference.target), reference.location)


def _target(page: Page, target: str, corpus: Corpus) -> str:
    """Where a link leads, from the root of the page's language; into another language's folder, that is told."""
    if _OUTSIDE.match(target):
        return target
    path, _, fragment = target.partition("#")
    whole = posixpath.normpath(posixpath.join(page.language, posixpath.dirname(page.path), path)) if path else page.file
    inside = whole.removeprefix(f"{page.language}/") if path else page.path
    return f"{inside}#{fragment}" if fragment else inside


def _targets(versions: Versions, rule: str, targets: Mapping[str, Mapping[str, Location]]) -> Iterator[Finding]:
    pages, sections = versions
    headings = {code: section.location for code, section in sections.items()}
    for target, parts, places in uneven_items(targets, headings):
        code = parts.reported[0]
        group = tuple(targets[other][target] for other in parts.having)
        data = {"target": target} | parts.words
        yield page_finding(pages[code], sections[code], rule, places[0], data, related=places[1:], group=group)
