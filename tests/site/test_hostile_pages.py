"""A site built of hostile pages, as if the check had let them pass: nothing of them runs, and titles are text."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from commands import concord, mkdocs
from servers import files
from small_guide import small_guide
from trees import replace, with_redirects

REDIRECTS = "redirects: {}"
COLOPHON = "colophon: [glossary/index.md, disagreements.md, facts.md, sources.md, about.md]"


@pytest.mark.parametrize(
    ("old", "new", "example"),
    [
        (REDIRECTS, "redirects: 5", "such as `glossary/old.md: glossary/new.md`"),
        (REDIRECTS, "redirects: [a]", "such as `glossary/old.md: glossary/new.md`"),
        (REDIRECTS, "redirects: text", "such as `glossary/old.md: glossary/new.md`"),
        (COLOPHON, "colophon: 5", "such as `[about.md]`"),
        (COLOPHON, "colophon: [[about.md]]", "such as `[about.md]`"),
    ],
)
def test_settings_of_another_form_end_the_build_in_a_line(old: str, new: str, example: str, tmp_path: Path) -> None:
    tree = small_guide(tmp_path)
    settings = tree / "mkdocs.yml"
    settings.write_text(with_redirects(settings.read_text(encoding="utf-8"), "{}"), encoding="utf-8")
    replace(settings, old, new)
    done = mkdocs("build", cwd=tree)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    line = next(line for line in done.stderr.splitlines() if f"mkdocs.yml: extra, {new.partition(':')[0]}: " in line)
    assert example in line


TITLE = "A <img src=x onerror=ran()> </title><script>ran()</script> & B"
HOSTILE = f"""---
description: "A <img src=x> \\"page\\"."
title: "<script>ran()</script>"
template: redirect.html
location: https://elsewhere.example/
---
# {escape(TITLE, quote=False)} {{ #hostile }}

<script>document.documentElement.dataset.ran = "script"</script>
<img src="x" alt="" onerror="document.documentElement.dataset.ran = 'handler'">

## {escape(TITLE, quote=False)} {{ #first }}

Text.

### Deeper {{ id='x"onclick="ran()' data-toc-label="{escape(TITLE, quote=False)}" }}

Text.

<script src="x.js"></script>
"""


PLAIN = """template: redirect.html
location: https://elsewhere.example/
title: <script>ran()</script>

# Front matter for MkDocs alone { #plain }
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Some pages of the guide and one that has all that, built with the check told to let it pass."""
    tree = small_guide(tmp_path_factory.mktemp("hostile"))
    for code in ("en", "de", "nl"):
        (tree / "docs" / code / "hostile.md").write_text(HOSTILE, encoding="utf-8")
        (tree / "docs" / code / "glossary/plain.md").write_text(PLAIN, encoding="utf-8")
    replace(tree / "mkdocs.yml", "nav: [", "nav: [hostile.md, ")
    levels = json.loads(concord("check", "--format", "json", cwd=tree).stdout)["findings"]
    lowered = "".join(f'{rule} = "info"\n' for rule in sorted({found["rule"] for found in levels}))
    settings = (tree / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.concord.levels]")[0]
    (tree / "pyproject.toml").write_text(f"{settings}[tool.concord.levels]\n{lowered}", encoding="utf-8")
    done = mkdocs("build", cwd=tree)
    assert done.returncode == 0, done.stdout + done.stderr
    with files(tree / "site") as address:
        yield address


@pytest.mark.browser
def test_a_script_in_a_page_does_not_run_and_those_of_the_theme_do(hostile: str, browser: Chrome) -> None:
    browser.get(f"{hostile}/hostile/")
    assert browser.find_elements(By.CSS_SELECTOR, "article script"), "it is in the page"
    assert browser.execute_script("return document.documentElement.dataset.ran ?? ''") == ""
    assert browser.current_url == f"{hostile}/hostile/", "and nothing led away"
    assert browser.find_elements(By.CSS_SELECTOR, "html.js")
    assert browser.execute_script("return __md_scope.pathname") == "/"


@pytest.mark.browser
@pytest.mark.parametrize("page", ["hostile/", "de/hostile/", "role/reporting/", "sources/"])
def test_a_title_is_text_wherever_it_is_shown(hostile: str, browser: Chrome, page: str) -> None:
    """In the head, the header, the navigation, the contents list and the foot; on the page and on others."""
    browser.get(f"{hostile}/{page}")
    assert browser.find_elements(By.CSS_SELECTOR, "img[src=x]:not([alt])") == []
    assert browser.find_elements(By.CSS_SELECTOR, "[onclick]") == []
    shown = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent.trim())"
    assert TITLE in browser.execute_script(shown, ".md-nav__link")
    if "hostile" in page:
        assert browser.title.startswith(TITLE)
        assert TITLE in browser.execute_script(shown, ".md-header__topic")
        assert TITLE in browser.execute_script(shown, ".md-nav--secondary .md-nav__link")
        head = browser.find_element(By.CSS_SELECTOR, "meta[name=description]").get_attribute("content")
        assert head == 'A <img src=x> "page".'
    else:
        [there] = browser.find_elements(By.CSS_SELECTOR, "#guide-menu a[href*=hostile]")
        assert (there.get_attribute("textContent") or "").strip() == TITLE
        browser.get(f"{hostile}/{page}?q=onerror")
        titles = ".md-search-result__item h1, .md-search-result__item h2"
        found = WebDriverWait(browser, 20).until(lambda chrome: chrome.execute_script(shown, titles))
        assert any("img src=x onerror=ran()" in title for title in found), "the theme leaves angle brackets out"
        assert browser.find_elements(By.CSS_SELECTOR, "img[src=x]:not([alt])") == []


@pytest.mark.browser
def test_what_only_mkdocs_takes_for_front_matter_is_text(hostile: str, browser: Chrome) -> None:
    browser.get(f"{hostile}/glossary/plain/")
    assert browser.current_url == f"{hostile}/glossary/plain/"
    assert "location: https://elsewhere.example/" in browser.find_element(By.CSS_SELECTOR, "article").text
