"""What people confirm, take back and delete, with the real commands; what is refused, and what to type then."""

import re
from collections.abc import Callable

import pytest

from named_commands import named_commands
from teams import HEADINGS, LANGUAGES, Team, sentence

A, B, C = "pay.md#a", "pay.md#b", "pay.md#c"


def entry(team: Team, code: str, key: str) -> str:
    """What the lock file says of a section, "" for nothing."""
    return team.lock(code).read_text(encoding="utf-8").partition(f"{key}\n")[2].partition("\n")[0]


def test_a_declared_lead_is_told_from_a_forgotten_confirmation(team: Team) -> None:
    team.correct("en", "a", 1)
    assert team.status()[A]["declared"] is False
    assert team.run("status") == 0
    assert "ahead (undeclared)" in team.said
    team.confirm("en", "--lead")
    assert team.status()[A]["declared"] is True
    assert team.run("status") == 0
    assert "ahead (undeclared)" not in team.said
    team.correct("nl", "a", 1)
    team.confirm("nl")
    assert team.status()[A]["declared"] is True, "who has followed has forgotten nothing"
    assert team.run("status") == 0
    assert "ahead (undeclared)" not in team.said


def test_one_person_edits_all_three(team: Team) -> None:
    for code in LANGUAGES:
        team.correct(code, "a", 1)
    assert team.states() == [f"{A}: diverged diverged diverged"]
    team.confirm("all", "--section", "a")
    assert team.states() == []
    assert team.check() == []
    assert team.run("confirm", "all", "pay.md") == 0
    assert team.said == "nothing new to confirm\n"


def test_all_three_are_not_confirmed_where_one_lacks_the_section(team: Team) -> None:
    for code in ("en", "de"):
        team.say(code, "d", sentence(code, "D"))
    before = {code: team.lock(code).read_bytes() for code in LANGUAGES}
    assert team.run("confirm", "all", "pay.md", "--section", "d") == 1
    assert {code: team.lock(code).read_bytes() for code in LANGUAGES} == before


def test_a_choice_touches_only_what_there_is_to_choose(team: Team) -> None:
    team.correct("nl", "b", 1)
    team.confirm("nl", "--lead")
    team.correct("en", "a", 2)
    team.correct("de", "a", 1)
    kept = {key: entry(team, "nl", key) for key in (B, C, "pay.md#page")}
    team.correct("nl", "a", 1)
    said = team.refused("nl")
    assert "German" in said and "--with de" in said
    named_commands(team)
    team.confirm("nl", "--with", "de")
    assert team.said.splitlines() == [f"{A}: Dutch says the same as German"]
    assert {key: entry(team, "nl", key) for key in kept} == kept


def test_who_knows_one_language_declares_a_lead_and_is_not_stopped(team: Team) -> None:
    for code, text in {"en": "Two companies.", "de": "Beide Firmen.", "nl": "Twee bedrijven."}.items():
        team.say(code, "a", text)
    team.confirm("all", "--section", "a")
    team.commit()
    team.say("en", "a", "Three companies.")
    team.confirm("en", "--lead")
    assert team.run("check") == 0
    assert team.check() == ["sync-behind de a", "sync-behind nl a"]


def test_a_lead_excuses_no_wrong_fact(team: Team) -> None:
    pay = {"en": "€123,000", "de": "123.000 €", "nl": "€ 123.000"}
    for code in LANGUAGES:
        team.say(code, "a", f"[{pay[code]}](fact:salary)")
    team.confirm("all", "--section", "a")
    team.say("en", "a", "Anna: [€124,000](fact:salary)")
    assert "fact-mismatch en a" in team.check()
    assert "fact-mismatch" in team.refused("en", "--lead")


@pytest.mark.parametrize("what", ["section", "page"])
def test_something_is_deleted_by_one_and_then_by_all(what: str, team: Team) -> None:
    for code in LANGUAGES:
        team.write(code, team.text(code).replace("#page", "#old"), "old.md")
    assert team.run("confirm", "all", "old.md") == 0, team.warned
    team.commit()
    name, key = ("old.md", "old.md#c") if what == "page" else ("pay.md", C)

    def delete(code: str) -> None:
        if what == "page":
            team.page(code, "old.md").unlink()
        else:
            team.write(
                code, team.text(code).partition("\n## Part C" if code == "en" else f"\n## {HEADINGS[code]} C")[0] + "\n"
            )

    delete("en")
    assert team.run("check") == 1, "the others have it"
    assert team.status()[key]["states"]["en"] == "missing"
    for code in ("de", "nl"):
        delete(code)
    assert team.check() == []
    team.confirm("all", page=name)
    assert f"{key}: no longer there, taken out" in team.said
    assert not [code for code in LANGUAGES if f"\n{key}\n" in team.lock(code).read_text(encoding="utf-8")]


