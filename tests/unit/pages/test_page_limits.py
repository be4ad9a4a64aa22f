"""A page that would take long to read is refused at its line, at once; one that is merely long is read."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from commands import concord
from trees import ROOT

SIZE = 50_000  # characters: with these, `#a` takes Markdown 90 seconds, and `<a ` 42
BLOCK, PAGE = "this block has too many signs", "it has too many "
TAGS, LISTINGS, PLUGINS = f"{PAGE}`<` without `>`", f"{PAGE}listings", f"{PAGE}lines with `///`"


def fill(bit: str) -> str:
    """As much of `bit` as makes a page of the size."""
    return bit * (SIZE // len(bit))


SLOW = {  # by what it is: the page, the line at which it is refused, and the reason
    "headings in a block": (fill("#a\n"), 328, BLOCK),
    "boxes in a block": (fill("!!! a\n"), 318, BLOCK),
    "folded boxes in a block": (fill("??? a\n"), 318, BLOCK),
    "tabs in a block": (fill('=== "a"\n'), 308, BLOCK),
    "definitions in a block": (fill(": a\n"), 328, BLOCK),
    "rules in a block": (fill("***\n"), 318, BLOCK),
    "underlined headings": (fill("a\n---\n"), 636, BLOCK),
    "brackets": (fill("["), 1, BLOCK),
    "brackets with words": (fill("[a "), 1, BLOCK),
    "pictures": (fill("!["), 1, BLOCK),
    "links that do not end": (fill("[a](b "), 1, BLOCK),
    "parentheses behind brackets": (f"x]{fill('](')}", 1, BLOCK),
    "backticks": (fill("` "), 1, BLOCK),
    "backticks, one more each time": ("".join(f"{'`' * number} a " for number in range(1, 310)), 1, BLOCK),
    "backticks behind a good block": (
        "Words.\n\nMore.\n\n" + "".join(f"{'`' * n} a " for n in range(1, 310)),
        5,
        BLOCK,
    ),
    "braces": (fill("{#a "), 1, BLOCK),
    "asterisks": (fill("**a "), 1, BLOCK),
    "backslashes": (fill("\\"), 1, BLOCK),
    "character references": (fill("&#1;"), 1, BLOCK),
    "deletions": (fill("{~~a"), 1, BLOCK),
    "number signs": (fill("# "), 1, BLOCK),
    "quotations in a line": (fill("> "), 1, BLOCK),
    "footnotes": ("".join(f"[^{number}]: a\n" for number in range(5_000)), 4_603, BLOCK),
    "tags": (fill("<a "), 1, TAGS),
    "closing tags": (fill("</a "), 1, TAGS),
    "comments": (fill("<!--"), 1, TAGS),
    "declarations": (fill("<!["), 1, TAGS),
    "instructions": (fill("<?x "), 1, TAGS),
    "addresses": (fill("<http://a "), 1, TAGS),
    "tags, each on a line behind a blank one": (fill("<a href\n\n"), 687, TAGS),
    "listings": (fill("```\na\n```\n"), 10_000, LISTINGS),
    "listings with tildes": (fill("~~~\na\n~~~\n"), 10_000, LISTINGS),
    "blocks of a plug-in": (fill("/// a\n"), 3_781, PLUGINS),
    "abbreviations": ("".join(f"*[a{number}]: b\n" for number in range(5_000)), 3_397, f"{PAGE}abbreviations"),
    "blanks behind a fence": ("a\n\n" + "`" * 2_000 + "\t" * 2_000 + "\n", 3, f"{PAGE}blanks behind a fence"),
    "cells": ("|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + "|a|\n" * 2_000, 2, f"{PAGE}cells of tables"),
}
LONG = {
    "prose": "".join(f"In words, paragraph {number} says *more* than `{number - 1}`.\n\n" for number in range(1_000)),
    "one paragraph": fill("word after word, "),
    "lines of a paragraph": fill("a line of some words\n"),
    "table": "| a | b |\n|---|---|\n" + "".join(f"| {number} | a cell, with words |\n" for number in range(1_800)),
    "list": "".join(f"- item {number} with [a link](page.md)\n" for number in range(1_300)),
    "list with blank lines": "".join(f"- item {number} with words\n\n" for number in range(1_500)),
    "list of lists": "".join(f"{'    ' * (number % 6)}- item {number}\n" for number in range(2_000)),
    "deep list": "".join(f"{'    ' * depth}- a\n" for depth in range(150)),
    "listing": f"```\n{fill('a [ b ` < { ')}\n```\n",
    "quotation": fill("> words\n"),
    "sections": "".join(f"## Section {number} {{ #s{number} }}\n\nText.\n\n" for number in range(1_200)),
    "labels": "".join(f"[{number}]: page.md\n" for number in range(2_500)),
}
MARKDOWN = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def check(tree: Path, pages: dict[str, str], settings: str = "") -> dict[str, dict[str, Any]]:
    """What the command says of pages that are not read, by their names; it has to be ready in time."""
    (tree / "docs/en").mkdir(parents=True)
    (tree / "mkdocs.yml").write_text(MARKDOWN, encoding="utf-8")
    (tree / "pyproject.toml").write_text(f'[tool.concord]\nlanguages = ["en"]\n{settings}', encoding="utf-8")
    for name, text in pages.items():
        (tree / f"docs/en/{name}.md").write_text(text, encoding="utf-8")
    report = json.loads(concord("check", "--format", "json", cwd=tree).stdout)
    found = [finding for finding in report["findings"] if finding["rule"] == "page-unreadable"]
    named = {Path(finding["path"]).stem: finding for finding in found}
    assert len(named) == len(found), "once for each page"
    return named


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What is said of the pages of SLOW, all of which are read in less time than any of them may take."""
    start = time.process_time()
    found = check(tmp_path_factory.mktemp("slow"), {name: text for name, (text, _, _) in SLOW.items()})
    assert time.process_time() - start < 2 + 0.1 * len(SLOW)
    return found


