"""The comparison of two texts, block by block and word by word."""

import time
from itertools import pairwise

import pytest

from concord.sync.diff.word_diff import Part, Token, compare_parts


def part(text: str, kind: str = "p") -> Part:
    return Part(kind, tuple(Token(word, word, " ") for word in text.split()))


def told(old: list[str], new: list[str]) -> list[str]:
    signs = {"kept": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    rows = compare_parts([part(text) for text in old], [part(text) for text in new])
    return ["".join(signs[run.kind].format(run.text) for run in row.runs).strip() for row in rows]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(["a b c"], ["a b c"], ["a b c"], id="the same"),
        pytest.param(["a b c d"], ["a x c d"], ["a [-b-]{+x+} c d"], id="a word"),
        pytest.param(["a b c d"], ["a c d"], ["a [-b-] c d"], id="a word gone"),
        pytest.param(["a b c"], ["x y z", "a b c"], ["{+x y z+}", "a b c"], id="a block in front"),
        pytest.param(["a b c", "d e f"], ["d e f"], ["[-a b c-]", "d e f"], id="a block gone"),
        pytest.param(
            ["a b c d", "e f g h"], ["e f g x", "n n"], ["[-a b c d-]", "e f g [-h-]{+x+}", "{+n n+}"], id="several"
        ),
        pytest.param(
            ["one two three of four five six"], ["uno due tre of quattro cinque sei"],
            ["[-one two three of four five six-]", "{+uno due tre of quattro cinque sei+}"], id="nothing in common",
        ),
        pytest.param(
            ["keep this at all times one two of three four"], ["keep this at all times uno due of tre quattro"],
            ["keep this at all times [-one two of three four-]{+uno due of tre quattro+}"], id="hardly anything kept",
        ),
    ],
)  # fmt: skip
def test_comparison(old: list[str], new: list[str], expected: list[str]) -> None:
    assert told(old, new) == expected


def test_rows_keep_the_order_of_both_texts() -> None:
    old, new = ["a b c", "d e f", "g h i"], ["g h i", "a b x", "d y f"]
    rows = compare_parts([part(text) for text in old], [part(text) for text in new])
    for side in ([row.old for row in rows], [row.new for row in rows]):
        places = [place for place in side if place is not None]
        assert places == [0, 1, 2]
        assert all(first < second for first, second in pairwise(places))


def test_very_long_texts_are_compared_in_time_with_what_both_begin_and_end_with() -> None:
    start = time.process_time()
    same = "a b c d e f " * 2_000
    assert told([f"first {same} last"], [f"first {'f a c ' * 4_000} last"])[0].startswith("first [-a b")
    compare_parts([part("a " * 8_000)], [part("a b " * 8_000)])
    old, new = ([f"block {number} of words {number * factor}" for number in range(2_000)] for factor in (1, 3))
    assert len(told(old, new)) == 3_999, "all but the first are other blocks"
    assert time.process_time() - start < 6
    assert told([f"x {same}"], [f"y {same}"]) == [f"[-x-]{{+y+}} {same.strip()}"]
