"""A fact, its note and its source, and the switch of language on the same page, in Chromium and in each language."""

from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from browsers import LANGUAGES, bring_into_view, open_page

pytestmark = pytest.mark.browser

FACT = "a.fact[href='#note-salary-us-average']"
SAYS = {
    "en": "$204,518 a year",
    "de": "204.518 $ im Jahr",
    "nl": "$ 204.518 per jaar",
}


def wait(browser: Chrome) -> WebDriverWait[Chrome]:
    return WebDriverWait(browser, 5)


def boxes(browser: Chrome) -> list[WebElement]:
    """The note that is shown beside a fact, [] where none is. The page itself says so, as it may go meanwhile."""
    shown: list[WebElement] = browser.execute_script(
        "return [...document.querySelectorAll('.note-box')].filter((box) => box.checkVisibility())"
    )
    return shown


def box(browser: Chrome) -> WebElement:
    """The note beside a fact, as soon as it is shown."""
    return wait(browser).until(boxes)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_leads_to_its_source(browser: Chrome, address: str, language: str) -> None:
    open_page(browser, address, language)
    browser.find_element(By.CSS_SELECTOR, FACT).send_keys(Keys.ENTER)
    note = browser.find_element(By.ID, "note-salary-us-average")
    assert note.text.startswith(SAYS[language])
    source = note.find_element(By.CSS_SELECTOR, "a.source")
    browser.execute_script("arguments[0].click()", source)
    wait(browser).until(lambda b: b.current_url.endswith(f"{LANGUAGES[language]}sources/#cxo-nl"))
    heading = browser.find_element(By.ID, "cxo-nl")
    assert heading.tag_name == "h2"
    data = heading.find_element(By.XPATH, "following-sibling::dl")
    assert "CUSTOMER EXPERIENCE OFFICER" in data.text
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_marked_fact_leads_to_its_explanation(browser: Chrome, address: str, language: str) -> None:
    open_page(browser, address, language)
    note = browser.find_element(By.ID, "note-salary-us-average")
    [why] = note.find_elements(By.CSS_SELECTOR, "a[href*='#x14']")
    browser.get(str(why.get_attribute("href")))
    section = browser.find_element(By.ID, "x14")
    assert section.tag_name in ("h2", "h3") and section.is_displayed()
    assert browser.find_elements(By.CSS_SELECTOR, FACT), "the section cites the fact"


@pytest.mark.parametrize("language", LANGUAGES)
def test_hover_and_keyboard_show_the_note_and_escape_closes_it(browser: Chrome, address: str, language: str) -> None:
    open_page(browser, address, language)
    fact = browser.find_element(By.CSS_SELECTOR, FACT)
    bring_into_view(browser, fact)
    ActionChains(browser).move_to_element(fact).perform()
    note = box(browser)
    assert note.text.startswith(SAYS[language])
    ActionChains(browser).move_to_element(note).pause(0.5).perform()
    assert boxes(browser), "it stays while the pointer is on it"
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    wait(browser).until_not(boxes)

    links = browser.find_elements(By.CSS_SELECTOR, "article a")
    before = links[links.index(fact) - 1]
    browser.execute_script("arguments[0].focus({focusVisible: true})", before)
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.switch_to.active_element == fact
    assert box(browser).text.startswith(SAYS[language])
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    wait(browser).until_not(boxes)


def test_a_scroll_that_moves_nothing_leaves_the_note(browser: Chrome, address: str) -> None:
    """Browsers tell of a scroll with the next picture, which may come after the pointer has met the fact."""
    open_page(browser, address, "en")
    fact = browser.find_element(By.CSS_SELECTOR, FACT)
    bring_into_view(browser, fact)
    ActionChains(browser).move_to_element(fact).perform()
    box(browser)
    browser.execute_script("document.dispatchEvent(new Event('scroll'))")
    assert boxes(browser)
    browser.execute_script("scrollBy({top: 200, behavior: 'instant'})")
    wait(browser).until_not(boxes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_hears_the_note(browser: Chrome, address: str, language: str) -> None:
    open_page(browser, address, language)
    script = """return [...document.querySelectorAll('a.fact')].map((fact) => {
        const note = document.getElementById(fact.getAttribute('aria-describedby'));
        return [fact.textContent, note?.checkVisibility() ? note.innerText.trim() : ''];
    })"""
    heard = browser.execute_script(script)
    assert heard
    assert [fact for fact, note in heard if not note] == []


@pytest.mark.parametrize(("language", "other"), [("en", "de"), ("de", "nl"), ("nl", "en")])
def test_switching_language_stays_on_the_page(browser: Chrome, address: str, language: str, other: str) -> None:
    open_page(browser, address, language, "role/reporting/")
    link = browser.find_element(By.CSS_SELECTOR, f".md-select__link[hreflang='{other}']")
    browser.execute_script("arguments[0].click()", link)
    expected = f"{address}{LANGUAGES[other]}role/reporting/"
    wait(browser).until(lambda b: b.current_url.partition("#")[0] == expected)
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == other
    assert browser.find_element(By.TAG_NAME, "h1").get_attribute("id") == "reporting"


def test_a_tap_shows_the_note(browser: Chrome, address: str) -> None:
    open_page(browser, address, "de")
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    try:
        fact = browser.find_element(By.CSS_SELECTOR, FACT)
        bring_into_view(browser, fact)
        rect = browser.execute_script("const r = arguments[0].getClientRects()[0]; return [r.x + 5, r.y + 5]", fact)
        point = {"x": rect[0], "y": rect[1]}
        browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert box(browser).text.startswith(SAYS["de"])
        assert "#note" not in browser.current_url, "the page stays where it was"
    finally:
        browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_without_scripts_the_link_leads_to_the_note(browser: Chrome, address: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, address, "nl")
        browser.find_element(By.CSS_SELECTOR, FACT).click()
        assert browser.current_url.endswith("#note-salary-us-average")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_nothing_is_fetched_from_elsewhere(browser: Chrome, address: str, site: Path) -> None:
    open_page(browser, address, "de")
    script = "return performance.getEntriesByType('resource').map(entry => entry.name)"
    assert [name for name in browser.execute_script(script) if not name.startswith(address)] == []
