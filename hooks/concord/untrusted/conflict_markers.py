"""The text of a file → the conflicts that a merge of git left in it.

A conflict goes from a line that begins with `<<<<<<<` to one that begins with `>>>>>>>`. A marker that has lost the
other one counts as well, a `=======` alone does not: in Markdown it underlines a heading.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from concord.errors import ConfigurationError

_LINE_END = re.compile(r"\r\n?|\n")
_ANY = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |\r|$)", re.MULTILINE)
_OPENING, _SEPARATOR, _CLOSING = (re.compile(rf"{mark}(?: .*)?") for mark in ("<{7}", "={7}", ">{7}"))
_BASE = re.compile(r"\|{7} [^|]+")  # with a label, as git writes it; a row of empty cells has none
_FENCE = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)")
_FENCE_END = re.compile(r" {0,3}(?:(`{3,})|(~{3,}))\s*")


class Conflict(NamedTuple):
    """The first and the last line of a conflict, from 1."""

    first: int
    last: int

    @property
    def lines(self) -> str:
        """The lines in words."""
        return f"line {self.first}" if self.first == self.last else f"lines {self.first} to {self.last}"

    @property
    def reason(self) -> str:
        """Why a file with this conflict cannot be used."""
        return f"a merge left two versions of the text in {self.lines}, between git's markers"


def find_conflicts(text: str, *, is_page: bool = False) -> list[Conflict]:
    """The conflicts in `text`; on a page, not those within a fenced code block, which shows them on purpose.

    A conflict whose lines hold the beginning of such a block is one, whatever follows.
    """
    if not _ANY.search(text):
        return []
    lines = _LINE_END.split(text)
    return list(_conflicts(lines, _fences(lines) if is_page else {}))


def check_conflicts(text: str, name: str) -> None:
    """Raises `ConfigurationError` where a merge left a conflict in the `text` of the file called `name`."""
    for conflict in find_conflicts(text):
        raise ConfigurationError(f"{name}: {conflict.reason}; keep what is right, and delete the markers")


def _conflicts(lines: Sequence[str], fences: dict[int, int]) -> Iterator[Conflict]:
    """The conflicts in `lines`; `fences` has the index of the end of a fenced block by that of its beginning."""
    first = last = index = 0
    while index < len(lines):
        if not first and index in fences:
            index = fences[index]
        line, index = lines[index], index + 1
        if _CLOSING.fullmatch(line):
            yield Conflict(first or index, index)
            first = 0
        elif first and _SEPARATOR.fullmatch(line):
            last = index
        elif not first and (_OPENING.fullmatch(line) or _BASE.fullmatch(line)):
            first = last = index
    if first:
        yield Conflict(first, last)


def _fences(lines: Sequence[str]) -> dict[int, int]:
    """By the index of the first line of each fenced block, that of its last; an unclosed fence begins none."""
    longest = {mark: _longest_ends(lines, mark) for mark in "`~"}
    found: dict[int, int] = {}
    index = 0
    while index < len(lines):
        match = _FENCE.fullmatch(lines[index])
        fence = (match[1] or match[2]) if match else ""
        if fence and index + 1 < len(lines) and longest[fence[0]][index + 1] >= len(fence):
            end = next(at for at in range(index + 1, len(lines)) if _end_length(lines[at], fence[0]) >= len(fence))
            found[index] = end
            index = end
        index += 1
    return found


def _longest_ends(lines: Sequence[str], mark: str) -> list[int]:
    """For each line, the length of the longest fence of `mark` that can close a block there or below."""
    return list(accumulate((_end_length(line, mark) for line in reversed(lines)), max))[::-1]


def _end_length(line: str, mark: str) -> int:
    """The length of the fence that closes a block on this line, 0 where none does."""
    match = _FENCE_END.fullmatch(line)
    fence = (match[1] or match[2]) if match else ""
    return len(fence) if fence[:1] == mark else 0
