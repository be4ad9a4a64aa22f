"""Chromium without a window, and how the tests open a page of the guide in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.remote.webelement import WebElement

from servers import tool

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
)
_AT_REST = """
    const done = arguments[0];
    let before = "";
    const look = () => {
        const now = `${document.readyState} ${scrollX} ${scrollY} ${document.documentElement.scrollHeight}`;
        if (now === before && document.readyState === "complete") return done();
        before = now;
        requestAnimationFrame(() => requestAnimationFrame(look));
    };
    look();
"""  # between two frames, events of a scroll are told and what came into view is laid out
LANGUAGES = {"en": "/", "de": "/de/", "nl": "/nl/"}


@contextmanager
def chromium() -> Iterator[Chrome]:
    """A browser that keeps a log of its requests and of its console, for `devtools`."""
    options = ChromeOptions()
    options.binary_location = tool("chromium", "google-chrome", package="chromium")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = tool("chromedriver", package="chromium-driver")
    for flag in FLAGS:
        options.add_argument(flag)
    chrome = Chrome(options=options, service=ChromeService(driver))
    chrome.set_page_load_timeout(30)
    yield chrome
    chrome.quit()


def open_page(browser: Chrome, address: str, language: str, page: str = "pay/salary/") -> None:
    """Opens a page in a language of the site that is served at `address`."""
    browser.get(f"{address}{LANGUAGES[language]}{page}")


def come_to_rest(browser: Chrome) -> None:
    """Waits until the page is loaded and has neither scrolled nor grown from one picture to the next."""
    browser.execute_async_script(_AT_REST)


def bring_into_view(browser: Chrome, element: WebElement) -> None:
    """Scrolls so that `element` is in the middle of the window, and waits until that is done."""
    come_to_rest(browser)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    come_to_rest(browser)
