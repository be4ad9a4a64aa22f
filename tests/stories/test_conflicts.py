"""Git's conflict markers in pages, the registry and the settings: one finding for each, in place of all others."""

import json
from pathlib import Path
from typing import Any

import pytest

from agreed import corrected
from commands import concord, mkdocs
from repositories import commit
from trees import copy_of_the_guide, replace

OURS, THEIRS = "The owner pays the bill in May.", "The owner pays in June."
CONFLICT = f"<<<<<<< HEAD\n{OURS}\n=======\n{THEIRS}\n>>>>>>> t2\n"


def found(tree: Path, *arguments: str) -> list[dict[str, Any]]:
    """The findings, but for those about the registry at the level info, which nothing here is about."""
    report = json.loads(concord("check", "--format", "json", *arguments, cwd=tree).stdout)
    return [one for one in report["findings"] if one["level"] != "info" or one.get("page", "").endswith(".md")]


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def test_a_conflict_on_a_page_is_its_only_finding(agreed: Path) -> None:
    page = agreed / "docs/en/pay.md"
    line, _ = replace(page, "The owner", f"{CONFLICT}\n1,234 guests say so.\n\nThe owner")
    [finding] = found(agreed)
    assert (finding["rule"], finding["level"]) == ("conflict-left", "error")
    assert (finding["path"], finding["line"]) == ("docs/en/pay.md", line)
    assert f"lines {line} to {line + 4}" in finding["message"]
    assert found(agreed, "--since", "HEAD") == [finding]
    assert concord("check", cwd=agreed).returncode == 1


def test_a_declared_lead_hides_no_conflict(agreed: Path) -> None:
    """It explains differences of structure, and so hid the markers."""
    corrected(agreed)
    assert concord("confirm", "en", "pay.md", "--lead", cwd=agreed).returncode == 0
    commit(agreed)
    replace(agreed / "docs/nl/pay.md", "De waard", f"{CONFLICT}\nDe waard")
    assert [finding["rule"] for finding in found(agreed)][:1] == ["conflict-left"], "before everything else"
    assert {finding["rule"] for finding in found(agreed) if finding.get("language") == "nl"} == {"conflict-left"}


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("<<<<<<< HEAD\n", id="one that lost the others"),
        pytest.param(">>>>>>> t2\n", id="the end alone"),
        pytest.param("||||||| merged common ancestors\n", id="the base alone"),
        pytest.param(CONFLICT.replace("=======", "||||||| 1a2b3c4\nThe owner pays.\n======="), id="with the base"),
        pytest.param(CONFLICT.replace(OURS, f"```\n{OURS}\n```"), id="with a listing in it"),
        pytest.param(f"```\n{CONFLICT}", id="below a fence that is never closed"),
        pytest.param(f"    ```\n{CONFLICT}    ```\n", id="in a fence that is indented, as its lines are not"),
        pytest.param(CONFLICT.replace("\n", "\r\n"), id="with line ends of Windows"),
    ],
)
def test_what_counts_as_one_conflict(agreed: Path, marked: str) -> None:
    page = agreed / "docs/en/pay.md"
    page.write_bytes((page.read_text(encoding="utf-8") + f"\n{marked}").encode())
    assert [finding["rule"] for finding in found(agreed)] == ["conflict-left"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"```\n{CONFLICT}```\n", id="a fenced block"),
        pytest.param(f"~~~~ text\n```\n{CONFLICT}~~~~\n", id="one with tildes"),
        pytest.param("The bill\n=======\n", id="an underlined heading"),
        pytest.param("| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n|||||||\n", id="an empty row"),
        pytest.param("<<<<<<<< eight\n", id="eight"),
    ],
)
def test_what_is_none(agreed: Path, text: str) -> None:
    for code in ("en", "de", "nl"):
        page = agreed / f"docs/{code}/pay.md"
        write(page, page.read_text(encoding="utf-8") + f"\n{text}")
    assert "conflict-left" not in [finding["rule"] for finding in found(agreed)]


def test_every_conflict_of_a_page_is_found(agreed: Path) -> None:
    page = agreed / "docs/en/pay.md"
    write(page, page.read_text(encoding="utf-8") + f"\n{CONFLICT}\nBetween.\n\n{CONFLICT}")
    assert [finding["rule"] for finding in found(agreed)] == ["conflict-left"] * 2


@pytest.mark.parametrize("name", ["facts", "titles", "sources"])
def test_a_conflict_in_the_registry_is_its_only_finding(agreed: Path, name: str) -> None:
    file = agreed / f"facts/{name}.yml"
    write(file, f"{file.read_text(encoding='utf-8')}<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> t2\n")
    assert [(one["rule"], one["path"]) for one in found(agreed)] == [("conflict-left", f"facts/{name}.yml")]


@pytest.mark.parametrize("name", ["pyproject.toml", "mkdocs.yml"])
def test_a_conflict_in_the_settings_is_one_line(agreed: Path, name: str) -> None:
    file = agreed / name
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    write(file, f"{text}<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> t2\n")
    done = concord("check", cwd=agreed)
    line = text.count("\n") + 1
    assert done.returncode == 2
    assert f"{name}: a merge left two versions of the text in lines {line} to {line + 4}" in done.stderr
    assert done.stderr.count("\n") == 1


def test_no_conflict_is_published(tmp_path: Path) -> None:
    guide = copy_of_the_guide(tmp_path / "guide")
    file = guide / "docs/nl/about.md"
    write(file, file.read_text(encoding="utf-8") + f"\n{CONFLICT}")
    done = mkdocs("build", "--strict", cwd=guide)
    assert done.returncode != 0
    assert "conflict-left" in done.stdout + done.stderr
