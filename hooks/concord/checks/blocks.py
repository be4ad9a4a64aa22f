"""Aligned elements → findings where a language lacks one, has them in another order, or has another kind of them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from concord.alignment.arrangement import rearranged_blocks
from concord.alignment.elements import Element, ElementRow
from concord.alignment.elsewhere import moved_gaps
from concord.alignment.gaps import SERIES, Gap, find_gaps
from concord.alignment.minority import deviating, unshared_items
from concord.alignment.order import Disorder, find_disorder, find_moved_element
from concord.alignment.originals import is_original
from concord.alignment.sections import AlignedSection, aligned_sections
from concord.alignment.tree import LEAVES
from concord.finding import Finding
from concord.model import OWN_SCHEMES, Block, Location, Section
from concord.pages.corpus import Corpus
from concord.pages.html_links import html_references
from concord.registry import Registry
from concord.rules.language_names import english_names
from concord.text.listing import listing_code
from concord.text.masking import mask_spans, prose_text

_NAMES = {  # the kind of an element → its name in a message
    **{"p": "paragraph", "pre": "listing", "html": "piece of HTML", "terms": "list of definitions"},
    **{"quote": "quotation", "group": "block", "tabs": "set of tabs"},
}
_RULES = {  # by the kind of the element around
    **{"list": "list-drift", "terms": "list-drift", "entry": "list-drift", "table": "table-drift", "row": "table-drift"}
}
_UNITS = {"item": "list-drift", "entry": "list-drift", "cell": "table-drift"}  # these cite the same in each language
_WITH_VARIANTS = ("box", "heading", "item", "list")
_TASKS = {"[ ]": "open", "☐": "open", "[x]": "done", "☑": "done", "☒": "done"}
_SIGNS_OF_TASKS = ("<", *_TASKS, "[X]")
_TASK = re.compile(r"\[[ xX]\](?=\s)|[☐☑☒]")
_CHECKBOX = re.compile(r"(?i)<input\b(?=[^<>]*\btype\s*=\s*[\"']?checkbox\b)(?P<checked>(?=[^<>]*\schecked\b))?")
_WORD = re.compile(r"\w")
_WORDS_IN_MESSAGE = 6  # of the beginning of an element
_Start = tuple[str, int, int]  # where a block begins: its file, line and column
_Gaps = list[tuple[Gap, ElementRow | None]]  # what some languages lack, with the element around it


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `block-drift`, `list-drift`, `table-drift`, and `section-drift` for headings without ids."""
    for aligned in aligned_sections(corpus):
        gaps: _Gaps | None = None if corpus.is_published else []
        found = list(_check_level(aligned, aligned.rows, None, gaps))
        elsewhere = _elsewhere(aligned, gaps or [])
        yield from (
            one for one in found if not one.group or not elsewhere.issuperset(place.start for place in one.group)
        )


def _check_level(
    aligned: AlignedSection, rows: Sequence[ElementRow], outer: ElementRow | None, gaps: _Gaps | None
) -> Iterator[Finding]:
    """Checks `rows`, the children of `outer`, or the outermost elements of a section, and what is in them.

    To `gaps` is added what some languages lack, as its text may stand there otherwise. It is None for a guide that is
    published, whose languages are built alike.
    """
    kind = outer.kind if outer else ""
    codes = outer.elements.keys() if outer else aligned.sections.keys()

    def start(code: str) -> Location:
        section = aligned.sections[code]
        if outer:
            return outer.elements[code].blocks[0].location
        return section.blocks[0].end if section.level else section.location

    for gap in find_gaps(rows, codes, start, kind, lambda row: _has_id(aligned, row)):
        if _is_merged(aligned, gap) or is_original(aligned, gap):
            continue
        if gaps is not None:
            gaps.append((gap, outer))
        yield _missing(aligned, gap, kind)
    if len(rows) > 1 and (disorder := _disorder(rows, codes, kind, is_strict=gaps is None)):
        yield _in_another_order(aligned, disorder, kind)
    for row in rows:
        is_leaf = row.kind in LEAVES and not (row.kind == "p" and kind != "item" and _may_be_task(row))
        if len(row.elements) > 1 and (row.kind == "heading" or not is_leaf):
            yield from _check_row(aligned, row, gaps)


def _disorder(rows: Sequence[ElementRow], codes: Collection[str], kind: str, *, is_strict: bool) -> Disorder | None:
    """Where a language has `rows`, the children of an element of `kind`, in another order; None for nowhere."""
    if kind in SERIES or kind == "row":
        return find_disorder(rows, codes, is_series=kind in SERIES)
    return find_moved_element(rows, codes) if is_strict else None


