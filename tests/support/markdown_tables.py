"""The tables and listings of a page in Markdown, by the heading above them."""

import re
from itertools import pairwise
from pathlib import Path

_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LISTING = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")


def section(page: Path, heading: str) -> str:
    """What stands below `heading`, up to the next heading."""
    text = page.read_text(encoding="utf-8")
    bare = _LISTING.sub(lambda match: " " * len(match[0]), text)  # a listing may have a line that begins with #
    for match, following in pairwise([*_HEADING.finditer(bare), None]):
        if match and match[1] == heading:
            return text[match.end() : following.start() if following else len(text)]
    raise AssertionError(f"{page.name} has no heading {heading!r}")


def rows(text: str, head: str) -> list[list[str]]:
    """The rows of the table whose first cell in the head is `head`, each as its cells."""
    table = re.search(rf"^\| {re.escape(head)} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table, f"no table {head!r}"
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table[1].splitlines()]


def code(text: str) -> list[str]:
    """What stands in backticks."""
    return _CODE.findall(text)


def listing(text: str, kind: str) -> str:
    """The first listing of this kind."""
    found: list[str] = [content for name, content in _LISTING.findall(text) if name == kind]
    assert found, f"no listing {kind!r}"
    return found[0]
