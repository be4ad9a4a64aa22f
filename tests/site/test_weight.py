"""A first view of each kind of page: its bytes, compressed as nginx sends them, what it asks for, and the console.

The bytes of a search index, too. With `--every-page` it is a first view of all pages.
"""

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from selenium.webdriver import Chrome

from browsers import come_to_rest
from concord.site.theme.style_sheet import is_trimmed_away
from devtools import complaints, events
from published import FOLDERS, Published

FIRST_VIEW, LIST, INDEX = 95_000, 130_000, 150_000
LISTS = ("facts/", "sources/")  # of all there is


@dataclass(frozen=True)
class View:
    """What the browser has told of a page that it has opened with nothing of the site in its cache.

    Attributes:
        loading: The events of DevTools until it was loaded.
        resting: Those that came before it was at rest.
        complaints: The lines of the console.
    """

    loading: dict[str, list[dict[str, Any]]]
    resting: dict[str, list[dict[str, Any]]]
    complaints: list[str]

    def events(self, name: str) -> list[dict[str, Any]]:
        """All events with this name."""
        return [*self.loading[name], *self.resting[name]]


@pytest.fixture(scope="module", params=FOLDERS)
def views(request: pytest.FixtureRequest, browser: Chrome, deployed: str, published: Published) -> dict[str, View]:
    """The first views of a language, by the addresses of the pages."""
    found = {}
    events(browser), complaints(browser)
    for page in published.pages(request.param):
        browser.execute_cdp_cmd("Network.clearBrowserCache", {})
        browser.get(f"{deployed}/{page}")
        loading = events(browser)
        come_to_rest(browser)
        found[page] = View(loading, events(browser), complaints(browser))
    return found


def weight(seen: dict[str, list[dict[str, Any]]]) -> int:
    """The bytes that came, without those of the search index."""
    names = {event["requestId"]: event["request"]["url"] for event in seen["Network.requestWillBeSent"]}
    sizes = {event["requestId"]: int(event["encodedDataLength"]) for event in seen["Network.loadingFinished"]}
    assert sizes
    return sum(size for request, size in sizes.items() if "search/index.json" not in names.get(request, ""))


@pytest.mark.browser
def test_a_first_view_is_light(views: dict[str, View]) -> None:
    weights = {page: weight(view.loading) for page, view in views.items()}
    most = {page: LIST if page.endswith(LISTS) else FIRST_VIEW for page in weights}
    assert {page: size for page, size in weights.items() if size > most[page]} == {}


@pytest.mark.browser
def test_a_page_asks_for_nothing_elsewhere_and_complains_of_nothing(views: dict[str, View], deployed: str) -> None:
    for page, view in views.items():
        asked = [event["request"]["url"] for event in view.events("Network.requestWillBeSent")]
        assert asked, page
        assert [url for url in asked if not url.startswith((f"{deployed}/", "data:"))] == [], page
        answers = [event["response"] for event in view.events("Network.responseReceived")]
        assert [answer["url"] for answer in answers if answer["status"] >= 400] == [], page
        assert view.events("Network.loadingFailed") == [], page
        assert view.complaints == [], page


@pytest.mark.parametrize("language", FOLDERS)
def test_an_index_is_light(site: Path, language: str) -> None:
    index = site / FOLDERS[language] / "search" / "index.json"
    assert len(gzip.compress(index.read_bytes(), 6)) <= INDEX


def test_no_page_has_a_class_whose_rules_were_left_out(site: Path) -> None:
    pages = {file.relative_to(site).as_posix(): html.parse(file).getroot() for file in site.rglob("*.html")}
    names = {name: page for page, root in pages.items() for value in root.xpath("//@class") for name in value.split()}
    assert "md-nav__link" in names
    assert {name: page for name, page in names.items() if is_trimmed_away(name)} == {}
