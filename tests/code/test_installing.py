"""Whoever installs the guide gets `concord` from the folder beside it, by one command, and other projects it alone."""

import re
import tomllib
from typing import Any

import pytest
from ruamel.yaml import YAML

from trees import ROOT

CONCORD = ROOT / "hooks" / "concord"
EXTRAS = re.compile(r"""--editable ["']\.\[([\w,$*]+)\]["']""")
HINT = re.compile(r"pip install '([\w-]+)\[(\w+)\]'")


def project(path: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / path / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def requirements(found: dict[str, Any]) -> list[str]:
    return [*found["dependencies"], *(one for extra in found["optional-dependencies"].values() for one in extra)]


def test_the_guide_asks_for_the_distribution_and_for_nothing_that_it_brings() -> None:
    guide, concord = project("."), project("hooks/concord")
    assert guide["dependencies"] == [concord["name"]]
    assert guide["requires-python"] == concord["requires-python"]
    brought = {re.split(r"[<>=\[]", one)[0] for one in requirements(concord)}
    assert {re.split(r"[<>=\[]", one)[0] for one in requirements(guide)} & brought == set()
    asked = {extra for one in requirements(guide) for extra in re.findall(rf"{concord['name']}\[([\w,]+)\]", one)}
    assert {name for one in asked for name in one.split(",")} == {*concord["optional-dependencies"]}


@pytest.mark.parametrize("file", ["Makefile", "README.md"])
def test_who_installs_the_guide_names_the_folder_as_well(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    commands = [line for line in text.splitlines() if re.search(r"""--editable ["']\.\[""", line)]
    assert commands and all("--editable ./hooks/concord " in line for line in commands)


def test_the_extras_that_the_guide_and_its_files_tell_to_install_are_there() -> None:
    pages = [*(ROOT / "docs").glob("*/contribute.md"), *ROOT.glob("*.md"), ROOT / "Makefile"]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    named = {name for text in texts for one in EXTRAS.findall(text) for name in one.split(",")}
    assert {"site", "exchange"} <= named <= {*project(".")["optional-dependencies"], "$*"}
    own = {name for text in texts for one in re.findall(r"hooks/concord\[([\w,]+)\]", text) for name in one.split(",")}
    assert own and own <= {*project("hooks/concord")["optional-dependencies"]}


def test_other_projects_install_the_check() -> None:
    [hook] = YAML(typ="safe", pure=True).load(ROOT / ".pre-commit-hooks.yaml")
    assert hook["additional_dependencies"] == ["./hooks/concord"], "pre-commit runs `pip install .` with these"
    action = YAML(typ="safe", pure=True).load(ROOT / "action.yml")
    [install] = [step["run"] for step in action["runs"]["steps"] if step.get("id") == "install"]
    assert install.strip().endswith('"$GITHUB_ACTION_PATH/hooks/concord"')
    for page in (ROOT / "README.md", CONCORD / "README.md"):
        assert "#subdirectory=hooks/concord'" in page.read_text(encoding="utf-8"), page


def test_a_hint_names_an_extra_that_there_is() -> None:
    concord = project("hooks/concord")
    hints = {hint for file in CONCORD.rglob("*.py") for hint in HINT.findall(file.read_text(encoding="utf-8"))}
    assert hints == {(concord["name"], "editor"), (concord["name"], "exchange")}
    assert {extra for _, extra in hints} <= {*concord["optional-dependencies"]}
