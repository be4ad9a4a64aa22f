"""Lines and columns of the guide are the positions that the protocol has for the same character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position

from concord.lsp.positions import Positions

TEXT = "a\r\n😀b\u2028c\rd\n\ufefflast"


@pytest.mark.parametrize(
    ("line", "column", "position"),
    [
        (1, 2, Position(0, 1)),
        (2, 2, Position(1, 2)),  # behind a character of two UTF-16 units
        (2, 4, Position(1, 4)),  # U+2028 ends no line
        (3, 1, Position(2, 0)),
        (4, 2, Position(3, 1)),  # only at the beginning of a file is it a byte order mark
        (9, 9, Position(3, 5)),  # the text has become shorter
    ],
)
def test_a_place_has_one_position(line: int, column: int, position: Position) -> None:
    assert Positions(TEXT).position(line, column) == position


def test_a_byte_order_mark_counts_for_the_editor_alone() -> None:
    positions = Positions("\ufeff# A")
    assert positions.position(1, 1) == Position(0, 1)
    assert positions.place(Position(0, 3)) == (1, 3)
    assert positions.line(1) == "# A"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@given(text=st.text(alphabet=st.sampled_from("aé😀\u2028\u0085\r\n\ufeff")), data=st.data())
def test_there_and_back(encoding: str, text: str, data: st.DataObject) -> None:
    positions = Positions(text, encoding)
    line = data.draw(st.integers(1, len(positions.lines)))
    column = data.draw(st.integers(1, len(positions.line(line)) + 1))
    assert positions.place(positions.position(line, column)) == (line, column)
    assert len(positions.lines) == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
