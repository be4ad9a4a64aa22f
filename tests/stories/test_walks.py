"""The commands that docs/<language>/contribute.md, CONTRIBUTING.md and the README show work as they are written."""

import json
import re
import shlex
from pathlib import Path

import pytest
from lxml import etree

from commands import BIN, concord, mkdocs
from repositories import commit, git
from translators import target, unit
from trees import ROOT, copy_of_the_guide, copy_with_its_cache, replace

LANGUAGES = ("en", "de", "nl")
PAGE, SECTION = "role/history.md", "beginnings"
ADDED = {"en": " That is still so.", "de": " Das ist bis heute so.", "nl": " Dat is nog altijd zo."}
HANDOVER = {
    "de": ["Was zu übergeben ist.", "Die Übergabe", "Wer geht, übergibt.", "Was übergeben wird", "Alle Verträge."],
    "nl": [
        "Wat er over te dragen is.",
        "De overdracht",
        "Wie gaat, draagt over.",
        "Wat je overdraagt",
        "De contracten.",
    ],
}
LISTENING = """\
---
description: "Chief Listening Officer: wer im Unternehmen zuhört."
---

# Chief Listening Officer { #chief-listening-officer }

Ein Chief Listening Officer wertet aus, was Kunden im Netz über ein Unternehmen sagen.
"""


def listings(file: str, kind: str = "sh") -> dict[str, list[str]]:
    """The listings of a kind on the page at `file`, by the ids of its sections."""
    text = (ROOT / file).read_text(encoding="utf-8")
    sections = re.findall(r"(?ms)^## (?!…)[^\n]*\{ #(\S+) \}$(.*?)(?=^## (?!…)|\Z)", text)
    return {id: re.findall(rf"(?ms)^```{kind}\n(.*?)^```$", body) for id, body in sections}


def lines(section: str) -> list[str]:
    """The commands of a section of the page for contributors."""
    return "".join(listings("docs/en/contribute.md")[section]).splitlines()


def run(tree: Path, line: str, status: int = 0) -> str:
    """What a line of `concord` says, typed as it stands; with another `status`, what it complains of."""
    program, *arguments = shlex.split(line, comments=True)
    assert program == "concord", line
    done = concord(*arguments, cwd=tree)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + (done.stderr if status else "")


def states(tree: Path) -> dict[str, str]:
    """Where each section that is not in step stands, in English, German and Dutch."""
    sections = json.loads(run(tree, "concord status --format json"))["sections"]
    found = {f"{one['page']}#{one['section']}": [one["states"][code] for code in LANGUAGES] for one in sections}
    return {key: " ".join(each) for key, each in found.items() if set(each) != {"current"}}


def correct(tree: Path, language: str) -> None:
    """Has the first paragraph of the section say one thing more."""
    file = tree / "docs" / language / PAGE
    text = file.read_text(encoding="utf-8")
    end = text.index("\n", text.index(f"{{ #{SECTION} }}\n\n") + len(f"{{ #{SECTION} }}\n\n"))
    file.write_text(text[:end] + ADDED[language] + text[end:], encoding="utf-8")


def hand_over(tree: Path, language: str) -> None:
    """Writes the new page as the listing has it, with words for its dots."""
    (listing,) = listings("docs/en/contribute.md", "markdown")["new-page"]
    words = iter(HANDOVER[language])
    text = re.sub("…", lambda _: next(words), listing)
    (tree / "docs" / language / "work/handover.md").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def agreed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide in a repository, with all of it agreed on."""
    tree = copy_of_the_guide(tmp_path_factory.mktemp("agreed") / "guide")
    for language in LANGUAGES:
        (tree / "docs" / language / "sync.lock").unlink(missing_ok=True)
    run(tree, "concord confirm all . --all")
    return commit(tree)


@pytest.fixture(scope="module")
def german_once(agreed_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On a branch, someone who knows only German has corrected a sentence as the page says."""
    tree = copy_with_its_cache(agreed_once, tmp_path_factory.mktemp("german") / "guide")
    git(tree, "switch", "--quiet", "--create", "correction")
    correct(tree, "de")
    check, lead, _ = lines("sentence")
    run(tree, check)
    run(tree, lead)
    return commit(tree)


