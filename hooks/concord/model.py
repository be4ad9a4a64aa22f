"""The data model of a parsed page: `Page` → `Section` → `Block` → `Reference`. Imports nothing of the package.

Everything is immutable. References, blocks and locations are named tuples, as thousands of them are unpickled a run.

Lines and columns count from 1, in characters of the decoded text; an end column is the first one after.
"""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

OWN_SCHEMES = ("fact", "title", "source")

_ID = re.compile(r"[^\s,]+")  # in a line of evidence

SpanKind = Literal["code", "escape", "comment", "html", "attributes", "address", "footnote", "target"]
Span = tuple[int, int, SpanKind]
"""A stretch of a block's text that is no words: its start, its end, and what it is.

`code` includes its backticks. `escape` is a backslash and the character that it escapes, which is a word's own.
`attributes` are those of `attr_list`, in braces; `footnote` is the mark of one. `address` is a URL or an e-mail
address, with its angle brackets if it has any. `target` is a link from the bracket that closes its text to its end.
"""

Step = tuple[str, int]
"""An element on the way to a block: its name, and its number among the children of the element around it.

The name is that of HTML, with three exceptions: `box`, `details` and what kind of one it is, such as `box warning`, for
an admonition and one that can be folded, `details open` for one that is not folded at first; `tabs`, `labels`, `tab`
for the parts of a set of tabs; `ol 3` for a list that begins with 3.
"""


class Location(NamedTuple):
    """A range of a file, or a point where it has no end.

    `path` is shown to the user, so it is relative to the folder that the command was given in.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None

    @property
    def start(self) -> tuple[str, int, int]:
        """The key that locations are sorted by."""
        return self.path, self.line, self.column


class Reference(NamedTuple):
    """A link or an image in a block: `[text](scheme:target)`.

    Attributes:
        scheme: `fact`, `title` or `source` for a reference to an entry of the registry, `picture` for a chart that is
            drawn from it, `evidence` for the line of facts that becomes a table, `disputes` and `sources` for the
            lists of the sections that explain a dispute and of the sources without a section, `image` for any other
            image, else `link`.
        target: The id of the entry, or the address of a `link` or an `image`.
        text: The Markdown between the brackets.
        location: The range of the whole link in the file.
        text_location: The range of `text` in the file.
        before: The end of the block's text in front of the link, where a bound such as "more than" may stand.
        span: The offsets of the whole link in the block's text.
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
        """The offsets of `text` in the block's text."""
        start = self.span[0] + (len("![") if self.scheme == "image" else len("["))
        return start, start + len(self.text)


