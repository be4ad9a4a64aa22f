"""The id of a heading is renamed: no page that links to it is marked, and nothing is lost of what was agreed on."""

import pytest

from teams import LANGUAGES, Team, section

LINKS = {
    "en": "Ask at [the inn](inn.md#rooms), or [here](inn.md), of [him](inn.md#inn).",
    "de": "Frag im [Gasthaus](inn.md#rooms) oder [hier](inn.md) nach [ihm](inn.md#inn).",
    "nl": "Vraag in [de herberg](inn.md#rooms), of [hier](inn.md), naar [hem](inn.md#inn).",
}


@pytest.fixture
def linked(team: Team) -> Team:
    """A team with a second page, to which the first one links, all confirmed and committed."""
    for code in LANGUAGES:
        team.write(
            code, f"---\ndescription: An inn.\n---\n# Inn {code} {{ #inn }}\n\n{section(code, 'rooms')}", "inn.md"
        )
        team.say(code, "a", LINKS[code])
    for page in ("inn.md", "pay.md"):
        assert team.run("confirm", "all", page) == 0, team.warned
    team.commit()
    assert team.states() == []
    return team


def rename(team: Team, *codes: str, old: str = "inn", new: str = "tavern") -> None:
    for code in codes:
        team.write(code, team.text(code, "inn.md").replace(f"{{ #{old} }}", f"{{ #{new} }}"), "inn.md")
        team.write(code, team.text(code).replace(f"inn.md#{old})", f"inn.md#{new})"))


@pytest.mark.parametrize("old", ["inn", "rooms"])
def test_a_renamed_id_marks_no_other_page(linked: Team, old: str) -> None:
    team = linked
    rename(team, *LANGUAGES, old=old)
    assert team.states() == []
    assert team.check() == []
    assert team.run("confirm", "all", "inn.md") == 0, team.warned
    assert "inn.md#tavern" in team.lock("nl").read_text(encoding="utf-8")
    assert f"inn.md#{old}\n" not in team.lock("nl").read_text(encoding="utf-8")
    assert team.states() == []
    team.commit()
    team.write("de", team.text("de").replace("Frag im", "Frag nie im"))
    assert team.states() == ["pay.md#a: behind ahead behind"]
    assert team.run("diff", "en", "--format", "json") == 0
    assert '"inserted": "nie"' in team.said


def test_a_later_change_is_seen_before_anything_is_confirmed(linked: Team) -> None:
    rename(linked, *LANGUAGES)
    linked.write("nl", linked.text("nl").replace("Vraag in", "Vraag nooit in"))
    assert linked.states() == ["pay.md#a: behind behind ahead"]


def test_one_language_after_the_other(linked: Team) -> None:
    """Each confirms the page with the new id by itself; the lock files of the others still have the former one."""
    rename(linked, *LANGUAGES, old="rooms")
    for code in LANGUAGES:
        linked.run("confirm", code, "inn.md")
        assert linked.states() == []
        linked.commit()
    assert linked.states() == []


def test_another_target_is_a_change(linked: Team) -> None:
    linked.write("en", linked.text("en").replace("inn.md#rooms", "pay.md#b"))
    assert linked.states() == ["pay.md#a: ahead behind behind"]
