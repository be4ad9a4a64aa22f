"""The Content-Security-Policy of a page lets its own scripts run and no script that was put into it."""

import re
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from concord.site.theme.content_security_policy import POLICY as DIRECTIVES
from concord.site.theme.content_security_policy import add_policy, inline_code
from devtools import complaints
from servers import files
from trees import ROOT

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def test_every_page_has_a_policy_in_front_of_its_first_script(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        [policy] = POLICY.findall(html)
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy, page
        first = re.search(r"<(?:script|style|link)\b", html)
        assert first is None or html.index(policy) < first.start(), page


def test_a_page_may_run_the_inline_scripts_of_its_template_and_no_other() -> None:
    template = (
        '<meta charset="utf-8"><script>a()</script><script type="application/ld+json">{}</script><style>p{}</style>'
    )
    [policy] = POLICY.findall(add_policy(template, inline_code(template)))
    settings = dict(part.split(" ", 1) for part in policy.split("; "))
    assert settings["script-src"].count("sha256-") == settings["style-src"].count("sha256-") == 1
    [same] = POLICY.findall(add_policy(f"{template}<script>b()</script>", inline_code(template)))
    assert policy == same
    assert inline_code('<meta charset="utf-8"><script src="a.js"></script>') == set()


@pytest.mark.parametrize(
    "page", ["<title>No encoding</title>", "", "<meta name=charset content=utf-8>", "<p>charset=utf-8", "<metacharset>"]
)
def test_a_page_without_an_encoding_can_carry_no_policy(page: str) -> None:
    with pytest.raises(ValueError, match="charset"):
        add_policy(page, ())


THEME = {  # the hashes of the theme's inline scripts at the root of a host; look at new ones before you change this
    "'sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8='",  # __md_scope, and how settings are kept
    "'sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4='",
    "'sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY='",
}


def test_the_policy_has_the_hashes_of_the_theme_and_no_other(site: Path) -> None:
    policies = {POLICY.findall(page.read_text(encoding="utf-8"))[0] for page in site.rglob("*.html")}
    assert {frozenset(re.findall(r"'sha256-[^']*'", policy)) for policy in policies} == {frozenset(THEME)}


@pytest.mark.parametrize("built", ["site", "changed"])
def test_every_page_has_the_same_policy_at_any_depth_and_in_a_folder(
    built: str, request: pytest.FixtureRequest
) -> None:
    """And it allows each inline script that a template put into the page."""
    folder: Path = request.getfixturevalue(built)
    pages = [page.read_text(encoding="utf-8") for page in folder.rglob("*.html")]
    [policy] = {POLICY.findall(page)[0] for page in pages}
    assert {code.source for page in pages for code in inline_code(page)} == {*re.findall(r"'sha256-[^']*'", policy)}


def test_the_header_of_the_server_says_the_same_as_the_page() -> None:
    """But for the hashes, and for what only a header can say."""
    settings = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    [header] = re.findall(r'"(default-src \'none\'; script-src[^"]*)"', settings)
    said = dict(part.split(" ", 1) for part in header.split("; "))
    assert said.pop("frame-ancestors") == said.pop("object-src") == "'none'"
    assert said == {**DIRECTIVES, "script-src": "'self' 'unsafe-inline'"}


INJECTED = """
<script>document.title = "script"</script>
<img src="data:," onerror="document.title = 'handler'">
<a id="address" href="javascript:document.title = 'address'">x</a>
<script src="data:text/javascript,document.title='data'"></script>
<script type="module" src="http://127.0.0.1:9/elsewhere.js"></script>
<iframe src="data:text/html,frame"></iframe>
<p id="styled" style="position: fixed">x</p>
<base href="https://elsewhere.example/">
"""
LATER = """
document.getElementById("address").click();
const element = document.createElement("script");
element.text = "document.title = 'late'";
document.body.append(element);
setTimeout("document.title = 'evaluated'");
setTimeout(arguments[0], 200);
"""


@pytest.mark.browser
def test_what_was_put_into_a_page_does_not_run(browser: Chrome, site: Path, tmp_path: Path) -> None:
    """As a page would be into which somebody got markup, with all the ways to run something."""
    html = (site / "pay/salary/index.html").read_text(encoding="utf-8")
    page = tmp_path / "pay/salary/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(html.replace("</article>", f"{INJECTED}</article>"), encoding="utf-8")
    (tmp_path / "assets").symlink_to(site / "assets")
    complaints(browser)
    with files(tmp_path) as address:
        browser.get(f"{address}/pay/salary/")
        browser.execute_async_script(LATER)
        [title] = re.findall("<title>(.*)</title>", html)
        assert browser.title == title
        assert browser.execute_script("return document.baseURI") == f"{address}/pay/salary/"
        styled = browser.find_element(By.ID, "styled")
        assert styled.value_of_css_property("position") == "static"
        assert browser.find_elements(By.CSS_SELECTOR, "html.js"), "the page's own scripts ran"
    assert sum("Content Security Policy" in line for line in complaints(browser)) >= 8
