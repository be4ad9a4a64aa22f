"""The benchmark can be believed: its mutator knows nothing of the check, and has enough to work on."""

import ast
import importlib
import subprocess
import sys
from random import Random
from typing import Any

import pytest

from trees import ROOT

BENCHMARKS = ROOT / "benchmarks"
MUTATOR = ("mutation", "spots", "wrong_digits", "wrong_words", "wrong_structure")
WANTED = 20  # instances of a class, over the languages


@pytest.fixture
def mutator(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return {name: importlib.import_module(name) for name in MUTATOR}


@pytest.mark.parametrize("name", MUTATOR)
def test_the_mutator_imports_nothing_of_the_check(name: str) -> None:
    tree = ast.parse((BENCHMARKS / f"{name}.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {each for each in names if each.partition(".")[0] in {"concord", "text_to_num", "num2words", "babel"}}


def test_every_class_has_enough_instances(mutator: dict[str, Any]) -> None:
    """Over the guide and the benchmark's own pages, a change of every class in every language."""
    spots, errors = mutator["spots"], mutator["mutation"].ERRORS
    assert len(errors) >= 40
    for name, error in errors.items():
        random, changes, languages = Random(name), set(), set()
        for docs in (ROOT / "docs", BENCHMARKS / "corpus"):
            places = list(spots.places(spots.read(docs, ("en", "de", "nl")), error.on))
            for place in places * 6:
                change = error.apply(place.spot, random)
                assert change is None or all(new != place.spot.text for new in change.values()), name
                if change:
                    changes.add((place.page, place.stretches[place.spot.language].start, str(change)))
                    languages.add(place.spot.language)
        assert languages == {"en", "de", "nl"}, name
        assert len(changes) >= WANTED, name


@pytest.mark.parametrize(
    ("language", "digits", "value"),
    [
        ("en", "1,500", 1500.0),
        ("de", "1,500", 1.5),
        ("nl", "1.500", 1500.0),
        ("en", "3.05", 3.05),
        ("de", "1.50", None),
    ],
)
def test_what_digits_are_worth(mutator: dict[str, Any], language: str, digits: str, value: float | None) -> None:
    assert mutator["mutation"].worth(language, digits) == value


def test_an_error_is_found_at_its_place() -> None:
    """The whole of it, on the class that the check has always found."""
    command = [sys.executable, str(BENCHMARKS / "recall.py"), "fact’s value", "--limit", "6"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    row = next(line for line in done.stdout.splitlines() if line.startswith("fact’s value"))
    assert row.split()[2:5] == ["6", "6", "0"], done.stdout
