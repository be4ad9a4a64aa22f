"""The search box in Chromium, in each language: which page comes first for what a reader types."""

import functools
import gzip
import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import pytest
from lxml import html
from ruamel.yaml import YAML
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from concord.languages import language as words_of
from trees import ROOT

ROOTS = {"en": "/", "de": "/de/", "nl": "/nl/"}
CCO, CFO = "glossary/chief-customer-officer/", "glossary/chief-financial-officer/"
BOARD, SUPERVISORS = "glossary/vorstand/", "glossary/supervisory-board/"
FIRST = {
    "en": {
        "CCO": CCO,
        "ccos": CCO,
        "what is a CCO?": "role/definition/",
        "chief financial officer": CFO,
        "finance directors": CFO,
        "CXO": "glossary/chief-experience-officer/",
        "supervisory boards": SUPERVISORS,
        "salary in Germany": "pay/salary/",
        "who does a CCO report to": "role/reporting/",
        "mapping the customer journey": "work/journey/",
        "difference between CCO and CXO": "neighbours/side-by-side/",
        "qualification": "becoming/qualifications/",
    },
    "de": {
        "CCO": CCO,
        "CCOs": CCO,
        "Finanzvorstands": CFO,
        "Chief Financial Officer": CFO,
        "Kundenvorständin": CCO,
        "Vorstände": BOARD,
        "vorstande": BOARD,
        "Vorstaende": BOARD,
        "Geschaftsfuhrer": "glossary/statutory-director/",
        "Aufsichtsräten": SUPERVISORS,
        "Gehälter": "pay/salary/",
        "Was macht ein Chief Customer Officer?": "work/tasks/",
        "Wem untersteht ein CCO?": "role/reporting/",
        "Unterschied zwischen CCO und CXO": "neighbours/side-by-side/",
    },
    "nl": {
        "cco": CCO,
        "CCO’s": CCO,
        "financieel directeur": CFO,
        "financiële directeuren": CFO,
        "financiele directeuren": CFO,
        "raad van bestuur": "glossary/raad-van-bestuur-nl/",
        "commissarissen": SUPERVISORS,
        "salarissen": "pay/salary/",
        "wat doet een chief customer officer?": "work/tasks/",
        "aan wie rapporteert een CCO?": "role/reporting/",
        "klantreizen": "work/journey/",
        "opleidingen": "becoming/education/",
        "verschil tussen CCO en CXO": "neighbours/side-by-side/",
    },
}
QUERIES = YAML(typ="safe").load(ROOT / "tests/data/queries.yml")
PLURAL = {"en": ("customer", "customers"), "de": ("Vorstand", "Vorstände"), "nl": ("klant", "klanten")}
FOREIGN = {"en": ("de", "Unternehmensspitze"), "de": ("nl", "klantrelatie"), "nl": ("en", "shareholders")}
SEARCH = {"en": "Search", "de": "Suche", "nl": "Zoeken"}
ASKS = {"en": "Type to start searching", "de": "Suchbegriff eingeben", "nl": "Typ om te beginnen met zoeken"}
ONE = {"en": "1 matching document", "de": "1 Suchergebnis", "nl": "1 overeenkomend document"}
MENU = {"en": "To look up", "de": "Zum Nachschlagen", "nl": "Om op te zoeken"}  # what it says above a page
NOTHING = {"en": "No matching documents", "de": "Keine Suchergebnisse", "nl": "Geen overeenkomende documenten"}
LARGEST = 150 * 1024  # bytes of an index as it is sent, compressed
POLICY = "script-src 'self'; worker-src 'self'"
ASK = """
    const [input, asks, query, done] = arguments;
    const says = () => document.querySelector(".md-search-result__meta")?.textContent.trim() ?? asks;
    const paste = (text) => { input.value = text; input.dispatchEvent(new KeyboardEvent("keyup")); };
    const until = (holds) => new Promise((resolve) => {
        const look = () => holds() ? resolve() : setTimeout(look, 10);
        look();
    });
    const shown = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    (async () => {
        paste("");
        await until(() => says() === asks);
        if (query) paste(query);
        await until(() => (says() === asks) === !query);
        await shown();
        const items = document.querySelectorAll(".md-search-result__item");
        done([...items].map((item) => new URL(item.querySelector("a").href).pathname));
    })();
"""  # asked in the page: what is asked from outside is asked twice a second


