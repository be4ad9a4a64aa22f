"""Who comes from a search engine to a page in the form sees the answer in the first screen of a phone."""

import pytest
from selenium.webdriver import Chrome

from published import FOLDERS

# By page: words or figures of the answer, in each language; one of each tuple has to be in the first screen.
ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "": {"en": ("$205,000",), "de": ("200.000",), "nl": ("259.000",)},
    "work/tasks": {"en": ("customer",), "de": ("Kunde",), "nl": ("klant",)},
    "becoming/path": {"en": ("31",), "de": ("31",), "nl": ("31",)},
    "pay/salary": {"en": ("little evidence",), "de": ("schlecht belegt",), "nl": ("weinig betrouwbaars",)},
    "role/reporting": {"en": ("chief executive", "CEO"), "de": ("CEO", "Vorsitzende"), "nl": ("CEO", "directeur")},
}
FIRST_SCREEN = """
const heading = document.querySelector("#short");
const walker = document.createTreeWalker(heading.parentElement, NodeFilter.SHOW_TEXT);
let seen = "";
while (walker.nextNode()) {
  const node = walker.currentNode;
  if (!(heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const box of range.getClientRects())
    if (box.bottom <= window.innerHeight && box.top >= 0 && box.width) { seen += node.textContent; break; }
}
return seen;
"""


@pytest.mark.browser
@pytest.mark.parametrize("code", FOLDERS)
@pytest.mark.parametrize("page", ANSWERS)
def test_the_answer_stands_in_the_first_screen(page: str, code: str, phone: Chrome, address: str) -> None:
    phone.get(f"{address}/{FOLDERS[code]}{page and page + '/'}")
    seen = " ".join(phone.execute_script(FIRST_SCREEN).split())
    assert len(seen) > 60, "the first point at least"
    assert any(answer in seen for answer in ANSWERS[page][code]), seen
