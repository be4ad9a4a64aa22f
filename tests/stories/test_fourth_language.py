"""A fourth language, French, needs one file in `languages/` and one folder in `docs/`."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import concord
from french import beginning_guide, french_guide, run
from small_guide import small_guide
from trees import copy_of_the_guide, put_back_afterwards


@pytest.fixture(scope="module")
def french_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return french_guide(tmp_path_factory.mktemp("french"))


@pytest.fixture
def tree(french_once: Path) -> Iterator[Path]:
    """The guide whose French pages are the English ones, put back after each test."""
    with put_back_afterwards(french_once) as tree:
        yield tree


@pytest.fixture(scope="module")
def beginning_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return beginning_guide(tmp_path_factory.mktemp("beginning"))


@pytest.fixture
def beginning(beginning_once: Path) -> Iterator[Path]:
    """The guide with two French pages, put back after each test."""
    with put_back_afterwards(beginning_once) as tree:
        yield tree


def test_what_the_registry_does_not_say_in_french_is_reported(tree: Path) -> None:
    done = run(tree, "check")
    assert done.returncode == 1
    assert "facts/facts.yml:" in done.stdout
    assert "it is missing in fr" in done.stdout


def test_the_check_works_in_french(tree: Path) -> None:
    for file in (tree / "facts").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"^( +)en: (.*)$", r"\1en: \2\n\1fr: \2", text, flags=re.MULTILINE), encoding="utf-8")
    before = run(tree, "check", "docs/fr/pay/salary.md").stdout
    assert "docs/fr/pay/salary.md" in before and "204 518 $" in before, before
    run(tree, "check", "--fix")
    french = (tree / "docs/fr/pay/salary.md").read_text(encoding="utf-8")
    assert "[204 518 $](fact:salary-us-average)" in french
    assert "[90 000 à 230 000 €](fact:salary-de-range)" in french
    after = run(tree, "check")
    assert after.returncode == 0, after.stdout
    page = tree / "docs/fr/pay/salary.md"
    page.write_text(french.replace("204 518 $", "240 518 $", 1), encoding="utf-8")
    wrong = run(tree, "check").stdout
    assert 'fact-mismatch: "240 518 $" is not salary-us-average (204 518 $)' in wrong


def test_what_is_missing_at_the_beginning_is_one_line(beginning: Path) -> None:
    run(beginning, "check", "--fix")
    done = run(beginning, "check")
    assert done.returncode == 0, done.stdout
    assert "page-missing" not in done.stdout and "registry-invalid" not in done.stdout
    assert done.stderr.count("French is beginning") == 1


def test_what_is_missing_is_listed_for_a_program_too(beginning: Path) -> None:
    told = json.loads(run(beginning, "status", "fr", "--format", "json").stdout)["missing"]["fr"]
    there = {path.relative_to(beginning / "docs/en").as_posix() for path in (beginning / "docs/en").rglob("*.md")}
    assert {*told["pages"]} == there - {"index.md", "glossary/chief-customer-officer.md"}
    texts = {(text["file"], text["id"], text["key"]) for text in told["texts"]}
    assert ("facts.yml", "salary-de-range", "says") in texts
    assert ("titles.yml", "chief-marketing-officer", "labels") in texts
    assert ("titles.yml", "chief-customer-officer", "labels") not in texts, "it has a French name"
    other = json.loads(run(beginning, "status", "de", "--format", "json").stdout)
    assert "missing" not in other, "German lacks nothing"


def test_a_folder_of_a_language_that_is_not_listed_is_one_line(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    shutil.copytree(tree / "docs/nl/pay", tree / "docs/fr/pay")
    done = concord("check", cwd=tree)
    assert done.returncode == 1
    told = [line for line in (done.stdout + done.stderr).splitlines() if "docs/fr" in line]
    assert len(told) == 1 and told[0].startswith(
        "docs/fr/pay/salary.md:1:1: language-unlisted: docs/fr has pages in French"
    )
    assert "pyproject.toml" in told[0]
    assert "language-unlisted" not in concord("check", "--languages", "en,de", cwd=tree).stdout, "chosen on purpose"


def test_what_there_is_at_the_beginning_is_checked(beginning: Path) -> None:
    run(beginning, "check", "--fix")
    page = beginning / "docs/fr/index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("259 000 €", "295 000 €", 1).replace("pay/salary.md", "pay/salery.md", 1))
    found = run(beginning, "check").stdout
    assert 'fact-mismatch: "295 000 €" is not top-pay-nl-2020 (259 000 €)' in found
    assert "docs/fr/index.md:14:" in found and "pay/salery.md" in found, "a link to what no language has is broken"


def test_the_other_languages_stand_where_they_stood(beginning: Path) -> None:
    rows = [
        line.split() for line in run(beginning, "status").stdout.splitlines() if line.startswith(("index", "glossary"))
    ]
    assert rows == [[row[0], "current", "current", "current", "unconfirmed"] for row in rows] and len(rows) == 2


def test_a_page_that_only_the_beginner_has_is_missing_elsewhere(beginning: Path) -> None:
    (beginning / "docs/fr/new.md").write_text("---\ndescription: Neuf.\n---\n\n# Neuf { #new }\n", encoding="utf-8")
    assert "the page new.md exists in French, not in English, German and Dutch" in run(beginning, "check").stdout


def test_who_lacks_nothing_has_begun(tmp_path: Path) -> None:
    tree = tmp_path
    for code in ("en", "nl"):
        (tree / "docs" / code).mkdir(parents=True)
        (tree / "docs" / code / "page.md").write_text("# 1 { #page }\n", encoding="utf-8")
    (tree / "pyproject.toml").write_text(
        '[tool.concord]\nlanguages = ["en", {code = "nl", beginning = true}]\n', encoding="utf-8"
    )
    done = concord("check", cwd=tree)
    assert "note: pyproject.toml:2: Dutch has every page and every text of the registry" in done.stderr
    assert "take `beginning = true` out" in done.stderr


@pytest.mark.parametrize(
    ("languages", "reason"),
    [
        ('[{code = "en", beginning = true}, "nl"]', "the first language, en, cannot be beginning"),
        ('["en", {code = "nl", beginning = "yes"}]', "must be a list of codes, or of"),
        ('["en", {beginning = true}]', "must be a list of codes, or of"),
        ('["en", {code = "nl", begining = true}]', "must be a list of codes, or of"),
        ('["en", {code = "en", beginning = true}]', "names a language twice"),
    ],
)
def test_a_wrong_setting_is_one_line(languages: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.concord]\nlanguages = {languages}\n", encoding="utf-8")
    done = concord("check", cwd=tmp_path)
    assert done.returncode == 2 and reason in done.stderr and done.stderr.count("\n") == 1


def test_the_site_needs_a_home_page_in_each_language(beginning: Path) -> None:
    (beginning / "docs/fr/index.md").unlink()
    found = run(beginning, "check").stdout
    assert "docs/fr/index.md:1:1: page-missing: the page index.md exists in English, German and Dutch, not in" in found


def test_a_file_of_a_language_with_gaps_is_findings_and_no_traceback(tmp_path: Path) -> None:
    """In a few pages of the guide: where a language has changed, nothing that was kept counts any longer."""
    beginning = beginning_guide(tmp_path, small_guide)
    file = beginning / "hooks/concord/languages/fr.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  search: Chercher\n", "").replace("  lost: Cette page n’existe pas\n", ""))
    found = run(beginning, "check")
    assert found.returncode == 1 and "Traceback" not in found.stderr
    for word in ("search", "lost"):
        reason = f"language-invalid: interface.{word}: it is missing"
        assert re.search(rf"hooks/concord/languages/fr\.yml:\d+:\d+: {re.escape(reason)}", found.stdout)
    file.write_text(text.replace("locale: fr_FR", "locale: fr_XX"), encoding="utf-8")
    found = run(beginning, "check")
    assert "language-invalid: locale: CLDR knows no such locale" in found.stdout and "pydantic" not in found.stdout
    assert "in 3 languages" in found.stdout, "the others are checked without it"
