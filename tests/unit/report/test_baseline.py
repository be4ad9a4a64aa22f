"""`concord check --baseline`: what is known is left out wherever its lines have moved to, and SARIF names it alike."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands import concord
from trees import lay, replace

FILES = {
    "docs/en/pay.md": "[€1](fact:salary) and [€1](fact:salary)\n\nThere are 15 posts.\n",
    "docs/de/pay.md": "[1 €](fact:salary)\n\nEs gibt 15 Stellen.\n",
    "docs/nl/pay.md": "[€ 123.000](fact:salary)\n\nEr zijn 15 functies.\n",
}
KNOWN = ("--baseline", "known.json")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = lay(tmp_path / "guide", FILES)
    done = concord("check", *KNOWN, "--update-baseline", cwd=tree)
    assert (done.returncode, "known.json has" in done.stderr) == (0, True), done.stderr
    return tree


def found(*arguments: str, cwd: Path) -> list[dict[str, Any]]:
    report = json.loads(concord("check", "--format", "json", *arguments, cwd=cwd).stdout)
    return [finding for finding in report["findings"] if finding["level"] != "info"]


def test_only_what_is_new_counts(tree: Path) -> None:
    assert len(found(cwd=tree)) == 3
    done = concord("check", *KNOWN, cwd=tree)
    assert (done.returncode, "note: 3 findings of known.json left out" in done.stderr) == (0, True)
    replace(tree / "docs/nl/pay.md", "15 functies", "16 functies")
    assert [(one["rule"], one["path"]) for one in found(*KNOWN, cwd=tree)] == [("number-drift", "docs/nl/pay.md")]
    assert concord("check", *KNOWN, cwd=tree).returncode == 1


def test_what_is_known_may_move(tree: Path) -> None:
    for code, text in (("en", "A new paragraph."), ("de", "Ein neuer Absatz."), ("nl", "Een nieuwe alinea.")):
        replace(tree / f"docs/{code}/pay.md", "[", f"{text}\n\n[")
    replace(tree / "facts/facts.yml", "salary:", "# Moves every entry.\n\nsalary:")
    assert found(*KNOWN, cwd=tree) == []


def test_the_same_mistake_once_more_is_new(tree: Path) -> None:
    replace(tree / "docs/en/pay.md", "and [€1](fact:salary)", "and [€1](fact:salary), or [€1](fact:salary)")
    assert [one["rule"] for one in found(*KNOWN, cwd=tree)] == ["fact-mismatch"]


def test_what_is_mended_is_said_and_taken_out(tree: Path) -> None:
    replace(tree / "docs/de/pay.md", "[1 €]", "[123.000 €]")
    assert "note: 1 finding of known.json mended" in concord("check", *KNOWN, cwd=tree).stderr
    assert "mended" not in concord("check", *KNOWN, "docs/en", cwd=tree).stderr, "not all pages were looked at"
    concord("check", *KNOWN, "--update-baseline", cwd=tree)
    assert "mended" not in concord("check", *KNOWN, cwd=tree).stderr
    replace(tree / "docs/de/pay.md", "[123.000 €]", "[1 €]")
    assert [one["path"] for one in found(*KNOWN, cwd=tree)] == ["docs/de/pay.md"]


def test_sarif_has_the_same_names(tree: Path) -> None:
    known = {row["fingerprint"] for row in json.loads((tree / "known.json").read_text(encoding="utf-8"))["findings"]}
    run = json.loads(concord("check", "--format", "sarif", "--level", "error", cwd=tree).stdout)["runs"][0]
    loud = [result for result in run["results"] if result["level"] != "note"]
    assert {result["partialFingerprints"]["concord/v1"] for result in loud} == known
    assert {one["fingerprint"] for one in found(cwd=tree)} == known


def test_sarif_has_the_edits_and_where_a_rule_is_explained(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commands.ENVIRONMENT", {"CONCORD_RULES_URL": "https://example.org/rules/"})
    run = json.loads(concord("check", "--format", "sarif", cwd=tree).stdout)["runs"][0]
    uris = {rule["id"]: rule["helpUri"] for rule in run["tool"]["driver"]["rules"]}
    assert uris["number-drift"] == "https://example.org/rules/number-drift.md"
    [german] = [
        result
        for result in run["results"]
        if result["ruleId"] == "fact-mismatch" and "de/pay" in str(result["locations"])
    ]
    [change] = german["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "docs/de/pay.md"
    lines = (tree / "docs/de/pay.md").read_text(encoding="utf-8").split("\n")
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        number, start, end = region["startLine"] - 1, region["startColumn"] - 1, region["endColumn"] - 1
        lines[number] = lines[number][:start] + replacement["insertedContent"]["text"] + lines[number][end:]
    assert "[123.000 €](fact:salary)" in "\n".join(lines).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("arguments", "content", "reason"),
    [
        (("--baseline", "nothing.json"), "", "there is no nothing.json; write it with"),
        (KNOWN, "{", "known.json: it is no JSON"),
        (KNOWN, "[]", "known.json: it is no baseline of version 1"),
        (KNOWN, '{"version": 1, "findings": [{}]}', "known.json: it is no baseline of version 1"),
        (("--update-baseline",), "", "--update-baseline needs --baseline FILE"),
        ((*KNOWN, "--update-baseline", "docs/en"), "", "no PATH, no --since"),
    ],
)
def test_what_cannot_be_used_is_one_line(arguments: tuple[str, ...], content: str, reason: str, tree: Path) -> None:
    (tree / "known.json").write_text(content, encoding="utf-8")
    done = concord("check", *arguments, cwd=tree)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert reason in done.stderr
