"""`concord lsp` with a real client: what an author sees while writing, in files that are saved and that are not."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from commands import concord
from editor import Editor
from trees import PREFACE, lay

EN, DE = "docs/en/pay.md", "docs/de/pay.md"
FACTS = "facts/facts.yml"
PAGES = {
    "en": "## Share { #share }\n\nThe share is [22%](fact:share), says [Brouwer](source:brouwer).\n\n"
    "## Titles { #titles }\n\nThe [CCO](title:chief-customer-officer): see [the share](#share).\n",
    "de": "## Anteil { #share }\n\nDer Anteil ist [22 %](fact:share), sagt [Brouwer](source:brouwer).\n\n"
    "## Titel { #titles }\n\nDer [CCO](title:chief-customer-officer): siehe [den Anteil](#share).\n",
    "nl": "## Aandeel { #share }\n\nHet aandeel is [22%](fact:share), zegt [Brouwer](source:brouwer).\n\n"
    "## Titels { #titles }\n\nDe [CCO](title:chief-customer-officer): zie [het aandeel](#share).\n",
}


def lay_guide(tree: Path) -> Path:
    return lay(tree, {f"docs/{code}/pay.md": text for code, text in PAGES.items()})


@pytest.fixture(scope="module")
def shared_editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One server for the tests that save nothing."""
    with Editor(lay_guide(tmp_path_factory.mktemp("guide"))) as editor:
        yield editor


@pytest.fixture
def editor(shared_editor: Editor) -> Iterator[Editor]:
    """It, with the English page open; what is open is closed afterwards."""
    shared_editor.open(EN)
    yield shared_editor
    for name in [*shared_editor.texts]:
        shared_editor.close(name)
    shared_editor.until(lambda: not shared_editor.rules(EN) and not shared_editor.rules(DE))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Editor]:
    """A server for a guide of its own, which a test may change on disk."""
    with Editor(lay_guide(tmp_path / "guide")) as editor:
        editor.until(lambda: "fact-unused" in editor.rules(FACTS))
        yield editor


def place(diagnostic: types.Diagnostic) -> tuple[int, int, int]:
    return diagnostic.range.start.line, diagnostic.range.start.character, diagnostic.range.end.character


def test_a_wrong_value_is_told_while_it_is_typed_and_no_longer_when_it_is_right(editor: Editor) -> None:
    editor.replace(EN, "22%", "23%")
    editor.until(lambda: "fact-mismatch" in editor.rules(EN))
    [told] = [one for one in editor.diagnostics[EN] if one.code == "fact-mismatch"]
    start = editor.position(EN, "is [")
    assert place(told) == (start.line, start.character, start.character + len("23%"))
    assert told.severity == types.DiagnosticSeverity.Error
    assert "22%" in told.message
    editor.replace(EN, "23%", "22%")
    editor.until(lambda: editor.rules(EN) == [])


def test_an_edit_of_one_file_is_told_in_the_others_and_taken_back_there(editor: Editor) -> None:
    editor.open(FACTS)
    editor.replace(FACTS, "value: 22\n", "value: 25\n")
    editor.until(lambda: "fact-mismatch" in editor.rules(EN) and "fact-mismatch" in editor.rules(DE))
    editor.close(FACTS)  # without saving
    editor.until(lambda: editor.rules(EN) == [] and editor.rules(DE) == [])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("front", ["", "😀 𝔘 ", "a\u2028b\u0085c\u2029d "])
def test_a_place_is_right_whatever_stands_before_it(editor: Editor, newline: str, front: str) -> None:
    text = editor.texts[EN].replace("The share is [22%]", f"{front}is [23%]")
    editor.type(EN, text.replace("\n", newline))
    editor.until(lambda: "fact-mismatch" in editor.rules(EN))
    [told] = [one for one in editor.diagnostics[EN] if one.code == "fact-mismatch"]
    start = editor.position(EN, "is [")
    assert place(told) == (start.line, start.character, start.character + len("23%"))
    [action] = [one for title, one in editor.actions(EN, "is [").items() if title.startswith("Replace")]
    assert action.edit and action.edit.changes
    fixed = editor.edited(EN, action.edit.changes[editor.uri(EN)])
    assert fixed == text.replace("23%", "22%").replace("\n", newline)


