"""Edits → files. Writes only what has one right answer, and nothing else of a file: line ends stay as they are."""

import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from concord.finding import Edit

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")


def apply(edits: Iterable[Edit], root: Path) -> int:
    """Carries out `edits` in the files below `root`, each file at once; returns how many places changed."""
    by_file: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_file[edit.location.path].append(edit)
    return sum(_apply_to_file(root / path, file_edits) for path, file_edits in by_file.items())


def _apply_to_file(path: Path, edits: list[Edit]) -> int:
    raw = path.read_bytes().decode("utf-8")
    text = raw.removeprefix("\ufeff")
    starts = [match.start() for match in _LINES.finditer(text)]
    changed = 0
    limit = len(text)
    for edit in sorted(edits, key=lambda edit: edit.location.start, reverse=True):
        place = edit.location
        start = starts[place.line - 1] + place.column - 1
        end = starts[place.end_line - 1] + (place.end_column or 1) - 1 if place.end_line else start
        if end <= limit and text[start:end] != edit.text:
            text = text[:start] + edit.text + text[end:]
            changed += 1
            limit = start
    if changed:
        _write(path, raw[: len(raw) - len(raw.removeprefix("\ufeff"))] + text)
    return changed


def _write(path: Path, text: str) -> None:
    """Replaces the file in one step: a killed process leaves the old one or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode("utf-8"))
    Path(name).chmod(path.stat().st_mode)
    Path(name).replace(path)