def _check_row(aligned: AlignedSection, row: ElementRow, gaps: _Gaps | None) -> Iterator[Finding]:
    """Checks an element that at least two languages have, and what is in it."""
    if row.kind in _WITH_VARIANTS or row.kind in LEAVES:
        yield from _check_variant(aligned, row)
    if row.kind in _UNITS:
        yield from _check_citations(aligned, row)
    faults = list(_check_grid(aligned, row)) if row.kind in ("table", "row") else []
    yield from faults
    if row.rows and not faults:
        yield from _check_level(aligned, row.rows, row, gaps)


def _elsewhere(aligned: AlignedSection, gaps: _Gaps) -> set[_Start]:
    """Where the blocks begin that a language lacks in one place only, as it has their text in another form or place."""
    starts: set[_Start] = set()
    left: _Gaps = []
    for gap, outer in gaps:
        if blocks := _rearranged(aligned, gap, outer):
            starts.update(block.location.start for block in blocks)
            starts.update(place.start for place in gap.starts)
        else:
            left.append((gap, outer))
    return starts.union(place.start for gap in moved_gaps(aligned, left) for place in gap.starts)


def _rearranged(aligned: AlignedSection, gap: Gap, outer: ElementRow | None) -> list[Block]:
    """The blocks of `rearranged_blocks`; of items, only where a list that was divided has their text outside."""
    if not outer or outer.kind not in SERIES:
        return rearranged_blocks(aligned, gap)
    blocks = rearranged_blocks(aligned, gap) if outer.kind == "list" else []
    there = {block.location.start for block in blocks}.difference(place.start for place in gap.starts)
    within = (block for code in gap.split.lacking for block in outer.elements[code].blocks)
    return blocks if there and there.isdisjoint(block.location.start for block in within) else []


def _has_id(aligned: AlignedSection, heading: ElementRow) -> bool:
    """Whether a heading that some languages lack has an id, so that `section-drift` reports it."""
    for code, element in heading.elements.items():
        section = aligned.pages[code].section_at(element.blocks[0].location.line)
        if section and section.id:
            return True
    return False


def _is_merged(aligned: AlignedSection, gap: Gap) -> bool:
    """Whether what is missing are only images, which the languages without it have in other blocks of the section."""
    blocks = [block for row in gap.rows for element in row.elements.values() for block in element.blocks]
    if any(block.kind == "code" or _WORD.search(_words(block)) for block in blocks):
        return False
    images = {name for block in blocks for name in _images(block)}
    return bool(images) and all(
        images <= {name for block in aligned.sections[code].blocks for name in _images(block)}
        for code in gap.split.lacking
    )


def _words(block: Block) -> str:
    """The prose of `block` without the texts of its images."""
    return mask_spans(prose_text(block), [one.span for one in block.references if one.scheme == "image"])


def _images(block: Block) -> Iterator[str]:
    return (one.target for one in (*block.references, *html_references(block)) if one.scheme == "image")


def _missing(aligned: AlignedSection, gap: Gap, outer: str) -> Finding:
    """A finding for elements that some languages lack, at the first language in the minority."""
    code, *others = gap.split.minority
    places = gap.places
    element = next(iter(gap.rows[0].elements.values()))
    count = len(gap.rows)
    data = {"kind": _NAMES.get(element.kind, element.kind), "begins": _beginning(element), "count": str(count)}
    if count > 1:
        data["case"] = "several"
    related = [places[other] for other in (others or gap.split.having)]
    rule = _RULES.get(outer, "block-drift")
    subject = aligned.subject(code, places[code])
    return subject.finding(rule, places[code], data | gap.split.message_data, related=related, group=gap.starts)


def _beginning(element: Element) -> str:
    """The first words of `element` as they were typed."""
    block = element.blocks[0]
    words = (listing_code(block) if block.kind == "code" else block.text).split()
    return " ".join(words[:_WORDS_IN_MESSAGE]) + (" …" if len(words) > _WORDS_IN_MESSAGE else "")


def _in_another_order(aligned: AlignedSection, found: Disorder, outer: str) -> Finding:
    """A finding where a language has the items, rows, cells, entries, tabs or paragraphs in another order than most."""
    own, expected = found.row.elements[found.code], found.expected.elements[found.code]
    data = {
        "case": ("cells-" if outer == "row" else "") + ("swapped" if found.is_swap else "order"),
        "begins": _beginning(own),
        "theirs": _beginning(expected),
        "having": english_names(found.others),
    }
    place = own.blocks[0].location
    related = [found.row.elements[other].blocks[0].location for other in found.others]
    subject = aligned.subject(found.code, place)
    return subject.finding(_RULES.get(outer, "block-drift"), place, data, related=related, group=[place, *related])


