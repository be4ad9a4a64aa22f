"""A source, a chart and a language are added as docs/<language>/contribute.md and CONTRIBUTING.md say."""

import json
import re
import shlex
from pathlib import Path

import pytest

from commands import concord
from french import beginning_guide
from french import run as run_the_copy
from trees import ROOT, copy_of_the_guide

LANGUAGES = ("en", "de", "nl")
PAGE = (ROOT / "docs/en/contribute.md").read_text(encoding="utf-8")


def listings(section: str, kind: str = "sh") -> list[str]:
    """The listings of a kind in a section of the page for contributors."""
    found = re.search(rf"(?ms)^## [^\n]*\{{ #{section} \}}$(.*?)(?=^## )", PAGE)
    assert found
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```$", found[1])


def run(tree: Path, line: str) -> str:
    done = concord(*shlex.split(line)[1:], cwd=tree)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    return copy_of_the_guide(tmp_path)


def test_a_source_is_added_with_its_claim_and_a_fact(guide: Path) -> None:
    check, claim, confirm = listings("new-source")[0].splitlines()
    source, fact = listings("new-source", "yaml")
    row, carried = listings("new-source", "text")
    parts = {"sources.yml": f"\n{source}", "facts.yml": f"\n{fact}", "claims.tsv": row, "coverage.tsv": carried}
    for name, text in parts.items():
        with (guide / "facts" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    run(guide, check)
    assert "example-share" in run(guide, claim)
    run(guide, confirm)


def test_a_chart_is_drawn(guide: Path) -> None:
    (entry,) = listings("new-chart", "yaml")
    with (guide / "facts/pictures.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{entry}")
    for code in LANGUAGES:
        with (guide / "docs" / code / "glossary/chief-customer-officer.md").open("a", encoding="utf-8") as page:
            page.write("\n[CCO](picture:example-shares)\n")
    found = run(guide, "concord check")
    assert "picture" not in found


def test_contributing_shows_the_same_entries() -> None:
    text = re.sub(r"(?m)^   ", "", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    shown = [one for kind in ("yaml", "toml", "text") for one in listings("new-source", kind)]
    shown += [one for kind in ("yaml", "toml") for one in listings("new-language", kind)]
    assert len(shown) == 6 and [one for one in shown if one not in text] == []


def test_a_language_is_added(tmp_path: Path) -> None:
    """It begins with two pages, as the page says; `tests/site/test_beginning_language.py` builds its site."""
    beginning = beginning_guide(tmp_path)
    schema, mend, status, confirm = (shlex.split(line)[1:] for line in listings("new-language")[0].splitlines())
    assert run_the_copy(beginning, *schema).returncode == 0
    words = json.loads((beginning / "facts/schema/titles.json").read_text())["additionalProperties"]["properties"]
    assert words["labels"]["required"] == ["en", "de", "nl"]
    assert "fr" in words["labels"]["properties"]
    mended = run_the_copy(beginning, *mend)
    assert mended.returncode == 0, mended.stdout
    (note,) = (line for line in mended.stderr.splitlines() if line.startswith("note: pyproject.toml:"))
    assert re.search(r"French is beginning: 146 of 148 pages and \d+ texts of the registry are missing", note)
    listed = run_the_copy(beginning, *status).stdout
    assert "\n  role/history.md\n" in listed and "\n  index.md\n" not in listed
    assert "facts.yml#first-cco: says" in listed and "facts.yml#meyer-pay: says" not in listed
    assert run_the_copy(beginning, *confirm).returncode == 0
    table = run_the_copy(beginning, "status").stdout
    assert "role/history.md" not in table, "what it lacks is no page to bring in step"
