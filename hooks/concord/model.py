"""What a page is made of. Frozen, and imports nothing of the package. What there is most of are tuples, soon unpickled.

Lines and columns count from 1, in characters of the decoded text; an end column is the first one after.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

OWN_SCHEMES = ("fact", "title", "source")

SpanKind = Literal["code", "escape", "comment", "html", "attributes", "address", "footnote", "target"]
Span = tuple[int, int, SpanKind]
"""A stretch of a block's text that is no words: its start, its end, and what it is.

`code` includes its backticks. `escape` is a backslash and the character that it escapes, which is a word's own.
`attributes` are those of `attr_list`, in braces; `footnote` is the mark of one. `address` is a URL or an e-mail
address, with its angle brackets if it has any. `target` is a link from the bracket that closes its text to its end.
"""


class Location(NamedTuple):
    """A stretch of a file: `path` as the user sees it, from `line`, `column` up to `end_line`, `end_column`.

    Without an end it is a point.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None

    @property
    def start(self) -> tuple[str, int, int]:
        """What places are sorted by."""
        return self.path, self.line, self.column


class Reference(NamedTuple):
    """A link of a block: `[text](scheme:target)`.

    `scheme` is `fact`, `title` or `source` for the guide's own references, `picture` for one that is drawn from the
    registry, `image` for any other, else `link`.
    `location` spans the whole of it in the source, `text_location` what stands between the brackets. `before` is
    what the block says up to it: a bound such as "more than" may stand there. `span` are its offsets in the block.
    """

    scheme: str
    target: str
    text: str
    location: Location
    text_location: Location
    before: str = ""
    span: tuple[int, int] = (0, 0)

    @property
    def text_span(self) -> tuple[int, int]:
        """The offsets of its text in the block."""
        start = self.span[0] + (len("![") if self.scheme == "image" else len("["))
        return start, start + len(self.text)


class Block(NamedTuple):
    """A leaf of a page, such as a paragraph, an item or a cell, with its text before the inline pass.

    `kind` is the HTML element that it becomes (`p`, `li`, `td`, …), `code` for a listing, `html` for raw HTML.
    `group` counts the page's outermost elements: the items of one list, the cells of one table share theirs. `outer`
    is that element's name in HTML; `item` counts the items of a list and the rows of a table, from 1.
    `lines` has, for each line of `text`, its first offset in `text` and its line and column in the source.
    """

    kind: str
    text: str
    path: str
    group: int
    outer: str
    item: int
    lines: tuple[tuple[int, int, int], ...]
    references: tuple[Reference, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def uncited(self) -> str:
        """The text with its references to facts, titles and sources blanked out, each character in its place."""
        text = self.text
        for reference in self.references:
            if reference.scheme in OWN_SCHEMES:
                start, end = reference.span
                text = text[:start] + " " * (end - start) + text[end:]
        return text

    @property
    def location(self) -> Location:
        """Where the block begins."""
        return self.at(0)

    def at(self, offset: int) -> Location:
        """The point in the source of the character at `offset` of `text`."""
        return Location(self.path, *self._point(offset))

    def span(self, start: int, end: int) -> Location:
        """The stretch of the source from `start` up to `end` of `text`."""
        return Location(self.path, *self._point(start), *self._point(end))

    def _point(self, offset: int) -> tuple[int, int]:
        start, line, column = self.lines[max(0, bisect_right(self.lines, (offset + 1,)) - 1)]
        return line, column + offset - start


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks up to the next one. `id` is the explicit one, "" where there is none.

    `id_location` is the stretch of the id itself, or the point where one is missing. The blocks before a page's
    first heading belong to a section of level 0.
    """

    id: str
    level: int
    title: str
    location: Location
    id_location: Location
    blocks: tuple[Block, ...] = ()

    def __hash__(self) -> int:
        return hash(self.location)  # not of every block

    @property
    def references(self) -> Iterator[Reference]:
        """Every reference in the section, in the order of the text."""
        return (reference for block in self.blocks for reference in block.references)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment `<!-- concord: allow RULE: why -->`: what it silences, and where that holds.

    `scope` is `page`, `section` or `block`; `section` the id it stands in; `lines` the first and last line of the
    block it stands above. `fault` says why it cannot hold, "" where it can.
    """

    rule: str
    reason: str
    location: Location
    scope: str
    section: str = ""
    lines: tuple[int, int] = (0, 0)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that kept a page, or its front matter, from being read: where, and why."""

    location: Location
    reason: str


@dataclass(frozen=True)
class Page:
    """One page in one language. `path` is the same in each language; `file` is what the user sees.

    `labelled` are the addresses that link labels stand for (`[label]: address`), with their places. `digest` is
    another one for a file with any other content, "" where there is no telling.
    """

    language: str
    path: str
    file: str
    sections: tuple[Section, ...] = ()
    meta: dict[str, object] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()
    problems: tuple[Problem, ...] = ()
    labelled: tuple[tuple[str, Location], ...] = ()
    digest: str = ""

    @cached_property
    def whole(self) -> Section:
        """Everything that the page says, as one section without a heading."""
        blocks = tuple(block for section in self.sections for block in section.blocks)
        return replace(self.sections[0], level=0, blocks=blocks)

    @cached_property
    def by_id(self) -> dict[str, Section]:
        """The sections by their ids, in the order of the page; of several with one id, which may be "", the first."""
        found: dict[str, Section] = {}
        for section in self.sections:
            found.setdefault(section.id, section)
        return found

    @property
    def heading(self) -> Section | None:
        """The section of the page's own heading, which is its first on level 1."""
        return next((section for section in self.sections if section.level == 1), None)

    @property
    def title(self) -> str:
        """What the page's own heading says; its path where it has none."""
        return self.heading.title if self.heading else self.path

    @property
    def references(self) -> Iterator[tuple[Section, Reference]]:
        """Every reference of the page with its section."""
        return ((section, reference) for section in self.sections for reference in section.references)
