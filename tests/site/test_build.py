"""Builds: what the pages contain, and what a contributor reads where the check stops the build."""

import re
from pathlib import Path

import pytest

from commands import mkdocs
from small_guide import small_guide
from trees import replace

PAGE = "pay/salary/index.html"


def text_of(html: str, fact: str) -> list[str]:
    """What the page shows for a fact."""
    return re.findall(rf'<a [^>]*href="#note-{fact}"[^>]*>([^<]*)</a>', html)


@pytest.mark.parametrize(
    ("folder", "average", "band"),
    [
        ("", "$204,518", "€90,000 to €230,000"),
        ("de/", "204.518\u00a0$", "90.000 bis 230.000\u00a0€"),
        ("nl/", "$\u00a0204.518", "€\u00a090.000 tot €\u00a0230.000"),
    ],
)
def test_facts_are_typeset_in_each_language(site: Path, folder: str, average: str, band: str) -> None:
    html = (site / folder / PAGE).read_text(encoding="utf-8")
    shown = [text for text in text_of(html, "salary-us-average") if not text.endswith(" 2023")]
    assert average in shown and all(text.startswith(average) for text in shown), "the table adds the period"
    assert set(text_of(html, "salary-de-range")) == {band}


def test_no_reference_is_left_unresolved(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert not re.search(r'href="(fact|title|source):', html), page
        assert "concord:" not in html, f"a comment for the check in {page}"


def test_notes_stay_out_of_the_search_index_and_the_contents(site: Path) -> None:
    index = (site / "search/index.json").read_text(encoding="utf-8")
    assert "Facts on this page" not in index
    html = (site / PAGE).read_text(encoding="utf-8")
    assert "note-" not in "".join(re.findall(r'<nav class="md-nav md-nav--secondary".*?</nav>', html, re.DOTALL))


def test_every_language_has_every_page(site: Path) -> None:
    def pages(folder: Path) -> set[str]:
        return {p.relative_to(folder).as_posix() for p in folder.rglob("index.html")}

    english = {page for page in pages(site) if not page.startswith(("de/", "nl/"))}
    assert len(english) >= 20
    assert pages(site / "de") == pages(site / "nl") == english


def test_a_wrong_figure_in_german_stops_the_build(tmp_path: Path) -> None:
    tree = small_guide(tmp_path)
    line, column = replace(tree / "docs/de/pay/salary.md", "204.518 $", "240.518 $")
    done = mkdocs("build", "--strict", cwd=tree)
    assert done.returncode == 1
    expected = 'fact-mismatch: "240.518 $" is not salary-us-average (204.518 $)'
    assert f"docs/de/pay/salary.md:{line}:{column}: {expected}" in done.stderr
    assert not (tree / "site").exists()


def test_a_warning_is_told_and_stops_no_build(tmp_path: Path) -> None:
    tree = small_guide(tmp_path)
    line, column = replace(tree / "docs/de/pay/salary.md", "„COO“ allerdings", '"COO" allerdings')
    done = mkdocs("build", "--strict", cwd=tree)
    assert done.returncode == 0, done.stderr
    assert f'docs/de/pay/salary.md:{line}:{column}: quotation-marks: "COO" is not in' in done.stderr


def test_a_missing_dutch_page_stops_the_build(tmp_path: Path) -> None:
    tree = small_guide(tmp_path)
    (tree / "docs/nl/role/reporting.md").unlink()
    done = mkdocs("build", cwd=tree)
    assert done.returncode == 1
    assert (
        "docs/nl/role/reporting.md:1:1: page-missing: the page role/reporting.md exists in English and German"
        in done.stderr
    )
    assert not (tree / "site").exists()
