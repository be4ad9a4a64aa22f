"""The text of a Markdown file → `Page`: front matter, sections, blocks, links and suppressions with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from markdown.extensions.attr_list import get_attrs_and_remainder
from ruamel.yaml.error import MarkedYAMLError

from concord import yaml
from concord.model import Block, Location, Page, Problem, Reference, Section, Suppression
from concord.pages.block_parser import Leaf, Parser
from concord.pages.foreign_syntax import without_foreign_syntax
from concord.pages.heading_attributes import find_attributes
from concord.pages.inline_scanner import scan_inline
from concord.pages.line_markers import OPEN, MarkedLines, replace_noncharacters
from concord.pages.links import Link
from concord.pages.page_limits import find_excess
from concord.storage.text_file import normalize_newlines
from concord.untrusted.conflict_markers import find_conflicts

__all__ = ["Parser", "parse_page"]

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_MAX_FRONT_MATTER = 100_000  # characters; a key takes some 0.05 ms
_COMMENT = re.compile(r"<!--((?:(?!<!--|-->).)*)-->", re.DOTALL)
_DIRECTIVE = re.compile(r"\s*concord(?::|(?=\s+allow\b))(.*)", re.DOTALL)
_TITLES = ("title", "summary")  # those that Markdown makes of the kind of a box stand nowhere in the text
_BEFORE = 200  # characters of `Reference.before`: enough for a bound such as "more than"
_ID_START = re.compile(r"(?<=#)|(?<=\bid=)|(?<=\bid=[\"'])")
_ID_END = re.compile(r"[\s}\"']|\Z")
_ALLOW = re.compile(r"allow\s+([\w-]+)\s*(?::\s*(.*))?", re.DOTALL)


def parse_page(text: str, parser: Parser, *, language: str, path: str, file: str, digest: str = "") -> Page:
    """The page of the Markdown `text`.

    Args:
        text: The content of the file without a byte order mark, with the line ends of any system.
        parser: The Markdown of the site; it may be used for many pages, one after the other.
        language: The code of the language.
        path: The path of the page, which is the same in each language.
        file: The path of the file, as the user sees it.
        digest: A hash of the file; see `model.Page`.

    Returns:
        The page. What could not be read is in its `problems`; no text raises an exception.
    """
    source = normalize_newlines(text)
    if excess := find_excess(source.split("\n"), parser.limits):
        problem = Problem(Location(file, excess.line + 1), excess.reason)
        return Page(language, path, file, problems=(problem,), digest=digest)
    if conflicts := find_conflicts(source, is_page=True):
        left = (Problem(Location(file, one.first), one.reason, "conflict-left") for one in conflicts)
        return Page(language, path, file, problems=tuple(left), digest=digest)
    meta, problems, body = read_front_matter(source, file)
    lines = without_foreign_syntax(replace_noncharacters(source[body:]).split("\n"))
    marked = MarkedLines(lines, first=source.count("\n", 0, body) + 1)
    reader = _Reader(file, marked, parser)
    leaves: list[Leaf] = []
    try:
        leaves = list(parser.leaves(marked.lines))
    except RecursionError:
        problems.append(Problem(Location(file), "its blocks are nested too deeply for Markdown to read"))
    except Exception as error:  # Markdown and its extensions may raise anything, and the build of the site stops there
        problems.append(Problem(Location(file), f"Markdown cannot read it ({_one_line(error)})"))
    for leaf in leaves:
        reader.take(leaf)
    sections, labelled = tuple(reader.finish()), tuple(reader.labelled())
    keys = _key_lines(meta, source[:body])
    allowed, faults = tuple(reader.suppressions), tuple(problems)
    return Page(language, path, file, sections, meta, allowed, faults, labelled, keys, digest=digest)


def read_front_matter(source: str, file: str) -> tuple[dict[str, object], list[Problem], int]:
    """The values of the front matter, what is wrong with it, and the offset where the page's text begins."""
    match = _FRONT_MATTER.match(source)
    if not match:
        return {}, [], 0
    if len(match[1]) > _MAX_FRONT_MATTER:
        return {}, [Problem(Location(file, 2), "its front matter is too long")], match.end()
    try:
        meta: Any = yaml.load(match[1], yaml.LenientLoader)
    except MarkedYAMLError as error:
        place = error.problem_mark
        location = Location(file, place.line + 2, place.column + 1) if place else Location(file)
        return (
            {},
            [Problem(location, f"its front matter is no YAML: {_one_line(error.problem or error.context)}")],
            match.end(),
        )
    except Exception as error:  # also a `ValueError` of a date, a number or a key
        return {}, [Problem(Location(file), f"its front matter is no YAML: {_one_line(error)}")], match.end()
    if not isinstance(meta, dict):
        return {}, [Problem(Location(file, 2), "its front matter is no list of keys and values")], match.end()
    return meta, [], match.end()


def _key_lines(meta: dict[str, object], front_matter: str) -> dict[str, int]:
    """The line of each key of `meta`; that behind the opening line where it is not found, as in flow style."""
    found: dict[str, int] = {}
    for number, line in enumerate(front_matter.split("\n"), 1):
        key, colon, _ = f"{line} ".replace("\t", " ").partition(": ")
        if colon:
            found.setdefault(key.rstrip().strip("\"'"), number)
    return {key: found.get(key, 2) for key in map(str, meta)}


