"""Whoever changes what a section says, and says nothing of it, is told: by the check, at its line, and in a comment."""

import re
from pathlib import Path

import pytest

from commands import concord
from repositories import commit
from teams import Team
from trees import replace


@pytest.fixture
def contrary(agreed: Path) -> Path:
    """A branch that turns a Dutch sentence into its contrary, and confirms nothing."""
    replace(agreed / "docs/nl/pay.md", "zeggen dank je", "zeggen niets")
    return commit(agreed)


def test_a_notice_stands_at_the_line(contrary: Path) -> None:
    done = concord("check", "--format", "github", "--since", "HEAD~1", cwd=contrary)
    assert done.returncode == 0, "it stops nobody"
    [notice] = [line for line in done.stdout.splitlines() if line.startswith("::")]
    line = next(
        number
        for number, text in enumerate((contrary / "docs/nl/pay.md").read_text(encoding="utf-8").splitlines(), 1)
        if "#bill" in text
    )
    assert notice.startswith(f"::notice file=docs/nl/pay.md,line={line},")
    assert "concord confirm nl pay.md --section bill --lead" in notice
    command = re.search(r"nl (pay.md --section bill --no-change) \"", notice)
    assert command
    assert concord("confirm", "nl", *command[1].split(), "why", cwd=contrary).returncode == 0
    assert "::" not in concord("check", "--format", "github", "--since", "HEAD~1", cwd=contrary).stdout


def test_a_declared_lead_needs_no_notice(contrary: Path) -> None:
    assert concord("confirm", "nl", "pay.md", "--lead", cwd=contrary).returncode == 0
    assert "::" not in concord("check", "--format", "github", "--since", "HEAD~1", cwd=contrary).stdout


def test_what_the_branch_did_not_touch_is_not_its_matter(contrary: Path) -> None:
    assert "::" not in concord("check", "--format", "github", "--since", "HEAD", cwd=contrary).stdout


def test_three_languages_in_one_go_are_told_of_one_another(team: Team) -> None:
    for code in ("en", "de", "nl"):
        team.correct(code, "a", 1)
    assert team.run("check", "--format", "github", "--since", "HEAD") == 0
    notices = [line for line in team.said.splitlines() if line.startswith("::notice")]
    assert [re.search("concord diff .. pay.md", line) is not None for line in notices] == [True] * 3


def test_the_check_ends_with_what_has_moved(contrary: Path) -> None:
    said = concord("check", cwd=contrary).stdout.splitlines()
    assert said[-3:] == [
        "en: 1 section to bring in step: concord status en",
        "de: 1 section to bring in step: concord status de",
        "nl: 1 section changed, and nobody has said whether the others are to follow: concord status nl",
    ]
    since = concord("check", "--since", "HEAD~1", cwd=contrary).stdout.splitlines()
    assert since[-1].endswith("concord status nl --since 'HEAD~1'")
    assert "concord status" not in concord("check", "--since", "HEAD", cwd=contrary).stdout
    assert "concord status" not in concord("check", "docs/nl/inn.md", cwd=contrary).stdout
    assert "concord status" in concord("check", "docs/de/pay.md", cwd=contrary).stdout
    assert "\nen: 1 section" not in concord("check", "--format", "json", cwd=contrary).stdout


def test_the_comment_is_a_table_and_says_the_same_each_time(contrary: Path) -> None:
    said = concord("status", "--since", "HEAD~1", "--format", "markdown", cwd=contrary).stdout
    assert said.startswith("<!-- concord status -->\n### ")
    rows = [line for line in said.splitlines() if line.startswith("| `")]
    assert rows == [
        "| `pay.md#bill` | en | behind | 1 new, 16 to review | `concord diff en pay.md` |",
        "| `pay.md#bill` | de | behind | 1 new, 16 to review | `concord diff de pay.md` |",
        "| `pay.md#bill` | nl | ahead (undeclared) |  | `concord confirm nl pay.md --section bill --lead` |",
    ]
    commit(contrary)
    assert concord("status", "--since", "HEAD~2", "--format", "markdown", cwd=contrary).stdout == said
    nothing = concord("status", "--since", "HEAD", "--format", "markdown", cwd=contrary).stdout
    assert "Nothing: in every section that this touches, they say the same." in nothing


def test_a_comment_is_never_too_long_for_github(team: Team) -> None:
    sections = "\n\n".join(f"## P {{ #{'long-' * 12}{number} }}\n\nText {number}." for number in range(300))
    for code in ("en", "de", "nl"):
        team.write(code, f"---\ndescription: A page.\n---\n# P {{ #p }}\n\n{sections}\n", "many.md")
    team.commit()
    assert team.run("status", "--since", "HEAD~1", "--format", "markdown") == 0
    assert 40_000 < len(team.said) < 60_000
    assert re.search(r"\nAnd \d+ sections more; `concord status` lists them", team.said)


def test_no_name_of_a_page_is_read_as_markdown(team: Team) -> None:
    name = "a|b`<img src=x>@who.md"
    team.write("nl", "---\ndescription: A page.\n---\n# P { #p }\n\nText.\n", name)
    assert team.run("status", "--format", "markdown", "nl", name) == 0
    rows = [line for line in team.said.splitlines() if "img" in line]
    assert [row.split(" nl ")[0] for row in rows] == [f"| `a\\|b'<img src=x>@who.md#{id}` |" for id in ("", "p")]
    assert [row.count("`") for row in rows] == [4, 4]
