"""A part of a page between two comments, which a script writes and a test compares."""

from pathlib import Path
from typing import NamedTuple


class GeneratedPart(NamedTuple):
    """The part of `file` between the lines `begin` and `end`."""

    file: Path
    begin: str
    end: str

    def read(self) -> str:
        """What stands there now.

        Raises:
            ValueError: One of the comments is missing.
        """
        text = self.file.read_text(encoding="utf-8")
        start = text.index(self.begin) + len(self.begin)
        return text[start : text.index(self.end, start)]

    def write(self, part: str) -> None:
        """Puts `part` in its place."""
        text = self.file.read_text(encoding="utf-8")
        self.file.write_text(text.replace(self.begin + self.read(), self.begin + part, 1), encoding="utf-8")
