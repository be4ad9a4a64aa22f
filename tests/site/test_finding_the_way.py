"""By keyboard alone from home to an answer and another language, on small screens; titles, crumbs and ends of pages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from browsers import come_to_rest
from commands import mkdocs
from concord.languages import language as words_of
from published import FOLDERS
from small_guide import small_guide
from trees import replace, the_guide

MENU = {"en": "Menu", "de": "Menü", "nl": "Menu"}


@pytest.fixture(params=[390, 320])
def phone(browser: Chrome, request: pytest.FixtureRequest) -> Iterator[Chrome]:
    screen = {"width": request.param, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def tab_to(browser: Chrome, selector: str, most: int = 60) -> Any:
    """Presses Tab until what `selector` finds has the focus; what has it must be on the screen."""
    for _ in range(most):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        if browser.execute_script("return document.activeElement.matches(arguments[0])", selector):
            here = browser.switch_to.active_element
            assert here.is_displayed()
            return here
    raise AssertionError(f"Tab does not reach {selector}")


def described(browser: Chrome, selector: str) -> dict[str, Any]:
    """The role, the name and the properties of an element in the accessibility tree."""
    found = browser.execute_cdp_cmd("Runtime.evaluate", {"expression": f"document.querySelector({selector!r})"})
    id = found["result"]["objectId"]
    [node] = browser.execute_cdp_cmd("Accessibility.getPartialAXTree", {"objectId": id, "fetchRelatives": False})[
        "nodes"
    ]
    properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    return {"role": node["role"]["value"], "name": node["name"]["value"], **properties}


@pytest.mark.browser
@pytest.mark.parametrize("code", FOLDERS)
def test_the_keyboard_leads_from_home_to_an_answer_and_to_another_language(
    phone: Chrome, address: str, code: str
) -> None:
    phone.get(f"{address}/{FOLDERS[code]}")
    tab_to(phone, ".guide-menu-button")
    state = described(phone, ".guide-menu-button")
    assert (state["role"], state["name"], state["expanded"]) == ("button", MENU[code], False)
    phone.switch_to.active_element.send_keys(Keys.ENTER)
    assert described(phone, ".guide-menu-button")["expanded"] is True
    tab_to(phone, "#guide-menu a[href$='work/tasks/']").send_keys(Keys.ENTER)
    WebDriverWait(phone, 10).until(lambda b: b.current_url.endswith("work/tasks/"))
    come_to_rest(phone)  # in half a page the Tab key leads elsewhere
    assert phone.find_element(By.TAG_NAME, "h1").text.startswith(the_guide().corpus.pages[code]["work/tasks.md"].title)
    other = "de" if code == "en" else "en"
    tab_to(phone, ".languages summary").send_keys(Keys.ENTER)
    tab_to(phone, f".languages a[hreflang='{other}']").send_keys(Keys.ENTER)
    WebDriverWait(phone, 10).until(lambda b: b.find_element(By.TAG_NAME, "html").get_attribute("lang") == other)
    assert phone.current_url.partition("#")[0].endswith(f"/{FOLDERS[other]}work/tasks/")


@pytest.mark.browser
def test_escape_closes_the_menu_and_the_focus_returns(phone: Chrome, address: str) -> None:
    phone.get(f"{address}/pay/salary/")
    tab_to(phone, ".guide-menu-button").send_keys(Keys.ENTER)
    tab_to(phone, "#guide-menu a").send_keys(Keys.ESCAPE)
    assert described(phone, ".guide-menu-button")["expanded"] is False
    assert phone.execute_script("return document.activeElement.matches('.guide-menu-button')")


@pytest.mark.parametrize("code", FOLDERS)
def test_a_window_has_the_name_of_its_heading(site: Path, code: str) -> None:
    for path, page in the_guide().corpus.pages[code].items():
        file = site / FOLDERS[code] / path.removesuffix(".md").removesuffix("index") / "index.html"
        title = lxml.html.parse(file).getroot().findtext(".//title").strip()
        assert title.startswith(page.title)
        assert title == page.title or len(title) <= 60


@pytest.mark.parametrize("code", FOLDERS)
def test_a_crumb_leads_elsewhere(site: Path, code: str) -> None:
    for file in (site / FOLDERS[code]).rglob("index.html"):
        links = lxml.html.parse(file).getroot().xpath("//nav[@class='md-path']//a/@href")
        assert "./" not in links and "" not in links, file


@pytest.mark.parametrize("code", FOLDERS)
def test_nothing_of_a_heading_is_said_in_another_language(site: Path, code: str) -> None:
    root = lxml.html.parse(site / FOLDERS[code] / "pay/salary/index.html").getroot()
    links = root.xpath("//a[@class='headerlink']")
    assert links
    assert {link.get("title") for link in links} == {words_of(code).interface["permalink"]}
    assert {link.get("aria-hidden") for link in links} == {"true"}, "a heading is not read with its sign"


@pytest.mark.parametrize("code", FOLDERS)
def test_the_lost_are_led_to_the_homes(site: Path, code: str) -> None:
    root = lxml.html.parse(site / f"404.{code}.html").getroot()
    links = {link.get("hreflang"): link.get("href") for link in root.xpath("//details[@class='languages']//a")}
    assert {other: urlsplit(link).path for other, link in links.items()} == {c: f"/{f}" for c, f in FOLDERS.items()}


@pytest.mark.parametrize("code", FOLDERS)
def test_contributors_alone_are_led_to_the_state_of_the_languages(site: Path, code: str) -> None:
    pages = {
        name: (site / FOLDERS[code] / name / "index.html").read_text(encoding="utf-8")
        for name in ("contribute", "about")
    }
    says = words_of(code).interface["status"]
    assert {name: f">{says}</a>" in html for name, html in pages.items()} == {"contribute": True, "about": False}


def ends(site: Path, path: str) -> Any:
    return lxml.html.parse(site / path / "index.html").getroot().find(".//footer[@class='page-end']")


def test_without_a_repository_nothing_leads_to_one(site: Path) -> None:
    end = ends(site, "pay/salary")
    assert not end.xpath(".//a[contains(@class, 'report')]")
    assert end.find(".//time").get("datetime")
    assert "BY" in end.text_content()


def kept_at(tree: Path, repository: str) -> Path:
    """A few pages of the guide, whose files are kept at an address."""
    small_guide(tree)
    replace(tree / "mkdocs.yml", '!ENV [REPO_URL, ""]', f'"{repository}"')
    return tree


def test_with_a_repository_an_error_is_one_click_away(tmp_path: Path) -> None:
    tree = kept_at(tmp_path, "https://code.example/o/guide")
    assert mkdocs("build", cwd=tree).returncode == 0
    for code, folder in FOLDERS.items():
        end = ends(tree / "site", f"{folder}pay/salary")
        report, edit, history = (link.get("href") for link in end.xpath(".//ul//a"))
        asked = parse_qs(urlsplit(report).query)
        assert f"docs/{code}/pay/salary.md" in asked["body"][0]
        assert words_of(code).name in asked["body"][0]
        assert the_guide().corpus.pages[code]["pay/salary.md"].title in asked["title"][0]
        assert edit == f"https://code.example/o/guide/edit/HEAD/docs/{code}/pay/salary.md"
        assert history == f"https://code.example/o/guide/commits/HEAD/docs/{code}/pay/salary.md"


def test_a_repository_that_is_no_address_ends_the_build_in_a_line(tmp_path: Path) -> None:
    done = mkdocs("build", cwd=kept_at(tmp_path, "javascript:alert(1)"))
    assert done.returncode == 1
    assert "mkdocs.yml: extra, repository: 'javascript:alert(1)' is no address" in done.stderr


@pytest.mark.parametrize("code", FOLDERS)
def test_a_page_can_be_cited(site: Path, code: str) -> None:
    title = the_guide().corpus.pages[code]["pay/salary.md"].title
    cited = ends(site, f"{FOLDERS[code]}pay/salary").find(".//details")
    text, bibtex = cited.findtext("p"), cited.find("pre").text_content()
    for part in (title, f"/{FOLDERS[code]}pay/salary/"):
        assert part in text and part in bibtex
    assert re.search(r"\d{4}", text)


@pytest.mark.parametrize("code", FOLDERS)
def test_a_printed_page_has_the_sources_of_its_numbers(site: Path, code: str) -> None:
    root = lxml.html.parse(site / FOLDERS[code] / "pay/salary/index.html").getroot()
    listed = "".join(root.find(".//div[@class='bibliography']").itertext())
    for number in {sup.text for sup in root.xpath("//article//sup") if re.fullmatch(r"\[\d+\]", sup.text or "")}:
        assert number in listed


@pytest.mark.browser
def test_a_note_stays_off_its_word_and_away_once_dismissed(browser: Chrome, address: str) -> None:
    for width, height in ((1400, 900), (390, 844), (320, 256)):
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        browser.get(f"{address}/pay/salary/")
        for _ in range(12):
            fact = tab_to(browser, "article a.fact")
            come_to_rest(browser)  # what has the focus is scrolled into view, and the box follows
            box = WebDriverWait(browser, 5).until(lambda b: b.find_element(By.CSS_SELECTOR, ".note-box"))
            script = """const [box, word] = [arguments[0].getBoundingClientRect(), [...arguments[1].getClientRects()]];
                return word.some((line) => line.top < box.bottom && box.top < line.bottom
                    && line.left < box.right && box.left < line.right)"""
            assert not browser.execute_script(script, box, fact), (width, fact.text)
        browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        assert browser.find_elements(By.CSS_SELECTOR, ".note-box") == []
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
