"""The house keeps its walls: who may import whom, how large a module may be, what the check may load."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from trees import ROOT

CONCORD = ROOT / "hooks" / "concord"
TOOLS_OF_CHECKS = {"false_friends"}
MODULES = sorted(CONCORD.rglob("*.py"))
CODE = sorted([*(ROOT / "hooks").rglob("*.py"), *(ROOT / "tests").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")])


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{node.module}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name(file: Path) -> str:
    return ".".join(file.relative_to(CONCORD.parent).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_walls(file: Path) -> None:
    inside = {module for module in imports(file) if module.startswith("concord")}
    own = name(file)
    assert not [module for module in imports(file) if module.partition(".")[0] in ("mkdocs", "material")]
    if not own.startswith("concord.cli"):
        assert not [module for module in inside if module.startswith("concord.cli")], "nothing imports the command"
    if own == "concord.model":
        assert not inside, "the model imports nothing of the package"
    if own.startswith("concord.site"):
        assert not [module for module in inside if module.startswith("concord.checks")], "the site imports no check"
    if own.startswith("concord.values"):
        allowed = ("concord.values", "concord.languages", "concord.storage.memo")
        assert all(module.startswith(allowed) for module in inside), "values know languages and their memory alone"
    if own.startswith("concord.checks."):
        others = {module.split(".")[2] for module in inside if module.startswith("concord.checks.")}
        assert others <= TOOLS_OF_CHECKS, "a check knows no other check"


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_sizes(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= 300, "a module is at most 300 lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= 40, f"{node.name} has {lines} lines"


def test_the_check_needs_no_more_than_the_plain_dependencies() -> None:
    """It runs where nothing of the extras can be imported, and loads nothing of them."""
    code = """
import sys
for extra in ("mkdocs", "material", "mkdocs_static_i18n", "translate", "pytest", "hypothesis", "selenium"):
    sys.modules[extra] = None
from concord.cli import main
main(["check"])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_map_of_the_code_names_every_module() -> None:
    text = (ROOT / "hooks" / "README.md").read_text(encoding="utf-8")
    missing = [
        file.relative_to(ROOT / "hooks").as_posix()
        for file in (ROOT / "hooks").rglob("*.py")
        if file.name != "__init__.py" and f"{file.name}" not in text
    ]
    assert not missing
