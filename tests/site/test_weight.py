"""The number of bytes of a first view and of a search index, compressed as nginx sends them."""

import gzip
from pathlib import Path

import pytest
from lxml import html
from selenium.webdriver import Chrome

from concord.site.theme.style_sheet import is_trimmed_away
from devtools import events
from published import FOLDERS, Published

FIRST_VIEW, LIST, INDEX = 95_000, 130_000, 150_000
LISTS = ("facts/", "sources/")  # of all there is


def weight(browser: Chrome) -> int:
    """The bytes that came since the log was last read, without those of the search index."""
    seen = events(browser)
    names = {event["requestId"]: event["request"]["url"] for event in seen["Network.requestWillBeSent"]}
    sizes = {event["requestId"]: int(event["encodedDataLength"]) for event in seen["Network.loadingFinished"]}
    assert sizes
    return sum(size for request, size in sizes.items() if "search/index.json" not in names.get(request, ""))


@pytest.mark.browser
@pytest.mark.parametrize("language", FOLDERS)
def test_a_first_view_is_light(browser: Chrome, deployed: str, published: Published, language: str) -> None:
    weights = {}
    for page in published.pages(language):
        browser.execute_cdp_cmd("Network.clearBrowserCache", {})
        events(browser)
        browser.get(f"{deployed}/{page}")
        weights[page] = weight(browser)
    most = {page: LIST if page.endswith(LISTS) else FIRST_VIEW for page in weights}
    assert {page: size for page, size in weights.items() if size > most[page]} == {}


@pytest.mark.parametrize("language", FOLDERS)
def test_an_index_is_light(site: Path, language: str) -> None:
    index = site / FOLDERS[language] / "search" / "index.json"
    assert len(gzip.compress(index.read_bytes(), 6)) <= INDEX


def test_no_page_has_a_class_whose_rules_were_left_out(site: Path) -> None:
    pages = {file.relative_to(site).as_posix(): html.parse(file).getroot() for file in site.rglob("*.html")}
    names = {name: page for page, root in pages.items() for value in root.xpath("//@class") for name in value.split()}
    assert "md-nav__link" in names
    assert {name: page for name, page in names.items() if is_trimmed_away(name)} == {}
