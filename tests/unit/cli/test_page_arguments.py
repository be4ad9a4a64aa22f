"""PAGE arguments of the command line: files, folders and paths, from any working directory in the guide."""

import pytest

from teams import LANGUAGES, Team, sentence

WAYS = {
    "its path in the guide": (".", "docs/nl/in/new.md"),
    "its path in another language": (".", "docs/de/in/new.md"),
    "its path in the language": (".", "in/new.md"),
    "its path from a folder": ("docs/nl/in", "new.md"),
    "its path in the language, from a folder": ("docs/nl/in", "in/new.md"),
    "a folder": (".", "docs/nl/in"),
    "a folder of the language": (".", "in/"),
    "the folder that one is in": ("docs/nl/in", "."),
    "everything": (".", "."),
}


@pytest.fixture
def grown(team: Team) -> Team:
    """With a page more, in a folder, that Dutch has not confirmed."""
    for code in LANGUAGES:
        team.page(code, "in").mkdir()
        text = f"---\ndescription: A page.\n---\n# {code} {{ #new }}\n\n{sentence(code, 'Anna')}\n"
        team.write(code, text, "in/new.md")
    return team


@pytest.mark.parametrize("way", WAYS)
def test_a_page_is_named_as(way: str, grown: Team) -> None:
    at, name = WAYS[way]
    assert grown.run("confirm", "nl", name, at=at) == 0, grown.warned
    assert grown.states() == []
    assert grown.run("status", name, at=at) == 0
    assert "in/new.md#new" in grown.said


def test_several_at_once(grown: Team) -> None:
    grown.correct("nl", "a", 1)
    assert grown.run("stamp", "nl", "in/new.md", "docs/nl/pay.md", "--lead") == 0, grown.warned
    assert grown.states() == [
        "in/new.md#: unstamped unstamped ahead",
        "in/new.md#new: unstamped unstamped ahead",
        "pay.md#a: behind behind ahead",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("nl", "nowhere.md"),
        ("nl", "docs/nl/in/new"),
        ("nl", "pay.md", "--section", "nowhere"),
        ("fr", "pay.md"),
        ("nl",),
        ("nl", "pay.md", "--lead", "--with", "de"),
        ("nl", "pay.md", "--no-change", " "),
    ],
)
def test_what_there_is_not_is_one_line(arguments: tuple[str, ...], grown: Team) -> None:
    before = grown.lock("nl").read_bytes()
    assert grown.run("confirm", *arguments) == 2
    assert grown.warned.count("\n") == 1
    assert grown.lock("nl").read_bytes() == before


def test_stamp_is_the_old_name_of_confirm(grown: Team) -> None:
    """It takes the same arguments and writes the same; the help of `concord` lists only the new name."""
    options = ("nl", "pay.md", "--section", "a", "--no-change", "a slip")
    grown.correct("nl", "a", 1)
    before = grown.lock("nl").read_bytes()
    assert grown.run("stamp", *options) == 0, grown.warned
    stamped, said = grown.lock("nl").read_bytes(), grown.said
    assert stamped != before
    grown.lock("nl").write_bytes(before)
    assert grown.run("confirm", *options) == 0, grown.warned
    assert (grown.lock("nl").read_bytes(), grown.said) == (stamped, said)
    assert grown.run("stamp", "--help") == 0
    assert "--no-change REASON" in grown.said
    assert grown.run("--help") == 0
    assert "  confirm  " in grown.said and "stamp" not in grown.said


def test_a_page_that_cannot_be_read_loses_nothing(grown: Team) -> None:
    before = grown.lock("nl").read_bytes()
    grown.page("nl").write_bytes(b"\xff" + grown.page("nl").read_bytes())
    assert "cannot be read" in grown.refused("nl")
    assert grown.lock("nl").read_bytes() == before
    facts = grown.tree / "facts" / "facts.yml"
    facts.write_text("salary: [", encoding="utf-8")
    assert "cannot be read" in grown.refused("nl", page="facts.yml")