def test_half_typed_front_matter_is_a_finding_and_no_more(editor: Editor) -> None:
    whole = editor.texts[EN]
    for half in ("---\ndescr", "---\n", "---\ndescription: 'A\n---\n# A\n", "-", ""):
        editor.type(EN, half)
        editor.until(lambda: editor.rules(EN) != [])
        assert editor.hover(EN, "") == ""
    editor.type(EN, whole)
    editor.until(lambda: editor.rules(EN) == [])
    assert "22%" in editor.hover(EN, "[22")


def test_sixty_edits_at_once_are_one_check(editor: Editor) -> None:
    before = editor.published[EN]
    with editor.at_once():
        for number in range(60):
            editor.type(EN, editor.texts[EN].replace(f"[{number + 22}%]", f"[{number + 23}%]"))
    editor.until(lambda: "fact-mismatch" in editor.rules(EN))
    assert editor.diagnostics[EN][0].message.startswith('"82%"')
    assert editor.published[EN] == before + 1  # each of the edits has findings of its own


def test_a_fact_is_explained_in_each_language(editor: Editor) -> None:
    said = editor.hover(EN, "[22")
    for part in ("**share**", "English: **22%** Share", "German: **22 %** Anteil", "As of 2014", "claimed", "brouwer"):
        assert part in said.replace("\u00a0", " ")


def test_a_title_a_source_and_a_heading_are_explained(editor: Editor) -> None:
    assert "German: **Chief Customer Officer**" in editor.hover(EN, "[CC")
    assert "Sydney Brouwer" in editor.hover(EN, "[Brou")
    heading = editor.hover(EN, "## Sha")
    assert "German: **Anteil**" in heading and "Der Anteil ist 22 %, sagt Brouwer." in heading


def test_what_the_registry_says_is_shown_as_text(editor: Editor) -> None:
    editor.open(FACTS)
    editor.replace(FACTS, "en: Share", "en: '![x](https://example.org/x.png) <b>'")
    said = editor.hover(EN, "[22")
    assert r"\!\[x\]\(https://example.org/x.png\) \<b\>" in said


def test_what_is_not_saved_is_explained_as_it_is(editor: Editor) -> None:
    editor.type(EN, editor.texts[EN] + "\nPay is [€123,000](fact:salary).\n")
    assert "Average pay" in editor.hover(EN, "[€12")


def test_entries_are_proposed_with_the_text_of_the_language(editor: Editor) -> None:
    editor.open(DE)
    editor.type(DE, editor.texts[DE] + "\nDas Gehalt: [](fact:sal")
    items = {item.label: item for item in editor.at(types.TEXT_DOCUMENT_COMPLETION, DE, "](fact:sal")}
    salary = items["salary"]
    assert (salary.detail, salary.documentation.value) == ("123.000 €", "Durchschnittsgehalt")
    text = editor.edited(DE, [salary.text_edit, *salary.additional_text_edits])
    assert text.endswith("Das Gehalt: [123.000 €](fact:salary")
    editor.type(DE, editor.texts[DE] + ")\n\nDer [CFO](title:")
    titles = editor.at(types.TEXT_DOCUMENT_COMPLETION, DE, "[CFO](title:")
    assert "Finanzvorstand" in [item.detail for item in titles]
    assert all(item.additional_text_edits is None for item in titles)  # the author has written a text
    editor.type(DE, editor.texts[DE] + ")\n\nSiehe [x](source:")
    assert [one.label for one in editor.at(types.TEXT_DOCUMENT_COMPLETION, DE, "](source:")] != []


