"""The search box in Chromium, in each language: which page comes first for what a reader types."""

import functools
import gzip
import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from concord.languages import language as words_of

ROOTS = {"en": "/", "de": "/de/", "nl": "/nl/"}
CCO, CFO = "glossary/chief-customer-officer/", "glossary/chief-financial-officer/"
BOARD, SUPERVISORS = "glossary/executive-board/", "glossary/supervisory-board/"
FIRST = {
    "en": {
        "CCO": CCO,
        "ccos": CCO,
        "what is a CCO?": CCO,
        "chief financial officer": CFO,
        "finance directors": CFO,
        "CXO": "glossary/chief-experience-officer/",
        "supervisory boards": SUPERVISORS,
        "salary in Germany": "pay/salary/",
        "who does a CCO report to": "role/reporting/",
        "mapping the customer journey": "work/journey/",
        "difference between CCO and CXO": "questions/",
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
        "Geschaftsfuhrer": "glossary/managing-director/",
        "Aufsichtsräten": SUPERVISORS,
        "Gehälter": "pay/salary/",
        "Wem untersteht ein CCO?": "role/reporting/",
        "Unterschied zwischen CCO und CXO": "questions/",
    },
    "nl": {
        "cco": CCO,
        "CCO’s": CCO,
        "financieel directeur": CFO,
        "financiële directeuren": CFO,
        "financiele directeuren": CFO,
        "raad van bestuur": BOARD,
        "commissarissen": SUPERVISORS,
        "salarissen": "pay/salary/",
        "aan wie rapporteert een CCO?": "role/reporting/",
        "klantreizen": "work/journey/",
        "opleidingen": "becoming/education/",
        "verschil tussen CCO en CXO": "questions/",
    },
}
PLURAL = {"en": ("customer", "customers"), "de": ("Vorstand", "Vorstände"), "nl": ("klant", "klanten")}
FOREIGN = {"en": ("de", "Unternehmensspitze"), "de": ("nl", "klantrelatie"), "nl": ("en", "shareholders")}
SEARCH = {"en": "Search", "de": "Suche", "nl": "Zoeken"}
ASKS = {"en": "Type to start searching", "de": "Suchbegriff eingeben", "nl": "Typ om te beginnen met zoeken"}
NOTHING = {"en": "No matching documents", "de": "Keine Suchergebnisse", "nl": "Geen overeenkomende documenten"}
LARGEST = 150 * 1024  # bytes of an index as it is sent, compressed
POLICY = "script-src 'self'; worker-src 'self'"


class _Strict(SimpleHTTPRequestHandler):
    """Sends scripts with a policy, by which a worker is then bound."""

    def end_headers(self) -> None:
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
        self.empty()
        self._paste(query)
        self.wait.until(lambda _: self.says != ASKS[self.language])
        script = """
            const items = document.querySelectorAll(".md-search-result__item");
            return [...items].map((item) => new URL(item.querySelector("a").href).pathname)"""
        return list(self.browser.execute_script(script))

    def empty(self) -> None:
        """Asks for nothing, until the box asks in turn."""
        self._paste("")
        self.wait.until(lambda _: self.says == ASKS[self.language])

    @property
    def says(self) -> str:
        """The line above the results."""
        line = self.browser.find_element(By.CSS_SELECTOR, ".md-search-result__meta")
        return str(line.get_attribute("textContent")).strip()

    def _paste(self, text: str) -> None:
        script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new KeyboardEvent('keyup'))"
        self.browser.execute_script(script, self.input, text)


@pytest.fixture(scope="module", params=ROOTS)
def box(request: pytest.FixtureRequest, browser: Chrome, address: str) -> Box:
    """The box of a page in each language."""
    browser.get(f"{address}{ROOTS[request.param]}work/tasks/")
    return Box(browser)


def index(site: Path, language: str) -> Path:
    return site / ROOTS[language].strip("/") / "search/search_index.json"


@pytest.mark.browser
def test_the_right_page_comes_first(box: Box) -> None:
    expected = FIRST[box.language]
    assert {query: box(query)[:1] for query in expected} == {
        query: [ROOTS[box.language] + page] for query, page in expected.items()
    }


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
def test_a_page_fetches_the_index_of_its_language_alone(box: Box) -> None:
    script = "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)"
    fetched = [name for name in box.browser.execute_script(script) if "search_index" in name]
    assert fetched == [f"{ROOTS[box.language]}search/search_index.json"]


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
