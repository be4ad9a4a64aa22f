"""The contracts of import-linter in pyproject.toml hold, and an import that breaks one of them is reported by name."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands import BIN
from trees import ROOT

PLANTED = {  # a file → an import that it must not have, and the contract that says so
    "concord/checks/numbers.py": ("from concord.storage import git", "A check sees pages and the registry"),
    "concord/checks/lists.py": ("from concord.checks import numbers", "A check knows no other check"),
    "concord/site/urls.py": ("from concord.checks import titles", "imports only what stands below it"),
    "concord/report/text.py": ("from concord.cli import main", "imports only what stands below it"),
    "concord/guide.py": ("import mkdocs.config", "concord knows nothing of MkDocs"),
    "concord/model.py": ("from concord.errors import ConcordError", "The model imports nothing of the package"),
    "concord/values/read.py": ("from concord.config import read_config", "Values know languages"),
    "benchmarks/mutator/spots.py": ("from concord.values import read_quantity", "The benchmark's mutator"),
    "concord/attic/__init__.py": ("import json", "imports only what stands below it"),
}


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """`lint-imports` on the code of `tree`, with its messages in lines that are not wrapped."""
    environment = os.environ | {"PYTHONPATH": f"{tree / 'hooks'}{os.pathsep}{tree}", "COLUMNS": "500"}
    command = [str(BIN / "lint-imports"), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said of a copy of the code with all of these imports."""
    tree = tmp_path_factory.mktemp("planted")
    for name in ("hooks", "benchmarks"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    for name, (statement, _) in PLANTED.items():
        file = tree / ("." if name.startswith("benchmarks") else "hooks") / name
        file.parent.mkdir(exist_ok=True)
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(f"{text}\n\ndef planted() -> None:\n    {statement}\n", encoding="utf-8")
    done = lint(tree)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_the_code_keeps_the_contracts() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", PLANTED)
def test_an_import_that_breaks_a_contract_is_named(report: str, file: str) -> None:
    contract = PLANTED[file][1]
    parts = re.split(r"\n(?=.+\n-{20,}\n)", report)  # a part begins with the contract's name, underlined
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert [part for part in parts if contract in part.partition("\n--")[0] and module in part], report


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
