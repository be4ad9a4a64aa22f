"""The JSON Schemas of the registry: up to date, valid for the real files, and as strict as the check about mistakes."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from commands import concord
from concord.registry import read_registry
from trees import ROOT, copy_of_the_guide, replace

LANGUAGES = ("en", "de", "nl")
FILES = ("facts", "titles", "sources", "pictures")
GOOD = {
    "facts": """\
pay:
  kind: money
  low: 90000
  high: 230000.5
  bound: about
  currency: EUR
  period: year
  gross: true
  occupation: boss
  country: DE
  as_of: 2023-05
  sources: [book]
  claims: [S1-001]
  marks: [disputed]
  dispute: x1
  says: {en: Pay, de: Gehalt, nl: Salaris}
line:
  kind: statement
  subject: boss
  relation: works-with
  object: [boss]
  sources: [book]
  says: {en: Line, de: Linie, nl: Lijn}
tasks:
  kind: list
  value: 10
  sources: [book]
  marks: []
  says: {en: Tasks, de: Aufgaben, nl: Taken}
""",
    "titles": "boss:\n  kind: c-suite\n  abbreviations: [CEO]\n  labels: {en: boss, de: Chefin, nl: baas}\n"
    "  others: {en: [chief]}\n",
    "sources": "book:\n  title: A book\n  language: en\n  date: 2014\n  seen: 2026-11-22\n",
    "pictures": "pay:\n  kind: amounts\n  says: {en: Pay, de: Gehalt, nl: Salaris}\n  rows:\n    - fact: pay\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small valid registry with the schemas of the guide."""
    shutil.copytree(ROOT / "facts" / "schema", tmp_path / "facts" / "schema")
    for name, text in GOOD.items():
        (tmp_path / "facts" / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


def schema(tree: Path, name: str) -> Any:
    return json.loads((tree / "facts" / "schema" / f"{name}.json").read_text(encoding="utf-8"))


def refused(tree: Path, name: str) -> list[str]:
    """The errors that an editor shows for a file. Editors read YAML 1.2, in which a date is text."""
    data = YAML(typ="safe").load(tree / "facts" / f"{name}.yml")
    plain = json.loads(json.dumps(data, default=lambda value: value.isoformat() if isinstance(value, date) else value))
    return [error.message for error in Draft202012Validator(schema(tree, name)).iter_errors(plain)]


def test_they_are_what_the_command_writes(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    shutil.rmtree(tree / "facts" / "schema")
    done = concord("schema", cwd=tree)
    assert done.stdout.splitlines() == [f"facts/schema/{name}.json" for name in FILES], done.stderr
    for name in FILES:
        assert schema(tree, name) == schema(ROOT, name), "`concord schema` brings facts/schema up to date"


def test_where_there_is_no_registry_there_is_nothing_to_describe(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.concord]\nlanguages = ["en", "de"]\n', encoding="utf-8")
    done = concord("schema", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "concord: there is no registry in facts\n")


@pytest.mark.parametrize("name", FILES)
def test_the_guides_own_file_names_its_schema_and_keeps_it(name: str) -> None:
    first = (ROOT / "facts" / f"{name}.yml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=schema/{name}.json"
    Draft202012Validator.check_schema(schema(ROOT, name))
    assert refused(ROOT, name) == []


def properties(part: Any) -> Iterator[tuple[str, Any]]:
    """Every key that an entry may have, without the codes of languages."""
    if isinstance(part, dict):
        for key, value in part.get("properties", {}).items():
            if key not in LANGUAGES and not {"then", "if"} & part.keys():
                yield key, value
        yield from (found for key, value in part.items() if key not in ("if", "then") for found in properties(value))
    elif isinstance(part, list):
        yield from (found for value in part for found in properties(value))


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_explained_in_a_sentence(name: str) -> None:
    found = list(properties(schema(ROOT, name)))
    assert found
    assert [key for key, value in found if not value.get("description", "").endswith(".")] == []


@pytest.mark.parametrize("name", FILES)
def test_what_is_right_is_right_for_the_editor_and_the_check(tree: Path, name: str) -> None:
    assert refused(tree, name) == []
    assert read_registry(tree, "facts", LANGUAGES).faults == ()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("facts", "kind: money", "kind: mony"),
        ("facts", "  kind: money\n", ""),
        ("facts", "low: 90000", "low: '90000'"),
        ("facts", "low: 90000", "low: -1"),
        ("facts", "low: 90000", "low: true"),
        ("facts", "  low: 90000\n", ""),
        ("facts", "  low: 90000\n  high: 230000.5\n", ""),
        ("facts", "low: 90000", "value: 90000\n  low: 90000"),
        ("facts", "bound: about", "bound: circa"),
        ("facts", "currency: EUR", "currency: €"),
        ("facts", "  period: year\n", ""),
        ("facts", "gross: true", "gross: 1.5"),
        ("facts", "country: DE", "country: Germany"),
        ("facts", "  country: DE\n", ""),
        ("facts", "as_of: 2023-05", "as_of: May 2023"),
        ("facts", "sources: [book]", "sources: []"),
        ("facts", "sources: [book]", "source: [book]"),
        ("facts", "sources: [book]", "sources: book"),
        ("facts", "  dispute: x1\n", ""),
        ("facts", "marks: [disputed]", "marks: [wrong]"),
        ("facts", ", nl: Salaris", ""),
        ("facts", "nl: Salaris", "nl: ''"),
        ("facts", "nl: Salaris", "nl: 5"),
        ("facts", "pay:", "Pay_1:"),
        ("facts", "pay:", "pay:\n  id: pay"),
        ("facts", "value: 10", "value: 0"),
        ("facts", "value: 10", "value: 10\n  low: 1"),
        ("facts", "subject: boss", "subject: []"),
        ("facts", "relation: works-with", "relation: knows"),
        ("titles", "labels: {en: boss, ", "labels: {"),
        ("titles", "others: {en: [chief]}", "others: {en: chief}"),
        ("titles", "abbreviations:", "abbreviation:"),
        ("sources", "seen: 2026-11-22", "seen: yesterday"),
        ("sources", "  seen: 2026-11-22\n", ""),
        ("sources", "seen: 2026-11-22", "seen: never\n  seen_as: page"),
        ("sources", "title: A book", "title: A book\n  address: example.org"),
        ("pictures", "fact: pay", "fakt: pay"),
        ("pictures", "  rows:\n    - fact: pay\n", "  rows: []\n"),
        ("pictures", "fact: pay", "fact: pay\n      of: 0"),
    ],
)
def test_a_slip_is_refused_by_the_editor_as_by_the_check(tree: Path, name: str, old: str, new: str) -> None:
    replace(tree / "facts" / f"{name}.yml", old, new)
    assert read_registry(tree, "facts", LANGUAGES).faults != ()
    assert refused(tree, name) != []