@pytest.fixture
def guide(agreed_once: Path, tmp_path: Path) -> Path:
    return copy_with_its_cache(agreed_once, tmp_path / "guide")


@pytest.fixture
def german(german_once: Path, tmp_path: Path) -> Path:
    return copy_with_its_cache(german_once, tmp_path / "guide")


def test_the_listings_are_the_same_in_each_language() -> None:
    for kind in ("sh", "yaml", "markdown"):
        english, *others = (listings(f"docs/{code}/contribute.md", kind) for code in LANGUAGES)
        assert english and others == [english, english]


def test_the_short_form_in_contributing_has_the_same_commands() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    short = re.findall(r"`(concord [^`]+)`", text[text.index("## Step by step") : text.index("## The text")])
    assert len(short) > 10
    assert set(short) <= {line for section in listings("docs/en/contribute.md") for line in lines(section)}


def test_the_beginning() -> None:
    check, activate = lines("begin")
    assert check == "make check" and re.search(r"(?m)^check:", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert activate == ". .venv/bin/activate" and (BIN / "activate").exists()


def test_a_figure_is_corrected_and_every_page_follows(guide: Path) -> None:
    find, fix = lines("figure")
    (place,) = re.findall(r"facts/facts\.yml:(\d+)", run(guide, find))
    line, _ = replace(guide / "facts/facts.yml", "value: 204518", "value: 214518")
    assert 0 < line - int(place) < 10, "it says where the entry is"
    run(guide, fix)
    for code, text in (("en", "[$214,518]"), ("de", "[214.518 $]"), ("nl", "[$ 214.518]")):
        assert text in (guide / "docs" / code / "pay/salary.md").read_text(encoding="utf-8")
    changes = [line.split("\t") for line in git(guide, "diff", "--numstat").splitlines()]
    assert all(added == removed for added, removed, _ in changes)
    assert states(guide) == {}, "a new value puts no language behind"


def test_a_better_word_leaves_nobody_anything_to_follow(guide: Path) -> None:
    correct(guide, "de")
    refused = run(guide, f"concord confirm de {PAGE}", status=1)
    assert "--lead" in refused and "--no-change" in refused
    *_, no_change = lines("sentence")
    run(guide, no_change)
    assert states(guide) == {}
    assert git(guide, "diff", "--name-only").split() == [f"docs/de/{PAGE}", "docs/de/sync.lock"]


def test_dutch_follows_german_before_english_with_the_three_commands_of_contributing(german: Path) -> None:
    """A translator finds what German has corrected, understands it, carries it over and confirms it."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (listing,) = re.findall(r"(?ms)^## How to bring a translation back in step\n\n```sh\n(.*?)^```$", text)
    status, diff, confirm = listing.splitlines()
    assert "\n`concord status nl` lists what there is to do in Dutch" in text
    assert [shlex.split(line, comments=True) for line in (status, diff, confirm)] == [
        shlex.split(line) for line in lines("in-step")[:3]
    ]
    (found,) = (line for line in run(german, status).splitlines() if line.startswith(PAGE))
    assert found.split() == [PAGE, "1", "behind", "1", "ahead", "(declared)", "1", "behind"]
    assert f"concord diff nl {PAGE}" in run(german, "concord status nl")
    told = " ".join(run(german, diff).split())
    assert "nl is behind de" in told and f"docs/nl/{PAGE}:" in told
    column = r"[^{}]*".join(map(re.escape, ADDED["de"].split()))  # beside what Dutch says, so that lines alternate
    assert re.search(rf"\{{\+{column}\+\}}", told)
    correct(german, "nl")
    run(german, confirm)
    assert states(german) == {f"{PAGE}#{SECTION}": "behind ahead ahead"}


def test_one_person_edits_all_three_and_takes_it_back(guide: Path) -> None:
    (confirm,), (undo,) = lines("at-once"), lines("undo")
    for code in LANGUAGES:
        correct(guide, code)
    assert states(guide) == {f"{PAGE}#{SECTION}": "diverged diverged diverged"}
    run(guide, confirm)
    assert states(guide) == {}
    run(guide, undo)
    assert git(guide, "status", "--short", "docs/nl").split() == ["M", f"docs/nl/{PAGE}"]


def test_a_section_is_deleted(guide: Path) -> None:
    check, confirm = lines("delete")
    for code in LANGUAGES:
        file = guide / "docs" / code / PAGE
        text = re.sub(rf"(?ms)^## [^\n]*#{SECTION} }}$.*?(?=^## |\Z)", "", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
    assert concord(*shlex.split(check)[1:], cwd=guide).returncode in (0, 1)
    assert f"{PAGE}#{SECTION}: no longer there, taken out" in run(guide, confirm)
    assert f"{PAGE}#{SECTION}" not in (guide / "docs/nl/sync.lock").read_text(encoding="utf-8")


def test_dutch_follows_german_with_a_translation_tool(german: Path) -> None:
    *_, confirm, export, take = lines("in-step")
    run(german, export)
    tree = etree.parse(german / "nl.xlf")
    translated = target(unit(tree.getroot(), ADDED["de"].strip()))
    translated[-1].tail += ADDED["nl"]
    tree.write(german / "nl.xlf", encoding="utf-8")
    run(german, take)
    assert ADDED["nl"] in (german / "docs/nl" / PAGE).read_text(encoding="utf-8")
    assert states(german) == {f"{PAGE}#{SECTION}": "behind diverged diverged"}, "nothing is confirmed by that"
    run(german, confirm)
    assert states(german) == {f"{PAGE}#{SECTION}": "behind ahead ahead"}


def test_who_knows_only_german_passes_every_check(german: Path) -> None:
    """With a corrected sentence and a new page; later Dutch follows to that page, too."""
    check, lead, site = lines("new-page")
    (since,) = lines("hand-in")
    hand_over(german, "de")
    replace(german / "mkdocs.yml", "work/first-years.md", "work/first-years.md\n      - Handing over: work/handover.md")
    replace(german / "mkdocs.yml", "nav_translations:", "nav_translations:\n            Handing over: Übergabe")
    assert "work/handover.md exists in German, not in English and Dutch" in run(german, check, status=1)
    run(german, lead)
    run(commit(german), since)
    assert site == "make site"
    built = mkdocs("build", "--strict", cwd=german)
    assert built.returncode == 0, built.stderr
    assert (german / "site/de/work/handover/index.html").exists()
    menus = {
        code: (german / "site" / path / "index.html").read_text()
        for code, path in zip(LANGUAGES, ("", "de", "nl"), strict=True)
    }
    assert "Übergabe" in menus["de"] and not any("handover" in menus[code] for code in ("en", "nl"))
    hand_over(german, "nl")
    run(german, "concord confirm nl work/handover.md")
    there = {key: each for key, each in states(german).items() if key.startswith("work/handover.md")}
    assert set(there.values()) == {"missing ahead ahead"}


def test_a_title_is_added(guide: Path) -> None:
    (find,) = listings("docs/en/contribute.md")["new-title"][0].splitlines()
    *_, confirm, lead = lines("new-title")
    assert "there is no title" in run(guide, find, status=2)
    (entry,) = listings("docs/en/contribute.md", "yaml")["new-title"]
    file = guide / "facts/titles.yml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{entry}", encoding="utf-8")
    (guide / "docs/de/glossary/chief-listening-officer.md").write_text(LISTENING, encoding="utf-8")
    run(guide, confirm)
    run(guide, lead)
    run(guide, "concord check")
    assert "docs/de/glossary/chief-listening-officer.md" in run(guide, find)
