"""A wrong title in one language of the real guide: the rule that reports it, and its exact place."""

from pathlib import Path
from typing import NamedTuple

import pytest

from commands import findings
from trees import copy_of_the_guide, replace


class Breakage(NamedTuple):
    """Puts `new` in place of the first `old` in `path`; a finding of `rule` is expected at the first `at` within it."""

    path: str
    old: str
    new: str
    rule: str
    at: str


BREAKAGES = {
    "CFO becomes CTO": Breakage(
        "docs/de/neighbours/ranks.md", "CEO, CFO und COO ebenso", "CEO, CTO und COO ebenso", "title-drift", "CTO"
    ),
    "COO becomes CFO": Breakage(
        "docs/en/neighbours/side-by-side.md", "The COO makes the", "The CFO makes the", "title-drift", "CFO"
    ),
    "COO becomes CFO in brackets": Breakage(
        "docs/nl/adoption/figures.md", "financieel directeur (CFO)", "financieel directeur (COO)", "title-drift", "COO"
    ),
    "CFO becomes COO in a fact": Breakage(
        "docs/de/neighbours/side-by-side.md", "spricht mit dem CFO", "spricht mit dem COO", "fact-mismatch", "spricht"
    ),
    "Vorstand for the board of directors": Breakage(
        "docs/de/neighbours/other-names.md", "Board of Directors", "Vorstand", "title-false-friend", "Vorstand"
    ),
    "Vorstand beside the right word": Breakage(
        "docs/de/role/company-law.md", "Er ähnelt einem Board of Directors", "Er ähnelt einem Vorstand",
        "title-false-friend", "Vorstand",
    ),
    "Vorstand for a link": Breakage(
        "docs/de/glossary/executive-director.md", "[Board of Directors](title:board-of-directors)", "Vorstand",
        "title-false-friend", "Vorstand",
    ),
    "algemeen directeur for the COO": Breakage(
        "docs/nl/neighbours/side-by-side.md", "De COO houdt het", "De algemeen directeur houdt het",
        "title-false-friend", "algemeen directeur",
    ),
    "algemeen directeur beside the CEO": Breakage(
        "docs/nl/neighbours/ranks.md", "komen de COO en", "komen de algemeen directeur en",
        "title-false-friend", "algemeen directeur",
    ),
    "algemeen directeur beside itself in italics": Breakage(
        "docs/nl/neighbours/ranks.md", "slaan op de COO en", "slaan op de algemeen directeur en",
        "title-false-friend", "algemeen directeur",
    ),
    "CIO for innovation in English": Breakage(
        "docs/en/neighbours/ranks.md", "A small letter makes", "For a CIO a small letter makes",
        "title-ambiguous", "CIO",
    ),
    "CIO for innovation in German": Breakage(
        "docs/de/neighbours/ranks.md", "Ein Chief Officer kann", "Ein CIO kann", "title-ambiguous", "CIO"
    ),
    "CIO for innovation in Dutch": Breakage(
        "docs/nl/neighbours/ranks.md", "- chief innovation officer", "- CIO", "title-drift", "CIO"
    ),
}  # fmt: skip


@pytest.mark.parametrize("breakage", BREAKAGES.values(), ids=[*BREAKAGES])
def test_it_is_found_at_its_place(breakage: Breakage, tmp_path: Path) -> None:
    path, old, new, rule, at = breakage
    tree = copy_of_the_guide(tmp_path)
    line, column = replace(tree / path, old, new)
    place = rule, path, line, column + new.index(at)
    assert place in [(found["rule"], found["path"], found["line"], found["column"]) for found in findings(tree)]


def test_two_titles_that_change_places_are_both_found(tmp_path: Path) -> None:
    path = "docs/nl/neighbours/ranks.md"
    tree = copy_of_the_guide(tmp_path)
    first, column = replace(tree / path, "- CFO: ", "- COO: ")
    second, _ = replace(tree / path, "- COO: chief operating", "- CFO: chief operating")
    assert [(found["rule"], found["path"], found["line"], found["column"]) for found in findings(tree)] == [
        ("list-drift", path, first, column + 2),
        *(("title-drift", path, line, column + len("- CFO: ")) for line in (first, second)),
    ]
