"""The switch of language keeps the section that is read; the page for a wrong address is in the right language."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from browsers import come_to_rest

pytestmark = pytest.mark.browser

HOMES = {"en": "/", "de": "/de/", "nl": "/nl/"}
NAMES = {"en": "English", "de": "Deutsch", "nl": "Nederlands"}
PAIRS = [("en", "de"), ("de", "nl"), ("nl", "en")]
LOST = {"en": "This page does not exist", "de": "Diese Seite gibt es nicht", "nl": "Deze pagina bestaat niet"}


class _Lost(SimpleHTTPRequestHandler):
    """Serves a folder, and where it has no file, with status 404, the page that `lost` names."""

    lost = "404.html"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, self.lost).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(site: Path, lost: str) -> Iterator[str]:
    """The address of a host with that page for all addresses that have none."""
    handler = functools.partial(type("Lost", (_Lost,), {"lost": lost}), directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def without_scripts(browser: Chrome) -> Iterator[None]:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.fixture
def phone(browser: Chrome) -> Iterator[None]:
    metrics: dict[str, Any] = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    yield
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def switch(browser: Chrome) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, ".languages summary")


def change_to(browser: Chrome, language: str) -> None:
    """Opens the switch and chooses `language`, with the pointer."""
    switch(browser).click()
    browser.find_element(By.LINK_TEXT, NAMES[language]).click()


def arrives(browser: Chrome, address: str, language: str) -> None:
    WebDriverWait(browser, 5).until(lambda b: b.current_url == address)
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == language


def top_of(browser: Chrome, id: str) -> float:
    """How far below the window's upper edge a section begins."""
    return float(browser.execute_script(f"return document.getElementById('{id}').getBoundingClientRect().top"))


def at_the_section(browser: Chrome, id: str) -> None:
    WebDriverWait(browser, 5).until(lambda b: 0 <= top_of(b, id) < 200)


@pytest.mark.parametrize(("language", "other"), PAIRS)
def test_the_section_that_the_address_names_is_kept(browser: Chrome, address: str, language: str, other: str) -> None:
    browser.get(f"{address}{HOMES[language]}disagreements/#x11")
    change_to(browser, other)
    arrives(browser, f"{address}{HOMES[other]}disagreements/#x11", other)
    at_the_section(browser, "x11")


@pytest.mark.parametrize(("language", "other"), PAIRS)
def test_the_section_that_is_read_is_kept(browser: Chrome, address: str, language: str, other: str) -> None:
    browser.get(f"{address}{HOMES[language]}role/company-law/#at-a-glance")
    sections = browser.find_elements(By.CSS_SELECTOR, "article h2[id]")
    id = sections[-1].get_attribute("id")
    at_the_section(browser, "at-a-glance")  # else the browser may go there after the scroll below
    browser.execute_script("arguments[0].scrollIntoView({behavior: 'instant'})", sections[-1])
    come_to_rest(browser)
    change_to(browser, other)
    arrives(browser, f"{address}{HOMES[other]}role/company-law/#{id}", other)


@pytest.mark.parametrize(("language", "other"), PAIRS)
def test_at_the_top_of_a_page_the_top_is_kept(browser: Chrome, address: str, language: str, other: str) -> None:
    browser.get(f"{address}{HOMES[language]}glossary/chief-customer-officer/")
    change_to(browser, other)
    arrives(browser, f"{address}{HOMES[other]}glossary/chief-customer-officer/", other)


@pytest.mark.parametrize(("language", "other"), PAIRS)
def test_the_keyboard_changes_language(browser: Chrome, address: str, language: str, other: str) -> None:
    browser.get(f"{address}{HOMES[language]}role/reporting/")
    browser.execute_script("arguments[0].focus()", switch(browser))
    keys = ActionChains(browser)
    keys.send_keys(Keys.ENTER).perform()
    link = browser.find_element(By.LINK_TEXT, NAMES[other])
    keys.send_keys(Keys.ESCAPE).perform()
    assert not link.is_displayed() and browser.switch_to.active_element == switch(browser)
    keys.send_keys(Keys.ENTER).perform()
    for _ in range([*HOMES].index(other) + 1):
        keys.send_keys(Keys.TAB).perform()
    assert browser.switch_to.active_element == link and link.is_displayed()
    keys.send_keys(Keys.ENTER).perform()
    arrives(browser, f"{address}{HOMES[other]}role/reporting/", other)


@pytest.mark.parametrize("language", HOMES)
def test_the_switch_names_the_languages_and_the_current_one(browser: Chrome, address: str, language: str) -> None:
    browser.get(f"{address}{HOMES[language]}about/")
    assert NAMES[language] in switch(browser).accessible_name
    assert NAMES[language] in switch(browser).text
    links = browser.find_elements(By.CSS_SELECTOR, ".languages a")
    assert [str(link.get_attribute("textContent")) for link in links] == [*NAMES.values()]
    for code, link in zip(NAMES, links, strict=True):
        assert (link.get_attribute("lang"), link.get_attribute("hreflang")) == (code, code)
        assert (link.get_attribute("aria-current") == "true") == (code == language)


