"""A Python-Markdown extension: lists and fences as in CommonMark → lines as Python-Markdown reads them.

In CommonMark, which Docusaurus, GitHub and Jekyll use, what belongs to an item is indented by the width of its marker:
by two characters for `- `, by three for `1. `. Python-Markdown wants four for each level, and an empty line in front of
a list. Lines that already have four are left as they are, so that both ways give the same tree. So are bullets two
characters behind the number of an item, which many write, although CommonMark takes them for another list. A fence may
have more words behind it than the language of its code, or be indented otherwise at the end than at the beginning, and
a listing ends with the item that it is in.
"""

import re
from typing import NamedTuple

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from concord.pages.line_markers import strip_markers

_LEVEL = 4  # characters of indentation for each level of a list
_LEAST = 2  # characters of indentation of bullets in a numbered item
_ITEM = re.compile(r"( *)([-*+]|\d{1,9}\.)( {1,4}(?! )|(?= {5}|$))")
_RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_FENCE = re.compile(r"\s*(`{3,}(?!.*`)|~{3,})(.*)")
_DIRECTIVE = re.compile(r" *:{3,} *(\w*)")
_HEADER = re.compile(r"\s*(?:\{.*\}|\.?[\w#.+-]*(?:\s+\w+=(?:\"[^\"]*\"|'[^']*'))*)\s*")  # which superfences reads
_WORD = re.compile(r"\s*([\w.+-]*)")
_NO_PARAGRAPH = ("#", "|", ">", "<", "```", "~~~", ":::", "!!!", "???", "===", "///")


class NestedLists(Extension):
    """Reads lists that are nested as in CommonMark."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Puts the preprocessor in front of those that look for listings and HTML."""
        md.preprocessors.register(_Indenter(md), "nested_lists", 29)


def makeExtension(**settings: object) -> NestedLists:
    """The extension, as Markdown asks for it."""
    return NestedLists(**settings)


class _Indenter(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """`lines`, indented as Python-Markdown wants it."""
        if not any(_ITEM.match(line) or _FENCE.match(line) for line in lines):
            return lines
        indented: list[str] = []
        page = _Lists()
        for line in lines:
            indented += page.indented(line)
        return indented + page.end()


class _Listing(NamedTuple):
    """A listing that has begun.

    `indent` is that of its fence, `shift` how much more all its lines get, `offset` the column of the text of its item.
    """

    fence: str
    indent: int
    shift: int
    offset: int


class _Item(NamedTuple):
    """An item that is open: the column where its text begins, and that from which on a bullet is in it as well."""

    offset: int
    bullets: int

    def first_column(self, item: re.Match[str] | None) -> int:
        """The column from which on a line is in this item; `item` is the beginning of the line where it is an item."""
        return self.bullets if item and not item[2][0].isdigit() else self.offset


class _Lists:
    """The lists that are open at a line of a page."""

    def __init__(self) -> None:
        self._items: list[_Item] = []  # one for each open level
        self._listing: _Listing | None = None
        self._directives: list[int] = []  # the indentation of each `:::note` that is open
        self._is_behind_empty, self._is_behind_paragraph = True, False

    def indented(self, line: str) -> list[str]:
        """What stands for the next `line`: itself, with more spaces in front, or with an empty line before it."""
        plain = strip_markers(line)
        indent = len(plain) - len(plain.lstrip(" "))
        is_empty = not plain.strip()
        if self._listing and not is_empty and indent < self._listing.offset:
            return [*self.end(), *self.indented(line)]  # a listing ends with the item that it is in
        if self._listing:
            shift = self._listing.shift
            is_end = plain.strip().startswith(self._listing.fence) and not plain.strip(" `~")
            if is_end and indent < max(self._listing.indent, self._listing.offset) + _LEVEL:
                if self._listing.indent >= self._listing.offset:  # its fence has a line to itself
                    line = " " * self._listing.indent + line.lstrip(" ")
                self._listing, self._is_behind_empty = None, True
                return [" " * shift + line, ""]
            return [line if is_empty else " " * shift + line]
        if is_empty:
            self._is_behind_empty, self._is_behind_paragraph = True, False
            return [line]
        if self._directives and (end := _DIRECTIVE.fullmatch(plain)) and not end[1]:
            self._is_behind_empty = True
            return [" " * self._directives.pop() + line.lstrip(" ")]  # at any place, as translation tools write it
        item = None if _RULE.fullmatch(plain) else _ITEM.match(plain)
        if item or self._is_behind_empty or _FENCE.match(plain.lstrip()):
            self._close(indent, item)  # other lines are more of the text above
        if item and indent - (self._items[-1].offset if self._items else 0) >= _LEVEL:
            item = None  # an indented listing, or more of the text above
        return self._placed(line, plain, indent, item)

    def end(self) -> list[str]:
        """The end of the listing that is open, if there is one."""
        listing, self._listing = self._listing, None
        self._is_behind_empty = True
        return [" " * (listing.indent + listing.shift) + listing.fence, ""] if listing else []

    def _close(self, indent: int, item: re.Match[str] | None) -> None:
        while self._items and self._items[-1].first_column(item) > indent:
            self._items.pop()

    def _placed(self, line: str, plain: str, indent: int, item: re.Match[str] | None) -> list[str]:
        level = len(self._items)
        offset, start = (self._items[-1].offset, self._items[-1].first_column(item)) if self._items else (0, 0)
        fence = _FENCE.match(plain[item.end() if item else 0 :])
        is_more = not item and not fence and not self._is_behind_empty  # of the paragraph above
        is_inside = start <= indent < _LEVEL * level and not is_more
        shift = _LEVEL * level - (indent if item else offset) if is_inside else 0
        needs_empty_line = item is not None and not level and self._is_behind_paragraph
        if item:
            column = item.end() if item[3] else item.end() + 1
            self._items.append(_Item(column, min(column, indent + _LEAST) if item[2][0].isdigit() else column))
        elif not level or self._is_behind_empty:
            self._is_behind_paragraph = not level and not plain.lstrip().startswith(_NO_PARAGRAPH)
        if fence:
            self._listing = _Listing(fence[1], indent, shift, self._items[-1].offset if self._items else 0)
            if not item and not _HEADER.fullmatch(fence[2]):
                word = _WORD.match(fence[2])
                line = f"{' ' * indent}{fence[1]}{word[1] if word else ''}"
        self._is_behind_empty = False
        placed = " " * shift + line if shift > 0 else line
        if _DIRECTIVE.match(plain):
            self._directives.append(indent + max(shift, 0))
        return ["", placed] if needs_empty_line else [placed]