class Block(NamedTuple):
    """A leaf of a page's tree, such as a paragraph, a list item or a table cell.

    Attributes:
        kind: The HTML element that it becomes (`p`, `li`, `td`, `h2`), `code` for a listing, `html` for raw HTML.
        text: Its Markdown before the inline pass.
        path: The file, as the user sees it.
        group: The number of the page's outermost element that it is in, from 0: all items of a list share theirs.
        outer: The name of that element in HTML.
        item: The number of the list item or table row that it is in, from 1; 0 outside of lists and tables.
        lines: For each line of `text`, its first offset in `text`, and its line and column in the file.
        references: Its links and images, in the order of the text.
        spans: Its inline markup, in the order of the text and without overlap.
        trail: The elements around it, from the outermost to its own; () where it is the outermost element itself.
        fence: Of a fenced listing, the word behind the fence, which names the language of the code.
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
    trail: tuple[Step, ...] = ()
    fence: str = ""

    @property
    def uncited(self) -> str:
        """The text with spaces in place of its references to facts, titles and sources; offsets stay."""
        text = self.text
        for reference in self.references:
            if reference.scheme in OWN_SCHEMES:
                start, end = reference.span
                text = text[:start] + " " * (end - start) + text[end:]
        return text

    @property
    def cited_facts(self) -> Iterator[tuple[str, Location]]:
        """The id of each fact that it cites, by a link or in a line of evidence, with its place."""
        for reference in self.references:
            if reference.scheme == "fact":
                yield reference.target.partition(".")[0], reference.location
        yield from self.evidence

    @property
    def evidence(self) -> Iterator[tuple[str, Location]]:
        """The id of each fact in its lines of evidence, with its place."""
        for reference in self.references:
            if reference.scheme == "evidence":
                start = reference.text_span[0]
                for id in _ID.finditer(reference.text):
                    yield id[0], self.span(start + id.start(), start + id.end())

    @property
    def location(self) -> Location:
        """The point where the block begins."""
        return self.at(0)

    @property
    def end(self) -> Location:
        """The point in its last line where its text ends."""
        return self.at(len(self.text.rstrip()))

    def at(self, offset: int) -> Location:
        """The point in the file of the character at `offset` of `text`."""
        return Location(self.path, *self._point(offset))

    def span(self, start: int, end: int) -> Location:
        """The range of the file from the offset `start` of `text` up to `end`."""
        return Location(self.path, *self._point(start), *self._point(end))

    def _point(self, offset: int) -> tuple[int, int]:
        start, line, column = self.lines[max(0, bisect_right(self.lines, (offset + 1,)) - 1)]
        return line, column + offset - start


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks up to the next heading, whatever its level.

    Attributes:
        id: The explicit id of the heading, "" where it has none.
        level: 1 to 6; 0 for the blocks in front of a page's first heading.
        title: The text of the heading without its attributes, with characters in place of references to them (`&amp;`).
        location: The point where the heading begins.
        id_location: The range of the id, or the point where one belongs.
        blocks: The heading, as the first one, and what follows it.
    """

    id: str
    level: int
    title: str
    location: Location
    id_location: Location
    blocks: tuple[Block, ...] = ()

    def __hash__(self) -> int:
        return hash(self.location)  # hashing every block takes long, and no two sections begin at one place

    @property
    def references(self) -> Iterator[Reference]:
        """The references of all blocks, in the order of the text."""
        return (reference for block in self.blocks for reference in block.references)

    @property
    def cited_facts(self) -> Iterator[tuple[str, Location]]:
        """The ids of the facts that its blocks cite, each with its place, in the order of the text."""
        return (cited for block in self.blocks for cited in block.cited_facts)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment `<!-- concord: allow RULE: why -->`, which suppresses findings of a rule.

    Attributes:
        rule: The rule, "" where the comment cannot be read.
        reason: Why, in the author's words.
        location: The point where the comment begins.
        scope: `page`, `section` or `block`.
        section: The id of the section that it stands in.
        lines: The first and the last line of the block below it, where its scope is that block.
        fault: Why it suppresses nothing, "" where it does.
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
    """A reason why a page or its front matter could not be read, with its place and the rule that reports it."""

    location: Location
    reason: str
    rule: str = "page-unreadable"


@dataclass(frozen=True)
class Page:
    """A page in one language.

    Attributes:
        language: The code of the language.
        path: The path in the folder of the language, by which the other languages have the same page.
        file: The path as the user sees it.
        sections: Its sections, in the order of the text.
        meta: Its front matter.
        suppressions: Its `concord: allow` comments.
        problems: What of it could not be read.
        labelled: The addresses of its link labels (`[label]: address`), each with its range.
        meta_lines: The line of each key of its front matter, by the key as text.
        unsafe_html: What its HTML has that a published page may not have, with its place; only in a published guide.
        digest: A hash of the file, "" for a page that was not read from one.
        kept: What was computed of it, by `pages.memo`.
    """

    language: str
    path: str
    file: str
    sections: tuple[Section, ...] = ()
    meta: dict[str, object] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()
    problems: tuple[Problem, ...] = ()
    labelled: tuple[tuple[str, Location], ...] = ()
    meta_lines: dict[str, int] = field(default_factory=dict)
    unsafe_html: tuple[tuple[Location, str], ...] = ()
    digest: str = ""
    kept: dict[Hashable, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def by_id(self) -> dict[str, Section]:
        """The sections by their ids, in the order of the page; of several with one id, which may be "", the first."""
        found: dict[str, Section] = {}
        for section in self.sections:
            found.setdefault(section.id, section)
        return found

    def section_at(self, line: int) -> Section | None:
        """The section that a line of the file is in; None before the first one."""
        index = bisect_right(self.sections, line, key=lambda section: section.location.line)
        return self.sections[index - 1] if index else None

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
        """The references of the page, each with its section."""
        return ((section, reference) for section in self.sections for reference in section.references)
