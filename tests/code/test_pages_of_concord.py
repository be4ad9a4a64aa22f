"""The pages of the distribution: the list of rules is complete, each page is reached, and each link leads somewhere."""

import re
from itertools import chain
from pathlib import Path

import pytest

import rule_index
from trees import ROOT

CONCORD = ROOT / "hooks" / "concord"
PAGES = sorted((CONCORD / "docs").glob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
LISTING = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def links(page: Path) -> list[str]:
    return [target for target in LINK.findall(prose(page)) if "://" not in target and ":" not in target]


def prose(page: Path) -> str:
    """The text of a page without listings and code."""
    return re.sub(r"`[^`\n]*`", "", LISTING.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """The ids that a code host gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", LISTING.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_list_of_rules_has_a_row_for_each() -> None:
    assert rule_index.PART.read() == rule_index.rule_index(), "`make map` writes it"


@pytest.mark.parametrize("page", [CONCORD / "README.md", *PAGES], ids=lambda page: page.name)
def test_each_link_leads_to_a_page_of_the_distribution(page: Path) -> None:
    for target in links(page):
        path, _, fragment = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.is_file(), target
        if not (page.name == "pipelines.md" and file == ROOT / "action.yml"):
            assert file.is_relative_to(CONCORD), f"{target} is not in the distribution"
        assert not fragment or fragment in anchors(file), target


def test_each_page_is_reached_from_the_first() -> None:
    reached = {(CONCORD / target.partition("#")[0]).resolve() for target in links(CONCORD / "README.md")}
    assert {*PAGES} <= reached


def test_what_the_pages_type_is_an_option_that_there_is() -> None:
    texts = [page.read_text(encoding="utf-8") for page in (CONCORD / "README.md", *PAGES)]
    typed = {*chain(*(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", text) for text in texts))}
    sources = [file.read_text(encoding="utf-8") for file in (CONCORD / "cli").glob("*.py")]
    assert len(typed) > 8
    assert {option for option in typed if not any(f'"{option}"' in text for text in sources)} == set()