@pytest.mark.usefixtures("phone")
@pytest.mark.parametrize(("language", "other"), PAIRS)
def test_the_phone_changes_language(browser: Chrome, address: str, language: str, other: str) -> None:
    browser.get(f"{address}{HOMES[language]}pay/salary/#salary-us")
    assert switch(browser).size["width"] >= 24 and NAMES[language] in switch(browser).accessible_name
    switch(browser).click()
    for link in browser.find_elements(By.CSS_SELECTOR, ".languages a"):
        assert link.rect["x"] >= 0 and link.rect["x"] + link.rect["width"] <= 390 and link.rect["height"] >= 24
    browser.find_element(By.LINK_TEXT, NAMES[other]).click()
    arrives(browser, f"{address}{HOMES[other]}pay/salary/#salary-us", other)


@pytest.mark.usefixtures("without_scripts")
@pytest.mark.parametrize(("language", "other"), PAIRS)
def test_without_scripts_the_page_is_kept(browser: Chrome, address: str, language: str, other: str) -> None:
    browser.get(f"{address}{HOMES[language]}pay/salary/#salary-us")
    change_to(browser, other)
    assert browser.current_url == f"{address}{HOMES[other]}pay/salary/"


def test_a_click_elsewhere_closes_the_switch(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/about/")
    switch(browser).click()
    link = browser.find_element(By.LINK_TEXT, "Deutsch")
    browser.find_element(By.TAG_NAME, "h1").click()
    assert not link.is_displayed()


def test_who_comes_back_finds_the_switch_closed(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/about/")
    change_to(browser, "de")
    arrives(browser, f"{address}/de/about/", "de")
    browser.back()
    arrives(browser, f"{address}/about/", "en")
    assert switch(browser).is_displayed()
    assert browser.find_elements(By.LINK_TEXT, "Deutsch") == [], "no link that is shown has this text"


def told(browser: Chrome) -> list[str]:
    """The languages of the notices on the page, from top to bottom."""
    notices = [notice for notice in browser.find_elements(By.CSS_SELECTOR, ".lost") if notice.is_displayed()]
    for notice in notices:
        assert notice.find_element(By.TAG_NAME, "h2").text == LOST[str(notice.get_attribute("lang"))]
    return [str(notice.get_attribute("lang")) for notice in sorted(notices, key=lambda notice: notice.rect["y"])]


def test_one_page_for_the_lost_speaks_all_languages(browser: Chrome, site: Path) -> None:
    with served(site, "404.html") as address:
        browser.get(f"{address}/nothing/")
        assert told(browser) == ["en", "de", "nl"]


@pytest.mark.parametrize(("path", "language"), [("/de/a/b/nothing/?q=1#x", "de"), ("/nl/nothing", "nl")])
def test_below_a_language_it_is_all_in_that_one(browser: Chrome, site: Path, path: str, language: str) -> None:
    """On a host that has one page for all, as GitHub Pages; the address is still what the reader asked for."""
    with served(site, "404.html") as address:
        browser.get(address + path)
        WebDriverWait(browser, 5).until(lambda b: b.current_url == address + path and told(b) == [language])
        assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == language
        browser.get(f"{address}/404.{language}.html?missing=https://example.org/")
        assert told(browser) == [language]
        assert browser.current_url.startswith(address), "nobody else's address is shown"


@pytest.mark.usefixtures("without_scripts")
def test_without_scripts_all_languages_stand_there(browser: Chrome, site: Path) -> None:
    with served(site, "404.html") as address:
        browser.get(f"{address}/de/nothing/")
        assert told(browser) == ["en", "de", "nl"]


@pytest.mark.parametrize("language", HOMES)
def test_a_page_for_the_lost_of_a_language_helps_at_any_depth(browser: Chrome, site: Path, language: str) -> None:
    with served(site, f"404.{language}.html") as address:
        home = address + HOMES[language]
        browser.get(f"{home}a/b/c/nothing")
        assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == language
        assert told(browser) == [language]
        assert browser.find_elements(By.CSS_SELECTOR, "meta[name='robots'][content='noindex']")
        script = "return performance.getEntriesByType('resource').filter(e => e.responseStatus >= 400).map(e => e.name)"
        assert browser.execute_script(script) == [], "styles and scripts are found from there"
        links = browser.find_elements(By.CSS_SELECTOR, ".lost a")
        assert [link.get_attribute("href") for link in links] == [home, f"{home}glossary/"]
        field = browser.find_element(By.CSS_SELECTOR, ".lost input")
        field.send_keys("CCO", Keys.ENTER)
        WebDriverWait(browser, 5).until(lambda b: b.current_url.startswith(f"{home}?q=CCO"))
        query = browser.find_element(By.CSS_SELECTOR, "input[data-md-component='search-query']")
        WebDriverWait(browser, 5).until(lambda _: query.get_attribute("value") == "CCO")
        WebDriverWait(browser, 10).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".md-search-result__item"))
