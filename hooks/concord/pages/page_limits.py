"""The lines of a page → the first place where reading it would take too long, found in time linear in its length.

Python-Markdown takes time that grows with the square of a block's length where a block has much of certain signs: each
opening bracket is followed to the end of the block, each heading inside a block copies the rest of it, each tag that is
not closed is followed to the end of the page. A block is what stands between two blank lines. The numbers below say how
many seconds a sign costs for each character of what it is followed through, so that their sum estimates the time that a
page takes beyond what its length explains. They were measured on one core of an AMD EPYC with Python 3.11 and Markdown
3.10, reading with every extension of `markdown_extensions` and rendering with those of this site.
`benchmarks/speed/pathology.py` measures them again.

Each pattern is tried in linear time as well: none can begin at many places and go on to the same end.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from concord.config import PageLimits

_MAX_SECONDS = 1.0  # as estimated; the other half of two seconds is for what grows with the length only
_BRACKET = 3e-7  # an opening bracket, for each character up to the closing one, or to the end of the block
_PARENTHESIS = 1.2e-7  # `](` likewise
_BACKTICK = 1.5e-8  # a run of backticks without a partner, for each of them and each character of the rest of the block
_LINE = 6e-8  # a line that ends the block, such as a heading, for each character of the block
_SIGN = 1e-9  # any punctuation, for each character of the block, which is copied when it is replaced
_TAG = 6e-8  # a tag without an end, for each character of the rest of the page
_DECLARATION = 6e-7  # `<![` likewise
_BRACE = 4e-9  # `{`, for each character of the block
_FENCED_CODE = 3e-4  # a block of fenced code
_BLANKS = 1.4e-7  # the blanks between a fence and what follows it, by the square of their number, a tab for four
_CELL = 1.5e-5  # a cell of a table; a row has as many as the head, typed or not
_PLUGIN_BLOCKS = 1.4e-7  # a line with `///`, for each such line before it on the page
_ABBREVIATION = 5e-9  # a definition of an abbreviation, for each character of the page
_SO_FAR = "to be read in two seconds: put blank lines between its parts, or split the page"

_BLANK = re.compile(r"[ \t]*")
_FENCE = re.compile(r"(`{3,}|~{3,}) *[\w#.+-]* *")
_ANY_FENCE = re.compile(r"`{3}|~{3}")
_CRITIC = re.compile(r"\{(?:\+\+|--|~~|==|>>)")  # markup that may take a fence away before it is read
_SPAN_ELEMENT = re.compile(r"<(?:address|dd|dt|h[1-6]|legend|li|p|summary|td|th)\b", re.IGNORECASE)
_SPAN_BLOCK = re.compile(r"^[ \t>]*/{3}.*html|markdown\s*=\s*.?span", re.IGNORECASE | re.MULTILINE)
_QUOTED_SIGN = re.compile(r"=\s*[\"'][^\"'\n]*[<>]")
_MARKDOWN_ATTRIBUTE = re.compile(r"[<>]|[\s\"'/]markdown(?=[\s/>=])", re.IGNORECASE)
_LINES = re.compile(r"^(?:[ \t>]*(?:#|!!!|\?\?\?|===|: |\*\[|[-=*_][-=*_ \t]*$)|(?: {4}| {0,3}\t){10})", re.MULTILINE)
_DEEP = re.compile(r"^(?: {4}| {0,3}\t){10}", re.MULTILINE)
_PLUGIN_BLOCK = re.compile(r"^[ \t>]*/{3}", re.MULTILINE)
_TABLE_RULE = frozenset("-|:> \t")  # what the line between the head and the rows of a table is made of
_ITEM = re.compile(r" {0,3}[*+-] +\S")
_NO_LIST = re.compile(f"{_LINES.pattern}|///", re.MULTILINE)
_SIGNS = re.compile(r"[^\w\s]|_")
_BRACES = re.compile(r"\{")
_DELIMITERS = re.compile(r"\\.|\[|\]\(|\]|\(|\)", re.DOTALL)
_BACKTICKS = re.compile(r"`+")
_OPEN_TAG = re.compile(r"<(?:[a-zA-Z/?]|!(\[)?)(?=[^<>]*(?:<|\Z))")
_FENCE_BLANKS = re.compile(r"(?:```|~~~)([ \t]+)")
_ABBREVIATIONS = re.compile(r"^ *\*\[", re.MULTILINE)


class Excess(NamedTuple):
    """The index of the line, from 0, at which a page goes beyond a limit, and what is wrong there."""

    line: int
    reason: str


def find_excess(lines: Sequence[str], limits: PageLimits) -> Excess | None:
    """The first place where a page goes beyond `limits`, or would take longer to read than its length explains."""
    if len(lines) > limits.lines:
        return Excess(limits.lines, f"it has more than {limits.lines:,} lines: split it, or raise max_page_lines")
    text = "\n".join(lines)
    if (len(text) if text.isascii() else len(text.encode(errors="replace"))) > limits.bytes:
        return Excess(0, f"it has more than {limits.bytes:,} bytes: split it, or raise max_page_bytes")
    if _is_cheap(text):
        return None
    return _slow_page(lines, text) or _slow_block(lines, is_one=_may_span_blocks(text))


def _is_cheap(text: str) -> bool:
    """Whether nothing can take long, by the number of signs of the whole page and the length of its longest block."""
    sign = max(_BRACKET, _PARENTHESIS, _LINE)
    blocks = sign * len(text) ** 2  # as if it were one block, and all were signs: a short page need not be looked at
    if blocks >= _MAX_SECONDS / 2:
        longest = len(text) if "markdown" in text.lower() or "///" in text else max(map(len, text.split("\n\n")))
        blocks = sign * longest * (len(_SIGNS.findall(text)) + len(_DEEP.findall(text)))
    page = len(text) * (text.count("<") * _DECLARATION + text.count("*[") * _ABBREVIATION)
    fences = (text.count("```") + text.count("~~~")) * _FENCED_CODE + text.count("///") ** 2 * _PLUGIN_BLOCKS
    fences += sum(cost for _, cost in _blanks(text))
    cells = (text.count("|") + 1) * (text.count("\n") + 1) * _CELL if "|" in text else 0
    return blocks + page + fences + cells < _MAX_SECONDS


def _slow_page(lines: Sequence[str], text: str) -> Excess | None:
    """The place where there are too many of the signs whose time depends on the whole page."""
    length = len(text)
    abbreviations, plugin_blocks = enumerate(_ABBREVIATIONS.finditer(text)), enumerate(_PLUGIN_BLOCK.finditer(text))
    fences = sorted(_fenced(lines).items())
    for name, costs in {
        "`<` without `>`": (
            (match.start(), (_DECLARATION if match[1] else _TAG) * (length - match.start()))
            for match in _OPEN_TAG.finditer(text)
        ),
        "abbreviations": ((match.start(), _ABBREVIATION * length) for _, match in abbreviations),
        "blanks behind a fence": _blanks(text),
        "lines with `///`": ((match.start(), _PLUGIN_BLOCKS * number) for number, match in plugin_blocks),
    }.items():
        seconds = 0.0
        for offset, cost in costs:
            seconds += cost
            if seconds > _MAX_SECONDS:
                return Excess(text.count("\n", 0, offset), f"it has too many {name} {_SO_FAR}")
    most = int(_MAX_SECONDS / _FENCED_CODE)
    return Excess(fences[most][0], f"it has too many listings {_SO_FAR}") if len(fences) > most else None


def _blanks(text: str) -> Iterator[tuple[int, float]]:
    """The place of each run of blanks behind a fence, and the seconds that it costs."""
    for match in _FENCE_BLANKS.finditer(text):
        yield match.start(), _BLANKS * (len(match[1]) + 3 * match[1].count("\t")) ** 2


def _may_span_blocks(text: str) -> bool:
    """Whether an element may have the attribute `markdown` with which its text is read as one across blank lines.

    It is such an element where the last angle bracket before the attribute opens a tag. Where one may be in quotation
    marks, that is not known.
    """
    if _SPAN_BLOCK.search(text):
        return True
    if not _SPAN_ELEMENT.search(text):
        return False
    last, is_known = "", not _QUOTED_SIGN.search(text)
    for match in _MARKDOWN_ATTRIBUTE.finditer(text):
        if len(match[0]) > 1 and (last == "<" or not is_known):
            return True
        last = match[0]
    return False


def _slow_block(lines: Sequence[str], *, is_one: bool) -> Excess | None:
    """The line in which the blocks of the page have taken too long; with `is_one`, its blocks are read as one."""
    seconds = 0.0
    for start, rows in _blocks(lines):
        for index, row in enumerate(rows):
            if "|" in row and _TABLE_RULE.issuperset(row):
                seconds += (row.count("|") + 1) * (len(rows) - index) * _CELL
            if seconds > _MAX_SECONDS:
                return Excess(start + index, f"it has too many cells of tables {_SO_FAR}")
    for first, block in [(0, "\n".join(lines))] if is_one else _units(lines):
        for place, cost in sorted(_costs(block)):
            seconds += cost
            if seconds > _MAX_SECONDS:
                line = first + block.count("\n", 0, place)
                return Excess(line, f"this block has too many signs for its length {_SO_FAR}")
    return None


def _units(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The index of the first line, and the text, of all that Markdown reads at once.

    That is a block, or a row of a table, or an item of a list without blank lines.
    """
    for start, block in _blocks(lines):
        if _is_table(block):
            yield from ((start + row, line) for row, line in enumerate(block))
        elif _ITEM.match(block[0]) and not any(map(_NO_LIST.search, block)):
            items = [row for row, line in enumerate(block) if _ITEM.match(line)]
            for row, after in pairwise([*items, len(block)]):
                yield start + row, "\n".join(block[row:after])
        else:
            yield start, "\n".join(block)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """The index of the first line, and the lines, of each block.

    Fenced code is left out, up to the first fence that Markdown could read in another way.
    """
    code = {line for first, last in _fenced(lines).items() for line in range(first, last + 1)}
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and index not in code and not _BLANK.fullmatch(lines[index]):
            continue
        if start < index:
            yield start, lines[start:index]
        start = index + 1


