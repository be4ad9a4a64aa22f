"""An import places what it can; the rest is in a file that can be worked on and imported again."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lxml import etree

from repositories import commit
from schemas import check_xliff
from translators import NS, contents, export, give_back, reword, run, say, target, text, translate, unit, units
from trees import lay

FRONT = "---\ndescription: A page.\n---\n# Page { #page }\n\n"
BODY = "First with [a link](https://a.example).\n\nSecond.\n\nThird.\n\n## After { #after }\n\nEnd.\n\nThe very last.\n"
LANGUAGES = ("en", "de", "nl")
SETTINGS = {
    "mkdocs.yml": "site_name: Small\nmarkdown_extensions: [attr_list]\n",
    "pyproject.toml": '[tool.concord]\nlanguages = ["en", "de", "nl"]\npublish = true\n\n'
    '[tool.concord.levels]\nlanguage-untranslated = "info"\n',
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return lay(tmp_path, SETTINGS | {f"docs/{code}/pay.md": FRONT + BODY for code in LANGUAGES})


def change(tree: Path, code: str, old: str, new: str, page: str = "pay.md") -> None:
    file = tree / f"docs/{code}/{page}"
    said = file.read_text(encoding="utf-8")
    assert old in said
    file.write_text(said.replace(old, new), encoding="utf-8")


def page(tree: Path, code: str = "nl", name: str = "pay.md") -> str:
    return (tree / f"docs/{code}/{name}").read_text(encoding="utf-8")


def rest(tree: Path, name: str = "back.rest.xlf") -> Any:
    return etree.parse(tree / name).getroot()


def notes(one: Any) -> list[str]:
    return [note.text for note in one.iter(f"{NS}note")]


@pytest.fixture
def worked_on(tree: Path) -> tuple[Path, Any, Result]:
    """A file of which one unit can be placed, one has lost a link, and of two the texts have changed meanwhile."""
    file = export(tree, "nl", "--all")
    say(unit(file, "First"), "Eerst zonder.")
    reword(unit(file, "Second"), "Second.", "Tweede.")
    reword(unit(file, "Third"), "Third.", "Derde.")
    reword(unit(file, "End"), "End.", "Einde.")
    change(tree, "en", "Third.", "The third.")
    change(tree, "nl", "End.", "Slot.")
    return tree, file, give_back(tree, file)


def test_what_can_be_placed_is_placed_and_the_rest_is_kept(worked_on: tuple[Path, Any, Result]) -> None:
    tree, _, done = worked_on
    assert done.exit_code == 1 and "pay.md: 1 unit\n" in done.output
    assert page(tree) == (FRONT + BODY).replace("Second.", "Tweede.").replace("End.", "Slot.")
    assert [(text(one, "source"), text(one, "target")) for one in units(rest(tree))] == [
        ("First with a link.", "Eerst zonder."),
        ("The third.", "Derde."),
        ("End.", "Einde."),
    ]
    first, third, end = units(rest(tree))
    assert "the link “a link” to https://a.example (code 1) is missing in it" in notes(first)[0]
    assert notes(third)[0] == "its source has changed since the file was made"
    assert notes(end) == [
        "somebody else has changed its translation since the file was made",
        "the page says now: Slot.",
    ]
    for words in ("First with a link.", "The third.", "End."):
        assert f"“{words}”: not placed: " in done.output


def test_the_same_file_once_more_changes_nothing(worked_on: tuple[Path, Any, Result]) -> None:
    tree, file, _ = worked_on
    before = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    done = give_back(tree, file)
    assert done.exit_code == 1 and "3 units in back.rest.xlf" in done.output
    assert {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()} == before


def test_the_rest_comes_in_once_somebody_has_worked_on_it(worked_on: tuple[Path, Any, Result]) -> None:
    tree, _, _ = worked_on
    before = page(tree)
    untouched = run(tree, "import", "back.rest.xlf")
    assert untouched.exit_code == 0 and "3 units that nobody has worked on" in untouched.output
    assert page(tree) == before
    file = rest(tree)
    first, third, end = units(file)
    source = next(first.iter(f"{NS}source"))
    say(first, "Eerst met ", source[0])
    reword(third, "Derde.", "De derde.")
    end.find(f"{NS}segment").set("state", "final")  # the translator stands by it
    (tree / "again.xlf").write_bytes(etree.tostring(file))
    done = run(tree, "import", "again.xlf")
    assert done.exit_code == 0 and "pay.md: 3 units" in done.output, done.output
    said = {"First with ": "Eerst met ", "Second.": "Tweede.", "Third.": "De derde.", "End.": "Einde."}
    wanted = FRONT + BODY
    for old, new in said.items():
        wanted = wanted.replace(old, new)
    assert page(tree) == wanted.replace("[a link](https://a.example).", "[a link](https://a.example)")


def test_work_on_the_rest_is_not_overwritten(worked_on: tuple[Path, Any, Result]) -> None:
    tree, file, _ = worked_on
    (tree / "back.rest.xlf").write_text("somebody’s work", encoding="utf-8")
    done = give_back(tree, file)
    assert "3 units in back.rest-2.xlf" in done.output
    assert (tree / "back.rest.xlf").read_text(encoding="utf-8") == "somebody’s work"
    assert len(list(units(rest(tree, "back.rest-2.xlf")))) == 3


def test_after_an_import_the_same_file_brings_nothing_new(tree: Path) -> None:
    change(tree, "en", "End.\n", "End.\n\n## New { #new }\n\nSaid *so*.\n")
    change(tree, "en", "Second.\n", "Second.\n\nInserted.\n")
    (tree / "docs/en/other.md").write_text(FRONT.replace("page", "other") + BODY, encoding="utf-8")
    file = export(tree, "nl", "--all")
    for one in units(file):
        translate(one, "Z* ")
    assert give_back(tree, file).exit_code == 0
    before = contents(tree)
    assert "Z\\* Said *so*." in page(tree) and "Z\\* Inserted." in page(tree)
    assert "Z\\* First" in page(tree, name="other.md")
    done = give_back(tree, file)
    assert (done.exit_code, done.output) == (0, "nothing new in it\n")
    assert contents(tree) == before


@pytest.mark.parametrize("regions", [("en-GB", "nl-NL"), ("en_US", "nl_BE"), ("EN", "NL")])
def test_a_file_may_name_regions(tree: Path, regions: tuple[str, str]) -> None:
    file = export(tree, "nl", "--all", "--from", "en")
    file.set("srcLang", regions[0])
    file.set("trgLang", regions[1])
    reword(unit(file, "Second"), "Second.", "Tweede.")
    assert give_back(tree, file).exit_code == 0
    assert page(tree) == (FRONT + BODY).replace("Second.", "Tweede.")


@pytest.mark.parametrize("is_agreed", [True, False])
def test_renamed_pages_and_sections_are_followed(tree: Path, is_agreed: bool) -> None:
    if is_agreed:
        commit(tree)
        for code in LANGUAGES:
            assert run(tree, "confirm", code, "pay.md").exit_code == 0
    file = export(tree, "nl", "--all")
    reword(unit(file, "Second"), "Second.", "Tweede.")
    reword(unit(file, "very last"), "The very last.", "Het allerlaatste.")
    for code in LANGUAGES:
        change(tree, code, "{ #after }", "{ #later }")
        (tree / f"docs/{code}/pay.md").rename(tree / f"docs/{code}/wages.md")
    done = give_back(tree, file)
    assert done.exit_code == 0 and "wages.md: 2 units" in done.output, done.output
    wanted = (FRONT + BODY).replace("Second.", "Tweede.").replace("The very last.", "Het allerlaatste.")
    assert page(tree, name="wages.md") == wanted.replace("#after", "#later")


def test_a_page_that_only_the_source_has_renamed_is_named(tree: Path) -> None:
    file = export(tree, "nl", "--all", "--from", "en")
    reword(unit(file, "Second"), "Second.", "Tweede.")
    (tree / "docs/en/pay.md").rename(tree / "docs/en/wages.md")
    done = give_back(tree, file)
    assert done.exit_code == 1 and "its page is called wages.md in en now, and still pay.md in nl" in done.output
    assert page(tree) == FRONT + BODY


def test_a_file_without_the_names_of_its_pages_finds_them_by_the_texts(tree: Path) -> None:
    file = export(tree, "nl", "--all")
    reword(unit(file, "Second"), "Second.", "Tweede.")
    for one in file.iter(f"{NS}file"):
        del one.attrib["original"]
    assert give_back(tree, file).exit_code == 0
    assert "Tweede." in page(tree)


def test_what_is_of_another_project_is_passed_over(tree: Path) -> None:
    file = export(tree, "nl", "--all")
    reword(unit(file, "Second"), "Second.", "Tweede.")
    other = etree.SubElement(file, f"{NS}file", id="f9", original="letter.docx")
    segment = etree.SubElement(etree.SubElement(other, f"{NS}unit", id="tu1"), f"{NS}segment")
    for side in ("source", "target"):
        etree.SubElement(segment, f"{NS}{side}").text = "Dear"
    done = give_back(tree, file)
    assert done.exit_code == 0 and "passed over: 1 unit of letter.docx" in done.output
    assert page(tree) == (FRONT + BODY).replace("Second.", "Tweede.")


def test_what_a_tool_has_copied_from_the_source_is_not_taken(tree: Path) -> None:
    change(tree, "nl", "Second.", "Tweede.")
    file = export(tree, "nl", "--all")
    reword(unit(file, "Second"), "Tweede.", "Second.")
    done = give_back(tree, file)
    assert done.exit_code == 0 and "1 unit with the source as the translation: not taken" in done.output
    assert "Tweede." in page(tree)
    unit(file, "Second").find(f"{NS}segment").set("state", "final")
    assert give_back(tree, file).exit_code == 0
    assert page(tree) == FRONT + BODY


def test_what_is_translated_in_part_is_kept_with_what_it_lacks(tree: Path) -> None:
    change(tree, "en", "The very last.\n", "The very last.\n\n## New { #new }\n\nSaid.\n")
    file = export(tree, "nl", "--all")
    translate(unit(file, "Said."), "Z ")
    assert give_back(tree, file).exit_code == 0
    left = rest(tree)
    assert [(text(one, "source"), text(one, "target")) for one in units(left)] == [
        ("New", ""),
        ("Said.", "Z Said."),
    ]
    heading, _ = units(left)
    target(heading).text = "Nieuw"
    (tree / "again.xlf").write_bytes(etree.tostring(left))
    assert run(tree, "import", "again.xlf").exit_code == 0
    assert "\n## Nieuw { #new }\n\nZ Said.\n" in page(tree)


def test_what_markdown_would_misread_does_not_keep_the_others_out(tree: Path) -> None:
    (tree / "mkdocs.yml").write_text("site_name: S\nmarkdown_extensions: [attr_list, admonition]\n", encoding="utf-8")
    file = export(tree, "nl", "--all")
    reword(unit(file, "Third"), "Third.", "!!! note")
    reword(unit(file, "Second"), "Second.", "Tweede.")
    done = give_back(tree, file)
    assert done.exit_code == 1 and "“Third.”: not placed: Markdown would not read it as it is meant" in done.output
    assert page(tree) == (FRONT + BODY).replace("Second.", "Tweede.")
    assert [text(one, "target") for one in units(rest(tree))] == ["!!! note"]


def test_the_rest_of_a_file_in_xliff_1_2_is_in_that_format(tree: Path) -> None:
    old = "{urn:oasis:names:tc:xliff:document:1.2}"
    file = export(tree, "nl", "--all", "--format", "xliff12")
    first, second = (next(one for one in file.iter(f"{old}trans-unit") if word in "".join(one.itertext()))
                     for word in ("First", "Second"))  # fmt: skip
    said = first.find(f"{old}target")
    said[:] = []
    said.text = "Eerst."
    second.find(f"{old}target").text = "Tweede."
    assert give_back(tree, file).exit_code == 1
    assert page(tree) == (FRONT + BODY).replace("Second.", "Tweede.")
    left = rest(tree)
    check_xliff(left, "xliff12")
    (one,) = left.iter(f"{old}trans-unit")
    assert one.find(f"{old}target").get("state") == "needs-review-translation"
    assert one.find(f"{old}target").text == "Eerst."
    assert "the link “a link” to https://a.example (code 1) is missing in it" in one.findtext(f"{old}note")
    one.find(f"{old}target").text = "Eerst [een link](https://a.example)."  # as a tool without codes writes it
    (tree / "again.xlf").write_bytes(etree.tostring(left))
    assert run(tree, "import", "again.xlf").exit_code == 0
    assert "\nEerst [een link](https://a.example).\n" in page(tree)
