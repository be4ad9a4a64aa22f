"""The output of `concord check --format github` and `--format sarif`."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft4Validator

from commands import concord
from concord import rules
from repositories import commit
from trees import ROOT, lay

SCHEMA = Draft4Validator(json.loads((ROOT / "tests/data/sarif-2.1.0.json").read_text(encoding="utf-8")))
ODD = "100%, a:b ü?#.md"
FILES = {
    f"docs/en/{ODD}": "𝄞𝄞 [€1](fact:salary)\n",
    f"docs/de/{ODD}": "[weniger als\ndreißig Jahre](fact:age)\n",
    f"docs/nl/{ODD}": "Niets.\n\n## Nieuw\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return lay(tmp_path / "guide", FILES)


def sarif(*arguments: str, cwd: Path) -> Any:
    done = concord("check", "--format", "sarif", *arguments, cwd=cwd)
    log = json.loads(done.stdout)
    assert [error.message for error in SCHEMA.iter_errors(log)] == []
    return log["runs"][0]


def place(location: Any) -> tuple[str, dict[str, int]]:
    physical = location["physicalLocation"]
    return physical["artifactLocation"]["uri"], physical["region"]


def test_annotations_name_the_place_the_rule_and_the_remedy(tree: Path) -> None:
    done = concord("check", "--format", "github", cwd=tree)
    assert (done.returncode, done.stderr) == (1, "")
    name = "100%25%2C a%3Ab ü?#.md"
    lines = done.stdout.splitlines()
    assert (
        f'::error file=docs/en/{name},line=6,col=5,endColumn=7,title=fact-mismatch::"€1" is not salary (€123,000)'
        "%0Awrite €123,000, or correct the fact in facts/facts.yml:1"
    ) in lines
    two_lines = f"::error file=docs/de/{name},line=6,endLine=7,title=fact-mismatch::"
    assert [line for line in lines if line.startswith(two_lines)], "columns are for one line only"
    assert [line for line in lines if line.startswith(f"::error file=docs/nl/{name},line=8,col=4,title=section-id::")]
    assert lines[-1].startswith("6 pages in 3 languages: ")
    assert not [line for line in lines if line.startswith("::notice")], "what is only information is no annotation"


def test_a_page_cannot_give_github_a_command(tmp_path: Path) -> None:
    text = "[a%0A::stop-commands::x\n::set-output name=x::y](fact:salary)\n"
    lines = concord("check", "--format", "github", cwd=lay(tmp_path, {"docs/en/pay.md": text})).stdout.splitlines()
    assert [line for line in lines if "%250A::stop-commands::x ::set-output" in line]
    assert {line.partition(" ")[0] for line in lines if line.startswith("::")} == {"::error"}


def test_a_level_is_the_command(tmp_path: Path) -> None:
    settings = '[tool.concord]\nlanguages = ["en", "de", "nl"]\nlevels = { fact-mismatch = "warning" }\n'
    tree = lay(tmp_path, {"pyproject.toml": settings, "docs/en/pay.md": "[€1](fact:salary)\n"})
    assert "::warning file=docs/en/pay.md" in concord("check", "--format", "github", cwd=tree).stdout
    assert {"warning"} == {
        result["level"] for result in sarif(cwd=tree)["results"] if result["ruleId"] == "fact-mismatch"
    }


def test_sarif_says_where_in_code_points(tree: Path) -> None:
    run = sarif(cwd=tree)
    assert run["columnKind"] == "unicodeCodePoints"
    english, german = [result for result in run["results"] if result["ruleId"] == "fact-mismatch"][::-1]
    [(uri, region)] = map(place, english["locations"])
    assert uri == "docs/en/100%25%2C%20a%3Ab%20%C3%BC%3F%23.md"
    assert urlsplit(uri)[:2] == ("", "") and unquote(uri) == f"docs/en/{ODD}"
    assert region == {"startLine": 6, "startColumn": 5, "endLine": 6, "endColumn": 7}
    assert english["message"]["text"].startswith('"€1" is not salary (€123,000)\nwrite €123,000')
    assert [place(related)[0] for related in english["relatedLocations"]] == ["facts/facts.yml"]
    assert place(german["locations"][0])[1] == {"startLine": 6, "startColumn": 2, "endLine": 7, "endColumn": 14}
    assert {result["level"] for result in run["results"]} == {"error", "note"}


def test_sarif_explains_every_rule(tree: Path) -> None:
    run = sarif(cwd=tree)
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == [*rules.names()]
    for rule in described:
        assert rule["help"]["markdown"] == (ROOT / f"hooks/concord/rules/{rule['id']}.md").read_text("utf-8").partition(
            "\n---\n"
        )[2].lstrip("\n")
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
        assert "## Wrong" not in rule["fullDescription"]["text"]
    assert all(described[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_sarif_escapes_what_its_messages_would_read_as_a_placeholder_or_a_link(tmp_path: Path) -> None:
    text = "## Pay [in](x.md) { .wide }\n"
    tree = lay(tmp_path, {f"docs/{code}/pay.md": text for code in ("en", "de", "nl")})
    found = [result["message"]["text"] for result in sarif(cwd=tree)["results"] if result["ruleId"] == "section-id"]
    assert len(found) == 3
    assert all(r"Pay \[in](x.md)" in message and "{{ #" in message and " }}" in message for message in found)


def test_both_name_files_as_the_repository_does(tmp_path: Path) -> None:
    """A host expects paths from the top of the repository, wherever the guide is in it and the command runs."""
    tree = lay(tmp_path / "my repository" / "guide", {"docs/en/pay.md": "[€1](fact:salary)\n"})
    commit(tree.parent)
    inside = tree / "docs" / "de"
    assert "::error file=guide/docs/en/pay.md,line=6," in concord("check", "--format", "github", cwd=inside).stdout
    [result] = [result for result in sarif(cwd=inside)["results"] if result["ruleId"] == "fact-mismatch"]
    assert place(result["locations"][0])[0] == "guide/docs/en/pay.md"


def test_a_tree_elsewhere_has_absolute_addresses(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    run = sarif("--docs-dir", "../guide/docs", "--languages", "en,de", cwd=tmp_path / "elsewhere")
    uris = {place(result["locations"][0])[0] for result in run["results"] if result["ruleId"] == "fact-mismatch"}
    assert uris == {(tree / "docs" / code / ODD).as_uri() for code in ("en", "de")}


def test_nothing_to_say_is_a_run_without_results(tmp_path: Path) -> None:
    tree = lay(
        tmp_path, {"pyproject.toml": '[tool.concord]\nlanguages = ["en", "de", "nl"]\nfacts = "docs/../facts"\n'}
    )
    for kind in ("facts", "titles"):
        (tree / f"facts/{kind}.yml").write_text("{}\n", encoding="utf-8")
    assert sarif(cwd=tree)["results"] == []
    done = concord("check", "--format", "github", cwd=tree)
    assert (done.returncode, done.stdout) == (0, "3 pages in 3 languages: they agree\n")


def test_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    tree = lay(tmp_path, {})
    (tree / "docs/en").joinpath("a\udcff.md").write_text("# A { #a }\n", encoding="utf-8")
    for form in ("text", "json", "github", "sarif"):
        done = concord("check", "--format", form, cwd=tree)
        assert (done.returncode, done.stderr) == (1, ""), form
        assert "page-missing" in done.stdout
    assert "docs/en/a%FF.md" in {place(result["locations"][0])[0] for result in sarif(cwd=tree)["results"]}
