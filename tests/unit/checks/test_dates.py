"""The date of a fact, on the pages of the guide: another one in the registry is found wherever the old one stands."""

import json
from pathlib import Path
from typing import Any

from commands import concord
from concord.registry import read_registry
from trees import ROOT, copy_of_the_guide, replace

FACT = "fortune-100-share"
CITED = {
    str(page.relative_to(ROOT)): text.count(f"(fact:{FACT}.as_of)")
    for page in (ROOT / "docs").rglob("*.md")
    if f"(fact:{FACT}.as_of)" in (text := page.read_text(encoding="utf-8"))
}


def errors(tree: Path) -> list[dict[str, Any]]:
    found = json.loads(concord("check", "--format", "json", cwd=tree).stdout)["findings"]
    return [finding for finding in found if finding["level"] == "error"]


def test_another_date_is_a_finding_on_every_page_that_shows_the_old_one_and_the_fix_mends_it(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    facts = tree / "facts/facts.yml"
    before, entry, after = facts.read_text(encoding="utf-8").partition(f"\n{FACT}:\n")
    facts.write_text(before + entry + after.replace("as_of: 2014", "as_of: 2009", 1), encoding="utf-8")
    found = errors(tree)
    assert {finding["rule"] for finding in found} == {"fact-mismatch"}
    places = [finding["path"] for finding in found]
    assert {path: places.count(path) for path in places} == CITED
    assert {"docs/en/adoption/figures.md", "docs/de/adoption/figures.md", "docs/nl/role/history.md"} <= {*CITED}
    assert found[0]["message"] == f'"2014" is not {FACT}.as_of (2009)'
    assert concord("check", "--fix", cwd=tree).returncode == 0
    for path, times in CITED.items():
        assert (tree / path).read_text(encoding="utf-8").count(f"[2009](fact:{FACT}.as_of)") == times


def test_a_date_without_its_link_is_found_and_mended(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    page = tree / "docs/de/pay/salary.md"
    original = page.read_text(encoding="utf-8")
    link = "[Mai 2023](fact:salary-us-average.as_of)"
    line, column = replace(page, link, "Mai 2023")
    (finding,) = errors(tree)
    assert (finding["rule"], finding["path"], finding["line"]) == ("date-uncited", "docs/de/pay/salary.md", line)
    assert finding["column"] == column
    assert concord("check", "--fix", cwd=tree).returncode == 0
    assert page.read_text(encoding="utf-8") == original


def test_every_fact_of_the_guide_says_how_its_date_is_known_and_on_what_it_rests() -> None:
    registry = read_registry(ROOT, "facts", ("en", "de", "nl"))
    facts = registry.facts.values()
    assert [fact.id for fact in facts if not fact.dated or not fact.basis] == []
    assert sum(fact.dated == "unknown" for fact in facts) <= 15
    assert [fact.id for fact in facts if {"disputed", "outdated"} & {*fact.marks}] == []