def test_anchors_are_proposed(editor: Editor) -> None:
    editor.type(EN, editor.texts[EN] + "\nSee [this](pay.md#")
    found = {item.label: item.detail for item in editor.at(types.TEXT_DOCUMENT_COMPLETION, EN, "(pay.md#")}
    assert found["titles"] == "Titles"


def test_one_comes_to_the_entry_and_back_to_what_cites_it(editor: Editor) -> None:
    found = editor.at(types.TEXT_DOCUMENT_DEFINITION, EN, "[22")
    lines = (editor.root / FACTS).read_text().splitlines()
    assert (found.uri, lines[found.range.start.line]) == (editor.uri(FACTS), "share:")
    editor.open(FACTS)
    context = types.ReferenceContext(include_declaration=True)
    cited = editor.at(types.TEXT_DOCUMENT_REFERENCES, FACTS, "\nsha", context=context)
    assert {one.uri for one in cited} == {editor.uri(name) for name in (FACTS, EN, DE, "docs/nl/pay.md")}
    section = editor.at(types.TEXT_DOCUMENT_DEFINITION, EN, "see [the")
    assert section.range.start.line == editor.position(EN, "## Share").line
    assert "Sydney Brouwer" in editor.hover(FACTS, "sources: [brou")


def test_links_lead_to_pages_and_files(editor: Editor) -> None:
    editor.type(EN, editor.texts[EN] + "\n[Page](pay.md), [elsewhere](https://example.org).\n")
    links = editor.ask(types.TEXT_DOCUMENT_DOCUMENT_LINK, types.DocumentLinkParams(editor.document(EN)))
    assert {link.target for link in links} == {editor.uri(EN)}


def test_a_rule_is_allowed_with_a_reason_that_the_author_gives(editor: Editor) -> None:
    editor.replace(EN, "22%", "23%")
    action = editor.actions(EN, "is [23")["Allow fact-mismatch here, because …"]
    assert action.edit and action.edit.changes
    editor.type(EN, editor.edited(EN, action.edit.changes[editor.uri(EN)]))
    editor.until(lambda: "suppression-unused" in editor.rules(EN))  # it gives no reason yet
    editor.replace(EN, "fact-mismatch: -->", "fact-mismatch: the source has it so -->")
    editor.until(lambda: editor.rules(EN) == [])


def test_a_fact_is_renamed_as_the_command_does_it(own: Editor, tmp_path: Path) -> None:
    own.open(EN)
    expected = shutil.copytree(own.root, tmp_path / "expected")
    assert concord("facts", "rename", "share", "portion", cwd=expected).returncode == 0
    edit = own.at(types.TEXT_DOCUMENT_RENAME, EN, "[22", new_name="portion")
    for change in edit.document_changes:
        name = Path(change.text_document.uri.removeprefix("file://")).relative_to(own.root).as_posix()
        own.open(name)
        assert own.edited(name, change.edits) == (expected / name).read_bytes().decode()
    assert len(edit.document_changes) == 4
    with pytest.raises(JsonRpcException, match="stands already"):
        own.at(types.TEXT_DOCUMENT_RENAME, EN, "[22", new_name="salary")
    own.replace(EN, "says", "said")
    with pytest.raises(JsonRpcException, match=f"save {EN} first"):
        own.at(types.TEXT_DOCUMENT_RENAME, EN, "[22", new_name="portion")


def test_files_come_and_go(own: Editor) -> None:
    new = "docs/en/new.md"
    (own.root / new).write_text(f"{PREFACE}A page.\n")
    own.files_changed(new)
    own.until(lambda: own.rules(new) == ["page-missing"])
    (own.root / new).rename(own.root / "docs/en/newer.md")
    own.files_changed(new, "docs/en/newer.md")
    own.until(lambda: own.rules("docs/en/newer.md") == ["page-missing"] and not own.rules(new))
    (own.root / "docs/en/newer.md").unlink()
    own.files_changed("docs/en/newer.md")
    own.until(lambda: not own.rules("docs/en/newer.md"))


