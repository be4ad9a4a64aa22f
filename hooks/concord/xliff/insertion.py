"""Translations of blocks that a page lacks → Insertions: lines of the source page, translated, with their place."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from concord.edits.apply import apply_to_text
from concord.finding import Edit
from concord.model import Block, Location, Page, Section
from concord.storage.text_file import split_lines
from concord.xliff.inline_codes import Content, write_content
from concord.xliff.rewording import Expected, Translations, block_edits, expected_blocks
from concord.xliff.segments import META, Gap, Unit

_FRONT_MATTER = re.compile(r"(-{3}[ \t]*\r?\n)(?:.*\n)*?(?:-{3}|\.{3})[ \t]*(?:\r?\n|\Z)")
_DESCRIPTION = re.compile(r"^description:[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*", re.MULTILINE)
_ONE_LINE = ("ul", "ol", "table")  # elements whose blocks begin and end with the lines on which they stand


@dataclass(frozen=True)
class Insertion:
    """Text to insert at the end of a page's `line`, counted from 1, and the blocks that a reader is to see of it."""

    line: int
    text: str
    expected: tuple[Expected, ...]


def block_insertions(translations: Translations, source: str, target: str) -> Iterator[Insertion]:
    """The insertions for units with a gap: missing elements, items and rows.

    Args:
        translations: The units and their new texts.
        source: The text of the page in the source language.
        target: The text of the page in the target language.
    """
    gaps: dict[int, list[tuple[Unit, Content]]] = defaultdict(list)
    for unit, content in translations:
        if unit.gap:
            gaps[id(unit.gap)].append((unit, content))
    source_lines, target_lines = split_lines(source), split_lines(target)
    for some in gaps.values():
        gap, section = some[0][0].gap, some[0][0].section
        assert gap
        first, last = _first_line(gap.blocks[0], source_lines), _last_line(gap.blocks[-1], source_lines)
        text = _translated_lines(source_lines, first, last, some)
        line, separator = _place(gap, target_lines)
        yield Insertion(line, separator + text, tuple(_expected_of_source(section, gap.blocks, some)))


def section_insertions(
    translations: Translations, source: str, source_page: Page, target: str, target_page: Page
) -> Iterator[Insertion]:
    """The insertions of sections that the target page lacks, each after the section that it follows on the source page.

    Args:
        translations: The units of these sections and their new texts.
        source: The text of the page in the source language.
        source_page: That page.
        target: The text of the page in the target language.
        target_page: That page.
    """
    by_section: dict[str, list[tuple[Unit, Content]]] = defaultdict(list)
    for unit, content in translations:
        by_section[unit.section].append((unit, content))
    source_lines, target_lines = split_lines(source), split_lines(target)
    target_ids = [section.id for section in target_page.sections]
    line = 0
    for index, section in enumerate(source_page.sections):
        if section.id in target_ids:
            line = _last_section_line(target_page.sections, target_ids.index(section.id), target_lines)
        elif section.id in by_section:
            some = by_section[section.id]
            last = _last_section_line(source_page.sections, index, source_lines)
            text = _translated_lines(source_lines, section.location.line, last, some)
            yield Insertion(line, f"\n\n{text}", tuple(_expected_of_source(section.id, section.blocks, some)))


def insertion_edits(insertions: Iterable[Insertion], text: str, file: str) -> tuple[list[Edit], list[Expected]]:
    """The edits that make the `insertions` in `file`, which has the given text.

    Returns:
        The edits, and the blocks that a reader is to see of them, in the order of the new page.
    """
    lines = split_lines(text)
    ordered = sorted(insertions, key=lambda one: one.line)
    texts: dict[int, str] = defaultdict(str)
    for one in ordered:
        texts[one.line] += one.text
    places = {line: Location(file, line, len(lines[line - 1]) + 1) for line in texts}
    newline = "\r\n" if "\r\n" in text else "\n"
    edits = [Edit(places[line], "", inserted.replace("\n", newline)) for line, inserted in texts.items()]
    return edits, [expected for one in ordered for expected in one.expected]


def new_page(translations: Translations, source: str, source_page: Page) -> tuple[str, list[Expected]]:
    """A page for a language that lacks it: the source page with the text `source`, translated.

    Returns:
        The text of the new page, and the blocks that a reader is to see of it.
    """
    lines = split_lines(source)
    blocks, descriptions = split_descriptions(translations)
    text = _translated_lines(lines, 1, len(lines), blocks)
    for description in descriptions:
        text = with_description(text, description)
    expected = [
        block
        for section in source_page.sections
        for block in _expected_of_source(section.id, section.blocks, translations)
    ]
    new = f"{text}\n"
    return new.replace("\n", "\r\n") if "\r\n" in source else new, expected


def split_descriptions(translations: Translations) -> tuple[Translations, list[str]]:
    """The translations of blocks, and the new description of the page, if there is one."""
    descriptions = [write_content(content) for unit, content in translations if unit.source.kind == META]
    return [(unit, content) for unit, content in translations if unit.source.kind != META], descriptions


def with_description(text: str, description: str) -> str:
    """The text of a page with this description in its front matter."""
    line = f"description: {json.dumps(description, ensure_ascii=False)}"
    newline = "\r\n" if "\r\n" in text else "\n"
    match = _FRONT_MATTER.match(text)
    if match is None:
        return newline.join(("---", line, "---", "", text))
    head, changes = _DESCRIPTION.subn(lambda _: line, match[0], count=1)
    return (head if changes else f"{match[1]}{line}{newline}{head[match.end(1) :]}") + text[match.end() :]


def _translated_lines(lines: Sequence[str], first: int, last: int, translations: Translations) -> str:
    """The source `lines` from number `first` to `last`, with the new texts in place of those of their units."""
    numbered = "\n" * (first - 1) + "\n".join(lines[first - 1 : last])  # empty lines keep the line numbers
    text, _ = apply_to_text(numbered, [block_edits(unit.source, content) for unit, content in translations])
    return text.strip("\n")


def _expected_of_source(section: str, blocks: Iterable[Block], translations: Translations) -> Iterator[Expected]:
    """What a reader is to see of `blocks` of the source page once they are translated."""
    by_location = {unit.source.location: (unit, content) for unit, content in translations}
    return expected_blocks(section, blocks, by_location)


def _place(gap: Gap, lines: Sequence[str]) -> tuple[int, str]:
    """The line at the end of which the gap is, and what has to stand between that line and the inserted text."""
    if gap.after:
        return _last_line(gap.after, lines), "\n" if gap.is_item else "\n\n"
    assert gap.before
    return gap.before.location.line - 1, "\n"


def _first_line(block: Block, lines: Sequence[str]) -> int:
    """The number of the first line of the element that begins with `block`, up to the blank line above it."""
    line = block.location.line
    while block.outer not in _ONE_LINE and line > 1 and lines[line - 2].strip():
        line -= 1
    return line


def _last_line(block: Block, lines: Sequence[str]) -> int:
    """The number of the last line of the element that ends with `block`, down to the blank line below it."""
    line = block.lines[-1][1]
    while block.outer not in _ONE_LINE and line < len(lines) and lines[line].strip():
        line += 1
    return line


def _last_section_line(sections: Sequence[Section], index: int, lines: Sequence[str]) -> int:
    """The number of the last line of a section that is not blank."""
    line = sections[index + 1].location.line - 1 if index + 1 < len(sections) else len(lines)
    while line > 1 and not lines[line - 1].strip():
        line -= 1
    return line
