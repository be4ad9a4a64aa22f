"""fact-stale: facts that are too old for their basis, on the day that is given, or that the tree itself gives."""

import json
from pathlib import Path

import pytest

from commands import ENVIRONMENT, concord
from repositories import commit
from trees import lay

BASE = "  base:\n    population: {en: firms, de: Firmen, nl: bedrijven}\n"
REST = "  sources: [paper, code]\n  says: {en: Firms, de: Firmen, nl: Bedrijven}\n"
PAY = "  kind: money\n  currency: EUR\n  period: year\n  occupation: chief-customer-officer\n  country: DE\n"
SOURCES = """\
paper:
  title: A paper
  language: en
  seen: 2026-01-31
code:
  title: A code of laws
  language: de
  seen: {seen}
  statute: {{country: DE, law: AktG, article: § 76, as_of: 2020}}
brouwer:
  title: Chief Customer Officer
  language: nl
  seen: 2019
"""


def fact(basis: str, as_of: str, kind: str = "  kind: count\n") -> str:
    date = f"  as_of: {as_of}\n" if as_of else ""
    base = BASE if basis in ("count", "survey", "estimate") else ""
    return f"firms:\n{kind}  value: 35\n{date}" + (f"  basis: {basis}\n" if basis else "") + base + REST


def guide(tree: Path, entry: str, seen: str = "2026-01-31") -> Path:
    return lay(tree, {"facts/facts.yml": entry, "facts/sources.yml": SOURCES.format(seen=seen)})


def stale(tree: Path, *arguments: str) -> list[str]:
    """What the rule says, by `concord check`; the list of `concord facts --stale` says the same."""
    done = concord("check", "--format", "json", *arguments, cwd=tree)
    found = [one for one in json.loads(done.stdout)["findings"] if one["rule"] == "fact-stale"]
    assert all((one["level"], one["path"], one["line"]) == ("info", "facts/facts.yml", 1) for one in found)
    listed = concord("facts", "--stale", *arguments, cwd=tree)
    said = [f"facts/facts.yml:1: {one['message']}" for one in found]
    assert (listed.returncode, listed.stderr) == (0, "")
    assert listed.stdout.splitlines() == said or (not said and listed.stdout.startswith("no fact is stale on "))
    return [one["message"] for one in found]


@pytest.mark.parametrize(
    ("entry", "last", "first"),  # the last day on which the fact is not too old, and the next day
    [
        (fact("count", "2014"), "2019-12-31", "2020-01-01"),
        (fact("survey", "2014-03"), "2019-03-31", "2019-04-01"),
        (fact("estimate", "2014-03-24"), "2019-03-24", "2019-03-25"),
        (fact("count", "2020-02-29"), "2025-02-28", "2025-03-01"),
        (fact("", "2014", PAY), "2017-12-31", "2018-01-01"),
        (fact("count", "2014", PAY), "2017-12-31", "2018-01-01"),
        (fact("law", "1965"), "2027-01-31", "2027-02-01"),
        (fact("law", "", PAY), "2027-01-31", "2027-02-01"),
    ],
)
def test_the_day_on_which_a_fact_becomes_stale(tmp_path: Path, entry: str, last: str, first: str) -> None:
    tree = guide(tmp_path, entry)
    assert stale(tree, "--today", last) == []
    assert len(stale(tree, "--today", first)) == 1


@pytest.mark.parametrize("basis", ["opinion", "definition", "document", "news", ""])
def test_what_was_not_counted_does_not_age(tmp_path: Path, basis: str) -> None:
    assert stale(guide(tmp_path, fact(basis, "1901")), "--today", "2099-01-01") == []


def test_a_fact_without_a_date_has_no_age(tmp_path: Path) -> None:
    assert stale(guide(tmp_path, fact("count", "")), "--today", "2099-01-01") == []


def test_what_it_says(tmp_path: Path) -> None:
    tree = guide(tmp_path, fact("count", "2014"))
    assert stale(tree, "--today", "2026-11-30") == [
        "firms is of 2014, more than 5 years before 2026-11-30: too old for a count"
    ]
    assert concord("facts", "--stale", "--today", "2016-01-01", cwd=tree).stdout == "no fact is stale on 2016-01-01\n"


