"""The description of a page and its title in the menus are a section of their own, `PAGE#`, kept in step like any."""

import re

import pytest

from teams import LANGUAGES, Team
from trees import replace

KEY = "pay.md#"
SAYS = {"en": "What the pay is.", "de": "Wie hoch das Gehalt ist.", "nl": "Hoe hoog het loon is."}
MENU = """\
nav:
  - Home: index.md
  - Money:
      - Pay: pay.md
plugins:
  - i18n:
      languages:
        - locale: en
        - {locale: de, nav_translations: {Pay: Gehalt}}
        - {locale: nl, nav_translations: {Pay: Loon}}
"""


def describe(team: Team, code: str, text: str) -> None:
    head, body = team.text(code).split("\n---\n", 1)
    assert head.startswith("---\ndescription: ")
    team.write(code, f"---\ndescription: {text}\n---\n{body}")


@pytest.fixture
def described(team: Team) -> Team:
    """A team whose page says of itself what it is about, and has a title in the menus, all confirmed and committed."""
    (team.tree / "mkdocs.yml").write_text(MENU, encoding="utf-8")
    for code in LANGUAGES:
        describe(team, code, SAYS[code])
    assert team.run("confirm", "all", "pay.md") == 0, team.warned
    assert team.states() == []
    team.commit()
    return team


def test_a_description_is_followed(described: Team) -> None:
    team = described
    describe(team, "en", "How to bake a cake.")
    assert team.states() == [f"{KEY}: ahead behind behind"]
    assert team.check("--since", "main") == ["sync-behind de", "sync-behind nl"]
    found = [one for one in team.report["findings"] if one["rule"] == "sync-behind"]
    assert {one["path"] for one in found} == {"docs/de/pay.md", "docs/nl/pay.md"}
    assert {one["line"] for one in found} == {2}, "the line of the description"
    assert "concord confirm en pay.md --section '#' --lead" in team.refused("en")
    assert team.run("confirm", "en", "pay.md", "--section", "#", "--lead") == 0, team.warned
    assert team.run("diff", "de") == 0
    assert "cake" in team.said and "Gehalt" in team.said and "--section '#'" in team.said
    assert team.run("diff", "de", "--apply") == 0
    assert team.run("status", "de") == 0
    assert "concord diff de pay.md" in team.said
    describe(team, "de", "Wie man einen Kuchen backt.")
    assert team.run("confirm", "de", "pay.md", "--section", "#") == 0, team.warned
    describe(team, "nl", "Hoe je taart bakt.")
    team.confirm("nl")
    assert team.states() == []


def test_what_it_said_before_is_found_in_the_history(described: Team) -> None:
    describe(described, "en", "What the pay was.")
    described.commit()
    assert described.run("diff", "nl", "--format", "json") == 0
    assert '"deleted": "is"' in described.said and '"inserted": "was"' in described.said


def test_a_title_in_the_menus_is_followed(described: Team) -> None:
    team = described
    replace(team.tree / "mkdocs.yml", "Pay: Loon", "Pay: Taart bakken")
    assert team.states() == [f"{KEY}: behind behind ahead"]
    assert team.check("--since", "main") == ["sync-behind de", "sync-behind en"]
    team.confirm("nl", "--lead")
    team.commit()
    assert team.run("diff", "de", "--format", "json") == 0
    assert '"deleted": "Loon"' in team.said and '"inserted": "Taart bakken"' in team.said


def test_a_slip_in_it_is_mended_and_several_are_shown(described: Team) -> None:
    describe(described, "en", "What pay is.")
    described.commit()
    describe(described, "en", "What pay is like.")
    assert "--all-steps" in described.refused("en", "--section", "#", "--no-change", "better")
    described.confirm("en", "--section", "#", "--no-change", "better", "--all-steps")
    assert described.states() == []


def test_a_description_that_is_gone_is_noticed(described: Team) -> None:
    described.write("nl", described.text("nl").split("\n---\n", 1)[1])
    assert described.states() == [f"{KEY}: behind behind ahead"]


def test_lock_files_without_descriptions_are_agreed_on(described: Team) -> None:
    """They were written before descriptions were kept in step. The next one that is written has them."""
    team = described
    for code in LANGUAGES:
        lock = team.lock(code)
        text = lock.read_text(encoding="utf-8")
        lock.write_text(re.sub(r"^(?:pay\.md#|facts\.yml#age)\n.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    team.commit()
    assert team.states() == ["facts.yml#age: unstamped unstamped unstamped"]
    team.confirm("nl", page="facts.yml")
    assert KEY in team.lock("nl").read_text(encoding="utf-8").split("\n")
    assert KEY not in team.lock("de").read_text(encoding="utf-8").split("\n")
    describe(team, "de", "Wie man einen Kuchen backt.")
    assert team.states(KEY) == [f"{KEY}: behind ahead behind"]


def test_a_translator_gets_it_in_a_file_and_gives_it_back(described: Team) -> None:
    team = described
    describe(team, "en", "How to bake a cake.")
    team.confirm("en", "--lead")
    assert team.run("export", "nl", "--output", "out.xlf") == 0, team.warned
    file = team.tree / "out.xlf"
    text = file.read_text(encoding="utf-8")
    assert "How to bake a cake." in text and "agreed on before: What the pay is." in text
    file.write_text(text.replace(">Hoe hoog het loon is.<", ">Hoe je “taart” bakt: zo.<"), encoding="utf-8")
    before = team.text("nl")
    assert team.run("import", "out.xlf") == 0, team.warned
    assert team.text("nl") == before.replace("Hoe hoog het loon is.", '"Hoe je “taart” bakt: zo."')
    team.confirm("nl")
    assert team.states() == [f"{KEY}: ahead behind ahead"]


def test_a_text_before_the_first_heading_has_the_key_alone(team: Team) -> None:
    for code in LANGUAGES:
        team.write(code, team.text(code).replace("\n# ", f"\nIn front of {code}.\n\n# ", 1))
    assert team.run("confirm", "all", "pay.md") == 0, team.warned
    describe(team, "en", "How to bake a cake.")
    assert team.states() == []
    team.write("en", team.text("en").replace("In front of", "Before"))
    assert team.states() == [f"{KEY}: ahead behind behind"]
