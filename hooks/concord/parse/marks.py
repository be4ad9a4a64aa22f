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
_ADDRESS = r"[\w+.-]*://|[^\s<>]*@"
_TAG = rf"""</?[A-Za-z](?!{_ADDRESS})(?:[^<>=]|=(?:\s*"[^"<]*"|\s*'[^'<]*')?)*+>"""  # an attribute's value may contain ">"
_TAGS = re.compile(rf"(?:[ \t]*(?:<!--|-->|<![^<>]*>|{_TAG}))*")
_WORD = re.compile(rf"(?:<(?={_ADDRESS})|{_TAG}|<(?!!--)(?:[A-Za-z/][^<>]*$|\S*)|&#?\w*;?|[^\w<&]|<!--)*+(?=\w)")
_TAG_OVER_LINES = re.compile(_TAG)


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
    start, before = 0, -1
    while start > before:
        before = start
        for syntax in (_MARKERS, _TAGS):
            if found := syntax.match(line, start):
                start = found.end()
    if quoted := _QUOTED.match(line, start):
        start = quoted.end()
    elif _SILENT.match(line, start):
        return line
    word = _WORD.match(line, start)
    if not word:
        return line
    place = word.end()
    return f"{line[:place]}{OPEN}{str(line_number).translate(_TO_DIGITS)}{CLOSE}{line[place:]}"


def _lines_inside_tags(lines: list[str]) -> set[int]:
    """The indices of lines that begin inside an HTML tag, where a mark would become an attribute."""
    inside: set[int] = set()
    text = "\n".join(lines)
    if "<" not in text:
        return inside
    line = place = 0
    for tag in _TAG_OVER_LINES.finditer(text):
        line += text.count("\n", place, tag.start())
        place = tag.end()
        breaks = tag[0].count("\n")
        inside.update(range(line + 1, line + breaks + 1))
        line += breaks
    return inside
