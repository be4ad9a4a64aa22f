"""How large a module and a function may be: at most 300 lines, at most 40."""

import ast
from pathlib import Path

import pytest

from trees import ROOT

CODE = sorted(file for folder in ("hooks", "tests", "benchmarks") for file in (ROOT / folder).rglob("*.py"))
LINES, LINES_OF_A_FUNCTION = 300, 40


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_module_and_its_functions_fit_a_screen_or_three(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= LINES, f"a module has at most {LINES} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= LINES_OF_A_FUNCTION, f"{node.name} has {lines} lines"
