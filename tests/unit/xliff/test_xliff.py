"""`concord export` and `concord import`: the contents of the file, and that an import changes only what it should."""

from copy import deepcopy as copy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from translate.storage.xliff2 import Xliff2File

from schemas import check_xliff
from translators import NS, contents, export, give_back, reword, say, target, text, unit, units
from trees import copy_of_the_guide, lay

LANGUAGES = ("en", "de", "nl")
READER: Any = Xliff2File  # which says nothing of types
SETTINGS = {
    "mkdocs.yml": "site_name: Small\nmarkdown_extensions: [admonition, attr_list, def_list, md_in_html, tables]\n"
}
FRONT = "---\ndescription: A page.\n---\n# Page { #page }\n\n"
TEXTS = {
    "en": "More than [22 %](fact:share) of *large* firms have a `CCO`.\n\n- one "
    "[*wide* road](https://a.example/b_c)\n- two\n",
    "de": "Mehr als [22 %](fact:share) der *großen* Firmen haben einen `CCO`.\n\n* eins, "
    "[*breite* Straße](https://a.example/b_c)\n* zwei\n",
    "nl": "Meer dan [22 %](fact:share) van de *grote* bedrijven heeft een `CCO`.\n\n- een [*brede* weg](https://a.example/b_c)\n"
    "- twee\n",
}
WORDS = {"en": ("firms", "large"), "de": ("Firmen", "großen"), "nl": ("bedrijven", "grote")}


