"""Imports of what a language lacks: blocks, sections and pages; and of files that a translation tool has changed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from markdown import Markdown

from concord.guide import read_guide
from strategies import FRAGMENTS
from translators import NS, contents, export, give_back, reword, run, say, target, text, translate, unit, units
from trees import lay, replace

FRONT = "---\ndescription: A page.\n---\n# Page { #page }\n\n"
BODY = (
    "First with [a *fine* link](https://a.example).\n\n- one\n- two\n\n"
    "| a | b |\n|---|---|\n| c | d |\n\nLast.\n\n## After { #after }\n\nEnd.\n"
)
LANGUAGES = ("en", "de", "nl")
EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables"]
PROJECT = """[tool.concord]
languages = ["en", "de", "nl"]
publish = true

[tool.concord.levels]
language-untranslated = "info"  # all languages say the same words here
"""
SETTINGS = {
    "mkdocs.yml": f"site_name: Small\nmarkdown_extensions: {EXTENSIONS}\n",
    "pyproject.toml": PROJECT,
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """One page with the same words in three languages, agreed in all of them."""
    return agreed(lay(tmp_path, SETTINGS | {f"docs/{code}/pay.md": BODY for code in LANGUAGES}))


def agreed(tree: Path) -> Path:
    for code in LANGUAGES:
        done = run(tree, "confirm", code, "--all", *sorted(path.name for path in (tree / f"docs/{code}").glob("*.md")))
        assert done.exit_code == 0, done.output
    return tree


def change(tree: Path, code: str, old: str, new: str) -> None:
    page = tree / f"docs/{code}/pay.md"
    said = page.read_text(encoding="utf-8")
    assert old in said
    page.write_text(said.replace(old, new, 1), encoding="utf-8")


def page(tree: Path, code: str) -> str:
    return (tree / f"docs/{code}/pay.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("leader", "code"), [("en", "nl"), ("nl", "de"), ("de", "en")])
def test_what_is_behind_goes_out_and_nothing_else(tree: Path, leader: str, code: str) -> None:
    change(tree, leader, "End.", "The end.")
    file = export(tree, code)
    assert (file.get("srcLang"), file.get("trgLang")) == (leader, code)
    assert [text(one, "source") for one in units(file)] == ["After", "The end."]
    assert run(tree, "export", leader).output == f"{leader} is behind nowhere; --all writes every section\n"
    reword(unit(file, "The end."), "End.", "Zend.")
    assert give_back(tree, file).exit_code == 0
    assert page(tree, code) == (FRONT + BODY).replace("End.", "Zend.")
    assert run(tree, "confirm", code, "pay.md").exit_code == 0
    assert run(tree, "export", code).output.startswith(f"{code} is behind nowhere")


def test_languages_that_lead_in_different_places_are_followed_one_by_one(tree: Path) -> None:
    change(tree, "en", "End.", "The end.")
    change(tree, "de", "First", "Firstly")
    done = run(tree, "export", "nl", "--output", "nl.xlf")
    assert "1 section to follow de (--from de): pay.md#page" in done.output
    assert [text(one, "source") for one in units(export(tree, "nl"))] == ["After", "The end."]
    assert "Firstly" in "".join(text(one, "source") for one in units(export(tree, "nl", "--from", "de")))


def test_only_the_pages_that_were_asked_for(tmp_path: Path) -> None:
    files = {f"docs/{code}/{name}.md": FRONT + BODY for code in LANGUAGES for name in ("pay", "other")}
    tree = agreed(lay(tmp_path, SETTINGS | files))
    for name in ("pay", "other"):
        (tree / f"docs/en/{name}.md").write_text((FRONT + BODY).replace("End.", "The end."), encoding="utf-8")
    assert [file.get("original") for file in export(tree, "de", "docs/de/other.md")] == ["other.md"]


def test_codes_may_come_back_as_halves_and_in_another_order(tree: Path) -> None:
    file = export(tree, "nl", "--all")
    one = unit(file, "First")
    outer, inner = target(one).iter(f"{NS}pc")

    def half(kind: str, id: str) -> object:
        return etree.Element(f"{NS}{kind}", {"id" if kind == "sc" else "startRef": id})

    say(one, half("sc", outer.get("id")), "Een ", half("sc", inner.get("id")), "mooie",
        half("ec", inner.get("id")), half("ec", outer.get("id")), " eerst.")  # fmt: skip
    done = give_back(tree, file)
    assert done.exit_code == 0, done.output
    assert "\n[Een *mooie*](https://a.example) eerst.\n" in page(tree, "nl")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Last.\n", "Last.\n\nNew [one](a.md).\n", "Last.\n\nZ New [one](a.md).\n"),
        ("- one\n", "- one\n- more *x*\n", "- one\n- Z more *x*\n"),
        ("- one\n", "- zero\n- one\n", "- Z zero\n- one\n"),
        ("| c | d |\n", "| c | d |\n| e | f |\n", "| c | d |\n| Z e | Z f |\n"),
        ("Last.\n", "Last.\n\n1. x\n2. y\n", "Last.\n\n1. Z x\n2. Z y\n"),
        ("Last.\n", 'Last.\n\n!!! note "Head"\n    Body.\n\n    More.\n',
         'Last.\n\n!!! note "Z Head"\n    Z Body.\n\n    Z More.\n'),
        ("End.\n", "End.\n\nAt the very end.\n", "End.\n\nZ At the very end.\n"),
        ("## After", "## New { #new }\n\nSaid.\n\n    code\n\n### Under { #under }\n\n- it\n\n## After",
         "## Z New { #new }\n\nZ Said.\n\n    code\n\n### Z Under { #under }\n\n- Z it\n\n## After"),
        ("End.\n", "End.\n\n## New { #new }\n\nSaid.\n", "End.\n\n## Z New { #new }\n\nZ Said.\n"),
    ],
)  # fmt: skip
def test_what_a_language_lacks_is_put_in_its_place(tree: Path, code: str, old: str, new: str, said: str) -> None:
    leader = "en" if code == "nl" else "nl"
    change(tree, leader, old, new)
    run(tree, "confirm", leader, "pay.md", "--lead")
    file = export(tree, code)
    for one in units(file):
        if not text(one, "target"):
            translate(one, "Z ")
    done = give_back(tree, file)
    assert done.exit_code == 0 and page(tree, code) == (FRONT + BODY).replace(old, said, 1), done.output


def test_what_is_translated_in_part_stays_out_and_is_named(tree: Path) -> None:
    change(tree, "en", "End.\n", "End.\n\n## New { #new }\n\nSaid.\n")
    file = export(tree, "nl", "--all")
    translate(unit(file, "Said."), "Z ")
    reword(unit(file, "First"), "First", "Eerst")
    done = give_back(tree, file)
    assert done.exit_code == 0
    assert "pay.md#new" in done.output and "1 of its 2 units have no translation" in done.output
    assert page(tree, "nl") == (FRONT + BODY).replace("First", "Eerst")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_that_a_language_lacks_is_made(tree: Path, code: str) -> None:
    leader = "en" if code == "de" else "de"
    front = "---\ndescription: >\n  What it\n  is.\nsearch: {boost: 0.5}\n---\n\n# Other { #other }\n\n"
    (tree / f"docs/{leader}/in").mkdir()
    (tree / f"docs/{leader}/in/other.md").write_text(front + BODY, encoding="utf-8")
    file = export(tree, code, "in/other.md")
    for one in units(file):
        translate(one, 'Z "')
    done = give_back(tree, file)
    assert done.exit_code == 0, done.output
    made = (tree / f"docs/{code}/in/other.md").read_text(encoding="utf-8")
    assert made.startswith('---\ndescription: "Z \\"What it is.')
    assert 'search: {boost: 0.5}\n---\n\n# Z "Other { #other }\n\nZ "First with [a *fine* link]' in made
    assert made.endswith('## Z "After { #after }\n\nZ "End.\n')
    assert read_guide(tree).corpus.pages[code]["in/other.md"].meta["description"] == 'Z "What it is.\n'


def test_what_a_language_says_alone_is_noted(tree: Path) -> None:
    change(tree, "en", "\nLast.\n", "")
    file = export(tree, "de", "--all")
    notes = ["".join(note.itertext()) for note in file.iter(f"{NS}note")]
    assert [note for note in notes if "any more" in note] == ["en does not say this any more, docs/de/pay.md:15: Last."]


@pytest.mark.parametrize(
    "junk",
    [
        b"", b"x", b"<xliff/>", b"<html xmlns='urn:oasis:names:tc:xliff:document:2.0'/>",
        b"<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'/>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' "
        b"srcLang='en' trgLang='nl'><file><unit><segment><source/><target>&a;</target></segment></unit></file></xliff>",
        b"<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en' trgLang='fr'><file/></xliff>",
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused_in_one_line(tree: Path, junk: bytes) -> None:
    before = contents(tree)
    done = give_back(tree, junk)
    assert done.exit_code == 2 and len(str(done.exception).splitlines()) == 1, done.exception
    assert contents(tree) == before


SIGNS = st.text(st.sampled_from("ab 12.,-+*_`[](){}<>&#|!\\~:;\"'é\u00a0\n"), max_size=20)
MARKDOWN = Markdown(extensions=["toc", *EXTENSIONS])
LEAVES = {"h1", "h2", "p", "li", "th", "td"}


def shown(text: str) -> list[str]:
    """The visible text of a page, block by block, as Python-Markdown renders it."""
    body = MARKDOWN.reset().convert(text.split("---\n", 2)[2])
    rendered = html.fromstring(f"<div>{body}</div>")
    found = (element.text_content() for element in rendered.iter() if element.tag in LEAVES)
    return [re.sub(r"[ \t\n]+", " ", said).strip() for said in found]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(SIGNS | st.sampled_from(FRAGMENTS["words"]), min_size=3, max_size=3), where=st.integers(0, 10))
def test_what_is_typed_is_what_a_reader_sees(tree: Path, said: list[str], where: int) -> None:
    """The page shows any text that is typed; otherwise the unit is refused by name and nothing changes."""
    (tree / "docs/nl/pay.md").write_text(FRONT + BODY, encoding="utf-8")
    before = contents(tree)
    file = export(tree, "nl", "--all")
    one = list(units(file))[1 + where]  # the first is the description
    codes = [*target(one)]
    say(one, *(part for pair in zip(said, [*codes, "", "", ""], strict=False) for part in pair))
    wanted = shown(page(tree, "nl"))
    wanted[where] = re.sub(r"[ \t\n]+", " ", text(one, "target")).strip()
    done = give_back(tree, file)
    if done.exit_code:
        assert f"pay.md#{'after' if where > 8 else 'page'}, “" in done.output and ": not placed: " in done.output
        assert contents(tree) == before
    else:
        assert shown(page(tree, "nl")) == wanted
        assert page(tree, "nl").count("](https://a.example)") == 1


def test_signs_of_markdown_that_are_typed_are_escaped(tree: Path) -> None:
    file = export(tree, "nl", "--all")
    reword(unit(file, "End"), "End.", "1. 2 * 3 [x](y) `a` _b_ c_d <b> &amp; AT&T #1 ü")
    done = give_back(tree, file)
    assert done.exit_code == 0, done.output
    assert shown(page(tree, "nl"))[-1] == "1. 2 * 3 [x](y) `a` _b_ c_d <b> &amp; AT&T #1 ü"
    assert page(tree, "nl").endswith(" c_d &lt;b> &amp;amp; AT&T #1 ü\n")


def test_without_lxml_it_says_what_to_install(tree: Path) -> None:
    for command in (["export", "nl"], ["import", "x.xlf"]):
        code = f"import sys; sys.modules['lxml'] = None; from concord.cli import main; main({command})"
        done = subprocess.run([sys.executable, "-c", code], cwd=tree, capture_output=True, text=True, check=False)
        assert done.returncode == 2 and done.stdout == ""
        assert done.stderr == "concord: this needs lxml; pip install 'concord-docs[exchange]'\n"


def test_a_file_is_written_without_git_too(agreed: Path) -> None:
    replace(agreed / "docs/de/pay.md", "im Mai", "im Juni")
    shutil.rmtree(agreed / ".git")
    done = run(agreed, "export", "nl", "--output", "out.xlf")
    assert done.exit_code == 0
    assert "without what was agreed on" in done.stderr and "git" in done.stderr
    assert "im Juni" in (agreed / "out.xlf").read_text(encoding="utf-8")
