"""`concord sources seen`: the day on which a source was last looked at changes, and no other byte."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from commands import concord
from trees import lay

SOURCES = (
    "\ufeff# seen: 2019\r\n"
    "brouwer:  # seen\r\n"
    "  title: 'seen: 2019'\r\n"
    "  language: nl\r\n"
    "  seen: {seen}   # 2019, on paper\r\n"
    "\r\n"
    "other: {{title: Another, language: en, seen: '2019-05'}}\r\n"
    "never: {{title: Not at hand, language: en}}\r\n"
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    lay(tmp_path, {})
    (tmp_path / "facts/sources.yml").write_bytes(SOURCES.format(seen="2019").encode())
    return tmp_path


def content(tree: Path) -> str:
    return (tree / "facts/sources.yml").read_bytes().decode()


def test_nothing_else_of_the_file_changes(tree: Path) -> None:
    done = concord("sources", "seen", "brouwer", "--on", "2026-11-22", cwd=tree)
    said = "facts/sources.yml:5: brouwer was last looked at on 2026-11-22\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
    assert content(tree) == SOURCES.format(seen="2026-11-22")
    assert sorted(file.name for file in (tree / "facts").iterdir()) == ["facts.yml", "sources.yml", "titles.yml"]
    assert concord("sources", "seen", "other", "--on", "2026-11-22", cwd=tree).returncode == 0
    assert content(tree) == SOURCES.format(seen="2026-11-22").replace("'2019-05'", "'2026-11-22'")


def test_without_a_day_it_is_today(tree: Path) -> None:
    days = {date.today()}
    concord("sources", "seen", "brouwer", cwd=tree)
    days.add(date.today())  # where the test runs over midnight
    assert content(tree) in {SOURCES.format(seen=day) for day in days}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("brouwer", "--on", "2999-01-01"), "2999-01-01 has not come yet; --on takes the day on which the source was"),
        (("brouwer", "--on", "2026-02-30"), "Invalid value for '--on': '2026-02-30' does not match the format"),
        (("brower",), "there is no source 'brower'; did you mean brouwer?"),
        (("x\u202ey",), r"there is no source 'x\u202ey'; facts/sources.yml has the keys of all"),
        (("never", "--on", "2026-11-22"), "facts/sources.yml:8: never has no seen yet; add `seen: 2026-11-22` to its"),
        ((), "Missing argument 'SOURCE'."),
    ],
)
def test_a_wrong_use_changes_nothing(tree: Path, arguments: tuple[str, ...], reason: str) -> None:
    done = concord("sources", "seen", *arguments, cwd=tree)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"concord: {reason}")
    assert done.stderr.count("\n") == 1
    assert content(tree) == SOURCES.format(seen="2019")


def test_tomorrow_is_refused(tree: Path) -> None:
    tomorrow = date.today() + timedelta(days=2)
    assert "has not come yet" in concord("sources", "seen", "brouwer", "--on", f"{tomorrow}", cwd=tree).stderr


@pytest.mark.parametrize("broken", ["brouwer: [", "", "- brouwer\n"])
def test_a_file_that_cannot_be_read(tree: Path, broken: str) -> None:
    (tree / "facts/sources.yml").write_text(broken, encoding="utf-8")
    done = concord("sources", "seen", "brouwer", "--on", "2026-11-22", cwd=tree)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("concord: facts/sources.yml:1: ") and done.stderr.endswith("; mend it first\n")
    assert content(tree) == broken


def test_without_a_registry(tmp_path: Path) -> None:
    done = concord("sources", "seen", "brouwer", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "concord: there is no registry in facts\n")