@pytest.fixture(scope="module")
def the_guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_guide(tmp_path_factory.mktemp("guide"))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small guide of one page that is agreed in three languages."""
    return lay(tmp_path, {f"docs/{code}/pay.md": FRONT + said for code, said in TEXTS.items()})


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("form", ["xliff", "xliff12"])
def test_out_and_in_again_changes_no_byte_of_the_guide(the_guide: Path, code: str, form: str) -> None:
    before = contents(the_guide)
    file = export(the_guide, code, "--all", "--format", form)
    check_xliff(file, form)
    pages = {page.get("original") for page in file}
    assert {name.split("/", 2)[2] for name in before} <= pages
    if form == "xliff":
        check_what_it_refers_to(file)
        assert file.get("trgLang") == code and file.get("srcLang") != code
    done = give_back(the_guide, file)
    assert done.exit_code == 0 and done.output.endswith("nothing new in it\n"), done.output
    assert contents(the_guide) == before


def check_what_it_refers_to(file: Any) -> None:
    """Asserts what the schema cannot express: ids are unique in their scope, and references to ids resolve."""
    for page in file:
        ids = [one.get("id") for one in page.iter(f"{NS}unit", f"{NS}group")]
        assert len(set(ids)) == len(ids)
        for one in units(page):
            data = {part.get("id") for part in one.iterfind(f"{NS}originalData/{NS}data")}
            parts = [part for segment in one.iterfind(f"{NS}segment") for part in segment.iter()]
            named = {value for part in parts for key, value in part.attrib.items() if key.startswith("dataRef")}
            assert named == data
            for side in one.iter(f"{NS}source", f"{NS}target"):
                codes = [part.get("id") for part in side.iter(f"{NS}pc", f"{NS}ph")]
                assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("code", LANGUAGES)
def test_another_reader_finds_the_same_texts(the_guide: Path, code: str) -> None:
    file = export(the_guide, code, "pay/salary.md", "--all")
    with (the_guide / "out.xlf").open("rb") as handle:
        found = READER.parsefile(handle)
    assert (found.sourcelanguage, found.targetlanguage) == (file.get("srcLang"), code)
    assert [(one.getid().partition("::")[0], one.source, one.target) for one in found.units] == [
        (one.get("id"), text(one, "source"), text(one, "target")) for one in units(file)
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_unit_translated_changes_one_line_of_the_guide(tmp_path: Path, code: str) -> None:
    tree = copy_of_the_guide(tmp_path)
    before = contents(tree)
    file = export(tree, code, "pay/salary.md", "--all")
    one = next(one for one in units(file) if len(list(one.iter(f"{NS}data"))) > 3)
    words = target(one).text
    reword(one, words, f"Zzz {words}")
    done = give_back(tree, file)
    assert done.exit_code == 0, done.output
    after = contents(tree)
    assert {name for name in after if after[name] != before[name]} == {f"docs/{code}/pay/salary.md"}
    old, new = (all[f"docs/{code}/pay/salary.md"].split(b"\n") for all in (before, after))
    assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [
        (a, a.replace(words.encode(), f"Zzz {words}".encode(), 1))
        for a in old
        if a.removeprefix(b"- ").startswith(words.encode())  # a paragraph, or an item of a list
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_translator_sees(tree: Path, code: str) -> None:
    file = export(tree, code, "--all")
    source = file.get("srcLang")
    one = unit(file, WORDS[source][0])
    assert one.get("name") == f"docs/{code}/pay.md:6"
    assert f"docs/{source}/pay.md:6" in "".join(one.itertext())
    assert [part.get("subType") for part in target(one)] == ["concord:fact", "xlf:i", "concord:code"]
    assert [part.get("canDelete") for part in target(one)] == ["no", None, "no"]
    assert text(one, "target").startswith(TEXTS[code].partition("[")[0])
    assert "{" not in text(unit(file, "Page"), "target")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A word here.\n", "A term here.\n"),
        ("Over two lines\nstands a word, and\na third.\n", "Over two lines\nstands a term, and\na third.\n"),
        ("A\r\nword\r\nhere.\r\n", "A\r\nterm\r\nhere.\r\n"),
        ("A word  \nand a break.\n", "A term  \nand a break.\n"),
        ("*  one\n*  word\n   here\n\n    - below\n", "*  one\n*  term\n   here\n\n    - below\n"),
        ("|  a |b|\n|---|:--|\n| c | word |\n", "|  a |b|\n|---|:--|\n| c | term |\n"),
        ("> quoted\n> word\n", "> quoted\n> term\n"),
        ("!!! note \"Head\"\n    A word\n    here.\n", "!!! note \"Head\"\n    A term\n    here.\n"),
        ("1) x\n\n2. **a** __word__ _b_\n", "1) x\n\n2. **a** __term__ _b_\n"),
        ("<b>word</b> &nbsp; A\\*B <!-- why --> [x]\n", "<b>term</b> &nbsp; A\\*B <!-- why --> [x]\n"),
        ("## The word {#a .b}\n", "## The term {#a .b}\n"),
        ("Term\n:   a word\n", "Term\n:   a term\n"),
        ("[a word][1] ![word](x.svg)\n\n[1]: https://a.example\n", "[a term][1] ![word](x.svg)\n\n[1]: https://a.example\n"),
    ],
)  # fmt: skip
def test_a_word_changes_and_the_rest_stays_as_it_was_typed(tmp_path: Path, code: str, before: str, after: str) -> None:
    newline = "\r\n" if "\r\n" in before else "\n"
    whole = {side: FRONT.replace("\n", newline) + side + f"{newline}Last.{newline}" for side in (before, after)}
    tree = lay(tmp_path, SETTINGS)
    for other in LANGUAGES:
        (tree / f"docs/{other}/pay.md").write_bytes(whole[before].encode())
    file = export(tree, code, "--all")
    reword(next(one for one in units(file) if "word" in text(one, "target")), "word", "term")
    done = give_back(tree, file)
    assert (tree / f"docs/{code}/pay.md").read_bytes().decode() == whole[after], done.output


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda one: target(one).remove(target(one)[0]), "the link to the fact “22 %” (code 1) is missing in it"),
        (lambda one: target(one).append(copy(target(one)[0])), "“22 %” (code 1) stands in it more than once"),
        (lambda one: say(one, "x", *target(one), etree.Element(f"{NS}ph", id="9")), "'9' that is none of the unit's"),
        (lambda one: target(one).remove(target(one)[2]), "the code `CCO` (code 3) is missing in it"),
        (lambda one: say(one, etree.Element(f"{NS}sc", id="1"), "x", *target(one)[2:]), "overlap"),
        (lambda one: say(one), "its translation is empty"),
    ],
)  # fmt: skip
def test_a_unit_that_cannot_be_placed_is_named(tree: Path, code: str, change: Any, reason: str) -> None:
    before = contents(tree)
    file = export(tree, code, "--all")
    first = WORDS[file.get("srcLang")][0]
    change(unit(file, first))
    done = give_back(tree, file)
    assert done.exit_code == 1 and reason in done.output, done.output
    assert f"pay.md#page, “{TEXTS[file.get('srcLang')].partition('[')[0]}22 %" in done.output
    assert contents(tree) == before


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_others_have_done_does_not_matter_to_what_nobody_touched(tree: Path, code: str) -> None:
    """One unit translated, in a file whose other units have changed meanwhile, on the page and in the source."""
    file = export(tree, code, "--all")
    source = file.get("srcLang")
    for other in (code, source):
        page = tree / f"docs/{other}/pay.md"
        page.write_bytes(page.read_bytes().replace(WORDS[other][0].encode(), b"teams"))
    (last,) = (one for one in units(file) if text(one, "source") in ("two", "zwei", "twee"))
    words = text(last, "target")
    reword(last, words, "zzz")
    before = contents(tree)
    done = give_back(tree, file)
    assert done.exit_code == 0 and "pay.md: 1 unit\n" in done.output, done.output
    before[f"docs/{code}/pay.md"] = before[f"docs/{code}/pay.md"].replace(f" {words}\n".encode(), b" zzz\n")
    assert contents(tree) == before


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("side", ["source", "translation"])
def test_a_unit_whose_text_has_changed_since_is_not_placed(tree: Path, code: str, side: str) -> None:
    file = export(tree, code, "--all")
    other = code if side == "translation" else file.get("srcLang")
    page = tree / f"docs/{other}/pay.md"
    page.write_bytes(page.read_bytes().replace(WORDS[other][0].encode(), b"teams"))
    before = contents(tree)
    reword(unit(file, WORDS[file.get("srcLang")][0]), WORDS[code][1], "zzz")
    done = give_back(tree, file)
    reason = "somebody else has changed its translation" if side == "translation" else "its source has changed"
    assert done.exit_code == 1 and f"{reason} since the file was made" in done.output, done.output
    assert contents(tree) == before


def test_a_page_that_is_gone_is_named(tree: Path) -> None:
    file = export(tree, "nl", "--all")
    reword(unit(file, "two"), "twee", "twee stuks")
    for code in LANGUAGES:
        (tree / f"docs/{code}/pay.md").unlink()
    (tree / "docs/en/other.md").write_text(FRONT, encoding="utf-8")
    done = give_back(tree, file)
    assert done.exit_code == 1 and "pay.md#page, “two”: not placed: the guide has no such page any more" in done.output