@pytest.mark.parametrize("is_committed", [False, True])
@pytest.mark.parametrize("code", ["en", "all"])
def test_a_confirmation_is_taken_back(code: str, is_committed: bool, team: Team) -> None:
    for one in LANGUAGES if code == "all" else ["en"]:
        team.correct(one, "a", 1)
        team.correct(one, "b", 1)
    before = {one: team.lock(one).read_bytes() for one in LANGUAGES}
    team.confirm(code, *([] if code == "all" else ["--lead"]))
    after = {one: team.lock(one).read_bytes() for one in LANGUAGES}
    if is_committed:
        team.commit()
    team.confirm(code, "--undo")
    assert {one: team.lock(one).read_bytes() for one in LANGUAGES} == before
    assert f"{A}: English is as it was before" in team.said
    for one, content in after.items():
        team.lock(one).write_bytes(content)
    team.confirm(code, "--undo", "--section", "b")
    assert entry(team, "en", A) in after["en"].decode(), "only the section that was named"
    assert entry(team, "en", A) not in before["en"].decode()
    assert entry(team, "en", B) in before["en"].decode()


def test_nothing_is_taken_back_where_nothing_was_confirmed(team: Team) -> None:
    team.say("nl", "d", sentence("nl", "D"))
    before = team.lock("nl").read_bytes()
    team.confirm("nl", "--undo", "--section", "d")
    assert team.said == "Dutch has confirmed nothing of it\n"
    assert team.lock("nl").read_bytes() == before


def older(text: str) -> str:
    """The lock file as version 1 had it: agreements, and a text that stands alone leads."""
    text = re.sub(r" \w\w[<~!][0-9a-f]{16}", "", re.sub(r"  (\w\w[<~!][0-9a-f]{16} )+", "  ", text))
    return text.replace("concord-sync 2", "concord-sync 1").replace(">", "=")


def test_a_file_of_the_version_before_is_read_and_loses_nothing(team: Team) -> None:
    team.correct("en", "a", 1)
    team.confirm("en", "--lead")
    states = team.states()
    for code in LANGUAGES:
        team.lock(code).write_text(older(team.lock(code).read_text(encoding="utf-8")), encoding="utf-8")
    assert team.states() == states == [f"{A}: ahead behind behind"]
    assert team.check() == ["sync-behind de a", "sync-behind nl a"]
    kept = {key: entry(team, "nl", key) for key in (B, C, "pay.md#page")}
    team.correct("nl", "a", 1)
    team.confirm("nl")
    assert team.lock("nl").read_text(encoding="utf-8").startswith("concord-sync 2\n")
    assert {key: entry(team, "nl", key) for key in kept} == kept
    team.correct("de", "a", 1)
    team.confirm("de")
    assert team.states() == []


def test_a_file_of_a_later_version_is_refused_in_one_line_and_never_overwritten(team: Team) -> None:
    later = team.lock("nl").read_text(encoding="utf-8").replace("concord-sync 2", "concord-sync 3").encode()
    team.lock("nl").write_bytes(later)
    team.correct("nl", "a", 1)
    for arguments in (("nl", "pay.md", "--lead"), ("all", "pay.md"), ("nl", "pay.md", "--undo"), ("en", ".")):
        assert team.run("confirm", *arguments) == 2
        assert team.warned.count("\n") == 1
        assert "a newer version of concord wrote it" in team.warned and "update concord" in team.warned
        assert team.lock("nl").read_bytes() == later
    team.run("confirm", "nl", "--resolve")
    assert team.lock("nl").read_bytes() == later


def english_leads(team: Team) -> None:
    team.correct("en", "a", 1)
    team.confirm("en", "--lead")


def all_change(team: Team) -> None:
    for code, number in (("en", 1), ("de", 2), ("nl", 1)):
        team.correct(code, "a", number)


def dutch_changes(team: Team) -> None:
    team.correct("nl", "a", 1)


REFUSED: dict[str, tuple[Callable[[Team], None], tuple[str, ...], str]] = {
    "only one has changed": (dutch_changes, ("nl",), "only Dutch has changed since all agreed"),
    "a slip that is none": (
        english_leads,
        ("nl", "--no-change", "typo"),
        "Dutch has not changed, so there is nothing to call a slip",
    ),
    "an unchanged lead": (english_leads, ("nl", "--lead"), "Dutch has not changed, and has to follow English"),
    "two who differ": (all_change, ("nl",), "differ"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_says_what_to_type_and_that_works(case: str, team: Team) -> None:
    prepare, arguments, said = REFUSED[case]
    prepare(team)
    assert said in team.refused(*arguments)
    assert len(named_commands(team)) == 2


def test_a_language_named_in_place_of_another(team: Team) -> None:
    for arguments, said in (
        (("nl", "pay.md", "--with", "nl"), "--with names another language: en or de"),
        (("Dutch", "pay.md"), "concord confirm nl"),
        (("pay.md",), "concord confirm nl pay.md"),
        (("nl", "pya.md"), "pay.md"),
    ):
        assert team.run("confirm", *arguments) == 2
        assert said in team.warned
        assert team.warned.count("\n") == 1
