"""Chromium without a window, and how the tests open a page of the guide in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

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
