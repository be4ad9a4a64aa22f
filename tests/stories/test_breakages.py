"""Mistakes made in a copy of the real guide: all are reported in one run, at their places, and no site is built."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import concord, mkdocs
from trees import copy_of_the_guide, replace

Place = tuple[str, str, int, int]


def _change(tree: Path, rule: str, path: str, old: str, new: str, shift: int = 0) -> Place:
    """Puts `new` in place of `old` in one file; the finding is expected `shift` characters after the start of `old`."""
    line, column = replace(tree / path, old, new)
    return rule, path, line, column + shift


def wrong_figure(tree: Path) -> Place:
    return _change(tree, "fact-mismatch", "docs/de/pay/salary.md", "204.518 $", "240.518 $")


def foreign_separators(tree: Path) -> Place:
    return _change(tree, "fact-format", "docs/de/pay/salary.md", "rund 63.000 €", "rund €63,000")


def dropped_fact(tree: Path) -> Place:
    return _change(tree, "fact-drift", "docs/nl/adoption/figures.md", "[343](fact:ccos-us)", "343")


def changed_id(tree: Path) -> Place:
    return _change(tree, "section-drift", "docs/nl/pay/salary.md", "#drivers }", "#oorzaken }", 1)


def missing_page(tree: Path) -> Place:
    (tree / "docs/de/glossary/supervisory-board.md").unlink()
    return "page-missing", "docs/de/glossary/supervisory-board.md", 1, 1


def unknown_fact(tree: Path) -> Place:
    path = "docs/en/index.md"
    text = (tree / path).read_text(encoding="utf-8")
    link = text[text.index("[6.7%]") :].partition(")")[0] + ")"
    return _change(tree, "fact-unknown", path, link, "[6.7%](fact:fortune-1000-shore)")


def broken_fact(tree: Path) -> Place:
    replace(tree / "facts/facts.yml", "cxo-share-2017:\n  kind: percent", "cxo-share-2017:\n  kind: percentage")
    return _at(tree, "facts/facts.yml", "cxo-share-2017:\n  kind: percentage", "kind")


def broken_title(tree: Path) -> Place:
    replace(tree / "facts/titles.yml", "supervisory-board:\n  kind: governance", "supervisory-board:\n  kind: body")
    return _at(tree, "facts/titles.yml", "supervisory-board:\n  kind: body", "kind")


def broken_source(tree: Path) -> Place:
    replace(tree / "facts/sources.yml", "  language: nl\n", "  language: nl\n  language: de\n")
    return _at(tree, "facts/sources.yml", "language: nl\n  language: de", "language: de")


def _at(tree: Path, path: str, where: str, what: str) -> Place:
    text = (tree / path).read_text(encoding="utf-8")
    start = text.index(what, text.index(where))
    return "registry-invalid", path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


BREAKAGES: tuple[Callable[[Path], Place], ...] = (
    wrong_figure,
    foreign_separators,
    dropped_fact,
    changed_id,
    missing_page,
    unknown_fact,
    broken_fact,
    broken_title,
    broken_source,
)


def _check(tree: Path) -> tuple[int, list[Place]]:
    """The exit status of a check, and the places of what it finds, without information."""
    done = concord("check", "--format", "json", cwd=tree)
    found = [finding for finding in json.loads(done.stdout)["findings"] if finding["level"] != "info"]
    return done.returncode, sorted((one["rule"], one["path"], one["line"], one["column"]) for one in found)


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.__name__)
def test_each_is_found_alone(breakage: Callable[[Path], Place], tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    place = breakage(tree)
    assert _check(tree) == (1, [place])


def test_all_are_found_in_one_run_and_stop_the_build(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    (tree / "site").mkdir()
    (tree / "site" / "index.html").write_text("the last good site")
    places = sorted(breakage(tree) for breakage in BREAKAGES)
    assert _check(tree) == (1, places)
    build = mkdocs("build", "--strict", cwd=tree)
    assert build.returncode == 1
    for rule, path, line, column in places:
        assert f"{path}:{line}:{column}: {rule}: " in build.stderr
    assert "Traceback" not in build.stderr
    assert [file.name for file in (tree / "site").iterdir()] == ["index.html"]
