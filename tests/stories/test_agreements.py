"""Stories in which an honest or a careless team could be told that languages agree that do not, and how it ends.

States are in the order of the languages: English, German, Dutch. Each command that a message names is run, and works.
"""

import re

import pytest

from named_commands import named_commands
from repositories import commit
from teams import LANGUAGES, Team, section, sentence

A, B, C = "pay.md#a", "pay.md#b", "pay.md#c"


def mend(team: Team, code: str, old: str, new: str) -> None:
    text = team.text(code)
    assert old in text
    team.write(code, text.replace(old, new, 1))


def test_a_slip_does_not_cover_a_change_that_nobody_confirmed(team: Team) -> None:
    team.correct("nl", "a", 1)  # a newcomer, who confirms nothing
    team.commit()
    assert team.states() == [f"{A}: behind behind ahead"]
    mend(team, "nl", "vraagt hier", "vraagt er")  # somebody else
    said = team.refused("nl", "--no-change", "typo")
    assert "Dutch has changed in several steps since somebody agreed with it" in said
    assert re.search(r"1\. .+, \d{4}-\d\d-\d\d: .*Wat", said), "the newcomer, the day and the words"
    assert "2. not committed yet: [-hier-] {+er+}" in said
    assert len(named_commands(team)) == 2
    assert team.states() == [f"{A}: behind behind ahead"]
    team.confirm("nl", "--lead")
    assert team.states() == [f"{A}: behind behind ahead"]
    assert [line for line in team.check("--since", "HEAD~1") if "sync-behind" in line] == [
        "sync-behind de a",
        "sync-behind en a",
    ]


def test_whoever_has_read_all_steps_may_say_so(team: Team) -> None:
    for old, new in (("is bekend", "is zeer bekend"), ("zeer bekend", "welbekend")):
        mend(team, "nl", old, new)
        team.commit()
    assert "--all-steps" in team.refused("nl", "--no-change", "words")
    team.confirm("nl", "--no-change", "words", "--all-steps")
    assert team.states() == []


def test_a_slip_stays_with_those_who_followed_the_text_that_it_is_in(team: Team) -> None:
    team.correct("nl", "a", 1)
    team.commit()
    team.correct("de", "a", 1)
    team.confirm("de")
    assert "German says the same as Dutch" in team.said
    team.commit()
    assert team.states() == [f"{A}: behind ahead ahead"]
    mend(team, "nl", "vraagt hier", "vraagt er")
    team.confirm("nl", "--no-change", "typo")
    assert team.states() == [f"{A}: behind ahead ahead"], "English has still to follow both"
    assert team.run("diff", "en") == 0
    assert "en is behind" in team.said


def test_an_unchanged_text_follows_no_lead(team: Team) -> None:
    team.correct("en", "a", 1)
    team.confirm("en", "--lead")
    said = team.refused("nl")
    assert "Dutch has not changed since English has" in said
    assert named_commands(team) == [
        "concord diff nl pay.md",
        "concord confirm nl pay.md --section a --already",
    ]
    assert team.states() == [f"{A}: ahead behind behind"]
    team.confirm("nl", "--already")
    assert team.status()[A]["states"]["de"] == "behind", "who says so speaks for Dutch alone"
    team.correct("de", "a", 1)
    team.confirm("de")
    assert team.states() == []


def eight(team: Team) -> list[str]:
    """Two more pages with four sections each, on which all agree."""
    for name in ("m.md", "n.md"):
        for code in LANGUAGES:
            parts = "\n".join(section(code, f"{name[0]}{id}") for id in "abc")
            team.write(code, f"---\ndescription: A page.\n---\n# {code} {{ #{name[0]} }}\n\n{parts}", name)
    assert team.run("confirm", "all", "m.md", "n.md", "--all") == 0, team.warned
    commit(team.tree)
    assert team.states() == []
    return [f"{page}a" for page in "mn"] + [f"{page}b" for page in "mn"] + [f"{page}c" for page in "mn"]


def rewrite(team: Team, code: str, number: int) -> None:
    """Gives the sections of all three pages, nine of them, another sentence."""
    for name, ids in (("m.md", ("ma", "mb", "mc")), ("n.md", ("na", "nb", "nc")), ("pay.md", "abc")):
        for id in ids:
            team.say(code, id, sentence(code, id.capitalize(), number), name=name)


