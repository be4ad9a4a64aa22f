"""Forty registries as people break them: one run names every fault at its place, in words, and nothing else."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from concord import yaml
from concord.registry import KINDS, entry_types, read_registry
from concord.registry.json_schema import write
from concord.registry.yaml_source import read_yaml_source
from trees import ROOT, files_in

DATA = ROOT / "tests/data/broken-registries"
LANGUAGES = ("en", "de", "nl")
_CASE = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
CASES = {
    name: text
    for file in sorted(DATA.glob("*.md"))
    for name, text in _CASE.findall(file.read_text(encoding="utf-8"))
}  # fmt: skip
_JARGON = re.compile(r"(?i:pydantic|input should|mapping|scalar|token|block end|flow|stream|regex|\^\[)|\bNone\b")


def lay(tree: Path, text: str) -> Path:
    """The sound registry of `sound.md`, with the files that `text` shows over it."""
    for path, content in (files_in((DATA / "sound.md").read_text(encoding="utf-8")) | files_in(text)).items():
        if path != "faults":
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            (tree / path).write_text(content.replace("→", "\t"), encoding="utf-8")
    return tree


def faults(tree: Path) -> list[str]:
    found = read_registry(tree, "facts", LANGUAGES).faults
    return [f"{one.location.path.removeprefix('facts/')}:{one.location.line}: {one.reason}" for one in found]


def test_there_are_forty() -> None:
    assert len(CASES) >= 40


def test_the_sound_registry_has_no_fault(tmp_path: Path) -> None:
    assert faults(lay(tmp_path, "")) == []


@pytest.mark.parametrize("name", CASES)
def test_every_fault_is_named_at_once_and_nothing_else(name: str, tmp_path: Path) -> None:
    expected = files_in(CASES[name])["faults"].splitlines()
    found = faults(lay(tmp_path, CASES[name]))
    assert found == expected
    assert not [line for line in found if _JARGON.search(line.partition(": ")[2])]


@pytest.mark.parametrize("name", [name for name in CASES if "[schema]" in name])
def test_an_editor_says_the_same(name: str, tmp_path: Path) -> None:
    """Each entry that the check refuses is refused by the JSON Schema, and no other."""
    tree = lay(tmp_path, CASES[name])
    said = faults(tree)
    for kind in KINDS:
        source = read_yaml_source(tree / f"facts/{kind}.yml", f"facts/{kind}.yml")
        broken = {id for id in source.data if any(re.match(rf"{kind}\.yml:\d+: {id}\b", line) for line in said)}
        schema = Draft202012Validator(yaml.load(write(entry_types()[kind], LANGUAGES)))
        errors = list(schema.iter_errors(_plain(source.text)))
        names = {str(error.absolute_path[0]) if error.absolute_path else str(error.instance) for error in errors}
        assert names == broken


def _plain(text: str) -> Any:
    """The data of a registry file as an editor has them: days as texts."""
    return json.loads(json.dumps(yaml.load(text), default=date.isoformat))
