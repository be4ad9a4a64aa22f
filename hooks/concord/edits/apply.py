"""Edits → files. Writes only what has one right answer, and nothing else of a file: line ends stay as they are."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from concord.errors import ConfigurationError
from concord.finding import Edit
from concord.pages.line_markers import replace_noncharacters
from concord.storage.atomic_write import write_files
from concord.storage.text_file import split_bom

Fix = tuple[Edit, ...]

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_BETWEEN_WORDS = re.compile(r"[\s>]+")  # a stretch of several lines may be quoted


def apply_fixes(fixes: Iterable[Fix], root: Path) -> int:
    """Carries out `fixes` in the files below `root`, in all of them or in none; returns how many could be.

    Raises `ConfigurationError` where a file cannot be read or written.
    """
    fixes = list(fixes)
    contents, left = apply_to_files(fixes, root)
    write_files(contents)
    return len(fixes) - len(left)


def apply_to_files(fixes: Iterable[Fix], root: Path) -> tuple[dict[Path, bytes], list[Fix]]:
    """What the files below `root` hold after `fixes`, and those of them that their text, or another one, rules out.

    Writes nothing. Raises `ConfigurationError` where a file cannot be read.
    """
    by_file: dict[Path, list[Fix]] = defaultdict(list)
    for fix in fixes:
        by_file[(root / fix[0].location.path).resolve()].append(fix)
    contents: dict[Path, bytes] = {}
    left: list[Fix] = []
    for path, file_fixes in by_file.items():
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
        text = raw.decode("utf-8")
        mark, body = split_bom(text)
        new, impossible = apply_to_text(body, file_fixes)
        left += impossible
        if len(impossible) < len(file_fixes):
            contents[path] = (mark + new).encode("utf-8")
    return contents, left


def apply_to_text(text: str, fixes: list[Fix]) -> tuple[str, list[Fix]]:
    """`text` after those of `fixes` that can be carried out, and the others."""
    starts = [match.start() for match in _LINES.finditer(text)]
    taken = bytearray(len(text) + 1)
    edits: list[tuple[int, int, str]] = []
    left: list[Fix] = []
    for fix in fixes:
        found = [(*_span(edit, starts), edit) for edit in fix]
        if any(
            not _holds(text, start, end, edit) or any(taken[start : max(end, start + 1)]) for start, end, edit in found
        ):
            left.append(fix)
            continue
        for start, end, edit in found:
            taken[start : max(end, start + 1)] = b"\1" * max(end - start, 1)
            edits.append((start, end, edit.text))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text, left


def _span(edit: Edit, starts: list[int]) -> tuple[int, int]:
    place = edit.location
    start = starts[place.line - 1] + place.column - 1
    return start, starts[place.end_line - 1] + (place.end_column or 1) - 1 if place.end_line else start


def _holds(text: str, start: int, end: int, edit: Edit) -> bool:
    """Whether the file still says what the edit replaces, as the parser has read it."""
    there = _BETWEEN_WORDS.split(replace_noncharacters(text[start:end]))
    return start <= end <= len(text) and there == _BETWEEN_WORDS.split(edit.old)
