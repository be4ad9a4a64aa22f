"""The page that lists all facts: its rows, its sorting and filter, and the links to and from it."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.html
import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from concord.registry import Fact
from trees import the_guide

SITE = "https://cco-guide.example/"
FOLDERS = {"en": "", "de": "de/", "nl": "nl/"}


def facts() -> Mapping[str, Fact]:
    return the_guide().registry.facts


def parsed(site: Path, address: str) -> Any:
    """The page at an address of the site."""
    path = urljoin("/", address.removeprefix(SITE)).partition("#")[0].strip("/")
    return lxml.html.parse(site / path / "index.html").getroot()


def leads_to(page: str, link: Any) -> tuple[str, str]:
    """The address, from the root of the site, and the id that a link on `page` leads to."""
    address, _, id = urljoin(f"/{page}", link.get("href")).partition("#")
    return address, id


@pytest.fixture(scope="module", params=FOLDERS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def rows(site: Path, language: str) -> dict[str, Any]:
    """The rows of the list by the ids of their facts, in the order of the page."""
    page = parsed(site, f"{FOLDERS[language]}facts/")
    return {row.get("id").removeprefix("fact-"): row for row in page.xpath("//div[@class='fact-list']//tbody/tr")}


def test_every_fact_has_its_row_in_each_language(rows: dict[str, Any], language: str) -> None:
    assert list(rows) == list(facts())
    for id, row in rows.items():
        assert row.find("th").text_content() == facts()[id].says[language]
        assert row.find("th").get("scope") == "row"
        assert row.findall("td")[0].text_content()


@pytest.mark.parametrize(
    ("id", "en", "de", "nl"),
    [
        (
            "salary-de-range",
            "€90,000 to €230,000 a year, before tax",
            "90.000 bis 230.000 € im Jahr, brutto",
            "€ 90.000 tot € 230.000 per jaar, bruto",
        ),
        ("tenure", "29.4 months", "29,4 Monate", "29,4 maanden"),
        ("fortune-500-companies", "fewer than 35", "weniger als 35", "minder dan 35"),
        ("jack-chambers", "Jack Chambers", "Jack Chambers", "Jack Chambers"),
        ("cco-reports-to-marketing", "chief marketing officer", "Chief Marketing Officer", "marketingdirecteur"),
    ],
)
def test_the_value_is_in_the_language_of_the_page(
    rows: dict[str, Any], language: str, id: str, en: str, de: str, nl: str
) -> None:
    shown = rows[id].findall("td")[0].text_content().replace("\u00a0", " ")
    assert shown == {"en": en, "de": de, "nl": nl}[language]


def test_a_row_leads_to_its_sources_and_explanation(site: Path, rows: dict[str, Any], language: str) -> None:
    folder = FOLDERS[language]
    ids = set(parsed(site, f"{folder}sources/").xpath("//h2/@id | //ul[@class='source-list']/li/@id"))
    for id, row in rows.items():
        _, _, cited, caveats, _ = row.findall("td")
        found = [leads_to(f"{folder}facts/", link) for link in cited.iter("a")]
        assert found == [(f"/{folder}sources/", source) for source in facts()[id].sources]
        why = {leads_to(f"{folder}facts/", link) for link in caveats.iter("a")}
        doubtful = the_guide().registry.ratings[id].label in ("disputed", "unreliable")
        assert {target for _, target in why} == ({facts()[id].dispute} - {""} if doubtful else set())
        assert {target for _, target in found} <= ids
        for page, target in why:
            (heading,) = parsed(site, page).xpath(f"//article//*[@id='{target}']")
            assert heading.tag in ("h2", "h3")


def test_every_fact_on_a_page_leads_to_its_row_and_the_row_back(
    site: Path, rows: dict[str, Any], language: str
) -> None:
    folder = FOLDERS[language]
    listed = {id: [leads_to(f"{folder}facts/", a) for a in row.findall("td")[4].iter("a")] for id, row in rows.items()}
    shown = set()
    for path in the_guide().corpus.pages[language]:
        page = f"{folder}{path.removesuffix('.md')}/".replace("index/", "")
        for note in parsed(site, page).xpath("//aside[@class='notes']//p[@id]"):
            id = note.get("id").removeprefix("note-")
            assert (f"/{folder}facts/", f"fact-{id}") in [leads_to(page, link) for link in note.iter("a")]
            assert f"/{page}" in {address for address, _ in listed[id]}, f"the row of {id} does not lead to {page}"
            shown.add(id)
    sections = [section for page in the_guide().corpus for section in page.sections]
    assert shown == {id.partition(".")[0] for section in sections for id, _ in section.cited_facts}
    for id, links in listed.items():
        assert len(links) == len(set(links)), f"{id} names a section twice"


def test_the_page_leads_to_the_files(site: Path, language: str) -> None:
    page = f"{FOLDERS[language]}facts/"
    links = {leads_to(page, link)[0] for link in parsed(site, page).xpath("//article//a")}
    for name in ("facts.json", "facts.csv", "facts.schema.json"):
        assert f"/{name}" in links and (site / name).is_file()


def open_list(browser: Chrome, address: str, language: str) -> None:
    browser.get(f"{address}/{FOLDERS[language]}facts/")


def order(browser: Chrome) -> list[str]:
    """The ids of the facts in the rows that are shown, from above."""
    script = "return [...document.querySelectorAll('.fact-list tbody tr')].filter(r => r.offsetParent).map(r => r.id)"
    return [id.removeprefix("fact-") for id in browser.execute_script(script)]


def heads(browser: Chrome) -> list[Any]:
    return browser.find_elements(By.CSS_SELECTOR, ".fact-list thead th")


def press(browser: Chrome, column: int) -> str | None:
    """Presses the head of a column by keyboard; returns how it says that the list is sorted."""
    heads(browser)[column].find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    assert all(head.get_attribute("aria-sort") is None for head in heads(browser) if head != heads(browser)[column])
    sorted_by: str | None = heads(browser)[column].get_attribute("aria-sort")
    return sorted_by


@pytest.mark.browser
def test_the_list_is_sorted_by_value_and_says_so(browser: Chrome, address: str, language: str) -> None:
    open_list(browser, address, language)
    assert order(browser) == list(facts())
    assert press(browser, 1) == "ascending"
    percents = {id for id, fact in facts().items() if fact.kind == "percent"}  # ranges too
    values = {id: fact.value for id, fact in facts().items() if fact.kind == "percent" and fact.value}
    up = [values[id] for id in order(browser) if id in values]
    assert up == sorted(values.values())
    together = [id in percents for id in order(browser)]
    first = together.index(True)
    assert all(together[first : first + len(percents)]), "like stands with like"
    assert press(browser, 1) == "descending"
    assert [values[id] for id in order(browser) if id in values] == up[::-1]
    assert press(browser, 1) == "none"
    assert order(browser) == list(facts())


@pytest.mark.browser
def test_days_are_sorted_as_days_and_the_undated_come_last(browser: Chrome, address: str, language: str) -> None:
    open_list(browser, address, language)
    for way in (1, -1):
        assert press(browser, 2) == ("ascending" if way == 1 else "descending")
        days = [facts()[id].as_of for id in order(browser)]
        dated = [day for day in days if day]
        assert dated == sorted(dated, reverse=way == -1)
        assert not any(days[len(dated) :])


@pytest.mark.browser
def test_words_are_sorted_as_the_language_sorts_them(browser: Chrome, address: str, language: str) -> None:
    open_list(browser, address, language)
    assert press(browser, 0) == "ascending"
    says = [facts()[id].says[language] for id in order(browser)]
    letters = [unicodedata.normalize("NFKD", text)[0].lower() for text in says if text[0].isalpha()]
    assert letters == sorted(letters) and len(set(letters)) > 10


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "found"), [("$ 204.518", "nl"), ("204.518 $", "de"), ("$204,518", "en"), ("JACK cHa", "de")]
)
def test_what_is_typed_leaves_the_rows_that_have_it(browser: Chrome, address: str, typed: str, found: str) -> None:
    open_list(browser, address, found)
    field = browser.find_element(By.CSS_SELECTOR, ".fact-list input[type=search]")
    assert field.accessible_name
    field.send_keys(typed)
    left = order(browser)
    assert ("jack-chambers" if "JACK" in typed else "salary-us-average") in left and len(left) < 10
    texts = [row.text.casefold() for row in browser.find_elements(By.CSS_SELECTOR, ".fact-list tbody tr:not([hidden])")]
    assert all(typed.replace(" ", "").casefold() in re.sub(r"\s", "", text) for text in texts)
    assert browser.find_element(By.CSS_SELECTOR, ".fact-list output").text == f"{len(left)} / {len(facts())}"


@pytest.mark.browser
def test_without_scripts_it_is_a_plain_table(browser: Chrome, address: str, language: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_list(browser, address, language)
        assert not browser.find_elements(By.CSS_SELECTOR, ".fact-list button")
        assert not browser.find_element(By.CSS_SELECTOR, ".fact-list input").is_displayed()
        assert order(browser) == list(facts())
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.browser
def test_the_way_from_a_figure_to_its_row_its_source_and_its_explanation(
    browser: Chrome, address: str, language: str
) -> None:
    def follow(link: Any, end: str) -> None:
        browser.execute_script("arguments[0].click()", link)
        WebDriverWait(browser, 5).until(lambda b: b.current_url == f"{address}/{FOLDERS[language]}{end}")
        assert browser.find_element(By.ID, end.partition("#")[2]).is_displayed()

    for target in ("sources/#cxo-nl", "pay/salary/#x14"):
        browser.get(f"{address}/{FOLDERS[language]}pay/salary/")
        follow(
            browser.find_element(By.CSS_SELECTOR, "a.fact[href$='#note-salary-us-average']"),
            "pay/salary/#note-salary-us-average",
        )
        note = browser.find_element(By.ID, "note-salary-us-average")
        follow(note.find_element(By.CSS_SELECTOR, "a[href*='facts/']"), "facts/#fact-salary-us-average")
        row = browser.find_element(By.ID, "fact-salary-us-average")
        follow(
            row.find_element(By.CSS_SELECTOR, f"td:nth-of-type(-n + 4) a[href$='{target.partition('#')[2]}']"), target
        )


@pytest.mark.browser
def test_the_list_fits_a_phone(browser: Chrome, address: str, language: str) -> None:
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        open_list(browser, address, language)
        assert browser.execute_script("return document.documentElement.scrollWidth") == 390
        script = "return [...document.querySelectorAll('.fact-list *')].filter(e => e.scrollWidth > 390).length"
        assert browser.execute_script(script) == 0
        cell = browser.find_element(By.CSS_SELECTOR, "#fact-tenure td")
        label = browser.execute_script("return getComputedStyle(arguments[0], '::before').content", cell)
        assert label.strip('"') == str(heads(browser)[1].find_element(By.TAG_NAME, "button").text)
        assert press(browser, 1) == "ascending"
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
