"""The theme in Chromium: colour schemes, no scripts, narrow screens, print."""

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from contrast import contrast

pytestmark = pytest.mark.browser

LANGUAGES = {"en": "/", "de": "/de/", "nl": "/nl/"}
KINDS = (
    "",
    "pay/salary/",
    "role/company-law/",
    "disagreements/",
    "sources/",
    "glossary/",
    "glossary/cco/",
    "glossary/chief-customer-officer/",
)


@pytest.fixture
def page(browser: Chrome, address: str) -> Iterator[Chrome]:
    """The browser with nothing remembered, which then forgets what a test asked it to emulate."""
    browser.get(f"{address}/about/")
    browser.execute_script("localStorage.clear()")
    yield browser
    browser.execute_script("localStorage.clear()")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def prefer(browser: Chrome, scheme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


def is_dark(browser: Chrome) -> bool:
    """Whether the page's text is lighter than what it stands on."""

    def brightness(name: str) -> float:
        color = browser.find_element(By.TAG_NAME, "body").value_of_css_property(name)
        return sum(float(part) for part in color.partition("(")[2].rstrip(")").split(",")[:3])

    return brightness("color") > brightness("background-color")


def click_switch(browser: Chrome) -> str:
    """Clicks the switch and gives what it had promised."""
    shown = [
        label for label in browser.find_elements(By.CSS_SELECTOR, "label[for^='__palette']") if label.is_displayed()
    ]
    assert len(shown) == 1
    promise = str(shown[0].get_attribute("title"))
    shown[0].click()
    return promise


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_colours_follow_the_system(page: Chrome, address: str, scripts: bool) -> None:
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
    for scheme in ("dark", "light"):
        prefer(page, scheme)
        page.get(f"{address}/de/pay/salary/")
        assert is_dark(page) is (scheme == "dark")


@pytest.mark.parametrize(
    ("language", "light", "dark", "system"),
    [
        ("en", "Light colours", "Dark colours", "Colours as the system has them"),
        ("de", "Helle Farben", "Dunkle Farben", "Farben wie im System"),
        ("nl", "Lichte kleuren", "Donkere kleuren", "Kleuren zoals het systeem"),
    ],
)
def test_the_switch_overrides_the_system_and_is_remembered(
    page: Chrome, address: str, language: str, light: str, dark: str, system: str
) -> None:
    prefer(page, "dark")
    page.get(f"{address}{LANGUAGES[language]}")
    assert click_switch(page) == light
    WebDriverWait(page, 5).until_not(is_dark)
    page.get(f"{address}{LANGUAGES[language]}glossary/cco/")
    assert not is_dark(page), "another page remembers it"
    assert click_switch(page) == dark
    WebDriverWait(page, 5).until(is_dark)
    prefer(page, "light")
    page.refresh()
    assert is_dark(page)
    assert click_switch(page) == system
    WebDriverWait(page, 5).until_not(is_dark)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_text_navigation_and_links_work(page: Chrome, address: str, language: str) -> None:
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    page.get(f"{address}{LANGUAGES[language]}glossary/cco/")
    assert page.find_element(By.TAG_NAME, "h1").is_displayed()
    assert not [label for label in page.find_elements(By.CSS_SELECTOR, ".md-header label") if label.is_displayed()], (
        "what needs a script is not offered"
    )
    page.find_element(By.CSS_SELECTOR, ".md-path li:last-child a").click()
    assert page.current_url == f"{address}{LANGUAGES[language]}glossary/"
    page.find_element(By.CSS_SELECTOR, ".md-sidebar--primary a[href$='pay/salary/']").click()
    assert page.current_url == f"{address}{LANGUAGES[language]}pay/salary/"
    page.find_element(By.CSS_SELECTOR, ".read-on a").click()
    assert page.current_url == f"{address}{LANGUAGES[language]}becoming/moving-on/"
    page.find_element(By.CSS_SELECTOR, "footer a[href$='/about/']").click()
    assert page.current_url == f"{address}{LANGUAGES[language]}about/"
    narrow(page, 390)
    page.find_element(By.CSS_SELECTOR, ".md-header button").click()
    page.find_element(By.CSS_SELECTOR, "#guide-menu a[href$='/work/tasks/']").click()
    assert page.current_url == f"{address}{LANGUAGES[language]}work/tasks/"


def narrow(browser: Chrome, width: int) -> None:
    screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways(page: Chrome, address: str, language: str) -> None:
    for width, kinds in ((320, KINDS), (1221, ["facts/"])):  # the narrowest with the menu beside a table of six columns
        narrow(page, width)
        for kind in kinds:
            page.get(f"{address}{LANGUAGES[language]}{kind}")
            assert page.execute_script("return document.documentElement.scrollWidth") == width, kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_shows_the_text_and_its_notes_alone_and_in_black(page: Chrome, address: str, language: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": features})
    page.get(f"{address}{LANGUAGES[language]}pay/salary/")
    controls = "nav, header, .md-footer, [data-md-component='search'], .headerlink, .page-end__links, .page-end__cite"
    controls += ", .more, .own, figure summary"
    frame = page.find_elements(By.CSS_SELECTOR, controls)
    assert [element.get_attribute("class") for element in frame if element.is_displayed()] == []
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    shown = page.find_elements(By.CSS_SELECTOR, "h1, article table:not(.picture table), .notes .note, .bibliography li")
    assert f"{LANGUAGES[language]}pay/salary/" in page.find_element(By.CSS_SELECTOR, ".page-end__address").text
    assert len(shown) > 3
    assert all(element.is_displayed() for element in shown)
    assert not is_dark(page)
    page.get(f"{address}{LANGUAGES[language]}facts/")
    script = "return [...document.querySelectorAll('th button')].map(b => getComputedStyle(b, '::after').content)"
    assert {*page.execute_script(script)} == {"none"}, "nothing can be sorted on paper"


@pytest.mark.parametrize("width", [390, 820, 1219, 1400])
def test_the_way_to_a_page_stands_above_its_heading(page: Chrome, address: str, width: int) -> None:
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    script = """return ['.md-path__item', 'h1'].map(selector => {
        const text = document.createRange();
        text.selectNodeContents(document.querySelector(selector));
        return text.getBoundingClientRect().left;
    })"""
    for kind in ("pay/salary/", "glossary/cco/"):
        page.get(f"{address}/{kind}")
        crumb, heading = page.execute_script(script)
        assert abs(crumb - heading) < 1, kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_field_can_be_seen(page: Chrome, address: str, scheme: str) -> None:
    """WCAG 1.4.11: three times as light or dark as what it stands on."""
    prefer(page, scheme)
    page.get(f"{address}/pay/salary/")
    script = """return [['.md-search__form', 'borderTopColor'], ['.md-header', 'backgroundColor']]
        .map(([selector, name]) => getComputedStyle(document.querySelector(selector))[name])"""
    assert contrast(*page.execute_script(script)) >= 3