def test_another_branch_is_noticed(own: Editor) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=own.root, check=True)

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("checkout", "-q", "-b", "other")
    for name in (EN, DE):
        file = own.root / name
        file.write_text(file.read_text().replace("22", "24"))
    git("commit", "-qam", "two")
    own.files_changed(EN, DE)
    own.until(lambda: "fact-mismatch" in own.rules(EN) and "fact-mismatch" in own.rules(DE))
    git("checkout", "-q", "main")
    own.files_changed(EN, DE)
    own.until(lambda: own.rules(EN) == [] and own.rules(DE) == [])


def test_settings_that_cannot_be_read_are_told_in_a_line_and_mended(own: Editor) -> None:
    file = own.root / "pyproject.toml"
    good = file.read_text()
    file.write_text(good.replace("languages", "langs"))
    own.files_changed("pyproject.toml")
    own.until(lambda: bool(own.messages))
    assert own.messages == ["concord: pyproject.toml: [tool.concord] has no setting 'langs'"]
    file.write_text(good + '\n[tool.concord.levels]\nfact-unused = "error"\n')
    own.files_changed("pyproject.toml")
    own.until(lambda: own.diagnostics[FACTS][0].severity == types.DiagnosticSeverity.Error)


def test_where_the_others_stand_is_a_hint_once_a_text_is_saved(agreed: Path) -> None:
    with Editor(agreed) as editor:
        editor.until(lambda: "fact-unused" in editor.rules(FACTS))
        editor.open(EN)
        editor.replace(EN, "The owner", "Two owners and")
        editor.type(EN, editor.texts[EN].replace("in May", "in May 1999"))
        editor.until(lambda: "number-drift" in editor.rules(EN) + editor.rules(DE))
        assert "sync-behind" not in editor.rules(DE)
        editor.type(EN, editor.texts[EN].replace("in May 1999", "in May"))
        editor.save(EN)
        editor.until(lambda: "sync-behind" in editor.rules(DE))
        hints = [one for one in editor.diagnostics[DE] if one.code == "sync-behind"]
        assert {one.severity for one in hints} == {types.DiagnosticSeverity.Hint}
        assert "German (behind)" in editor.hover(EN, "## The")
        lens = editor.ask(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensParams(editor.document(EN)))
        titles = [one.command.title for one in lens]
        assert "Dutch is behind: show the difference" in titles
        command = lens[titles.index("Dutch is behind: show the difference")].command
        editor.ask(types.WORKSPACE_EXECUTE_COMMAND, types.ExecuteCommandParams(command.command, command.arguments))
        editor.until(lambda: bool(editor.shown))
        assert "Two owners" in Path(editor.shown[0].removeprefix("file://")).read_text()


def test_a_section_is_confirmed_once_it_is_saved(agreed: Path) -> None:
    with Editor(agreed) as editor:
        editor.until(lambda: "fact-unused" in editor.rules(FACTS))
        editor.open(EN)
        editor.open(DE)
        editor.replace(EN, "The owner", "Every owner")
        editor.save(EN)
        editor.until(lambda: "sync-behind" in editor.rules(DE))
        editor.replace(DE, "Der Wirt", "Jeder Wirt")
        [title] = [title for title in editor.actions(DE, "Wirt") if title.startswith("Confirm")]
        assert title == "Confirm this section in German: it says what English says"
        command = editor.actions(DE, "Wirt")[title]
        assert isinstance(command, types.Command)
        wanted = types.ExecuteCommandParams(command.command, command.arguments)
        editor.ask(types.WORKSPACE_EXECUTE_COMMAND, wanted)
        assert f"save {DE} first" in editor.messages[-1]
        editor.save(DE)
        before = (agreed / "docs/de/sync.lock").read_bytes()
        editor.ask(types.WORKSPACE_EXECUTE_COMMAND, wanted)
        editor.until(lambda: "sync-behind" not in editor.rules(DE))
        assert (agreed / "docs/de/sync.lock").read_bytes() != before
