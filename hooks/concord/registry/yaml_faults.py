"""An error of the parser of YAML → the place in the text, and what is wrong there and what to do, in plain words."""

import re
from typing import NamedTuple

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

_NO_YAML = "it is no YAML: "
_QUOTE = "put the text in quotation marks"
_AT_BEGINNING = f"has a meaning at the beginning of a text; {_QUOTE}"
_HAS_COLON = re.compile(r":(?:\s|$)")
_NO_COLON = "behind the key of this line a colon and a blank are missing"
_REASONS = (  # what the parser says → what is meant; the first that fits
    (r"found character '\\t'|'\t'", "a tab stands here; indent with spaces"),
    (r"found character '(.)' that cannot", r"no text can begin with \1: " + _QUOTE),
    (r"(?:end of stream|EOF)", "a quotation mark is opened here and not closed"),
    (r"unknown escape|expected escape", r"\\ has a meaning between double quotation marks; use single ones"),
    (r"sequence entries are not allowed", "a list begins on a line of its own, or stands in brackets: [one, two]"),
    (r"undefined tag handle|expected (?:'!'|a tag|URI)|while scanning a tag", f"! {_AT_BEGINNING}"),
    (r"scanning an (?:alias|anchor)|did not find expected alphabetic", f"* or & {_AT_BEGINNING}"),
    (r"block scalar", "behind | or > the line ends, and the text begins on the next one"),
    (r"found '<block", "this line is indented otherwise than those beside it"),
    (r"found '\?'|found '-'", "keys and the items of a list cannot stand under one key"),
    (r"found '<scalar>'", "text follows what is closed already; put all of it in quotation marks"),
    (r"found '([^']+)'", r"\1 has a meaning of its own here; " + _QUOTE),
)  # fmt: skip


class SyntaxFault(NamedTuple):
    """Where the text cannot be read, as an offset, None for the file as a whole; and why."""

    offset: int | None
    reason: str


def syntax_fault(text: str, error: Exception) -> SyntaxFault:
    """What the parser found in `text`; what is opened and never closed is reported at its beginning."""
    if isinstance(error, ReaderError):
        return SyntaxFault(error.position, f"{_NO_YAML}it has a character that cannot be seen")
    if not isinstance(error, MarkedYAMLError):
        return SyntaxFault(None, _NO_YAML + " ".join(str(error).split()))
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return SyntaxFault(None, f"{_NO_YAML}{error.problem or error.context}")
    if (unkeyed := _unkeyed(text, error)) is not None:
        return SyntaxFault(unkeyed, _NO_YAML + _NO_COLON)
    opened = _opened(text, error)
    offset = mark.index if opened is None else opened
    if text[offset : offset + 1] == "\t":
        return SyntaxFault(offset, f"{_NO_YAML}a tab stands here; indent with spaces")
    return SyntaxFault(offset, _NO_YAML + _reason(text, offset, error, is_open=opened is not None))


def _unkeyed(text: str, error: MarkedYAMLError) -> int | None:
    """Where a line begins that has no colon behind its key, which the parser notices on the next one; else None."""
    mark, problem = error.problem_mark, error.problem or ""
    if error.context_mark is not None and "could not find expected ':'" in problem:
        return int(error.context_mark.index)
    if mark is None or "mapping values are not allowed" not in problem:
        return None
    *above, before = text[: mark.index].split("\n")
    lines = [line for line in above if line.strip() and not line.lstrip().startswith("#")]
    if ":" in before or not lines or _HAS_COLON.search(lines[-1]):
        return None
    is_continued = len(lines) > 1 and lines[-1].startswith(" ") and not lines[-2].rstrip().endswith(":")
    return None if is_continued else text.rindex(lines[-1], 0, mark.index) + len(lines[-1]) - len(lines[-1].lstrip())


def _opened(text: str, error: MarkedYAMLError) -> int | None:
    """Where that begins which is not closed before the text ends, or before the next key; None for another error."""
    mark, start = error.problem_mark, error.context_mark
    if mark is None or start is None:
        return None
    if "flow node" in (error.context or "") and not text[mark.index :].strip("\0 \r\n"):
        return len(text[: mark.index].rstrip()) - 1
    is_list = "flow" in (error.context or "")
    is_next_line = is_list and "\n" in text[start.index : mark.index] and "','" in (error.problem or "")
    return start.index if is_next_line or not text[mark.index :].strip("\0 \r\n") else None


def _reason(text: str, offset: int, error: MarkedYAMLError, is_open: bool) -> str:
    problem = f"{error.context or ''} {error.problem or ''}"
    if is_open and "flow" in problem:
        return f"{text[offset]} is opened here and not closed"
    if "mapping values are not allowed" in problem or (error.problem or "").endswith("got ':'"):
        before = text[text.rfind("\n", 0, offset) + 1 : offset]
        if ":" in before:
            return f"a second colon on one line; {_QUOTE}"
        return "this line is indented too deeply"
    for pattern, reason in _REASONS:
        if match := re.search(pattern, problem):
            return match.expand(reason)
    return str(error.problem or error.context)