def test_no_list_is_cleared_by_a_slip_of_the_hand(team: Team) -> None:
    eight(team)
    rewrite(team, "en", 1)
    before = team.lock("en").read_bytes()
    assert team.run("confirm", "en", ".", "--lead") == 1
    assert "nothing is written: these are 9 sections" in team.warned and "--all" in team.warned
    assert team.lock("en").read_bytes() == before
    assert team.run("confirm", "en", ".", "--lead", "--all") == 0
    behind = team.states()
    assert len(behind) == 9
    for arguments in ((), ("--all",)):
        before = team.lock("nl").read_bytes()
        assert team.run("confirm", "nl", ".", *arguments) == 1
        assert team.lock("nl").read_bytes() == before
        assert team.states() == behind
    assert team.run("confirm", "nl", ".", "--all", "--already") == 0
    assert {row["states"]["de"] for row in team.status().values() if row["section"] != "page"} >= {"behind"}
    assert len([one for one in team.check() if one.startswith("sync-behind de")]) == 9


@pytest.mark.parametrize("how", ["lead", "lead of the section", "slip", "follower", "page"])
def test_a_confirmation_is_not_thrown_away_where_the_section_is_renamed(how: str, team: Team) -> None:
    page = "pay.md"
    if how == "follower":
        team.correct("en", "a", 1)
        team.confirm("en", "--lead")
        team.correct("nl", "a", 1)
    else:
        mend(team, "en", "is known", "is well known")
    for code in LANGUAGES:
        if how == "page":
            team.page(code).rename(team.page(code, "wage.md"))
            page = "wage.md"
        else:
            mend(team, code, "#a }", "#growth }")
    key = "wage.md#a" if how == "page" else "pay.md#growth"
    arguments = {
        "lead": ("en", "--lead"),
        "lead of the section": ("en", "--lead", "--section", "growth"),
        "slip": ("en", "--no-change", "a better word"),
        "follower": ("nl",),
        "page": ("en", "--lead"),
    }[how]
    assert team.run("confirm", arguments[0], page, *arguments[1:]) == 0, team.warned
    said = {"slip": "English still says the same", "follower": "Dutch says the same as English"}
    assert f"{key}: {said.get(how, 'English leads')}" in team.said
    states = {"slip": "current current current", "follower": "ahead behind ahead"}
    assert team.states(key) == [f"{key}: {states.get(how, 'ahead behind behind')}"]
    assert team.status()[key].get("declared", False) == (how != "slip")
    assert f"\n{A}\n" not in team.lock(arguments[0]).read_text(encoding="utf-8")


def test_a_lead_that_was_reverted_is_not_spread(team: Team) -> None:
    team.correct("en", "a", 1)
    team.confirm("en", "--lead")
    team.commit()
    team.correct("nl", "a", 1)
    team.confirm("nl")
    team.commit()
    team.git("revert", "--no-edit", "HEAD~1")
    states = team.status()[A]["states"]
    assert (states["en"], states["nl"]) == ("diverged", "diverged")
    assert team.run("diff", "nl") == 0
    assert "docs/en/pay.md" in team.said and "{+The pay of A is known+}" in team.said, "what English says again"
    for arguments in ((), ("--with", "en"), ("--already",), ("--lead",), ("--no-change", "typo")):
        team.refused("nl", *arguments)
        assert "concord confirm nl pay.md --section a --with en --already" in named_commands(team)
    team.correct("nl", "a", 0)
    team.confirm("nl", "--with", "en")
    assert team.states() == []


def test_what_is_picked_without_what_it_followed_is_no_agreement(team: Team) -> None:
    team.on_branch("work")
    team.correct("en", "a", 1)
    team.confirm("en", "--lead")
    team.commit()
    team.correct("nl", "a", 1)
    team.confirm("nl")
    team.commit()
    team.on_branch("other")
    team.git("cherry-pick", "work")
    states = team.status()[A]["states"]
    assert {states["en"], states["nl"]} != {"current"}
    assert states["en"] in ("behind", "diverged")
    assert states["de"] in ("behind", "diverged"), "nobody is told that Dutch is in step with both"


def test_leads_in_turn_forget_nothing(team: Team) -> None:
    team.correct("en", "a", 1)
    team.confirm("en", "--lead")
    for code in ("de", "nl"):
        team.correct(code, "a", 1)
        team.confirm(code)
    assert team.states() == []
    team.correct("nl", "a", 2)
    team.confirm("nl", "--lead")
    team.correct("de", "a", 2)
    team.confirm("de")
    assert team.states() == [f"{A}: behind ahead ahead"], "English has the oldest text"
    team.commit()
    assert team.run("diff", "en") == 0
    assert "agreed on before" not in team.said
    team.correct("en", "a", 2)
    team.confirm("en")
    assert team.states() == []
    assert team.check("--since", "HEAD") == []
