"""`concord status LANGUAGE`: what there is to do in a language, how much of it, in which order, and what comes next."""

import json
import os
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from agreed import corrected
from commands import concord
from repositories import commit
from teams import Team
from trees import replace


def listed(said: str) -> list[list[str]]:
    """The rows of the table: section, state, words to translate and to review, and the rest."""
    rows = said.split("section ", 1)[1].splitlines()[1:]
    return [row.split() for row in rows if "#" in row.split(" ")[0]]


def work(tree: Path, *arguments: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(concord("status", *arguments, "--format", "json", cwd=tree).stdout)
    assert report["version"] == 1
    return report


@pytest.fixture
def led(agreed: Path) -> Path:
    """English has changed two words of a sentence and added one of three words, and leads."""
    corrected(agreed)
    assert concord("confirm", "en", "pay.md", "--lead", cwd=agreed).returncode == 0
    return commit(agreed)


def test_words_are_counted_as_translators_count_them(led: Path) -> None:
    """Settles, June, and "Nobody asks why."; the heading and the rest of the first sentence have to be read again."""
    [bill] = [item for item in work(led, "nl", "pay.md")["work"] if item["section"] == "bill"]
    assert (bill["translate"], bill["review"]) == (2 + 3, 2 + 14)
    assert bill["next"] == "concord diff nl pay.md"
    said = concord("status", "nl", "pay.md", cwd=led).stdout
    assert said.startswith(
        "Dutch: 2 of 3 sections current (66%)\n1 section to see to: 5 words to translate, 16 to review"
    )
    assert "at 300 and 1200 words an hour" in said
    [row] = listed(said)
    assert row[:4] == ["pay.md#bill", "behind", "5", "16"]
    assert "behind: changed elsewhere; this language has still to follow" in said


def test_code_and_markup_are_no_words(agreed: Path) -> None:
    replace(agreed / "docs/en/pay.md", "The owner", "The `big old` **owner** <!-- not this --> of [two](inn.md) – inns")
    [item] = work(agreed, "nl", "pay.md")["work"]
    assert item["translate"] == 3, "of two inns"


def test_what_is_missing_is_to_be_translated_as_a_whole(agreed: Path) -> None:
    with (agreed / "docs/de/pay.md").open("a", encoding="utf-8") as file:
        file.write("\n## Trinkgeld { #tip }\n\nNiemand gibt eines.\n")
    assert concord("confirm", "de", "pay.md", "--lead", "--section", "tip", cwd=agreed).returncode == 0
    [tip] = work(agreed, "nl", "pay.md")["work"]
    assert (tip["state"], tip["translate"], tip["review"]) == ("missing", 4, 0)


def test_every_next_command_works(led: Path) -> None:
    replace(led / "docs/de/inn.md", "viele Zimmer", "keine Zimmer")
    for code in ("en", "de", "nl"):
        for item in work(led, code, "pay.md", "inn.md")["work"]:
            done = concord(*shlex.split(item["next"])[1:], cwd=led)
            assert done.returncode == 0, item["next"] + done.stderr


def test_a_declared_lead_is_nobodys_work_and_an_undeclared_one_is(led: Path) -> None:
    assert work(led, "en", "pay.md")["work"] == []
    replace(led / "docs/en/inn.md", "many rooms", "no rooms")
    [inn] = work(led, "en", "inn.md", "pay.md")["work"]
    assert inn["next"] == "concord confirm en inn.md --section inn --lead"
    sections = {row["section"]: row["declared"] for row in work(led, "inn.md", "pay.md")["sections"]}
    assert sections == {"": False, "page": False, "bill": True, "inn": False}
    said = concord("status", "pay.md", "inn.md", cwd=led).stdout
    assert "ahead (declared)" in said and "ahead (undeclared)" in said
    assert "undeclared: nobody has said yet whether they are to" in said


def dated(tree: Path, day: str) -> None:
    """Commits all that lies in `tree`, on that day."""
    for name in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
        os.environ[name] = f"{day}T12:00:00Z"
    try:
        commit(tree)
    finally:
        for name in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
            del os.environ[name]


def test_the_oldest_comes_first_where_that_is_wanted(agreed: Path) -> None:
    """A page is behind since its section changed, whatever was changed elsewhere on it since."""
    replace(agreed / "docs/en/pay.md", "in May", "in June")
    dated(agreed, "2031-03-12")
    replace(agreed / "docs/en/inn.md", "many rooms", "no rooms")
    dated(agreed, "2031-04-01")
    replace(agreed / "docs/en/pay.md", "description: A page.", "description: The page.")
    dated(agreed, "2031-05-01")
    (agreed / "mkdocs.yml").write_text("nav: [{A: [inn.md]}, {B: pay.md}]\n", encoding="utf-8")
    pages = ("nl", "pay.md", "inn.md")
    assert [(item["page"], item["section"], item["since"]) for item in work(agreed, *pages)["work"]] == [
        ("inn.md", "inn", "2031-04-01"),
        ("pay.md", "", "2031-05-01"),
        ("pay.md", "bill", "2031-03-12"),
    ], "by the menu"
    by_age = [(item["page"], item["section"]) for item in work(agreed, *pages, "--order", "age")["work"]]
    assert by_age == [("pay.md", "bill"), ("inn.md", "inn"), ("pay.md", "")]
    (agreed / "mkdocs.yml").unlink()
    assert [item["page"] for item in work(agreed, *pages)["work"]] == ["inn.md", "pay.md", "pay.md"], "by their paths"
    assert "longest behind: pay.md#bill, since 2031-03-12" in concord("status", *pages, cwd=agreed).stdout


def test_as_much_as_fits_into_an_hour(team: Team) -> None:
    for id in "abc":
        team.correct("en", id, 1, 2)
    assert team.run("status", "nl", "pay.md", "--limit", "1m", "--speed", "1") == 0
    assert len(listed(team.said)) == 1, "one at least"
    assert "2 sections more" in team.said
    assert team.run("status", "nl", "pay.md", "--limit", "2h") == 0
    assert len(listed(team.said)) == 3
    whole = work(team.tree, "nl", "pay.md", "--limit", "1m", "--speed", "1")
    assert len(whole["work"]) == 1
    assert whole["languages"]["nl"]["words_an_hour"] == {"translate": 1, "review": 4}
    assert team.run("status", "nl", "--limit", "soon") == 2
    assert team.warned == "concord: --limit takes a time such as 60m or 2h, not 'soon'\n"


def test_several_languages_and_pages_in_any_order(led: Path) -> None:
    said = concord("status", "pay.md", "de", "nl", cwd=led).stdout
    assert [line.split(":")[0] for line in said.splitlines() if "sections current" in line] == ["German", "Dutch"]
    assert {row[0] for row in listed(said)} == {"pay.md#bill"}
    assert {*work(led, "de", "nl")["languages"]} == {"de", "nl"}
    assert "languages" not in work(led, "pay.md"), "keys are only added"


def test_without_history_all_has_to_be_read(led: Path) -> None:
    shutil.rmtree(led / ".git")
    done = concord("status", "nl", "pay.md", cwd=led)
    assert "this folder is a copy without it (a ZIP archive?)" in done.stderr
    [row] = listed(done.stdout)
    assert row[2:4] == ["0", "21"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("status", "Dutch"), "Dutch goes by its code here: concord status nl"),
        (("status", "pya.md"), "there is no page pya.md; did you mean pay.md?"),
        (("status", "docs/nl/pya.md"), "there is no page pya.md; did you mean pay.md?"),
        (("status", "x/inn.md"), "there is no page x/inn.md; did you mean inn.md?"),
        (("status", "zzz"), "there is no page zzz; a page is named so: facts.yml"),
        (("diff", "Nederlands"), "Nederlands goes by its code here: concord diff nl …"),
        (("diff", "pay.md"), "name the language first: concord diff nl pay.md (or en, de)"),
        (("diff", "nl", "de"), "de is a language, and one has been named already; name pages, such as facts.yml"),
        (("export", "nl-NL"), "the guide has no language 'nl-NL'; did you mean nl?"),
        (("memory", "nll"), "the guide has no language 'nll'; did you mean nl?"),
        (("diff", "Duthc"), "Duthc goes by its code here: concord diff nl …"),
        (("export", "xx"), "the guide has no language 'xx'; it has en, de and nl"),
    ],
)
def test_what_was_probably_meant(agreed: Path, arguments: tuple[str, ...], says: str) -> None:
    done = concord(*arguments, cwd=agreed)
    assert (done.returncode, done.stderr) == (2, f"concord: {says}\n")
