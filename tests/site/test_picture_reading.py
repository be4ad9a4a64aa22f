"""Charts as readers see and hear them: at every width, in light and dark, with a screen reader, without scripts."""

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from browsers import LANGUAGES, open_page
from contrast import contrast
from pictured import PAGES

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


@pytest.fixture(scope="module", params=[(code, page) for code in LANGUAGES for page in PAGES], ids=" ".join)
def opened(request: pytest.FixtureRequest, browser: Chrome, address: str) -> Chrome:
    """The browser with a page that has charts, which is opened once for the tests that look at it."""
    open_page(browser, address, *request.param)
    return browser


@pytest.mark.browser
def test_every_label_has_room(opened: Chrome, sized: Callable[[int], None]) -> None:
    for width in (320, 390, 1400):
        sized(width)
        drawings = opened.execute_script(BOXES)
        assert drawings
        for drawn in drawings:
            for one, other in combinations(drawn["texts"], 2):
                assert not overlap(one["box"], other["box"]), (width, one["words"], other["words"])
            for text in drawn["texts"]:
                assert text["size"] >= 12
                assert drawn["whole"][0] - 4 <= text["box"][0] and text["box"][2] <= drawn["whole"][2] + 4, text
                assert not [shape for shape in drawn["shapes"] if overlap(text["box"], shape)], (width, text)


@pytest.mark.browser
def test_every_text_has_room_with_the_spacing_that_readers_may_set(
    opened: Chrome, sized: Callable[[int], None]
) -> None:
    """WCAG 1.4.12, on the narrowest screen. The page keeps the spacing, so of its tests this is the last."""
    sized(320)
    opened.execute_script(
        "document.querySelectorAll('.picture *').forEach(e => "
        "Object.assign(e.style, { letterSpacing: '0.12em', wordSpacing: '0.16em' }))"
    )
    drawings = opened.execute_script(BOXES)
    assert drawings
    for drawn in drawings:
        for text in drawn["texts"]:
            assert text["box"][0] >= -1 and text["box"][2] <= 321, text


@pytest.mark.browser
def test_what_lies_outside_a_range_does_not_touch_it(
    browser: Chrome, address: str, sized: Callable[[int], None]
) -> None:
    open_page(browser, address, "en")
    script = """return ['rect', 'circle'].map(tag => {
        const shapes = document.querySelectorAll('#picture-pay-us svg ' + tag + '.shape');
        const boxes = [...shapes].map(shape => shape.getBoundingClientRect());
        return boxes.sort((a, b) => a.left - b.left).map(box => [box.left, box.right])[0];
    })"""
    for width in (320, 390, 1400):
        sized(width)
        span, lowest_average = browser.execute_script(script)
        assert lowest_average[1] + 1 < span[0], (width, "the headline says that the average lies below the whole range")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_picture_has_the_colours_that_the_system_forces(
    browser: Chrome, address: str, scheme: str, system: str
) -> None:
    """Whatever palette the reader has chosen on the site."""
    forced = [{"name": "prefers-color-scheme", "value": system}, {"name": "forced-colors", "value": "active"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": forced})
    try:
        open_page(browser, address, "en")
        browser.execute_script("document.body.dataset.mdColorScheme = arguments[0]", scheme)
        script = """
            const paper = document.createElement('p');
            paper.style = 'background: Canvas; forced-color-adjust: none';
            document.body.append(paper);
            const texts = [...document.querySelectorAll('.picture svg text')];
            return [getComputedStyle(paper).backgroundColor, texts.map(text => getComputedStyle(text).fill)]"""
        paper, inks = browser.execute_script(script)
        assert inks and min(contrast(ink, paper) for ink in inks) >= 4.5
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


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
        ("en", "One average lies below the whole range", "Range: $179,006 to $232,749 (disputed: "),
        ("de", "Ein Durchschnitt liegt unter der gesamten Spanne", "Spanne: 179.006 bis 232.749\u00a0$ (strittig: "),
        (
            "nl",
            "Eén gemiddelde ligt onder de hele bandbreedte",
            "Bandbreedte: $\u00a0179.006 tot $\u00a0232.749 (omstreden: ",
        ),
    ],
)
def test_a_screen_reader_hears_the_picture(browser: Chrome, address: str, code: str, name: str, says: str) -> None:
    open_page(browser, address, code)
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    images = [node["name"]["value"] for node in tree if node.get("role", {}).get("value") in ("image", "img")]
    [image] = [image for image in images if image.startswith(name)]
    assert says.replace("\u00a0", " ") in image.replace("\u00a0", " ")
    figure = browser.find_element(By.ID, "picture-pay-us")
    assert figure.aria_role == "figure" and figure.accessible_name.startswith(name)


@pytest.mark.browser
def test_the_table_opens_without_scripts(browser: Chrome, address: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, address, "nl")
        figure = browser.find_element(By.ID, "picture-pay-us")
        table = figure.find_element(By.TAG_NAME, "table")
        assert not table.is_displayed()
        figure.find_element(By.TAG_NAME, "summary").click()
        assert table.is_displayed()
        assert "$\u00a0179.006 tot $\u00a0232.749" in table.text.replace("$ ", "$\u00a0")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
