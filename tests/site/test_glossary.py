"""The glossary in the built site: entries, shared abbreviations, the list from A to Z, titles linked in the text."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

FOLDERS = {"en": "", "de": "de/", "nl": "nl/"}
SHARED = ["cco", "cso", "cro", "cdo", "cpo", "cao", "cio", "cmo", "cto", "clo", "cxo", "cbo", "cgo", "cvo", "cho"]
SENSES_OF_CCO = {
    f"chief-{name}-officer"
    for name in [
        "customer",
        "commercial",
        "communications",
        "compliance",
        "creative",
        "content",
        "credit",
        "culture",
        "claims",
    ]
}


class Links(HTMLParser):
    """The addresses of the links in the order of the page, with what they lie in and their text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, tuple[str, ...]]] = []
        self._open: list[str] = []
        self.feed(html[html.index("<article") : html.index("</article>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "img", "input", "hr", "meta", "link"):
            self._open.append(tag)
        if tag == "a":
            own = dict(attrs)
            self.found.append((own.get("href") or "", own.get("class") or "", tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass


def html_of(site: Path, language: str, page: str) -> str:
    return (site / FOLDERS[language] / page / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", FOLDERS)
def test_every_title_and_every_shared_abbreviation_has_a_page(site: Path, language: str) -> None:
    pages = {page.parent.name for page in (site / FOLDERS[language] / "glossary").glob("*/index.html")}
    assert set(SHARED) <= pages
    assert len(pages - set(SHARED)) >= 96


@pytest.mark.parametrize("language", FOLDERS)
def test_letters_with_many_senses_lead_to_all_of_them_the_usual_first(site: Path, language: str) -> None:
    html = html_of(site, language, "glossary/cco")
    senses = re.findall(r'<li><a href="\.\./([a-z-]+)/"', html[html.index('class="senses"') :])
    assert senses[0] == "chief-customer-officer"
    assert set(senses) == SENSES_OF_CCO
    entry = html_of(site, language, "glossary/chief-customer-officer")
    data = entry[entry.index('class="title-data"') :]
    assert set(re.findall(r'href="\.\./([a-z-]+)/"', data)) >= {*SENSES_OF_CCO, "cco"} - {"chief-customer-officer"}


@pytest.mark.parametrize("language", FOLDERS)
def test_letters_with_one_sense_lead_nowhere(site: Path, language: str) -> None:
    html = html_of(site, language, "glossary/chief-executive-officer")
    assert "<dd>CEO</dd>" in html


@pytest.mark.parametrize(
    ("language", "before", "word", "behind"),
    [
        ("de", "CAE", "Ärztlicher Direktor", "Arbeitsdirektor"),
        ("en", "CMO", "Chief operating officer", "Chief marketing officer"),
    ],
)
def test_the_list_is_in_the_order_of_the_alphabet(
    site: Path, language: str, before: str, word: str, behind: str
) -> None:
    html = html_of(site, language, "glossary")
    assert html.index(f">{behind}<") < html.index(f">{word}<") < html.index(f">{before}<")


@pytest.mark.parametrize("language", FOLDERS)
def test_a_title_is_linked_once_a_section_and_never_in_headings_links_or_quotations(site: Path, language: str) -> None:
    html = html_of(site, language, "work/first-years")
    links = [link for link in Links(html).found if "title" in link[1].split()]
    assert links
    for address, _, around in links:
        assert not {"h1", "h2", "h3", "code", "blockquote", "em"} & set(around), address
        assert around.count("a") == 1, address
    for section in re.split(r"<h[1-6]", html[html.index("<article") : html.index('class="notes"')]):
        addresses = re.findall(r'<a [^>]*class="title" href="([^"]*)"', section)
        assert len(addresses) == len(set(addresses))


def test_definitions_are_no_part_of_the_search_nor_of_the_contents(site: Path) -> None:
    html = html_of(site, "en", "work/first-years")
    definition = re.search(r'<p id="title-chief-customer-officer">([^<]{40})', html)
    assert definition
    index = (site / "search/index.json").read_text(encoding="utf-8")
    page = index[index.index('"location":"work/first-years/#tenure"') :]
    assert definition[1] not in page[: page.index("}")]
    assert "title-" not in "".join(re.findall(r'<nav class="md-nav md-nav--secondary".*?</nav>', html, re.DOTALL))


@pytest.mark.browser
@pytest.mark.parametrize("language", FOLDERS)
def test_a_definition_is_reached_by_keyboard_and_closed_with_escape(
    browser: Chrome, address: str, language: str
) -> None:
    browser.get(f"{address}/{FOLDERS[language]}work/first-years/")
    title = browser.find_element(By.CSS_SELECTOR, "article a.title[aria-describedby]")
    definition = browser.find_element(By.ID, str(title.get_attribute("aria-describedby")))
    said = str(definition.get_attribute("textContent"))
    for _ in range(200):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        if browser.switch_to.active_element == title:
            break
    box = WebDriverWait(browser, 5).until(
        lambda b: [e for e in b.find_elements(By.CSS_SELECTOR, ".note-box") if e.is_displayed()]
    )[0]
    assert box.text == said.strip()
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert not [e for e in browser.find_elements(By.CSS_SELECTOR, ".note-box") if e.is_displayed()]
    assert browser.switch_to.active_element == title


@pytest.mark.browser
@pytest.mark.parametrize("language", FOLDERS)
def test_the_list_is_filtered_without_scripts(browser: Chrome, address: str, language: str) -> None:
    def shown(id: str) -> bool:
        links = browser.find_elements(By.CSS_SELECTOR, f".a-to-z li a[href$='{id}/']")
        assert links
        return any(link.is_displayed() for link in links)

    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(f"{address}/{FOLDERS[language]}glossary/")
        assert shown("chief-data-officer") and shown("supervisory-board")
        browser.find_element(By.ID, "kind-governance").click()
        assert shown("supervisory-board") and not shown("chief-data-officer")
        browser.find_element(By.ID, "kind-c-suite").click()
        assert shown("chief-data-officer") and not shown("supervisory-board")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
