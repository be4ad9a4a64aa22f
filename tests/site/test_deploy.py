"""The built site behind a real nginx with the configuration that is deployed."""

import gzip
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from devtools import complaints
from servers import nginx

OF_THEME = ("assets/javascripts/bundle.*.min.js", "assets/javascripts/workers/search.*.min.js")


def get(address: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    """The answer to one request, redirects not followed, with its body as it was sent."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def varies_by(answer: HTTPResponse) -> set[str]:
    return {name.strip() for value in answer.headers.get_all("Vary", []) for name in value.split(",")}


@pytest.fixture(scope="module")
def negotiating(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same with the option: the home page leads to the browser's language."""
    with nginx(site, tmp_path_factory.mktemp("nginx"), negotiates=True) as address:
        yield address


@pytest.mark.parametrize(
    "path", ["/", "/de/pay/salary/", "/titles.json", "/titles.tbx", "/sitemap.xml", "/assets/search.js"]
)
def test_text_is_compressed_for_who_can_read_it(deployed: str, path: str) -> None:
    plain, whole = get(deployed, path)
    answer, body = get(deployed, path, Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == whole
    assert plain.headers["Content-Encoding"] is None
    assert "Accept-Encoding" in varies_by(answer) & varies_by(plain)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/titles.tbx", "application/xml"),
        ("/titles.json", "application/json"),
        ("/sitemap.xml", "text/xml"),
        ("/assets/search.js", "application/javascript"),
    ],
)
def test_each_kind_of_file_says_what_it_is(deployed: str, path: str, kind: str) -> None:
    answer, _ = get(deployed, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"].replace(" ", "") == f"{kind};charset=utf-8"


@pytest.mark.parametrize("pattern", OF_THEME)
def test_what_has_a_hash_in_its_name_is_kept(deployed: str, site: Path, pattern: str) -> None:
    [file] = site.glob(pattern)
    answer, _ = get(deployed, f"/{file.relative_to(site).as_posix()}")
    assert "immutable" in answer.headers["Cache-Control"]
    gone, _ = get(deployed, "/assets/javascripts/bundle.00000000.min.js")
    assert gone.status == 404
    assert gone.headers["Cache-Control"] == "no-cache", "what is missing for a moment is not missing for a year"


@pytest.mark.parametrize("path", ["/de/", "/assets/search.js"])
def test_all_else_is_asked_for_again_and_not_sent_again(deployed: str, path: str) -> None:
    first, _ = get(deployed, path)
    assert first.headers["Cache-Control"] == "no-cache"
    again, body = get(deployed, path, If_None_Match=first.headers["ETag"])
    assert (again.status, body) == (304, b"")


@pytest.mark.parametrize("name", ["guide.*.min.css", "guide.*.min.js", "home.*.min.css"])
def test_so_are_the_guides_own_styles_and_scripts(deployed: str, site: Path, name: str) -> None:
    [file] = (site / "assets").glob(name)
    answer, _ = get(deployed, f"/assets/{file.name}")
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [("/en/", "/"), ("/en", "/"), ("/en/pay/salary/?q=a", "/pay/salary/?q=a"), ("/en/work/tasks/", "/work/tasks/")],
)
def test_english_has_no_folder(deployed: str, typed: str, leads_to: str) -> None:
    answer, _ = get(deployed, typed)
    assert (answer.status, answer.headers["Location"]) == (301, leads_to)


@pytest.mark.parametrize(("folder", "language"), [("/assets/", "en"), ("/de/search/", "de"), ("/charts/", "en")])
def test_a_folder_without_a_page_is_a_page_that_does_not_exist(deployed: str, folder: str, language: str) -> None:
    answer, body = get(deployed, folder)
    assert answer.status == 404
    assert f'<html lang="{language}"'.encode() in body


@pytest.mark.parametrize("path", ["/", "/de/no/such/page/", "/titles.json", "/pay/salary"])
def test_every_answer_says_how_it_may_be_used(deployed: str, path: str) -> None:
    headers = get(deployed, path)[0].headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Strict-Transport-Security"] is None, "not where the connection is not encrypted"
    assert headers["Server"] == "nginx", "and not which version"


@pytest.mark.parametrize(
    "path", ["/titles.json", "/titles.tbx", "/facts.csv", "/sitemap.xml", "/assets/mark.svg", "/robots.txt"]
)
def test_what_is_no_page_runs_nothing_if_it_is_opened_as_one(deployed: str, path: str) -> None:
    policy = get(deployed, path)[0].headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script-src" not in policy


