"""Line numbers that survive Markdown's block parser: an invisible mark before each line's first word.

A mark stands where no block syntax can be broken by it: behind list markers, quotes, table edges and the quotation
mark of an admonition's title, never in a fence's header, a link definition or an HTML tag. It is made of Unicode
noncharacters, which no text may contain.
"""

import re

OPEN, ZERO, CLOSE = "\ufdd0", 0xFDD1, "\ufddb"
_TO_DIGITS = {ord(str(n)): chr(ZERO + n) for n in range(10)}
_FROM_DIGITS = {ZERO + n: str(n) for n in range(10)}

MARK = re.compile(f"{OPEN}([\ufdd1-\ufdda]+){CLOSE}")
_NONCHARACTERS = re.compile("[\ufdd0-\ufddb\x02\x03]")
_MARKERS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+\.|#{1,6}|:)[ \t>]+|\|[ \t]*|\[\^[^\]]+\]:[ \t]*)*")
_QUOTED = re.compile(r'(?:!!!|\?\?\?\+?|===[!+]?)[ \t]*[^"]*"')
_SILENT = re.compile(r"!!!|\?\?\?|===|```|~~~|\{|\[[^\[\]]*\]:|\*\[|///")
_TAGS = re.compile(r"(?:<!--|</?[A-Za-z][^<>]*>|<(?=[a-z]+:))?")
_WORD = re.compile(r"\w")
_TAG_OVER_LINES = re.compile(r"<[A-Za-z/][^<>]*>")


def clean(text: str) -> str:
    """`text` without the characters that marks and Markdown's placeholders are made of; its length stays."""
    return _NONCHARACTERS.sub("\ufffd", text)


def mark(lines: list[str], first: int) -> list[str]:
    """`lines` of a clean text, of which the first is line `first` of its file, each with its mark."""
    inside = _lines_inside_tags(lines)
    return [
        line if number in inside else _mark_line(line, first + number) for number, line in enumerate(lines)
    ]


def strip(text: str) -> str:
    """`text` without marks."""
    return MARK.sub("", text) if OPEN in text else text


def number(match: re.Match[str]) -> int:
    """The line that a match of `MARK` stands for."""
    return int(match[1].translate(_FROM_DIGITS))


def _mark_line(line: str, line_number: int) -> str:
    markers = _MARKERS.match(line)
    start = markers.end() if markers else 0
    if quoted := _QUOTED.match(line, start):
        start = quoted.end()
    elif _SILENT.match(line, start):
        return line
    while (tag := _TAGS.match(line, start)) and tag.end() > start:
        start = tag.end()
    word = _WORD.search(line, start)
    if not word or line.startswith("<", start):
        return line
    place = word.start()
    return f"{line[:place]}{OPEN}{str(line_number).translate(_TO_DIGITS)}{CLOSE}{line[place:]}"


def _lines_inside_tags(lines: list[str]) -> set[int]:
    """The indices of lines that begin inside an HTML tag, where a mark would become an attribute."""
    inside: set[int] = set()
    text = "\n".join(lines)
    if "<" not in text:
        return inside
    for tag in _TAG_OVER_LINES.finditer(text):
        if breaks := tag[0].count("\n"):
            before = text.count("\n", 0, tag.start())
            inside.update(range(before + 1, before + breaks + 1))
    return inside
