"""`concord/docs/formats.md` shows what is printed, and has each key of the JSON."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import pytest

from commands import concord
from concord.sync.section_status import State
from markdown_tables import code, listing, rows, section
from repositories import commit
from trees import ROOT, lay, replace

PAGE = ROOT / "hooks" / "concord" / "docs" / "formats.md"
EXAMPLES = [("text", "Text", "text"), ("json", "JSON", "json"), ("github", "GitHub", "text")]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The tree of the examples on the page."""
    shutil.copytree(ROOT / "examples/files", tmp_path / "tree")
    replace(tmp_path / "tree/README.fr.md", "48 formats", "42 formats")
    return tmp_path / "tree"


def first_cells(heading: str, head: str) -> set[str]:
    return {key for cell, *_ in rows(section(PAGE, heading), head) for key in code(cell)}


def keys(entries: Iterable[dict[str, Any]]) -> set[str]:
    return {key for entry in entries for key in entry}


@pytest.mark.parametrize(("form", "heading", "kind"), EXAMPLES)
def test_what_is_shown_is_what_is_printed(form: str, heading: str, kind: str, tree: Path) -> None:
    done = concord("check", "--format", form, cwd=tree)
    assert (done.returncode, done.stdout) == (1, listing(section(PAGE, heading), kind))


def test_the_baseline_that_is_shown_is_what_is_written(tree: Path) -> None:
    concord("check", "--baseline", "known.json", "--update-baseline", cwd=tree)
    assert (tree / "known.json").read_text(encoding="utf-8") == listing(section(PAGE, "The baseline"), "json")


def test_the_distribution_begins_with_the_same_example(tree: Path) -> None:
    text = (ROOT / "hooks/concord/README.md").read_text(encoding="utf-8")
    assert concord("check", cwd=tree).stdout in text


def test_each_key_of_the_findings_is_on_the_page(tree: Path, tmp_path: Path) -> None:
    files = {"docs/en/pay.md": "[€1](fact:salary)\n", "docs/de/pay.md": "## Neu { #neu }\n\nText.\n"}
    trees = (tree, lay(tmp_path / "guide", files))
    reports = [json.loads(concord("check", "--format", "json", cwd=one).stdout) for one in trees]
    assert keys(reports) == {"version", "checked", "findings"}
    assert keys(report["checked"] for report in reports) == first_cells("JSON", "`checked`")
    findings = [finding for report in reports for finding in report["findings"]]
    assert keys(findings) == first_cells("JSON", "`findings`")
    [related] = [cells[1] for cells in rows(section(PAGE, "JSON"), "`findings`") if cells[0] == "`related`"]
    assert keys(place for finding in findings for place in finding["related"]) == {*code(related)}


def test_each_key_of_a_rule_and_of_a_result_in_sarif_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = lay(tmp_path, {"docs/en/pay.md": "[€1](fact:salary)\n"})
    for variables in ({}, {"CONCORD_RULES_URL": "https://example.org/rules"}):
        monkeypatch.setattr("commands.ENVIRONMENT", variables)
        run = json.loads(concord("check", "--format", "sarif", cwd=tree).stdout)["runs"][0]
        rule_keys, has_address = keys(run["tool"]["driver"]["rules"]), bool(variables)
        named = first_cells("SARIF", "in a rule")
        assert ("helpUri" in rule_keys, named - rule_keys) == (has_address, set() if has_address else {"helpUri"})
        assert rule_keys - named == {"id", "defaultConfiguration"}
        result_keys, named = keys(run["results"]), first_cells("SARIF", "in a result")
        assert named <= result_keys
        assert result_keys - named == {"ruleId", "ruleIndex", "level", "message", "locations"}


def test_each_key_of_the_status_is_on_the_page(tmp_path: Path) -> None:
    beginning = '[tool.concord]\nlanguages = ["en", "de", {code = "nl", beginning = true}]\n'
    tree = lay(tmp_path, {"pyproject.toml": beginning, "docs/en/more.md": "More.\n", "docs/de/more.md": "Mehr.\n"})
    replace(tree / "facts/facts.yml", "    nl: Gemiddeld salaris\n", "")
    commit(tree)
    report = json.loads(concord("status", "de", "nl", "--format", "json", cwd=tree).stdout)
    on_page = {code(key)[0]: {*code(text)} for key, text in rows(section(PAGE, "The state of the languages"), "key")}
    assert report.keys() == on_page.keys()
    states = {*get_args(State)}
    assert on_page["sections"] == keys(report["sections"]) | states
    assert on_page["languages"] == keys(report["languages"].values())
    assert on_page["work"] == keys(report["work"])
    assert on_page["assumed"] == keys(report["assumed"])
    missing = report["missing"]["nl"]
    assert on_page["missing"] == missing.keys() | keys(missing["texts"])


def test_the_status_is_what_the_table_says(tree: Path) -> None:
    text = {cells[0]: cells[1] for cells in rows(section(PAGE, "The exit status"), "status")}
    assert [*text] == ["0", "1", "2"]
    for form in ("text", "json", "github", "markdown", "sarif"):
        assert concord("check", "--format", form, cwd=tree).returncode == 1
        assert concord("check", "--format", form, "--layout", "hugo", cwd=tree).returncode == 2
    replace(tree / "README.fr.md", "42 formats", "48 formats")
    assert concord("check", "--format", "json", cwd=tree).returncode == 0
