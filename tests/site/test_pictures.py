"""Charts: their values are the registry's, errors in them are refused, and every reader can read them."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from browsers import LANGUAGES
from concord.config import read_config
from concord.languages import language
from concord.pages.corpus import Corpus
from concord.registry import Measured, Registry, read_registry
from concord.site.charts.figure import chart_svg
from concord.site.context import SiteContext
from concord.values import write_quantity
from pictured import PAGES
from trees import ROOT, copy_of_the_guide, replace

CODES = read_config(ROOT).languages


def read(tree: Path) -> Registry:
    return read_registry(tree, "facts", CODES)


@pytest.fixture(scope="module")
def the_registry() -> Registry:
    return read(ROOT)


def figures(site: Path, code: str) -> dict[str, Any]:
    """The figures of a language's pages, by the picture that they show."""
    pages = [html.parse(str(site / LANGUAGES[code].strip("/") / page / "index.html")) for page in PAGES]
    found = [figure for page in pages for figure in page.iterfind(".//figure[@class='picture']")]
    return {figure.get("id").removeprefix("picture-"): figure for figure in found}


def texts(element: Any, path: str) -> list[str]:
    return ["".join(found.itertext()).strip() for found in element.iterfind(path)]


def test_every_picture_is_shown_in_each_language(site: Path, the_registry: Registry) -> None:
    assert {*the_registry.charts} == {*figures(site, "en")} == {*figures(site, "de")} == {*figures(site, "nl")}


@pytest.mark.parametrize("code", CODES)
def test_every_amount_is_the_registrys_in_the_languages_form(site: Path, the_registry: Registry, code: str) -> None:
    for id, figure in figures(site, code).items():
        facts = [f for f in the_registry.chart_facts(the_registry.charts[id]) if isinstance(f, Measured)]
        values = sorted(write_quantity(fact.quantity, language(code)) for fact in facts)
        if facts:
            shown = texts(figure, ".//svg//tspan[@class='value']")
            assert sorted(re.sub(r" \(\d+\s?%\)$", "", text) for text in shown) == values
            described = "".join(texts(figure, ".//svg/desc"))
            assert all(value in described for value in values)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("en", ["€90,000 to €230,000", "about $177,000", "22%", "fewer than 35 (7%)"]),
        ("de", ["90.000 bis 230.000\u00a0€", "rund 177.000\u00a0$", "22\u00a0%", "weniger als 35 (7\u00a0%)"]),
        ("nl", ["€\u00a090.000 tot €\u00a0230.000", "ongeveer $\u00a0177.000", "22%", "minder dan 35 (7%)"]),
    ],
)
def test_numbers_stand_in_the_languages_form(site: Path, code: str, values: list[str]) -> None:
    shown = [text for figure in figures(site, code).values() for text in texts(figure, ".//svg//tspan[@class='value']")]
    assert {*values} <= {*shown}


@pytest.mark.parametrize("code", CODES)
def test_the_table_says_the_same_as_the_drawing(site: Path, code: str) -> None:
    words = language(code).interface
    labels = {
        text for key, text in words.items() if key.startswith("label_") and key not in ("label_when", "label_example")
    }
    for figure in figures(site, code).values():
        cells = texts(figure, ".//table//td")
        assert {*texts(figure, ".//svg//tspan[@class='value']")} <= {*cells}
        drawn = texts(figure, ".//svg/text[@class='doubt']") + texts(figure, ".//svg/text[@class='sound']")
        named = sorted(label for text in drawn for label in labels if text.endswith(label))
        told = sorted(label for cell in cells for label in labels if cell.startswith(f"{label}: "))
        if not named:  # all rows are equally sure: it is said once, above the drawing
            [shared] = {
                label for label in labels if f": {label}" in "".join(texts(figure, ".//span[@class='picture-shows']"))
            }
            named = [shared]
        assert {*named} <= {*told}
        assert len(figure.findall(".//table//th[@scope='row']")) == len(figure.findall(".//table/tbody/tr"))


