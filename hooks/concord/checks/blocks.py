"""`AlignedSection` → findings where elements, list items, table rows and cells, links, images or listings differ."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from concord.alignment.elements import Element, ElementRow, aligned_blocks, aligned_elements
from concord.alignment.minority import split_languages, unshared_items
from concord.alignment.sections import AlignedSection, aligned_sections
from concord.finding import Finding
from concord.model import OWN_SCHEMES, Block, Location, Page
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.messages import join_names

_KIND_NAMES = {  # the kind of an element → its name in a message
    "p": "paragraph",
    "list": "list",
    "table": "table",
    "pre": "listing",
    "blockquote": "quotation",
    "dl": "list",
}
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/")  # an address with a scheme or a host, or from the site's root
_ID = re.compile(r"\{[^{}\n]*#[\w-]+[^{}\n]*\}")
_COMMENT = re.compile(r"(?m)(?:^|\s|(?<=>))(?:#|//|-- |;;).*$|/\*[\s\S]*?\*/|<!--[\s\S]*?-->")
_WORDS_IN_MESSAGE = 6  # of the beginning of an element


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `block-drift`, `list-drift`, `table-drift`, `link-drift`, `image-drift` and `code-drift`."""
    for aligned in aligned_sections(corpus):
        links: dict[str, dict[str, Location]] = {code: {} for code in aligned.sections}
        images: dict[str, dict[str, Location]] = {code: {} for code in aligned.sections}
        for row in aligned_elements(aligned.sections):
            if len(row.elements) < len(aligned.sections):
                yield _missing_element(aligned, row)
            if len(row.elements) > 1:
                yield from _check_shapes(aligned, row)
            if len(row.elements) == len(aligned.sections):  # the links of a missing element are not reported as well
                for code, element in row.elements.items():
                    _add_targets(aligned.pages[code], element, links[code], images[code])
        yield from _check_targets(aligned, "link-drift", links)
        yield from _check_targets(aligned, "image-drift", images)


def _missing_element(aligned: AlignedSection, row: ElementRow) -> Finding:
    """`block-drift` for an element that some languages lack, at the first language in the minority."""
    sections = aligned.sections
    split = split_languages(sections, row.elements)
    assert split
    present = {code: element.blocks[0].location for code, element in row.elements.items()}
    places = [present.get(code, sections[code].location) for code in split.minority]
    code = split.minority[0]
    element = next(iter(row.elements.values()))
    data = {"kind": _KIND_NAMES.get(element.kind, "block"), "begins": _beginning(element)} | split.message_data
    related = places[1:] or [place for other, place in present.items() if other != code]
    return aligned.subject(code).finding("block-drift", places[0], data, related=related, group=present.values())


def _beginning(element: Element) -> str:
    words = element.blocks[0].text.split()
    return " ".join(words[:_WORDS_IN_MESSAGE]) + (" …" if len(words) > _WORDS_IN_MESSAGE else "")


def _check_shapes(aligned: AlignedSection, row: ElementRow) -> Iterator[Finding]:
    """Yields `list-drift`, `table-drift` or `code-drift` where the versions of one element differ in shape.

    The shape of a list is the number of its items, that of a table its rows and cells, that of a listing its code.
    """
    kind = next(iter(row.elements.values())).kind
    if kind == "list":
        items = {code: element.items for code, element in row.elements.items()}
        yield from _differing_shape(aligned, row, "list-drift", items)
    elif kind == "table":
        sizes = {code: (element.items, len(element.blocks)) for code, element in row.elements.items()}
        yield from _differing_shape(aligned, row, "table-drift", sizes)
        if len(set(sizes.values())) == 1:
            yield from _check_cells(aligned, row)
    elif kind == "pre":
        listings = {code: _code_without_comments(element) for code, element in row.elements.items()}
        yield from _differing_shape(aligned, row, "code-drift", listings)


def _code_without_comments(element: Element) -> str:
    """The code of a listing on one line, without its comments, which may be translated.

    The id in a comment stays: a heading of Markdown looks like a comment, and its id is the same in each language.
    """
    text = "\n".join(block.text for block in element.blocks)
    return " ".join(_COMMENT.sub(lambda comment: f" {' '.join(_ID.findall(comment[0]))} ", text).split())


def _differing_shape(
    aligned: AlignedSection, row: ElementRow, rule: str, shapes: Mapping[str, object]
) -> Iterator[Finding]:
    """Yields one finding where the shapes differ, at the language whose shape the fewest share."""
    values = list(shapes.values())
    if len(set(values)) == 1:
        return
    places = {code: element.blocks[0].location for code, element in row.elements.items()}
    code = min(shapes, key=lambda code: values.count(shapes[code]))
    others = [other for other in shapes if shapes[other] != shapes[code]]
    shape, other_shape = (_shape_in_message(shapes[one]) for one in (code, others[0]))
    data = {"own": shape, "theirs": other_shape, "having": join_names(others)}
    related = [places[other] for other in others]
    yield aligned.subject(code).finding(rule, places[code], data, related=related, group=places.values())


def _shape_in_message(shape: object) -> str:
    """A shape as the message has it: of a table's size, the number of rows."""
    return str(shape[0] if isinstance(shape, tuple) else shape)


def _check_cells(aligned: AlignedSection, row: ElementRow) -> Iterator[Finding]:
    """Yields `table-drift` where cells at the same place cite other facts, titles or sources."""
    for blocks in aligned_blocks(row):
        cited = {code: _cited_entries(block) for code, block in blocks.items()}
        cells = {code: block.location for code, block in blocks.items()}
        for entry, split, places in unshared_items(cited, cells):
            data = {"case": "cell", "thing": entry} | split.message_data
            subject = aligned.subject(split.minority[0])
            yield subject.finding("table-drift", places[0], data, related=places[1:], group=cells.values())


def _cited_entries(block: Block) -> dict[str, Location]:
    """The ids of the facts, titles and sources that `block` cites, with the place of the last citation of each."""
    return {
        reference.target.partition(".")[0]: reference.location
        for reference in block.references
        if reference.scheme in OWN_SCHEMES
    }


def _add_targets(page: Page, element: Element, links: dict[str, Location], images: dict[str, Location]) -> None:
    """Adds the targets in `element` to `links` and `images`, each with the place where it first stands."""
    for block in element.blocks:
        for reference in block.references:
            if reference.scheme == "link":
                links.setdefault(_link_target(page, reference.target), reference.location)
            elif reference.scheme in ("image", "picture"):
                images.setdefault(posixpath.basename(reference.target), reference.location)


def _link_target(page: Page, target: str) -> str:
    """The target of a link on `page`, relative to the folder of the page's language, to compare between languages.

    A link into the folder of another language keeps the name of that folder.
    """
    if _ABSOLUTE.match(target):
        return target
    path, _, fragment = target.partition("#")
    if path:
        folder = posixpath.dirname(page.path)
        whole = posixpath.normpath(posixpath.join(page.language, folder, path))
        inside = whole.removeprefix(f"{page.language}/")
    else:
        inside = page.path
    return f"{inside}#{fragment}" if fragment else inside


def _check_targets(
    aligned: AlignedSection, rule: str, targets: Mapping[str, Mapping[str, Location]]
) -> Iterator[Finding]:
    """Yields a finding of `rule` for each target that some languages lack."""
    headings = {code: section.location for code, section in aligned.sections.items()}
    for target, split, places in unshared_items(targets, headings):
        group = [targets[other][target] for other in split.having]
        data = {"target": target} | split.message_data
        subject = aligned.subject(split.minority[0])
        yield subject.finding(rule, places[0], data, related=places[1:], group=group)