def front_matter_end(source: str) -> int:
    """The offset in `source`, whose line ends are LF, where the text behind the front matter begins."""
    match = _FRONT_MATTER.match(source)
    return match.end() if match else 0


def _one_line(error: object) -> str:
    """The text of an error on one line, of at most 200 characters."""
    return " ".join(str(error).split())[:200]


@dataclass
class _Reader:
    """Makes sections of the leaves of a page, and finds the place of each leaf in the file."""

    file: str
    marked: MarkedLines
    parser: Parser
    sections: list[Section] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _waiting: list[tuple[int, int]] = field(default_factory=list)  # indices of a suppression and of the block below it

    def take(self, leaf: Leaf) -> None:
        block = self._place(leaf)
        if leaf.kind != "code" and "<!--" in block.text and not _COMMENT.sub("", block.text).strip():
            for comment in _COMMENT.finditer(block.text):  # a reader does not see it, so it is no block
                if directive := _DIRECTIVE.fullmatch(comment[1]):
                    fault = "" if directive[0].lstrip().startswith("concord:") else "it has no colon behind concord"
                    self._allow(directive[1].strip(), block.at(comment.start()), fault)
            return
        if level := _LEVELS.get(leaf.kind):
            self._close()
            self.sections.append(self._section(level, block))
        elif not self.sections:
            self.sections.append(Section("", 0, "", block.location, block.location))
        self._blocks.append(block)

    def finish(self) -> list[Section]:
        self._close()
        return self.sections

    def labelled(self) -> Iterator[tuple[str, Location]]:
        """The addresses of the page's link labels, each with its range."""
        for line, address in self.parser.labelled:
            if line:
                start, end = self.marked.labelled(line, address)
                yield address, Location(self.file, line, start, line, end)

    def _close(self) -> None:
        if self.sections:
            self.sections[-1] = replace(self.sections[-1], blocks=tuple(self._blocks))
        last = {block.group: block.lines[-1][1] for block in self._blocks} if self._waiting else {}
        for index, below in self._waiting:
            block = self._blocks[below] if below < len(self._blocks) else None
            self.suppressions[index] = _settle(self.suppressions[index], block, last)
        self._blocks, self._waiting = [], []

    def _place(self, leaf: Leaf) -> Block:
        at = self.marked.next_box() if leaf.kind in _TITLES and OPEN not in leaf.text else 0
        text, lines = self.marked.place(leaf.text, at)
        is_code = leaf.kind == "code"
        links, spans = scan_inline(text, self.parser.md) if not is_code else ((), ())
        fence = self.marked.fence(lines[0][1]) if is_code else ""
        kind, _, group, outer, item, trail = leaf
        block = Block(kind, text, self.file, group, outer, item, lines, (), spans, trail, fence)
        if not links or leaf.kind == "html":
            return block
        return block._replace(references=tuple(_reference(link, block) for link in links))

    def _section(self, level: int, block: Block) -> Section:
        match = find_attributes(block.text)
        title = block.text[: match.start()] if match else block.text.rstrip()
        attributes, _ = get_attrs_and_remainder(match[1]) if match else ([], "")
        id = next((value for key, value in reversed(attributes) if key == "id" and value), "")
        if not match or not id:
            place = match.start(1) if match else len(title)
            return Section("", level, unescape(title.strip()), block.location, block.at(place))
        start = next(_typed(id, block.text, match.start()), match.start())
        return Section(id, level, unescape(title.strip()), block.location, block.span(start, start + len(id)))

    def _allow(self, text: str, location: Location, fault: str = "") -> None:
        match = _ALLOW.fullmatch(text)
        rule, reason = (match[1], (match[2] or "").strip()) if match else ("", "")
        if not reason:
            fault = fault or ("it gives no reason" if match else "it is not of the form `allow RULE: why`")
        section = self.sections[-1] if self.sections else None
        if section and (len(self._blocks) > 1 or not section.level):
            self._waiting.append((len(self.suppressions), len(self._blocks)))
            scope = "block"
        else:
            scope = "section" if section else "page"
        self.suppressions.append(Suppression(rule, reason, location, scope, section.id if section else "", fault=fault))


def _typed(id: str, text: str, start: int) -> Iterator[int]:
    """The offsets from `start` on at which `text` has `id` as the id of a heading."""
    for place in _ID_START.finditer(text, start):
        if text.startswith(id, place.end()) and _ID_END.match(text, place.end() + len(id)):
            yield place.end()


def _reference(link: Link, block: Block) -> Reference:
    return Reference(
        link.scheme,
        link.target,
        block.text[link.text_start : link.text_end],
        block.span(link.start, link.end),
        block.span(link.text_start, link.text_end),
        block.text[max(0, link.start - _BEFORE) : link.start],
        (link.start, link.end),
    )


def _settle(suppression: Suppression, below: Block | None, last: dict[int, int]) -> Suppression:
    """`suppression` with the lines of the block `below` it, or of the whole list or table that this begins.

    `last` has the last line of each group of blocks.
    """
    if below is None:
        fault = suppression.fault or "it stands above no block"
        return replace(suppression, lines=(suppression.location.line,) * 2, fault=fault)
    return replace(suppression, lines=(below.location.line, last[below.group]))
