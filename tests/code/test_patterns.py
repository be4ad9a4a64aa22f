"""Patterns mean the same on every Python from 3.11 on.

Before 3.11.5, which Debian 12 has not, a possessive quantifier of a group may match where it should not, and the other
way round (https://github.com/python/cpython/issues/106052). Behind a single character or a set it is right.
"""

import re
from pathlib import Path

import pytest

from trees import ROOT

CODE = sorted(file for folder in ("hooks", "tests", "benchmarks") for file in (ROOT / folder).rglob("*.py"))
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>")


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_group_is_possessive(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert file == Path(__file__) or [line for line in lines if POSSESSIVE_GROUP.search(line)] == []