@pytest.mark.parametrize(
    "path", ["/", "/de/pay/salary/", "/de/no/such/page/", "/fr/no/such/page/", "/assets/search.js"]
)
def test_a_page_and_the_worker_of_its_search_have_the_policy_of_a_page(deployed: str, path: str) -> None:
    policy = get(deployed, path)[0].headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")


@pytest.mark.browser
def test_the_site_works_with_the_policies_of_the_server(browser: Chrome, deployed: str) -> None:
    """Its scripts, a drawing, and the search with its worker; the browser complains of nothing."""
    complaints(browser)
    browser.get(f"{deployed}/?q=CCO")
    wait = WebDriverWait(browser, 20)
    wait.until(lambda chrome: chrome.find_elements(By.CSS_SELECTOR, ".md-search-result__link"))
    width = """const picture = new Image(), done = arguments[0];
        picture.onload = () => done(picture.naturalWidth);
        picture.onerror = () => done(0);
        picture.src = "/assets/mark.svg";"""
    assert browser.execute_async_script(width) > 0
    assert [line for line in complaints(browser) if "Content Security Policy" in line] == []


@pytest.mark.parametrize(("folder", "language"), [("/", "en"), ("/de/", "de"), ("/nl/", "nl")])
def test_what_is_missing_is_missing_in_the_language_of_its_folder(deployed: str, folder: str, language: str) -> None:
    answer, body = get(deployed, f"{folder}no/such/page/")
    assert answer.status == 404
    assert html.fromstring(body).get("lang") == language


def test_where_the_language_is_not_known_the_page_has_all(deployed: str, site: Path) -> None:
    answer, body = get(deployed, "/fr/no/such/page/")
    assert (answer.status, body) == (404, (site / "404.html").read_bytes())


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/de/pay/salary", "/de/pay/salary/"),
        ("/de/pay/salary/index.html", "/de/pay/salary/"),
        ("/index.html", "/"),
        ("//elsewhere.example/index.html", None),
        ("/%5Celsewhere.example/index.html", None),
    ],
)
def test_a_page_has_one_address(deployed: str, asked: str, led_to: str | None) -> None:
    answer, _ = get(deployed, asked)
    assert (answer.status, answer.headers["Location"]) == ((301, led_to) if led_to else (404, None))


@pytest.mark.parametrize(
    ("asked_for", "led_to"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", "/de/"),
        ("nl", "/nl/"),
        ("fr, nl;q=0.9, de;q=0.8", "/nl/"),
        ("en-GB,en;q=0.9,de;q=0.8", None),
        ("fr, en;q=0.9, de;q=0.8", None),
        ("den, nlx", None),
        ("*", None),
    ],
)
def test_the_home_page_can_follow_the_browser(negotiating: str, asked_for: str, led_to: str | None) -> None:
    answer, _ = get(negotiating, "/", Accept_Language=asked_for)
    assert (answer.status, answer.headers["Location"]) == ((302, led_to) if led_to else (200, None))
    assert {"Accept-Language", "Referer", "Sec-Fetch-Site"} <= varies_by(answer)
    if led_to:
        assert get(negotiating, led_to, Accept_Language=asked_for)[0].status == 200, "no loop"


@pytest.mark.parametrize("path", ["/role/reporting/", "/nl/", "/titles.json"])
def test_no_other_page_follows_the_browser(negotiating: str, path: str) -> None:
    answer, _ = get(negotiating, path, Accept_Language="de")
    assert answer.status == 200
    assert "Accept-Language" not in varies_by(answer)


def test_who_chose_english_has_english(negotiating: str) -> None:
    for sign in ({"Referer": f"{negotiating}/de/"}, {"Sec_Fetch_Site": "same-origin"}):
        assert get(negotiating, "/", Accept_Language="de", **sign)[0].status == 200
    for sign in (
        {"Referer": "http://elsewhere.example/"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "cross-site"},
    ):
        assert get(negotiating, "/", Accept_Language="de", **sign)[0].status == 302


def test_without_the_option_the_home_page_is_english(deployed: str) -> None:
    answer, _ = get(deployed, "/", Accept_Language="de")
    assert answer.status == 200
    assert "Accept-Language" not in varies_by(answer)
