"""Edits → files. Changes only the stretches that the edits name; line ends and a byte order mark stay as they are."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from concord.errors import ConfigurationError
from concord.finding import Edit
from concord.pages.line_markers import replace_noncharacters
from concord.storage.operations import Change
from concord.storage.text_file import split_bom
from concord.storage.transaction import write_files

Fix = tuple[Edit, ...]  # in one file; made together or not at all

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_BETWEEN_WORDS = re.compile(r"[\s>]+")  # with the marks of a block quotation at the beginning of lines


def apply_fixes(fixes: Iterable[Fix], root: Path, *, is_dry: bool = False) -> list[Fix]:
    """Makes `fixes` in the files below `root`. Either all of these files are written or none; with `is_dry`, none is.

    Returns:
        The fixes that were made, or would be; the others could not be, see `apply_to_text`.

    Raises:
        ConfigurationError: A file cannot be read or written.
    """
    fixes = list(fixes)
    changes, rejected = apply_to_files(fixes, root)
    if not is_dry:
        write_files(changes)
    return [fix for fix in fixes if not any(fix is other for other in rejected)]


def apply_to_files(fixes: Iterable[Fix], root: Path) -> tuple[list[Change], list[Fix]]:
    """Computes the new contents of the files below `root`. Writes nothing.

    Returns:
        What is to change, with what was read of each file, and the fixes that could not be made.

    Raises:
        ConfigurationError: A file cannot be read.
    """
    by_file: dict[Path, list[Fix]] = defaultdict(list)
    for fix in fixes:
        by_file[(root / fix[0].location.path).resolve()].append(fix)
    changes: list[Change] = []
    rejected: list[Fix] = []
    for path, file_fixes in by_file.items():
        try:
            raw = path.read_bytes()
            text = raw.decode("utf-8")
        except OSError as error:
            raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise ConfigurationError(f"{path} cannot be read (it is not UTF-8 any more)") from error
        mark, body = split_bom(text)
        new, file_rejected = apply_to_text(body, file_fixes)
        rejected += file_rejected
        if len(file_rejected) < len(file_fixes):
            changes.append(Change(path, raw, (mark + new).encode("utf-8")))
    return changes, rejected


def apply_to_text(text: str, fixes: list[Fix]) -> tuple[str, list[Fix]]:
    """Makes `fixes` in `text`, in their order.

    Returns:
        The new text, and the fixes that could not be made: one of their edits overlaps with an earlier fix, or the
        text at its place is not the one that it replaces.
    """
    line_starts = [match.start() for match in _LINES.finditer(text)]
    taken = bytearray(len(text) + 1)
    edits: list[tuple[int, int, str]] = []
    rejected: list[Fix] = []
    for fix in fixes:
        found = [(*_offsets(edit, line_starts), edit) for edit in fix]
        if any(
            not _matches(text, start, end, edit) or any(taken[start : max(end, start + 1)])
            for start, end, edit in found
        ):
            rejected.append(fix)
            continue
        for start, end, edit in found:
            taken[start : max(end, start + 1)] = b"\1" * max(end - start, 1)
            edits.append((start, end, edit.text))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text, rejected


def _offsets(edit: Edit, line_starts: list[int]) -> tuple[int, int]:
    """Where in the text the stretch begins and ends that `edit` replaces; behind it where there are too few lines."""
    at = edit.location
    if max(at.line, at.end_line or 0) > len(line_starts):
        return sys.maxsize, sys.maxsize
    start = line_starts[at.line - 1] + at.column - 1
    return start, line_starts[at.end_line - 1] + (at.end_column or 1) - 1 if at.end_line else start


def _matches(text: str, start: int, end: int, edit: Edit) -> bool:
    """Whether `text` has between the offsets what `edit` replaces, as the parser reads it."""
    present = _BETWEEN_WORDS.split(replace_noncharacters(text[start:end]))
    return start <= end <= len(text) and present == _BETWEEN_WORDS.split(edit.old)