class _Strict(SimpleHTTPRequestHandler):
    """Sends scripts with a policy, by which a worker is then bound, and remembers what was asked for."""

    asked: ClassVar[list[str]] = []

    def end_headers(self) -> None:
        self.asked.append(urlsplit(self.path).path)
        if ".js" in self.path:
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of the built site, whose workers may run no more than the site's own scripts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Strict, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class Box:
    """The search box of the page that the browser shows."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser
        self.language = str(browser.find_element(By.TAG_NAME, "html").get_attribute("lang"))
        self.input = browser.find_element(By.CSS_SELECTOR, ".md-search__input")
        self.wait = WebDriverWait(browser, 20)
        browser.execute_script("document.getElementById('__search').click(); arguments[0].focus()", self.input)

    def __call__(self, query: str) -> list[str]:
        """The pages found for `query`, best first: up to ten, as the rest is shown when one scrolls."""
        return list(self.browser.execute_async_script(ASK, self.input, ASKS[self.language], query))

    def empty(self) -> None:
        """Asks for nothing, until the box asks in turn."""
        self.browser.execute_async_script(ASK, self.input, ASKS[self.language], "")

    @property
    def says(self) -> str:
        """The line above the results."""
        line = self.browser.find_element(By.CSS_SELECTOR, ".md-search-result__meta")
        return str(line.get_attribute("textContent")).strip()


@pytest.fixture(scope="module", params=ROOTS)
def box(request: pytest.FixtureRequest, browser: Chrome, address: str) -> Box:
    """The box of a page in each language."""
    browser.get(f"{address}{ROOTS[request.param]}work/tasks/")
    return Box(browser)


def index(site: Path, language: str) -> Path:
    return site / ROOTS[language].strip("/") / "search/index.json"


@pytest.mark.browser
def test_the_right_page_comes_first(box: Box) -> None:
    expected = FIRST[box.language]
    assert {query: box(query)[:1] for query in expected} == {
        query: [ROOTS[box.language] + page] for query, page in expected.items()
    }


@pytest.mark.browser
def test_one_of_the_first_three_answers_what_people_type(box: Box) -> None:
    expected = QUERIES[box.language]
    assert len(expected) >= 60
    found = {query: box(query)[:3] for query in expected}
    wanted = {query: {f"{ROOTS[box.language]}{page}/" for page in pages} for query, pages in expected.items()}
    assert {query: pages for query, pages in found.items() if not wanted[query] & {*pages}} == {}


@pytest.mark.browser
def test_an_index_is_loaded_when_somebody_is_about_to_search(browser: Chrome, address: str) -> None:
    """A worker asks for it, whose requests a browser's log does not have."""
    _Strict.asked.clear()
    browser.get(f"{address}/pay/salary/")
    assert "/pay/salary/" in _Strict.asked
    assert not [path for path in _Strict.asked if path.endswith(("/index.json", "lunr.js"))]
    box = Box(browser)
    assert box("CFO")
    assert "/search/index.json" in _Strict.asked


@pytest.mark.browser
def test_all_senses_of_an_abbreviation_come_second(box: Box) -> None:
    glossary = f"{ROOTS[box.language]}glossary"
    found = box("cco")
    assert found[:2] == [f"{glossary}/chief-customer-officer/", f"{glossary}/cco/"]
    assert f"{glossary}/chief-commercial-officer/" in found[2:]


@pytest.mark.browser
def test_a_title_is_found_while_it_is_typed(box: Box) -> None:
    box.empty()
    box.input.send_keys("chief cust")
    found = f".md-search-result__item:first-child a[href$='{ROOTS[box.language]}{CCO}']"
    box.wait.until(lambda browser: browser.find_elements(By.CSS_SELECTOR, found))


@pytest.mark.browser
def test_a_plural_finds_what_the_singular_finds(box: Box) -> None:
    singular, plural = PLURAL[box.language]
    assert box(singular)
    said = box.says
    assert box(plural)
    assert box.says == said, "as many pages"


@pytest.mark.browser
def test_what_another_language_says_is_not_found(box: Box, site: Path) -> None:
    other, word = FOREIGN[box.language]
    assert word in index(site, other).read_text(encoding="utf-8")
    assert box(word) == []
    assert box.says == NOTHING[box.language]


@pytest.mark.browser
def test_the_box_speaks_the_language(box: Box) -> None:
    assert box.input.get_attribute("placeholder") == SEARCH[box.language]


@pytest.mark.browser
def test_a_page_that_is_missing_searches_its_own_language(browser: Chrome, address: str, site: Path) -> None:
    for page in site.glob("404*.html"):
        browser.get(f"{address}/{page.name}")
        box = Box(browser)
        assert box("CFO")[:1] == [ROOTS[box.language] + CFO]


@pytest.mark.parametrize("language", ROOTS)
def test_an_index_is_small(site: Path, language: str) -> None:
    assert len(gzip.compress(index(site, language).read_bytes())) <= LARGEST


@pytest.mark.parametrize("language", ROOTS)
def test_what_is_said_beside_the_text_is_not_in_the_index(site: Path, language: str) -> None:
    docs = json.loads(index(site, language).read_text(encoding="utf-8"))["docs"]
    text = "\n".join(f"{doc['title']}\n{doc['text']}" for doc in docs)
    interface = words_of(language).interface
    for beside in (interface["facts"], interface["mentioned"], interface["usual"], "<sup>"):
        assert beside not in text


@pytest.mark.parametrize("language", ROOTS)
def test_the_place_in_the_menu_is_searched_in_the_language(site: Path, language: str) -> None:
    docs = json.loads(index(site, language).read_text(encoding="utf-8"))["docs"]
    (about,) = [doc["about"] for doc in docs if doc["location"] == "questions/"]
    assert MENU[language] in about


@pytest.mark.parametrize("language", ROOTS)
def test_a_single_result_is_counted_in_right_words(site: Path, language: str) -> None:
    page = html.parse(site / ROOTS[language].strip("/") / "about/index.html").getroot()
    words = json.loads(page.get_element_by_id("__config").text)["translations"]
    assert words["search.result.one"] == ONE[language]
