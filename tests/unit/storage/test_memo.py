"""What is kept between runs never changes a result: a run with it and one without report the same."""

import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from commands import concord_process as concord
from repositories import commit
from trees import lay

CACHE = ".git/concord.sqlite"
PAGES = {
    "docs/en/pay.md": "The CEO earns 1,200 euros, says the chief operating officer.\n",
    "docs/de/pay.md": "Der CEO verdient 1.200 Euro, sagt der Chief Operating Officer.\n",
    "docs/nl/pay.md": "De CEO verdient 1.200 euro, zegt de chief operating officer.\n",
    "facts/titles.yml": """\
chief-executive-officer:
  kind: c-suite
  abbreviations: [CEO]
  default_for: [CEO]
  labels: {en: chief executive officer, de: Vorstandsvorsitzender, nl: bestuursvoorzitter}

chief-operating-officer:
  kind: c-suite
  labels: {en: chief operating officer, de: Chief Operating Officer, nl: operationeel directeur}
  others: {nl: [chief operating officer]}
""",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return commit(lay(tmp_path, PAGES))


def findings(tree: Path) -> str:
    return concord("check", "--format", "json", cwd=tree).stdout


def anew(tree: Path) -> str:
    """What is found by who remembers nothing."""
    (tree / CACHE).unlink(missing_ok=True)
    return findings(tree)


def put(tree: Path, path: str, old: str, new: str) -> None:
    text = (tree / path).read_text(encoding="utf-8")
    assert old in text
    (tree / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        ("docs/de/pay.md", "1.200", "2.100", "number-drift"),
        ("docs/nl/pay.md", "chief operating officer", "vrouw", "title-drift"),
        ("facts/titles.yml", "others: {nl: [chief operating officer]}", "others: {}", "title-drift"),
        ("facts/titles.yml", "Chief Operating Officer", "Betriebschef", "title-drift"),
    ],
)
def test_a_change_is_seen_and_so_is_its_being_undone(tree: Path, path: str, old: str, new: str, rule: str) -> None:
    clean = findings(tree)
    assert clean == findings(tree)
    put(tree, path, old, new)
    changed = findings(tree)
    assert rule in changed
    assert rule not in clean
    put(tree, path, new, old)
    assert findings(tree) == clean == anew(tree)
    put(tree, path, old, new)
    assert anew(tree) == changed


def test_one_page_after_the_other(tree: Path) -> None:
    """What is said of the pages that did not change is what was said before; what depends on several is seen."""
    for language in ("en", "de", "nl"):
        page = "---\ndescription: A page.\n---\n\n# Way { #way }\n\n30 [x](pay.md#page)\n"
        (tree / "docs" / language / "way.md").write_text(page, encoding="utf-8")
    changes = [
        ("docs/en/way.md", "30", "40"),
        ("docs/nl/pay.md", "1.200", "1.300"),
        ("docs/en/way.md", "40", "30"),
        ("docs/de/pay.md", "# Page { #page }", "# Page { #seite }"),
        ("docs/nl/way.md", "30", "[30](fact:nothing)"),
        ("facts/facts.yml", "salary", "pay"),
        ("docs/nl/pay.md", "1.300", "1.200"),
    ]
    for path, old, new in changes:
        put(tree, path, old, new)
        said = findings(tree)
        kept = (tree / CACHE).read_bytes()
        assert said == anew(tree), (path, new)
        (tree / CACHE).write_bytes(kept)
    (tree / "docs/nl/way.md").unlink()
    assert findings(tree) == anew(tree)


@pytest.mark.parametrize("value", [b"no pickle", pickle.dumps({}), pickle.dumps(None), pickle.dumps([1])])
def test_what_is_damaged_is_forgotten(tree: Path, value: bytes) -> None:
    clean = findings(tree)
    with closing(sqlite3.connect(tree / CACHE)) as database, database:
        assert database.execute("UPDATE known SET value = ?", (value,)).rowcount > 1
    assert findings(tree) == clean


def test_it_is_about_as_large_as_the_guide_however_often_that_changes(tree: Path) -> None:
    findings(tree)
    size = (tree / CACHE).stat().st_size
    for number in range(10):
        put(
            tree,
            "facts/titles.yml",
            f"chief operating officer{'x' * number}]",
            f"chief operating officer{'x' * (number + 1)}]",
        )
        findings(tree)
    assert (tree / CACHE).stat().st_size < 3 * size


@pytest.mark.parametrize("path", ["facts/facts.yml", "facts/titles.yml", "facts/pictures.yml"])
def test_a_registry_that_breaks_is_read_anew(tree: Path, path: str) -> None:
    clean = findings(tree)
    whole = (tree / path).read_bytes() if (tree / path).exists() else None
    (tree / path).write_text("a: [\n", encoding="utf-8")
    broken = findings(tree)
    assert "registry-invalid" in broken
    (tree / path).unlink()
    (tree / path).mkdir()
    assert "registry-invalid" in findings(tree)
    (tree / path).rmdir()
    if whole is not None:
        (tree / path).write_bytes(whole)
    assert findings(tree) == clean
