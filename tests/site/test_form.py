"""The form of a page on the built site: how sure each point is, the evidence, the fold, the list of the disputes."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from axe import AXE, SCHEMES, WIDTHS, look, narrow
from browsers import come_to_rest
from commands import mkdocs
from concord.languages import language
from devtools import complaints
from published import FOLDERS
from servers import files
from shared import shared
from small_guide import small_guide
from trees import ROOT, replace

FACTS = ["executive-team-share", "cco-reports-to", "fortune-100-share", "cxo-reports-to-any", "salary-de-range"]
LOWEST = ["executive-team-share", "cco-reports-to", "", "fortune-100-share"]  # of each point
VISIBLE = "return arguments[0].checkVisibility({visibilityProperty: true}) && arguments[0].getClientRects().length > 0"


def build_trial(tree: Path) -> None:
    """Builds some pages of the guide and one in the form, which tests/data/form has in each language."""
    small_guide(tree)
    for code in FOLDERS:
        shutil.copy(ROOT / "tests/data/form" / f"{code}.md", tree / "docs" / code / "trial.md")
    replace(tree / "mkdocs.yml", "not_in_nav: glossary/", "not_in_nav: |\n  glossary/\n  trial.md")
    done = mkdocs("build", "--strict", cwd=tree)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def formed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site. To read, not to change."""
    return shared(tmp_path_factory, "formed", build_trial) / "site"


@pytest.fixture(scope="module")
def there(formed: Path) -> Iterator[str]:
    with files(formed) as address:
        yield address


def page(site: Path, code: str, name: str = "trial") -> Any:
    return html.parse(str(site / FOLDERS[code] / name / "index.html")).getroot()


def how_sure(site: Path, code: str) -> dict[str, str]:
    facts = json.loads((site / "facts.json").read_text(encoding="utf-8"))["facts"]
    return {fact["id"]: fact["languages"][code]["how_sure"] for fact in facts}


@pytest.mark.parametrize("code", FOLDERS)
def test_a_point_is_as_sure_as_the_least_sure_of_its_facts(formed: Path, code: str) -> None:
    points = page(formed, code).xpath("//div[h2[@id='short']]/ul/li")
    shown = [point.xpath("./span[last()]")[0].text_content() for point in points]
    known = how_sure(formed, code) | {"": language(code).interface["our_judgement"]}
    assert shown == [known[id] for id in LOWEST]


@pytest.mark.parametrize("code", FOLDERS)
def test_the_line_of_evidence_is_a_table_of_what_the_registry_says(formed: Path, code: str) -> None:
    facts = json.loads((formed / "facts.json").read_text(encoding="utf-8"))["facts"]
    known = {fact["id"]: fact for fact in facts}
    (table,) = page(formed, code).xpath("//h2[@id='evidence']/following-sibling::*[1][self::table]")
    assert len(table.findall("./thead//th")) == 6
    rows = table.findall("./tbody/tr")
    assert [row.find("./td//a").get("href") for row in rows] == [f"#note-{id}" for id in FACTS]
    for id, row in zip(FACTS, rows, strict=True):
        words = known[id]["languages"][code]
        value, date, base, sources, sure = (cell.text_content() for cell in row.findall("./td"))
        assert row.find("./th").text_content() == words["says"]
        assert value == words["text"] and base == words["base"]
        assert sure.startswith(words["how_sure"].partition(":")[0])
        assert known[id]["as_of"][:4] in date if known[id]["as_of"] else date == language(code).interface["undated"]
        assert sources.count("[") == len(known[id]["sources"])
    assert language(code).interface["date_published"] in rows[0].findall("./td")[1].text_content()
    why = {link.get("href") for link in rows[1].findall("./td")[4].iter("a")}
    assert why == {"../role/reporting/#x3"}


@pytest.mark.parametrize("code", FOLDERS)
def test_what_is_folded_keeps_its_headings_and_ids(formed: Path, code: str) -> None:
    root = page(formed, code)
    (fold,) = root.xpath("//details[preceding-sibling::h2[@id='otherwise']]")
    assert fold.get("open") is None
    assert [heading.get("id") for heading in fold.iter("h3")] == ["x98", "x99"]
    titles = [heading.xpath("string(text())") for heading in fold.iter("h3")]
    assert fold.find("./summary").text_content() == " · ".join(titles)
    contents = {link.get("href") for link in root.xpath("//nav[contains(@class, 'md-nav--secondary')]//a")}
    assert {"#short", "#evidence", "#otherwise", "#x98", "#x99"} <= contents
    index = json.loads((formed / FOLDERS[code] / "search/index.json").read_text(encoding="utf-8"))
    found = {
        entry["location"].partition("#")[2]: entry["text"] for entry in index["docs"] if "trial/" in entry["location"]
    }
    assert {"short", "otherwise", "x98", "x99"} <= {*found} and found["x98"]
    judged = language(code).interface["our_judgement"]
    assert judged not in found["short"] and "22" in found["short"]


