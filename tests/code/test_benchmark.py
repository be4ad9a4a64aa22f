"""The benchmark's mutator: every class of errors has enough instances, and an injected error is found at its place."""

import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random

import pytest

from benchmarks.mutator import spots
from benchmarks.mutator.mutation import ERRORS, worth
from trees import ROOT

BENCHMARKS = ROOT / "benchmarks"
WANTED = 20  # instances of a class, over the languages


@cache
def places(docs: Path, on: str) -> list[spots.Place]:
    """Every block, or section, of a tree, read once for all classes."""
    return [*spots.places(spots.read(docs, ("en", "de", "nl")), on)]


def test_every_class_has_enough_instances() -> None:
    """Over the benchmark's own pages and the guide, a change of every class in every language.

    Its own pages come first: they have something of most classes, and the guide is five times as long.
    """
    assert len(ERRORS) >= 40
    for name, error in ERRORS.items():
        random, changes, languages = Random(name), set[tuple[str, int, str]](), set[str]()
        for docs in (BENCHMARKS / "corpus", ROOT / "docs"):
            for place in places(docs, error.on) * 6:
                if len(changes) >= WANTED and len(languages) == 3:
                    break
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
def test_what_digits_are_worth(language: str, digits: str, value: float | None) -> None:
    assert worth(language, digits) == value


def test_an_error_is_found_at_its_place() -> None:
    """The whole of it, on the class that the check has always found."""
    command = [sys.executable, "-m", "benchmarks.accuracy.recall", "fact’s value", "--limit", "6"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    row = next(line for line in done.stdout.splitlines() if line.startswith("fact’s value"))
    assert row.split()[2:5] == ["6", "6", "0"], done.stdout
