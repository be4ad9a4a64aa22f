"""Charts: their values are the registry's, errors in them are refused, and every reader can read them."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from browsers import LANGUAGES, open_page
from concord.config import read_config
from concord.languages import language
from concord.pages.corpus import Corpus
from concord.registry import Measured, Registry, read_registry
from concord.site.charts.figure import chart_svg
from concord.site.context import SiteContext
from concord.values import write_quantity
from trees import ROOT, copy_of_the_guide, replace

PAGES = ("pay/salary/", "adoption/figures/", "role/reporting/")
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
            assert sorted(texts(figure, ".//svg//tspan[@class='value']")) == values
            described = "".join(texts(figure, ".//svg/desc"))
            assert all(value in described for value in values)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("en", ["€90,000 to €230,000", "about $177,000", "22%", "fewer than 35"]),
        ("de", ["90.000 bis 230.000\u00a0€", "rund 177.000\u00a0$", "22\u00a0%", "weniger als 35"]),
        ("nl", ["€\u00a090.000 tot €\u00a0230.000", "ongeveer $\u00a0177.000", "22%", "minder dan 35"]),
    ],
)
def test_numbers_stand_in_the_languages_form(site: Path, code: str, values: list[str]) -> None:
    shown = [text for figure in figures(site, code).values() for text in texts(figure, ".//svg//tspan[@class='value']")]
    assert {*values} <= {*shown}


@pytest.mark.parametrize("code", CODES)
def test_the_table_says_the_same_as_the_drawing(site: Path, code: str) -> None:
    doubts = {language(code).interface[f"is_{mark}"] for mark in ("disputed", "damaged", "outdated")}
    for figure in figures(site, code).values():
        cells = texts(figure, ".//table//td")
        assert {*texts(figure, ".//svg//tspan[@class='value']")} <= {*cells}
        marked = [word for text in texts(figure, ".//svg/text[@class='doubt']") for word in doubts if word in text]
        assert {*marked} <= {*cells} and len(marked) <= sum(cell in doubts for cell in cells)
        assert len(figure.findall(".//table//th[@scope='row']")) == len(figure.findall(".//table/tbody/tr"))


def test_a_shape_is_as_long_as_its_amount(site: Path) -> None:
    """€90,000 to €230,000 on an axis from 0 to €500,000, and 35 companies of 500 on one of per cent."""
    found = figures(site, "en")
    bars = {(bar.get("x"), bar.get("width")) for bar in found["pay-germany"].iterfind(".//svg/rect")}
    assert ("18.0%", "28.0%") in bars
    assert "7.0%" in {dot.get("cx") for dot in found["large-companies"].iterfind(".//svg/circle")}


def test_a_damaged_sentence_is_told_and_not_drawn(site: Path) -> None:
    for code, word in {"en": "damaged", "de": "beschädigt", "nl": "beschadigd"}.items():
        figure = figures(site, code)["reporting-lines"]
        assert texts(figure, ".//table//td").count(word) == 1
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
        ("kind: amounts", "kind: years", "rows", "salary-de-average has no as_of"),
        ("[chief-customer-officer, ", "[chief-customer, ", "subjects", "titles.yml has no chief-customer"),
        ("[chief-customer-officer, ", "[supervisory-board, ", "subjects", "no fact says whom supervisory-board"),
        ("        de: Spanne\n", "", "rows.1.says", "it is missing in de"),
        ("kind: reporting", "kind: tree", "kind", "there is no kind tree"),
    ],
)
def test_what_cannot_be_drawn_is_refused(old: str, new: str, place: str, reason: str, tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    line, _ = replace(tree / "facts/pictures.yml", old, new)
    faults = [fault for fault in read(tree).faults if reason in fault.reason]
    assert faults and all(fault.location.path == "facts/pictures.yml" for fault in faults)
    assert f", {place}: " in faults[0].reason
    if place != "rows.1.says" and "years" not in new:
        assert faults[0].location.line == line


def test_a_guide_may_have_no_pictures(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    (tree / "facts/pictures.yml").unlink()
    found = read(tree)
    assert found.faults == () and found.charts == {}


# What a reader sees

BOXES = """
return [...document.querySelectorAll('.picture svg')].map(svg => {
  const box = (e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const all = (selector) => [...svg.querySelectorAll(selector)];
  return {
    whole: box(svg),
    texts: all('text').map(e => ({ box: box(e), words: e.textContent, size: parseInt(getComputedStyle(e).fontSize) })),
    shapes: all('rect.shape, circle.shape').map(box),
  };
})
"""
COLOURS = """
const paint = (e, name) => getComputedStyle(e)[name];
return [...document.querySelectorAll('.picture svg')].flatMap(svg => [...svg.querySelectorAll('text, tspan')].map(e => {
  const r = e.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2;
  const under = [...svg.querySelectorAll('.box')].filter(b => {
    const q = b.getBoundingClientRect(); return q.left < x && x < q.right && q.top < y && y < q.bottom; });
  const paper = under.length ? paint(under[0], 'fill') : paint(document.body, 'backgroundColor');
  return [e.textContent, paint(e, 'fill'), paper];
}))
"""
Box = list[float]


@pytest.fixture
def sized(browser: Chrome) -> Iterator[Callable[[int], None]]:
    """Makes the window that wide, and gives it its old size back."""

    def size(width: int) -> None:
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    yield size
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] - 2 and other[1] < one[3] - 2


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_label_has_room(
    browser: Chrome, address: str, sized: Callable[[int], None], code: str, page: str
) -> None:
    open_page(browser, address, code, page)
    for width in (320, 390, 1400):
        sized(width)
        drawings = browser.execute_script(BOXES)
        assert drawings
        for drawn in drawings:
            for one, other in combinations(drawn["texts"], 2):
                assert not overlap(one["box"], other["box"]), (width, one["words"], other["words"])
            for text in drawn["texts"]:
                assert text["size"] >= 12
                assert drawn["whole"][0] - 4 <= text["box"][0] and text["box"][2] <= drawn["whole"][2] + 4, text
                assert not [shape for shape in drawn["shapes"] if overlap(text["box"], shape)], (width, text)


def luminance(colour: list[float]) -> float:
    """As WCAG 2.2 defines it."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def channels(colour: str) -> list[float]:
    """Red, green, blue and opacity, each from 0 to 1, of what a browser computes."""
    red, green, blue, *alpha = map(float, re.findall(r"[\d.]+", colour))
    assert colour.startswith("rgb")
    return [red / 255, green / 255, blue / 255, *(alpha or [1])]


def contrast(front: str, back: str) -> float:
    ink, paper = channels(front), channels(back)
    mixed = [i * ink[3] + p * (1 - ink[3]) for i, p in zip(ink[:3], paper[:3], strict=True)]
    darker, lighter = sorted((luminance(mixed), luminance(paper)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("page", PAGES)
def test_text_can_be_read_in_light_and_dark(browser: Chrome, address: str, page: str, scheme: str) -> None:
    open_page(browser, address, "de", page)
    browser.execute_script("document.body.dataset.mdColorScheme = arguments[0]", scheme)
    found = browser.execute_script(COLOURS)
    assert found
    assert [(words, front, back) for words, front, back in found if contrast(front, back) < 4.5] == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("code", "name", "says"),
    [
        ("en", "The German amounts do not fit together", "Range: €90,000 to €230,000 (disputed)"),
        ("de", "Die deutschen Beträge passen nicht zusammen", "Spanne: 90.000 bis 230.000\u00a0€ (strittig)"),
        (
            "nl",
            "De Duitse bedragen passen niet bij elkaar",
            "Bandbreedte: €\u00a090.000 tot €\u00a0230.000 (omstreden)",
        ),
    ],
)
def test_a_screen_reader_hears_the_picture(browser: Chrome, address: str, code: str, name: str, says: str) -> None:
    open_page(browser, address, code)
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    images = [node["name"]["value"] for node in tree if node.get("role", {}).get("value") in ("image", "img")]
    [image] = [image for image in images if image.startswith(name)]
    assert says.replace("\u00a0", " ") in image.replace("\u00a0", " ")
    figure = browser.find_element(By.ID, "picture-pay-germany")
    assert figure.aria_role == "figure" and figure.accessible_name.startswith(name)


@pytest.mark.browser
def test_the_table_opens_without_scripts(browser: Chrome, address: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, address, "nl")
        figure = browser.find_element(By.ID, "picture-pay-germany")
        table = figure.find_element(By.TAG_NAME, "table")
        assert not table.is_displayed()
        figure.find_element(By.TAG_NAME, "summary").click()
        assert table.is_displayed()
        assert "€\u00a090.000 tot €\u00a0230.000" in table.text.replace("€ ", "€\u00a0")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
