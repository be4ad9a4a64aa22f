"""`concord diff --format html` in Chromium: one file that needs nothing else and that everybody can read."""

from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from agreed import corrected
from axe import AXE, SCHEMES, WIDTHS, look, narrow
from commands import concord
from trees import replace


@pytest.mark.browser
def test_html_is_one_file_that_anybody_can_read(agreed: Path, axe: Chrome, tmp_path: Path) -> None:
    replace(corrected(agreed) / "docs/en/pay.md", "Nobody asks why.", "Nobody `<b>` asks <i>why</i>.")
    file = tmp_path / "diff.html"
    done = concord("diff", "nl", "--format", "html", "--output", str(file), cwd=agreed)
    assert (done.returncode, done.stdout) == (0, "")
    assert "<script" not in file.read_text(encoding="utf-8")
    assert "http" not in file.read_text(encoding="utf-8")
    for scheme in SCHEMES:
        look(axe, scheme)
        axe.get(file.as_uri())
        for width in WIDTHS:
            narrow(axe, width)
            assert [found["id"] for found in axe.execute_async_script(AXE)] == []
            assert axe.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    words = {tag: [node.text for node in axe.find_elements(By.TAG_NAME, tag)] for tag in ("del", "ins", "h2")}
    assert words["h2"] == ["pay.md#bill"]
    assert words["del"][:2] == ["pays", "May"]
    assert words["ins"][:2] == ["settles", "June"]
    assert "`<b>`" in words["ins"][-1]
    assert axe.find_element(By.CSS_SELECTOR, "td[lang=nl] .p").text.startswith("De waard")
