"""What a page lacks → the lines of the leading language's page, translated, at their place in it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.edits.apply import apply_to_text
from concord.finding import Edit
from concord.model import Block, Location, Page, Section
from concord.storage.text_file import split_lines
from concord.xliff.inline_codes import Content, write_content
from concord.xliff.rewording import Expected, Sayings, block_edits, visible_block
from concord.xliff.segments import META, Gap, Unit

_DESCRIPTION = re.compile(r"^description:.*(?:\n[ \t]+.*)*", re.MULTILINE)
_TIGHT = ("ul", "ol", "table")  # their blocks stand on lines of their own, nothing of them above or below


@dataclass(frozen=True)
class Insertion:
    """Text that comes at the end of a page's `line`, and what a reader is to see of it."""

    line: int
    text: str
    expected: tuple[Expected, ...]


def block_insertions(sayings: Sayings, leading: str, own: str) -> Iterator[Insertion]:
    """The elements and items that `sayings` have gaps for, from the text `leading` into the text `own`."""
    gaps: dict[int, list[tuple[Unit, Content]]] = defaultdict(list)
    for unit, said in sayings:
        if unit.gap:
            gaps[id(unit.gap)].append((unit, said))
    theirs, ours = split_lines(leading), split_lines(own)
    for parts in gaps.values():
        gap, section = parts[0][0].gap, parts[0][0].section
        assert gap
        first, last = _start(gap.blocks[0], theirs), _end(gap.blocks[-1], theirs)
        text = _translated(theirs, first, last, parts)
        line, lead = _place(gap, ours)
        yield Insertion(line, lead + text, tuple(_expected(section, gap.blocks, parts)))


def section_insertions(sayings: Sayings, leading: str, page: Page, own: str, known: Page) -> Iterator[Insertion]:
    """The sections that `known` lacks of the leading language's `page`, each after the one that it follows there."""
    new: dict[str, list[tuple[Unit, Content]]] = defaultdict(list)
    for unit, said in sayings:
        new[unit.section].append((unit, said))
    theirs, ours = split_lines(leading), split_lines(own)
    have = [section.id for section in known.sections]
    line = 0
    for number, section in enumerate(page.sections):
        if section.id in have:
            line = _last_line(known.sections, have.index(section.id), ours)
        elif section.id in new:
            parts = new[section.id]
            last = _last_line(page.sections, number, theirs)
            text = _translated(theirs, section.location.line, last, parts)
            yield Insertion(line, f"\n\n{text}", tuple(_expected(section.id, section.blocks, parts)))


def insertion_edits(insertions: Iterable[Insertion], own: str, file: str) -> tuple[list[Edit], list[Expected]]:
    """The edits of the text `own` of `file` that make the `insertions`, and what comes with them, in its order."""
    lines = split_lines(own)
    ordered = sorted(insertions, key=lambda one: one.line)
    texts: dict[int, str] = defaultdict(str)
    for one in ordered:
        texts[one.line] += one.text
    places = {line: Location(file, line, len(lines[line - 1]) + 1) for line in texts}
    newline = "\r\n" if "\r\n" in own else "\n"
    found = [Edit(places[line], "", text.replace("\n", newline)) for line, text in texts.items()]
    return found, [expected for one in ordered for expected in one.expected]


def new_page(sayings: Sayings, leading: str, known: Page) -> tuple[str, list[Expected]]:
    """A page as the leading language's, `known` with the text `leading`, translated; what a reader is to see of it."""
    lines = split_lines(leading)
    text = _translated(lines, 1, len(lines), [(unit, said) for unit, said in sayings if unit.source.kind != META])
    for unit, said in sayings:
        if unit.source.kind == META:
            text = _DESCRIPTION.sub(lambda _, said=said: f"description: {_quoted(said)}", text, count=1)  # type: ignore[misc]
    expected = [one for section in known.sections for one in _expected(section.id, section.blocks, sayings)]
    return f"{text}\n", expected


def _quoted(said: Content) -> str:
    return json.dumps(write_content(said), ensure_ascii=False)


def _translated(lines: Sequence[str], first: int, last: int, parts: Sayings) -> str:
    """The `lines` from `first` to `last` with what `parts` say in their place."""
    alone = "\n" * (first - 1) + "\n".join(lines[first - 1 : last])  # each line has its number still
    text, _ = apply_to_text(alone, [block_edits(unit.source, said) for unit, said in parts])
    return text.strip("\n")


def _expected(section: str, blocks: Iterable[Block], parts: Sayings) -> Iterator[Expected]:
    new: Mapping[Location, tuple[Unit, Content]] = {unit.source.location: (unit, said) for unit, said in parts}
    for block in blocks:
        unit, said = new.get(block.location, (None, None))
        yield visible_block(block, section, said), unit


def _place(gap: Gap, lines: Sequence[str]) -> tuple[int, str]:
    """The line at the end of which a gap is, and what parts it from what is there."""
    if gap.after:
        return _end(gap.after, lines), "\n" if gap.is_item else "\n\n"
    assert gap.before
    return gap.before.location.line - 1, "\n"


def _start(block: Block, lines: Sequence[str]) -> int:
    """The first line of the element that begins with `block`, with what stands right above it."""
    line = block.location.line
    while block.outer not in _TIGHT and line > 1 and lines[line - 2].strip():
        line -= 1
    return line


def _end(block: Block, lines: Sequence[str]) -> int:
    """The last line of the element that ends with `block`."""
    line = block.lines[-1][1]
    while block.outer not in _TIGHT and line < len(lines) and lines[line].strip():
        line += 1
    return line


def _last_line(sections: Sequence[Section], number: int, lines: Sequence[str]) -> int:
    """The last line with something on it of the section with this number."""
    line = sections[number + 1].location.line - 1 if number + 1 < len(sections) else len(lines)
    while line > 1 and not lines[line - 1].strip():
        line -= 1
    return line
