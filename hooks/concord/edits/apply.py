"""Edits → files. Changes only the stretches that the edits name; line ends and a byte order mark stay as they are."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from concord.errors import ConfigurationError
from concord.finding import Edit
from concord.pages.line_markers import replace_noncharacters
from concord.storage.atomic_write import write_files
from concord.storage.text_file import split_bom

Fix = tuple[Edit, ...]  # in one file; made together or not at all

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_BETWEEN_WORDS = re.compile(r"[\s>]+")  # with the marks of a block quotation at the beginning of lines


def apply_fixes(fixes: Iterable[Fix], root: Path) -> int:
    """Makes `fixes` in the files below `root`. Either all of these files are written or none.

    Returns:
        How many fixes were made; the others could not be, see `apply_to_text`.

    Raises:
        ConfigurationError: A file cannot be read or written.
    """
    fixes = list(fixes)
    contents, rejected = apply_to_files(fixes, root)
    write_files(contents)
    return len(fixes) - len(rejected)


def apply_to_files(fixes: Iterable[Fix], root: Path) -> tuple[dict[Path, bytes], list[Fix]]:
    """Computes the new contents of the files below `root`. Writes nothing.

    Returns:
        The contents of the files that change, by path, and the fixes that could not be made.

    Raises:
        ConfigurationError: A file cannot be read.
    """
    by_file: dict[Path, list[Fix]] = defaultdict(list)
    for fix in fixes:
        by_file[(root / fix[0].location.path).resolve()].append(fix)
    contents: dict[Path, bytes] = {}
    rejected: list[Fix] = []
    for path, file_fixes in by_file.items():
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
        text = raw.decode("utf-8")
        mark, body = split_bom(text)
        new, file_rejected = apply_to_text(body, file_fixes)
        rejected += file_rejected
        if len(file_rejected) < len(file_fixes):
            contents[path] = (mark + new).encode("utf-8")
    return contents, rejected


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
    """Where in the text the stretch begins and ends that `edit` replaces."""
    at = edit.location
    start = line_starts[at.line - 1] + at.column - 1
    return start, line_starts[at.end_line - 1] + (at.end_column or 1) - 1 if at.end_line else start


def _matches(text: str, start: int, end: int, edit: Edit) -> bool:
    """Whether `text` has between the offsets what `edit` replaces, as the parser reads it."""
    present = _BETWEEN_WORDS.split(replace_noncharacters(text[start:end]))
    return start <= end <= len(text) and present == _BETWEEN_WORDS.split(edit.old)
