"""The lines of a page ⇄ lines with a marker each, which survives Markdown's block parser and gives a leaf its place.

A marker is the number of the line in Unicode noncharacters, which no text may contain. It is put in front of a word,
where it changes no syntax: behind list markers, quotes, table edges, tags and the quotation mark of an admonition's
title, never in the header of a fence, a tag or an entity. Tabs are expanded beforehand, as Markdown would do, because a
marker in front of a tab would change its width.
"""

import re

OPEN, ZERO, CLOSE = "\ufdd0", 0xFDD1, "\ufddb"
_TO_DIGITS = {ord(str(n)): chr(ZERO + n) for n in range(10)}
_FROM_DIGITS = {ZERO + n: str(n) for n in range(10)}
_TAB = 4
_NEAR = 50  # lines

_MARK = re.compile(f"{OPEN}([\ufdd1-\ufdda]+){CLOSE}")
_MARKS = re.compile("[\ufdd0-\ufddb]+")
_NONCHARACTERS = re.compile("[\ufdd0-\ufddb\x02\x03]")
_ADDRESS = r"[\w+.-]*://|[^\s<>]*@"
_VALUE = r"""\s*"[^"<]*"|\s*'[^'<]*'"""  # an attribute's value may contain ">"
# One way alone to match a character, so that no quantifier has to be possessive (Python before 3.11.5: gh-106052).
_TAG = rf"</?[A-Za-z](?!{_ADDRESS})(?:[^<>=]|=(?:{_VALUE}|(?!{_VALUE})))*>"
_TAG_OVER_LINES = re.compile(_TAG)
_START = re.compile(rf"(?:[ >]++|(?:[-*+]|\d++\.|#{{1,6}}|:)(?=[ >])|\||\[\^[^\[\]]+\]:|<!--|-->|<![^<>]*>|{_TAG})*")
_SPECIAL = frozenset("!?=`~{*/")
_QUOTED = re.compile(r'(?:!!!|\?\?\?\+?|===[!+]*)[ ]*[^"]*"')
_SILENT = re.compile(r"(?:!!!|\?\?\?)[\w +-]*$|`{3,}[^`]*$|~{3}|\{(?![\x22\x27])[^{}\[\]]*\}[ ]*$|\*\[[^\]]+\]:|///")
_BOX = re.compile(r"[ >]*(?:[-*+]|\d+\.)?[ ]*(?:!!!|\?\?\?|///)")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?([\w+#-]+)")
_NO_PLACE = rf"<(?={_ADDRESS})|{_TAG}|<!--|<[A-Za-z/][^<>]*$|<[A-Za-z/!][^\s<]*|<|&#?\w*;?"
_PLACE = re.compile(rf"(?:{_NO_PLACE}|[\x00-\x7f\s](?<![\w<&]))*")


def replace_noncharacters(text: str) -> str:
    """`text` with U+FFFD for the characters of markers and of Markdown's placeholders; its length stays."""
    return _NONCHARACTERS.sub("\ufffd", text)


def strip_markers(text: str) -> str:
    """`text` without markers."""
    return _MARKS.sub("", text)


def marked_line(text: str) -> int:
    """The number of the line in the last marker of `text`, 0 where it has none."""
    found = _MARK.findall(text)
    return int(found[-1].translate(_FROM_DIGITS)) if found else 0


class MarkedLines:
    """The lines of a page with their markers, and the way back from a leaf to its place.

    Args:
        source: The lines without line ends, after `replace_noncharacters`.
        first: The number of the first of them in the file.

    Attributes:
        lines: The lines with their markers.
    """

    def __init__(self, source: list[str], first: int) -> None:
        self.first = first
        self._source = source
        self._plain = [line.expandtabs(_TAB) if "\t" in line else line for line in source]
        starts = _ends_of_tags(self._plain)
        self.lines = [_mark(line, first + i, starts.get(i, 0)) if line else line for i, line in enumerate(self._plain)]
        self._cursor = (first, 0)  # line and column of the end of the last leaf
        self._columns: tuple[int, list[int]] = (0, [])

    def place(self, text: str, at: int = 0) -> tuple[str, tuple[tuple[int, int, int], ...]]:
        """The `text` of a leaf without its markers, and the places of its lines and of what follows a tab.

        The leaves of a page have to come in their order. A place is an offset in the text returned, and the line and
        the column in the file. `at` is the line of a text that is known to have no marker, 0 for any other.
        """
        if at:
            return strip_markers(text), ((0, at, 1),)
        if "\n" not in text and (found := self._place_in_line(text)):
            return found
        plain = strip_markers(text)
        marked = text.split("\n")
        places: list[tuple[int, int, int]] = []
        offset = 0
        for segment, typed, number in zip(marked, plain.split("\n"), self._numbers(marked), strict=True):
            column = self._column(segment, typed, number - self.first)
            added, column = max(0, -column), max(0, column)
            length = len(typed) - added
            self._cursor = (number, column + length)
            places += [(start, number, column + 1) for start in dict.fromkeys((offset, offset + added))]
            index = number - self.first
            if "\t" in self._source[index] or len(self._plain[index]) < column + length:
                places[-1:] = self._steps(offset + added, number, column, length)
            offset += len(typed) + 1
        return plain, tuple(places)

    def _place_in_line(self, text: str) -> tuple[str, tuple[tuple[int, int, int], ...]] | None:
        """What `place` returns for a `text` of one line that has one marker, and no tab; None for any other."""
        match = _MARK.search(text)
        if not match or text.count(OPEN) > 1:
            return None
        number, mark = int(match[1].translate(_FROM_DIGITS)), match.start()
        index = number - self.first
        column = self.lines[index].find(OPEN) - mark
        plain = text[:mark] + text[match.end() :]
        end = column + len(plain)
        if column < 0 or CLOSE in plain or "\t" in self._source[index] or len(self._plain[index]) < end:
            return None
        self._cursor = (number, end)
        return plain, ((0, number, column + 1),)

    def next_box(self) -> int:
        """The line of the next header of a box, such as `!!! note`; 0 where none is near."""
        start = self._cursor[0] - self.first
        lines = range(start, min(start + _NEAR, len(self._plain)))
        return next((self.first + index for index in lines if _BOX.match(self._plain[index])), 0)

    def labelled(self, number: int, address: str) -> tuple[int, int]:
        """The columns where the `address` of the link label in line `number` begins and ends."""
        source = self._source[number - self.first]
        start = source.find(address, source.find("]:") + 1)
        return start + 1, start + 1 + len(address)

    def fence(self, number: int) -> str:
        """The word behind the fence of the listing whose code begins in line `number`; "" for one without a word."""
        header = _FENCE.search(self._source[number - self.first - 1]) if number > self.first else None
        return header[1] if header else ""

    def _numbers(self, segments: list[str]) -> list[int]:
        """The line of each segment, from its marker, else counted from that of the nearest segment with one."""
        found = [_number(segment) if OPEN in segment else 0 for segment in segments]
        if all(found):
            return found
        nearest = next((index for index, number in enumerate(found) if number), 0)
        current = (found[nearest] or self._below(strip_markers(segments[0]))) - nearest
        last = self.first + len(self._source) - 1
        for index, number in enumerate(found):
            current = number or current
            found[index] = min(max(current, self.first), last)
            current += 1
        return found

    def _below(self, plain: str) -> int:
        """The line of a text without a marker: the first from the cursor on that has it, else that of the cursor."""
        line, column = self._cursor
        for index in range(line - self.first, min(line - self.first + _NEAR, len(self._plain))):
            if self._plain[index].find(plain, column if index == line - self.first else 0) >= 0:
                return self.first + index
        return line

    def _column(self, segment: str, plain: str, index: int) -> int:
        """The column of a segment in its line, from 0; below 0 where so many spaces were put in front of the line.

        It follows from the place of the marker. The cells of a table row share one; those without it are looked for
        behind the cell before.
        """
        mark = segment.find(OPEN)
        place = self.lines[index].find(OPEN) if mark >= 0 else -1
        if place >= mark >= 0 or (place >= 0 and segment[: mark - place].isspace()):
            return place - mark
        after = self._cursor[1] if self._cursor[0] == self.first + index else 0
        found = self._plain[index].find(plain, after)
        return found if found >= 0 else min(after, len(self._plain[index]))

    def _steps(self, offset: int, number: int, column: int, length: int) -> list[tuple[int, int, int]]:
        """The places of a segment of a line with tabs; it ends at the end of the line at the latest."""
        line = self._source[number - self.first]
        if self._columns[0] != number:
            self._columns = (number, _real_columns(line))
        real = self._columns[1][column : column + length + 1]
        real += [len(line)] * (length + 1 - len(real))
        steps = [i for i in range(1, len(real)) if real[i] != real[i - 1] + 1]
        return [(offset + step, number, real[step] + 1) for step in (0, *steps)]


def _real_columns(line: str) -> list[int]:
    """For each column of `line` with its tabs expanded, and for its end, the column in `line`."""
    columns: list[int] = []
    for index, character in enumerate(line):
        columns += [index] * (_TAB - len(columns) % _TAB if character == "\t" else 1)
    return [*columns, len(line)]


def _number(segment: str) -> int:
    """The number of the line in the first marker of `segment`, 0 where Markdown has split the marker."""
    match = _MARK.search(segment)
    return int(match[1].translate(_FROM_DIGITS)) if match else 0


def _mark(line: str, number: int, start: int) -> str:
    """`line` with a marker for `number` at the first suitable place from `start` on, if there is one."""
    start = _skip(_START, line, start)
    if line[start : start + 1] in _SPECIAL:
        if quoted := _QUOTED.match(line, start):
            start = quoted.end()
        elif _SILENT.match(line, start):
            return line
    start = _skip(_PLACE, line, start)
    if start == len(line):
        return line
    return f"{line[:start]}{OPEN}{str(number).translate(_TO_DIGITS)}{CLOSE}{line[start:]}"


def _skip(pattern: re.Pattern[str], line: str, start: int) -> int:
    found = pattern.match(line, start)
    return found.end() if found else start


def _ends_of_tags(lines: list[str]) -> dict[int, int]:
    """For each line that begins inside an HTML tag, the column behind the tag: in it a marker would be an attribute."""
    ends: dict[int, int] = {}
    text = "\n".join(lines)
    line = place = 0
    for tag in _TAG_OVER_LINES.finditer(text):
        line += text.count("\n", place, tag.start())
        place = tag.end()
        for part in tag[0].split("\n")[1:]:
            line += 1
            ends[line] = len(part)
    return ends
