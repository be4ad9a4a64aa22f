"""`coverage.tsv` → for each claim the facts and the sections of pages that carry it, or why none does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from concord.errors import ConfigurationError
from concord.model import Location
from concord.registry.tsv import Cell, read_table

COVERAGE = "coverage.tsv"


@dataclass(frozen=True, slots=True)
class Covered:
    """A row of the table.

    Attributes:
        claim: The id of the claim, from `claims.tsv`.
        carriers: What carries it: the id of a fact, or a section as `page.md#id`.
        left: Why nothing does; "" where something does.
    """

    claim: str
    carriers: tuple[Cell, ...]
    left: str


def read_coverage(root: Path, folder: str) -> list[Covered]:
    """The rows of the table in `folder` of `root`; none where there is no such file.

    Raises:
        ConfigurationError: The file cannot be read.
    """
    file = f"{folder}/{COVERAGE}"
    try:
        rows = list(read_table(root / file, file)) if (root / file).exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file} cannot be read ({error})") from error
    empty = Cell("", Location(file))
    return [
        Covered(row.get("claim", empty).text, tuple(_words(row.get("carried_by", empty))), row.get("left", empty).text)
        for row in rows[1:]
    ]


def _words(cell: Cell) -> Iterator[Cell]:
    """Yields the words of a cell, each with its place."""
    file, line, column, *_ = cell.location
    for word in re.finditer(r"\S+", cell.text):
        yield Cell(word[0], Location(file, line, column + word.start(), line, column + word.end()))
