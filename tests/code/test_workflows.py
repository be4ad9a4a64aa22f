"""The workflows of CI: actions are named by commit, every Python is tested, and the site is published after that."""

import re
from typing import Any

from ruamel.yaml import YAML

from trees import ROOT

FOLDER = ROOT / ".github"


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(FOLDER / name)
    return found


def test_each_action_is_named_by_its_commit() -> None:
    for file in (*(FOLDER / "workflows").iterdir(), ROOT / "action.yml"):
        used = re.findall(r"uses: (.+)", file.read_text(encoding="utf-8"))
        assert used
        assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == [], file.name


def test_dependabot_keeps_the_actions() -> None:
    assert "github-actions" in [one["package-ecosystem"] for one in read("dependabot.yml")["updates"]]


def test_the_site_is_published_once_the_tests_of_main_have_succeeded() -> None:
    tested, published = read("workflows/check.yml"), read("workflows/pages.yml")
    assert tested["on"]["push"] == {"branches": ["main"]} and "merge_group" in tested["on"]
    assert published["on"] == {
        "workflow_run": {"workflows": [tested["name"]], "types": ["completed"], "branches": ["main"]}
    }
    wanted = published["jobs"]["build"]["if"]
    assert "conclusion == 'success'" in wanted and "event == 'push'" in wanted
    assert published["jobs"]["publish"]["needs"] == "build"


def test_the_oldest_python_that_is_promised_is_tested() -> None:
    versions = read("workflows/check.yml")["jobs"]["tests"]["strategy"]["matrix"]["python"]
    [oldest] = re.findall(r'requires-python = ">=(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert versions[0] == oldest and len(versions) > 2