@pytest.mark.parametrize("code", FOLDERS)
def test_the_page_of_all_disputes_leads_to_those_elsewhere(formed: Path, code: str) -> None:
    root = page(formed, code, "disagreements")
    entries = {entry.get("id"): entry.find("./a").get("href") for entry in root.xpath("//article//li[@id]")}
    assert entries["x98"] == "../trial/#x98" and entries["x99"] == "../trial/#x99"
    headings = {heading.get("id") for heading in root.xpath("//article//h2[@id]")}
    assert "x3" in headings | {*entries} and not headings & {*entries}


@pytest.mark.browser
@pytest.mark.parametrize("code", FOLDERS)
def test_a_link_to_something_folded_unfolds_it(browser: Chrome, there: str, code: str) -> None:
    complaints(browser)  # those of other pages
    browser.get(f"{there}/{FOLDERS[code]}trial/")
    inner = browser.find_element(By.CSS_SELECTOR, "#x99 + p")
    assert not browser.execute_script(VISIBLE, inner)
    browser.get(f"{there}/{FOLDERS[code]}disagreements/#x99")
    browser.execute_script("arguments[0].click()", browser.find_element(By.CSS_SELECTOR, "#x99 a"))
    for _ in range(2):  # folded by hand and linked to again, where the address does not change
        heading = WebDriverWait(browser, 5).until(lambda b: b.find_element(By.ID, "x99"))
        WebDriverWait(browser, 5).until(
            lambda b: b.execute_script(VISIBLE, b.find_element(By.CSS_SELECTOR, "#x99 + p"))
        )
        come_to_rest(browser)
        assert browser.execute_script("const r = arguments[0].getBoundingClientRect(); return r.top >= 0", heading)
        browser.execute_script("document.querySelector('.otherwise > details').open = false")
        browser.execute_script("document.querySelector('.md-nav--secondary a[href$=\"#x99\"]').click()")
    browser.get(f"{there}/{FOLDERS[code]}trial/")
    browser.get(f"{there}/{FOLDERS[code]}trial/#otherwise")
    WebDriverWait(browser, 5).until(lambda b: b.execute_script(VISIBLE, b.find_element(By.CSS_SELECTOR, "#x99 + p")))
    assert complaints(browser) == []


@pytest.mark.browser
def test_a_switch_of_language_does_not_lead_to_something_folded(browser: Chrome, there: str) -> None:
    browser.get(f"{there}/trial/")
    come_to_rest(browser)
    link = browser.find_element(By.CSS_SELECTOR, ".md-select__link[hreflang='de']")
    press = "arguments[0].dispatchEvent(new Event('pointerdown', {bubbles: true})); return arguments[0].hash"
    assert browser.execute_script(press, link) in ("", "#short")
    browser.execute_script("document.querySelector('#otherwise').scrollIntoView({behavior: 'instant'})")
    come_to_rest(browser)
    assert browser.execute_script(press, link) in ("#evidence", "#otherwise")


@pytest.mark.browser
def test_what_is_folded_is_printed_and_folded_again(browser: Chrome, there: str) -> None:
    browser.get(f"{there}/trial/")
    states = "const d = document.querySelector('.otherwise > details'), found = [d.open];"
    states += (
        "for (const name of ['beforeprint', 'afterprint']) { dispatchEvent(new Event(name)); found.push(d.open); }"
    )
    assert browser.execute_script(f"{states} return found") == [False, True, False]


@pytest.mark.browser
def test_without_scripts_it_is_unfolded_by_hand_and_for_printing(browser: Chrome, there: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(f"{there}/nl/trial/")
        inner = browser.find_element(By.CSS_SELECTOR, "#x99 + p")
        assert not inner.text
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        assert browser.execute_script(VISIBLE, inner)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        browser.find_element(By.CSS_SELECTOR, ".otherwise summary").click()
        assert inner.text
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.browser
@pytest.mark.parametrize("code", FOLDERS)
def test_on_a_phone_the_answer_stands_on_the_first_screen(phone: Chrome, there: str, code: str) -> None:
    phone.get(f"{there}/{FOLDERS[code]}trial/")
    first = phone.find_element(By.CSS_SELECTOR, ".short li")
    assert phone.execute_script("return arguments[0].getBoundingClientRect().bottom < 844", first)
    assert phone.execute_script("return document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.parametrize("code", FOLDERS)
def test_axe_finds_nothing_on_it(axe: Chrome, there: str, code: str) -> None:
    axe.get(f"{there}/{FOLDERS[code]}trial/#x99")
    found = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            narrow(axe, width)
            look(axe, scheme)
            found += [violation["id"] for violation in axe.execute_async_script(AXE)]
    assert found == []
