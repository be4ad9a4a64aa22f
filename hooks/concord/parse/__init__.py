"""Markdown text → `Page`, with line and column, by the site's own parser. Reads no files.

A section is a heading and its own blocks up to the next heading, whatever its level.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from concord.model import Allowance, Block, Location, Page, Problem, Reference, Section
from concord.parse import links, marks
from concord.parse.tree import Leaf, Parser

__all__ = ["Parser", "parse"]

_HEADING = re.compile(r"h[1-6]")
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_NEWLINE = re.compile(r"\r\n?|\n")
_COMMENT = re.compile(r"\s*<!--\s*concord:\s*(.*?)\s*-->\s*", re.DOTALL)
_ALLOW = re.compile(r"allow\s+([\w-]+)\s*(?::\s*(.*))?", re.DOTALL)


def parse(text: str, parser: Parser, *, language: str, path: str, file: str) -> Page:
    """The page that `text` holds; what could not be read is in its `problems`, never an exception."""
    source = _NEWLINE.sub("\n", text)
    meta, problems, body = _front_matter(source, file)
    first = source.count("\n", 0, body) + 1
    lines = marks.clean(source[body:]).split("\n")
    reader = _Reader(file, first, lines, parser)
    try:
        for leaf in parser.leaves(marks.mark(lines, first)):
            reader.take(leaf)
    except RecursionError:
        problems.append(Problem(Location(file), "its blocks are nested too deeply for Markdown to read"))
    except AssertionError as error:  # html.parser on "<![", as the site's own build would raise it
        problems.append(Problem(Location(file), f"Markdown cannot read its HTML ({error})"))
    return Page(language, path, file, tuple(reader.finish()), meta, tuple(reader.allowances), tuple(problems))


def _front_matter(source: str, file: str) -> tuple[dict[str, object], list[Problem], int]:
    """What the front matter says, what is wrong with it, and the offset where the page's text begins."""
    match = _FRONT_MATTER.match(source)
    if not match:
        return {}, [], 0
    try:
        meta: Any = YAML(typ="safe", pure=True).load(match[1])
    except MarkedYAMLError as error:
        place = error.problem_mark
        location = Location(file, place.line + 2, place.column + 1) if place else Location(file)
        return {}, [Problem(location, f"its front matter is no YAML: {error.problem}")], match.end()
    except (YAMLError, ValueError) as error:
        return {}, [Problem(Location(file), f"its front matter is no YAML: {error}")], match.end()
    if not isinstance(meta, dict):
        return {}, [Problem(Location(file, 2), "its front matter is no list of keys and values")], match.end()
    return meta, [], match.end()


@dataclass
class _Reader:
    """Puts leaves into sections, and finds each leaf's place in the source."""

    file: str
    first: int
    source: list[str]
    parser: Parser
    sections: list[Section] = field(default_factory=list)
    allowances: list[Allowance] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _cursor: tuple[int, int] = (0, 0)  # line, column (from 0) behind the last text that was placed

    def take(self, leaf: Leaf) -> None:
        block = self._place(leaf)
        if leaf.kind == "html" and (comment := _COMMENT.fullmatch(block.text)):
            self._allow(comment[1], block)
            return
        if _HEADING.fullmatch(leaf.kind):
            self._close()
            self.sections.append(self._section(int(leaf.kind[1]), block))
        elif not self.sections:
            self.sections.append(Section("", 0, "", block.location, block.location))
        self._blocks.append(block)

    def finish(self) -> list[Section]:
        self._close()
        return self.sections

    def _close(self) -> None:
        if self.sections:
            self.sections[-1] = replace(self.sections[-1], blocks=tuple(self._blocks))
            self.allowances[:] = [self._settle(allowance) for allowance in self.allowances]
        self._blocks = []

    def _settle(self, allowance: Allowance) -> Allowance:
        """An allowance above a block with the lines of that block: of the whole list, the whole table."""
        if allowance.scope != "block" or allowance.lines != (0, 0):
            return allowance
        below = [block for block in self._blocks if block.location.line > allowance.location.line]
        if not below:
            return replace(allowance, lines=(allowance.location.line,) * 2, fault="it stands above no block")
        last = max(line for block in below if block.group == below[0].group for _, line, _ in block.lines)
        return replace(allowance, lines=(below[0].location.line, last))

    def _place(self, leaf: Leaf) -> Block:
        text = ""
        lines: list[tuple[int, int, int]] = []
        numbers = list(_numbers(leaf.text, self._cursor[0]))
        for segment, number in zip(leaf.text.split("\n"), numbers, strict=True):
            plain = marks.strip(segment)
            lines.append((len(text), number, self._column(plain, number) + 1))
            text += plain + "\n"
        block = Block(leaf.kind, text[:-1], self.file, leaf.group, tuple(lines))
        if leaf.kind in ("code", "html"):
            return block
        return replace(block, references=tuple(self._references(block)))

    def _column(self, segment: str, number: int) -> int:
        """Where `segment` begins in its line, from 0; the cells of a row are found one after the other."""
        index = number - self.first
        if not 0 <= index < len(self.source):
            return 0
        line = self.source[index]
        after = self._cursor[1] if self._cursor[0] == number else 0
        column = line.find(segment, after)
        if column < 0:
            words = segment.split(maxsplit=1)
            column = line.find(words[0], after) if words else after
        if column < 0:
            column = len(line) - len(line.lstrip())
        self._cursor = (number, column + len(segment))
        return column

    def _references(self, block: Block) -> Iterator[Reference]:
        for link in links.find(block.text, self.parser.md):
            yield Reference(
                link.scheme,
                link.target,
                block.text[link.text_start : link.text_end],
                block.span(link.start, link.end),
                block.span(link.text_start, link.text_end),
                block.text[: link.start],
            )

    def _section(self, level: int, block: Block) -> Section:
        match = AttrListTreeprocessor.HEADER_RE.search(block.text)
        title = block.text[: match.start()] if match else block.text.rstrip()
        attributes, _ = get_attrs_and_remainder(match[1]) if match else ([], "")
        id = next((value for key, value in reversed(attributes) if key == "id" and value), "")
        if not match or not id:
            place = match.start(1) if match else len(title)
            return Section("", level, title.strip(), block.location, block.at(place))
        start = block.text.index(id, match.start())
        return Section(id, level, title.strip(), block.location, block.span(start, start + len(id)))

    def _allow(self, text: str, block: Block) -> None:
        match = _ALLOW.fullmatch(text)
        rule, reason = (match[1], (match[2] or "").strip()) if match else ("", "")
        fault = "" if reason else "it gives no reason" if match else "it is not of the form `allow RULE: why`"
        scope = "block" if len(self._blocks) > 1 else "section" if self.sections else "page"
        section = self.sections[-1].id if self.sections else ""
        self.allowances.append(Allowance(rule, reason, block.location, scope, section, fault=fault))


def _numbers(text: str, last: int) -> Iterator[int]:
    """The line of each line of `text`: from its mark, else counted on from the nearest one."""
    segments = text.split("\n")
    found = {i: marks.number(match) for i, segment in enumerate(segments) if (match := marks.MARK.search(segment))}
    first = min(found, default=None)
    current = max(last, 1) - 1 if first is None else found[first] - first - 1
    for i in range(len(segments)):
        current = found.get(i, current + 1)
        yield current
