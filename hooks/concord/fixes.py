"""Edits → files. Writes only what has one right answer, and nothing else of a file: line ends stay as they are."""

import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from concord.errors import ConfigurationError
from concord.finding import Edit
from concord.parse.marks import clean

Fix = tuple[Edit, ...]

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_BETWEEN_WORDS = re.compile(r"[\s>]+")  # a stretch of several lines may be quoted


def apply(fixes: Iterable[Fix], root: Path) -> int:
    """Carries out `fixes` in the files below `root`, each file at once; returns how many could be.

    Raises `ConfigurationError` where a file cannot be written.
    """
    by_file: dict[Path, list[Fix]] = defaultdict(list)
    for fix in fixes:
        by_file[(root / fix[0].location.path).resolve()].append(fix)
    count = 0
    for path, file_fixes in by_file.items():
        try:
            count += _apply_to_file(path, file_fixes)
        except OSError as error:
            raise ConfigurationError(f"{path} cannot be written ({error.strerror})") from error
    return count


def _apply_to_file(path: Path, fixes: list[Fix]) -> int:
    raw = path.read_bytes().decode("utf-8")
    text = raw.removeprefix("\ufeff")
    starts = [match.start() for match in _LINES.finditer(text)]
    taken = bytearray(len(text) + 1)
    edits: list[tuple[int, int, str]] = []
    count = 0
    for fix in fixes:
        found = [(*_span(edit, starts), edit) for edit in fix]
        if all(
            _holds(text, start, end, edit) and not any(taken[start : max(end, start + 1)]) for start, end, edit in found
        ):
            for start, end, edit in found:
                taken[start : max(end, start + 1)] = b"\1" * max(end - start, 1)
                edits.append((start, end, edit.text))
            count += 1
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    if count:
        _write(path, raw[: len(raw) - len(raw.removeprefix("\ufeff"))] + text)
    return count


def _span(edit: Edit, starts: list[int]) -> tuple[int, int]:
    place = edit.location
    start = starts[place.line - 1] + place.column - 1
    return start, starts[place.end_line - 1] + (place.end_column or 1) - 1 if place.end_line else start


def _holds(text: str, start: int, end: int, edit: Edit) -> bool:
    """Whether the file still says what the edit replaces, as the parser has read it."""
    there = _BETWEEN_WORDS.split(clean(text[start:end]))
    return start <= end <= len(text) and there == _BETWEEN_WORDS.split(edit.old)


def _write(path: Path, text: str) -> None:
    """Replaces the file in one step: a killed process leaves the old one or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode("utf-8"))
    Path(name).chmod(path.stat().st_mode)
    Path(name).replace(path)
