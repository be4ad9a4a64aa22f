"""The settings of VS Code: valid JSON, tasks that exist, and problem matchers that find the place of each finding."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commands import concord, mkdocs
from concord import rules
from concord.config import read_config
from trees import ROOT, copy_of_the_guide, replace

FOLDER = ROOT / ".vscode"
TASKS = {task["label"]: task for task in json.loads((FOLDER / "tasks.json").read_text(encoding="utf-8"))["tasks"]}
FINDERS = [name for name, task in TASKS.items() if task["problemMatcher"]]


def problems(task: str, output: str) -> Iterator[dict[str, Any]]:
    """What VS Code makes of `output`: the patterns of a matcher meet as many lines, and give one problem."""
    lines = output.splitlines()
    for start in range(len(lines)):
        for matcher in TASKS[task]["problemMatcher"]:
            found = [re.search(p["regexp"], line) for p, line in zip(matcher["pattern"], lines[start:], strict=False)]
            if len(found) < len(matcher["pattern"]) or not all(found):
                continue
            problem: dict[str, Any] = {"severity": matcher["severity"], "message": []}
            for pattern, match in zip(matcher["pattern"], found, strict=True):
                assert match
                problem |= {key: match[pattern[key]] for key in ("file", "line", "column", "code") if key in pattern}
                problem["message"] += [match[pattern["message"]]]
            yield problem


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the guide with an error on a page, one in the registry, one that has two places, and a warning."""
    tree = copy_of_the_guide(tmp_path_factory.mktemp("broken"))
    replace(tree / "docs/de/pay/salary.md", "[204.518 $]", "[240.518 $]")
    replace(tree / "docs/en/pay/salary.md", "## ", 'He said "customers" then.\n\n## ')
    replace(tree / "facts/facts.yml", "kind: duration", "kind: duraton")
    for language in ("en", "nl"):
        page = tree / "docs" / language / "role/history.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nSee [here](../pay/salary.md).\n", encoding="utf-8")
    return tree


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.name)
def test_its_files_are_plain_json(file: Path) -> None:
    assert isinstance(json.loads(file.read_text(encoding="utf-8")), dict)


def test_a_task_calls_what_there_is() -> None:
    assert set(TASKS) == {"check", "site", "serve", "status"}
    for task in TASKS.values():
        for target in re.findall(r"make (\S+)", task["command"]):
            subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)
    assert TASKS["status"]["command"].endswith(" .venv/bin/concord status")


def test_the_check_is_found_finding_by_finding(broken: Path) -> None:
    """Every one with its place, its rule and how grave it is, and what to do about it below the message."""
    report = json.loads(concord("check", "--format", "json", cwd=broken).stdout)
    expected = [
        (one["level"], one["path"], one["line"], one["column"], one["rule"], [one["message"], one["hint"]])
        for one in report["findings"]
        if one["level"] != "info"
    ]
    assert {level for level, *_ in expected} == {"error", "warning"}
    found = [
        (p["severity"], p["file"], int(p["line"]), int(p["column"]), p["code"], p["message"])
        for p in problems("check", concord("check", cwd=broken).stdout)
    ]
    assert sorted(found) == sorted(expected)


def test_a_build_that_stops_is_found_in_the_log(broken: Path) -> None:
    done = mkdocs("build", "--strict", cwd=broken)
    expected = list(problems("check", concord("check", cwd=broken).stdout))
    assert [list(problems(task, done.stderr)) for task in ("site", "serve")] == [expected, expected]


@pytest.mark.parametrize("task", FINDERS)
@pytest.mark.parametrize("name", rules.names())
def test_a_rule_is_as_grave_as_the_project_has_it(task: str, name: str) -> None:
    level = read_config(ROOT).levels.get(name, rules.rule(name).level)
    found = [problem["severity"] for problem in problems(task, f"docs/en/a b.md:3:14: {name}: What\n    do: it: so\n")]
    assert found == [level] or level == "info"


def test_the_preview_says_when_it_begins_and_when_it_is_done(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# A page\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\n", encoding="utf-8")
    log = mkdocs("build", cwd=tmp_path).stderr
    hook = (ROOT / "hooks" / "mkdocs_concord" / "preview_site.py").read_text(encoding="utf-8")
    for matcher in TASKS["serve"]["problemMatcher"]:
        begins, ends = (matcher["background"][key] for key in ("beginsPattern", "endsPattern"))
        assert len(re.findall(begins, log)) == len(re.findall(ends, log)) == 1
        assert len(re.findall(begins, hook)) == 1, "an edit that needs no build begins as well"
        assert len(re.findall(ends, hook)) == 2, "one that keeps the last good site, or shows an edit, is also done"
