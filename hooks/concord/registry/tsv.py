"""A table with tabs between its cells → its rows: the cells by the names of their columns, each with its place."""

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from concord.model import Location
from concord.storage.files import DISK, Files
from concord.storage.text_file import decode_text, split_lines

_MAX_CHARACTERS = 1_000_000  # of a file
_MAX_CELLS = 50  # of a row; what follows is part of the last one


class Cell(NamedTuple):
    """What a cell holds, and where it stands."""

    text: str
    location: Location


Row = Mapping[str, Cell]


def read_table(path: Path, file: str, files: Files = DISK) -> Iterator[Row]:
    """Yields the rows of the table in `files` at `path`, which messages call `file`; empty lines are none.

    The first row has the names of the columns, by themselves. A row may have fewer cells than columns; cells beyond
    the last column are in "".

    Raises:
        OSError: The file cannot be read, or is too long.
        UnicodeDecodeError: It is not UTF-8.
    """
    columns: list[str] = []
    content = decode_text(files.read(path))
    if len(content) > _MAX_CHARACTERS:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    for number, line in enumerate(split_lines(content), 1):
        cells, start = [], 1
        for text in line.split("\t", _MAX_CELLS):
            cells.append(Cell(text, Location(file, number, start, number, start + len(text))))
            start += len(text) + 1
        columns = columns or [cell.text for cell in cells]
        if line:
            names = [*columns, *[""] * (len(cells) - len(columns))]
            yield dict(zip(names, cells, strict=False))