def test_a_shape_is_as_long_as_its_amount(site: Path) -> None:
    """€90,000 to €230,000 on an axis from 0 to €500,000, and 35 companies of 500 on one of per cent."""
    found = figures(site, "en")
    bars = {(bar.get("x"), bar.get("width")) for bar in found["pay-germany"].iterfind(".//svg/rect")}
    assert ("18.0%", "28.0%") in bars
    assert "7.0%" in {dot.get("cx") for dot in found["large-companies"].iterfind(".//svg/circle")}


def test_what_is_no_exact_amount_is_not_drawn_as_one(site: Path, the_registry: Registry) -> None:
    """*About* is a line through the dot; *fewer than*, *or more* and the like are an arrow."""
    found = figures(site, "en")
    for id, chart in the_registry.charts.items():
        amounts = [fact.quantity for fact in the_registry.chart_facts(chart) if isinstance(fact, Measured)]
        limits: list[str] = [one.bound for one in amounts if one.bound and one.bound != "about"]
        limits += filter(None, (end for one in amounts for end in (one.low_bound, one.high_bound)))
        drawn = [line.get("class") for line in found[id].iterfind(".//svg//line")]
        assert drawn.count("about") == [one.bound for one in amounts].count("about"), id
        assert drawn.count("open") == len(limits), id


def test_a_damaged_sentence_is_told_and_not_drawn(site: Path) -> None:
    for code, word in {"en": "damaged", "de": "beschädigt", "nl": "beschadigd"}.items():
        figure = figures(site, code)["reporting-lines"]
        assert sum(word in cell for cell in texts(figure, ".//table//td")) == 1
        assert word not in "".join(texts(figure, ".//svg"))


def test_another_value_is_another_picture(tmp_path: Path, the_registry: Registry) -> None:
    tree = copy_of_the_guide(tmp_path)
    replace(tree / "facts/facts.yml", "high: 230000", "high: 330000")
    changed = read(tree)
    for code, text in {"en": "€330,000", "de": "330.000\u00a0€", "nl": "€\u00a0330.000"}.items():
        contexts = [SiteContext(registry, Corpus({}, {}), language(code)) for registry in (the_registry, changed)]
        before, after = (chart_svg(context, context.registry.charts["pay-germany"]) for context in contexts)
        assert text not in before and text in after
        assert 'width="28.0%"' in before and 'width="48.0%"' in after and 'width="28.0%"' not in after


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ("fact: salary-de-range", "fact: salary-de-rnge", "rows", "facts.yml has no salary-de-rnge"),
        ("fact: salary-de-range", "fact: zappos", "rows", "zappos is no amount"),
        ("fact: salary-de-range", "fact: salary-us-range", "rows", "does not count what the first row counts"),
        ("fact: cxo-share-2017", "fact: from-sales\n      of: 9", "rows", "from-sales is no count"),
        ("fact: cxo-share-2017", "fact: tenure-wikipedia", "rows", "tenure-wikipedia is no amount"),
        (
            "kind: amounts\n  says:\n    en: Pay of a CXO in the United States a year, in May",
            "kind: years\n  says:\n    en: Pay of a CXO in the United States a year, in May",
            "rows",
            "salary-us-payscale-average has no as_of",
        ),
        ("[chief-customer-officer, ", "[chief-customer, ", "subjects", "titles.yml has no chief-customer"),
        ("[chief-customer-officer, ", "[supervisory-board, ", "subjects", "no fact says whom supervisory-board"),
        ("        de: Spanne\n", "", "rows.2.says", "it is missing in de"),
        ("kind: reporting", "kind: tree", "kind", "there is no kind tree"),
    ],
)
def test_what_cannot_be_drawn_is_refused(old: str, new: str, place: str, reason: str, tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    line, _ = replace(tree / "facts/pictures.yml", old, new)
    faults = [fault for fault in read(tree).faults if reason in fault.reason]
    assert faults and all(fault.location.path == "facts/pictures.yml" for fault in faults)
    assert f", {place}: " in faults[0].reason
    if place != "rows.2.says" and "years" not in new:
        assert faults[0].location.line == line


def test_a_guide_may_have_no_pictures(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    (tree / "facts/pictures.yml").unlink()
    found = read(tree)
    assert found.faults == () and found.charts == {}