def _is_table(block: Sequence[str]) -> bool:
    """Whether the extension for tables takes `block` for one in any case: all its lines begin and end with a `|`."""
    if len(block) < 3 or not all(line[:1] == "|" == line[-1:] for line in block):
        return False
    return not set(block[1]) - set("|:- ") and block[0].count("|") == block[1].count("|") and "`" not in block[0]


def _fenced(lines: Sequence[str]) -> dict[int, int]:
    """The first and the last line of each block of fenced code."""
    fences = [index for index, line in enumerate(lines) if _ANY_FENCE.search(line)]
    if not fences or any(_CRITIC.search(line) for line in lines):
        return {}
    ends: dict[str, list[int]] = defaultdict(list)
    for index in fences:
        ends[lines[index].rstrip(" ")].append(index)
    code: dict[int, int] = {}
    end = -1
    for index in fences:
        if index <= end:
            continue
        fence = _FENCE.fullmatch(lines[index])
        closing = ends.get(fence[1], []) if fence else []
        after = bisect_right(closing, index)
        if after == len(closing):
            break
        code[index] = end = closing[after]
    return code


def _costs(block: str) -> Iterator[tuple[int, float]]:
    """The offset of each sign of `block` that costs time, and how many seconds."""
    length = len(block)
    for pattern, cost in ((_LINES, _LINE), (_SIGNS, _SIGN), (_BRACES, _BRACE)):
        yield from ((match.start(), cost * length) for match in pattern.finditer(block))
    opened: dict[str, list[int]] = {"[": [], "(": []}
    for match in _DELIMITERS.finditer(block):
        sign = match[0]
        if sign == "](":
            yield from _closed(opened["["], match.start(), _BRACKET)
            opened["("].append(match.start())
        elif sign in opened:
            opened[sign].append(match.start())
        elif sign in ("]", ")"):
            yield from _closed(opened["[" if sign == "]" else "("], match.start(), _BRACKET)
    for sign, cost in (("[", _BRACKET), ("(", _PARENTHESIS)):
        yield from ((place, cost * (length - place)) for place in opened[sign])
    runs = [(match.start(), len(match[0])) for match in _BACKTICKS.finditer(block)]
    last = {size: place for place, size in runs}
    yield from ((place, _BACKTICK * size * (length - place)) for place, size in runs if last[size] == place)


def _closed(places: list[int], end: int, cost: float) -> Iterator[tuple[int, float]]:
    if places:
        yield places[-1], cost * (end - places.pop())
