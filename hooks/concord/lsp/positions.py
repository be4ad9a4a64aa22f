"""Lines and columns of the guide, from 1 in characters ⇄ positions of the protocol, from 0 in code units.

Lines end with CR, LF or CR LF, and with nothing else: not with U+2028, at which Python's `splitlines` splits too.
"""

from collections.abc import Callable

from lsprotocol import types

from concord.model import Location
from concord.storage.text_file import BOM, split_lines

Encoding = types.PositionEncodingKind | str
_WIDTHS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "utf-32": len,
}


class Positions:
    """The lines of `text`, for a client that counts characters by `encoding`: `utf-16`, `utf-8` or `utf-32`."""

    def __init__(self, text: str, encoding: Encoding = "utf-16") -> None:
        self.lines = split_lines(text)
        self._width = _WIDTHS[encoding.value if isinstance(encoding, types.PositionEncodingKind) else encoding]
        self._hidden = len(BOM) if text.startswith(BOM) else 0  # the guide's first line does not count it

    def position(self, line: int, column: int) -> types.Position:
        """The position of a line and a column; the nearest one that there is, as the text may have changed."""
        line = min(max(line, 1), len(self.lines))
        end = max(column - 1, 0) + (self._hidden if line == 1 else 0)
        return types.Position(line - 1, self._width(self.lines[line - 1][:end]))

    def range(self, place: Location) -> types.Range:
        """The range of a location; a point has the rest of its line, so that it can be seen."""
        start = self.position(place.line, place.column)
        if place.end_line and place.end_column:
            return types.Range(start, self.position(place.end_line, place.end_column))
        end = self.position(place.line, len(self.line(place.line).rstrip()) + 1)
        return types.Range(start, max(start, end, key=lambda one: (one.line, one.character)))

    def edited(self, place: Location) -> types.Range:
        """The range that an edit at a location replaces: nothing where it is a point."""
        start = self.position(place.line, place.column)
        return types.Range(start, self.position(place.end_line, place.end_column or 1) if place.end_line else start)

    def place(self, position: types.Position) -> tuple[int, int]:
        """The line and the column of a position."""
        line = min(position.line, len(self.lines) - 1)
        text = self.lines[line]
        column = 0
        while column < len(text) and self._width(text[: column + 1]) <= position.character:
            column += 1
        return line + 1, max(column - (self._hidden if line == 0 else 0), 0) + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; "" behind the last one."""
        text = self.lines[number - 1] if number <= len(self.lines) else ""
        return text[self._hidden :] if number == 1 else text

    def before(self, position: types.Position) -> str:
        """The text of the line in front of a position."""
        line, column = self.place(position)
        return self.line(line)[: column - 1]

    @property
    def whole(self) -> types.Range:
        """The range of the whole text."""
        return types.Range(types.Position(0, 0), self.position(len(self.lines), len(self.lines[-1]) + 1))