def _check_variant(aligned: AlignedSection, row: ElementRow) -> Iterator[Finding]:
    """Yields a finding where a box is of another kind, a task in another state, a heading on another level.

    A numbered list differs where it begins with another number.
    """
    if row.kind == "box":
        kinds = {code: element.variant or "plain" for code, element in row.elements.items()}
        yield from _differing(aligned, row, "block-drift", "box", kinds)
    elif row.kind == "heading":
        levels = {code: element.variant for code, element in row.elements.items()}
        yield from _differing(aligned, row, "section-drift", "level", levels)
    elif row.kind in ("item", "p") and _may_be_task(row):
        states = {code: _task(element) for code, element in row.elements.items()}
        yield from _differing(aligned, row, "list-drift", "task", states)
    elif row.kind == "list" and all(_is_numbered(element) for element in row.elements.values()):
        starts = {code: element.variant or "1" for code, element in row.elements.items()}
        yield from _differing(aligned, row, "list-drift", "start", starts)


def _is_numbered(element: Element) -> bool:
    return any(name.startswith("ol") for name, _ in element.blocks[0].trail)


def _may_be_task(row: ElementRow) -> bool:
    """Whether `row`, an item or a paragraph, begins as a task may."""
    return any(one.blocks[0].text.lstrip().startswith(_SIGNS_OF_TASKS) for one in row.elements.values())


def _task(element: Element) -> str:
    """The state of the task that an item or a paragraph is; of several boxes to tick in HTML, that of each."""
    text = element.blocks[0].text.lstrip()
    if _CHECKBOX.match(text):
        states = ("open" if box["checked"] is None else "done" for box in _CHECKBOX.finditer(text))
        return ", ".join(states)
    sign = _TASK.match(text)
    return _TASKS[sign[0].lower()] if sign else "no task"


def _check_grid(aligned: AlignedSection, row: ElementRow) -> Iterator[Finding]:
    """Yields `table-drift` where a table has another number of columns, or a row no text in the same of its cells."""
    if row.kind == "table":
        columns = {code: str(number) for code, number in row.columns.items()}
        yield from _differing(aligned, row, "table-drift", "columns", columns)
    elif row.kind == "row" and not row.has_equal_cells:
        cells = {code: " ".join(str(cell.number + 1) for cell in one.children) for code, one in row.elements.items()}
        yield from _differing(aligned, row, "table-drift", "cells", cells)


def _differing(
    aligned: AlignedSection, row: ElementRow, rule: str, case: str, values: Mapping[str, str]
) -> Iterator[Finding]:
    """Yields one finding where `values`, by language, differ: at the language whose value the fewest have."""
    code, others = deviating(values)
    if not others:
        return
    places = {other: element.blocks[0].location for other, element in row.elements.items()}
    data = {"case": case, "own": values[code], "theirs": values[others[0]], "having": english_names(others)}
    data["begins"] = _beginning(row.elements[code])
    related = [places[other] for other in others]
    subject = aligned.subject(code, places[code])
    yield subject.finding(rule, places[code], data, related=related, group=places.values())


def _check_citations(aligned: AlignedSection, row: ElementRow) -> Iterator[Finding]:
    """Yields a finding where an item, an entry or a cell cites other facts or sources than in most languages.

    In items and entries only if the language cites them elsewhere in the section; what it does not cite at all is
    `fact-drift`. What a cell links as a title is a part of the table as well.
    """
    is_cell = row.kind == "cell"
    schemes = OWN_SCHEMES if is_cell else ("fact", "source")
    if not any(block.references for element in row.elements.values() for block in element.blocks):
        return
    cited = {code: _cited_entries(element.blocks, schemes, is_cell=is_cell) for code, element in row.elements.items()}
    if len({frozenset(entries) for entries in cited.values()}) == 1:
        return
    places = {code: element.blocks[0].location for code, element in row.elements.items()}
    for entry, split, found in unshared_items(cited, places):
        if not is_cell and not all(_is_cited(entry, aligned.sections[code]) for code in split.lacking):
            continue
        data = {"case": "cites", "thing": entry, "kind": row.kind} | split.message_data
        subject = aligned.subject(split.minority[0], found[0])
        yield subject.finding(_UNITS[row.kind], found[0], data, related=found[1:], group=places.values())


def _is_cited(entry: str, section: Section) -> bool:
    return any(reference.target.partition(".")[0] == entry for reference in section.references)


def _cited_entries(blocks: Sequence[Block], schemes: Sequence[str], *, is_cell: bool) -> dict[str, Location]:
    """The ids of the entries of the registry that `blocks` cite, with the place of the last citation of each.

    In a cell, an end of a fact's range and its date count as entries of their own.
    """
    return {
        reference.target if is_cell else reference.target.partition(".")[0]: reference.location
        for block in blocks
        for reference in block.references
        if reference.scheme in schemes
    }
