"""Content far from the viewport, whose layout the browser defers, can still be searched, linked to and printed."""

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from published import FOLDERS

pytestmark = pytest.mark.browser

LISTS = {"facts/": ".fact-list tbody tr", "glossary/": ".a-to-z .letter + ul li"}
DRAWN = "return arguments[0].firstElementChild.checkVisibility({contentVisibilityAuto: true})"
IN_VIEW = "const at = arguments[0].getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight"


@pytest.fixture
def phone(browser: Chrome) -> Iterator[Chrome]:
    screen = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    yield browser
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("language", FOLDERS)
def test_what_lies_far_off_waits_and_is_found(phone: Chrome, address: str, language: str, kind: str) -> None:
    phone.get(f"{address}/{FOLDERS[language]}{kind}")
    last = phone.find_elements(By.CSS_SELECTOR, LISTS[kind])[-1]
    assert not phone.execute_script(DRAWN, last)
    text = phone.execute_script("return arguments[0].firstElementChild.textContent", last)
    assert phone.execute_script("return find(arguments[0], true, true)", text), "the last place that has it"
    WebDriverWait(phone, 5).until(lambda b: b.execute_script(DRAWN, last) and b.execute_script(IN_VIEW, last))


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("language", FOLDERS)
def test_a_link_leads_to_what_lies_far_off(phone: Chrome, address: str, language: str, kind: str) -> None:
    page = f"{address}/{FOLDERS[language]}{kind}"
    phone.get(page)
    targets = phone.execute_script("return [...document.querySelectorAll('.letter, tr[id]')].map((item) => item.id)")
    phone.get("about:blank")
    phone.get(f"{page}#{targets[len(targets) * 2 // 3]}")
    target = phone.find_element(By.CSS_SELECTOR, ":target")
    WebDriverWait(phone, 5).until(lambda b: b.execute_script(IN_VIEW, target))


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("language", FOLDERS)
def test_paper_has_all_of_it(phone: Chrome, address: str, language: str, kind: str) -> None:
    phone.get(f"{address}/{FOLDERS[language]}{kind}")
    phone.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    each = "item.firstElementChild.checkVisibility({contentVisibilityAuto: true})"
    script = f"return [...document.querySelectorAll(arguments[0])].every((item) => {each})"
    assert phone.execute_script(script, LISTS[kind])