def test_a_law_that_was_looked_at_again_is_fresh(tmp_path: Path) -> None:
    tree = guide(tmp_path, fact("law", "1965"), seen="2025-10-01")
    day = ("--today", "2027-02-01")
    assert stale(tree, *day) == [
        "firms is law, and code was last looked at on 2025-10-01, more than 1 year before 2027-02-01"
    ]
    assert concord("sources", "seen", "code", "--on", "2026-03-01", cwd=tree).returncode == 0
    assert stale(tree, *day) == []


def test_other_periods(tmp_path: Path) -> None:
    tree = guide(tmp_path, fact("count", "2014"))
    settings = tree / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n[tool.concord.stale_after]\ncount = 12\n", encoding="utf-8")
    assert stale(tree, "--today", "2026-12-31") == []
    assert stale(tree, "--today", "2027-01-01") == [
        "firms is of 2014, more than 12 years before 2027-01-01: too old for a count"
    ]
    takes = "[tool.concord.stale_after]"
    for setting, reason in (
        ("stale_after = 5", f"{takes} takes pay, count, survey, estimate, law"),
        ("stale_after.counts = 5", f"{takes} takes pay, count, survey, estimate, law"),
        ("stale_after.count = 0", f"{takes} count must be a whole number of years, from 1 to 1000"),
        ("stale_after.law = 1.5", f"{takes} law must be a whole number of years, from 1 to 1000"),
        ("stale_after.pay = true", f"{takes} pay must be a whole number of years, from 1 to 1000"),
    ):
        settings.write_text(f"{text}\n{setting}\n", encoding="utf-8")
        done = concord("check", cwd=tree)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"concord: pyproject.toml: {reason}\n")


def test_the_day_is_an_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of `--today`, else SOURCE_DATE_EPOCH, else the last commit, else the registry: never the day of the run.

    The same cache serves all of these runs, and nothing in it depends on the day.
    """
    tree = guide(tmp_path / "tree", fact("count", "2004"))

    def day() -> str:
        return stale(tree)[0].partition(" before ")[2].partition(":")[0]

    assert day() == "2026-01-31", "the newest date of the registry"
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2012-03-04T23:59:59-0800")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2013-01-01T00:00:00Z")
    commit(tree)
    assert day() == "2012-03-04", "as it was where the commit was made"
    assert stale(tree, "--today", "2009-12-31") == []
    monkeypatch.setitem(ENVIRONMENT, "SOURCE_DATE_EPOCH", "1300000000")
    assert day() == "2011-03-13"
    assert stale(tree, "--today", "2009-12-31") == []
    monkeypatch.setitem(ENVIRONMENT, "SOURCE_DATE_EPOCH", "")
    assert day() == "2012-03-04"


@pytest.mark.parametrize("seconds", ["tomorrow", "1e9", "9" * 30])
def test_a_wrong_day_is_told_in_one_line(tmp_path: Path, seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = guide(tmp_path, fact("count", "2014"))
    for arguments in (("check",), ("facts", "--stale")):
        done = concord(*arguments, "--today", "2026-02-30", cwd=tree)
        assert (done.returncode, done.stdout) == (2, "")
        assert (
            done.stderr == "concord: Invalid value for '--today': '2026-02-30' does not match the format '%Y-%m-%d'.\n"
        )
    monkeypatch.setitem(ENVIRONMENT, "SOURCE_DATE_EPOCH", seconds)
    done = concord("check", cwd=tree)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"concord: SOURCE_DATE_EPOCH must be a number of seconds since 1970, not '{seconds}'\n"


def test_the_list_is_of_all_facts(tmp_path: Path) -> None:
    done = concord("facts", "firms", "--stale", cwd=guide(tmp_path, fact("count", "2014")))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "concord: --stale lists all facts that are too old; leave out what follows `facts`\n"