@pytest.mark.parametrize("name", SLOW)
def test_a_page_that_would_take_long_is_refused_at_its_line(name: str, slow: dict[str, dict[str, Any]]) -> None:
    _, line, reason = SLOW[name]
    finding = slow[name]
    assert (finding["line"], finding["level"]) == (line, "error")
    assert f"this page cannot be read: {reason}" in finding["message"]
    assert "put blank lines between its parts, or split the page" in finding["message"]


@pytest.mark.parametrize("name", LONG)
def test_a_page_that_is_only_long_is_read(name: str, tmp_path: Path) -> None:
    start = time.process_time()
    assert check(tmp_path, {name: LONG[name]}) == {}
    assert time.process_time() - start < 2


LIMITS = {
    "bytes": ("words\n\n" * 142_858, 1, "it has more than 1,000,000 bytes: split it, or raise max_page_bytes"),
    "characters": ("ü" * 500_001, 1, "it has more than 1,000,000 bytes: split it, or raise max_page_bytes"),
    "lines": ("\n" * 20_000, 20_001, "it has more than 20,000 lines: split it, or raise max_page_lines"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_above_a_limit_a_page_has_one_finding_and_the_limit_can_be_raised(name: str, tmp_path: Path) -> None:
    text, line, reason = LIMITS[name]
    [finding] = check(tmp_path / "usual", {name: text}).values()
    assert (finding["line"], finding["level"]) == (line, "error")
    assert reason in finding["message"]
    raised = "max_page_bytes = 2_000_000\nmax_page_lines = 300_000\n"
    assert check(tmp_path / "raised", {name: text if name != "bytes" else f"{'word ' * 200_001}\n"}, raised) == {}


def test_a_limit_can_be_lowered(tmp_path: Path) -> None:
    [finding] = check(tmp_path / "lines", {"page": "a\n\nb\n\nc\n"}, "max_page_lines = 4\n").values()
    assert (finding["line"], "more than 4 lines" in finding["message"]) == (5, True)
    [finding] = check(tmp_path / "bytes", {"page": "a\n\nb\n\nc\n"}, "max_page_bytes = 4\n").values()
    assert (finding["line"], "more than 4 bytes" in finding["message"]) == (1, True)
