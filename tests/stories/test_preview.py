"""`mkdocs serve` on a copy of some pages of the guide: a broken file never takes the preview down."""

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from browsers import chromium
from commands import ENVIRONMENT, mkdocs
from previews import BANNER, Preview, preview, wait_for
from servers import free_port
from small_guide import small_guide
from trees import ROOT, replace, with_redirects


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return small_guide(tmp_path)


PAGE = "docs/de/pay/salary.md"


@pytest.fixture
def serve(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Preview]]:
    """Starts the preview."""
    with ExitStack() as running:
        yield lambda *options, observer="native": running.enter_context(
            preview(tree, tmp_path_factory.mktemp("preview"), *options, observer=observer)
        )


def pay(running: Preview) -> str:
    """The address of the German page on pay."""
    return f"{running.address}/de/pay/salary/"


def test_a_page_with_errors_is_shown_below_a_banner_that_goes_away(tree: Path, serve: Callable[..., Preview]) -> None:
    page = tree / PAGE
    right = page.read_text(encoding="utf-8")
    running = serve("--strict", observer="polling")
    address = pay(running)
    assert not BANNER.search(wait_for(address, lambda html: "204.518" in html))

    page.write_text(right.replace("204.518 $", "240.518 $"), encoding="utf-8")
    broken = wait_for(address, lambda html: bool(BANNER.search(html)))
    [banner] = BANNER.findall(broken)
    assert "docs/de/pay/salary.md:" in banner and "fact-mismatch" in banner
    assert "240.518\u00a0$" in broken, "the page is shown as it is now"
    assert "fact-mismatch" in wait_for(f"{running.address}/nl/work/tasks/", bool), "above every page"

    page.write_bytes(b"\xff not UTF-8")
    wait_for(address, lambda html: "page-unreadable" in html)

    page.write_text(right, encoding="utf-8")
    assert "204.518" in wait_for(address, lambda html: not BANNER.search(html))
    assert running.builds() == 1, "none of this needs a build of the whole site"


def test_it_starts_on_a_broken_guide_too(tree: Path, serve: Callable[..., Preview]) -> None:
    page = tree / PAGE
    right = page.read_text(encoding="utf-8")
    page.write_text(right.replace("fact:salary-us-average", "fact:nothing"), encoding="utf-8")
    address = pay(serve("--strict"))
    assert "fact-unknown" in wait_for(address, lambda html: bool(BANNER.search(html)))
    page.write_text(right, encoding="utf-8")
    wait_for(address, lambda html: not BANNER.search(html))


def test_other_pages_settings_and_templates_build_the_whole_site(tree: Path, serve: Callable[..., Preview]) -> None:
    settings, template = tree / "mkdocs.yml", tree / "overrides/partials/footer.html"
    running = serve()
    new = [tree / f"docs/{code}/more.md" for code in ("en", "de", "nl")]

    def add() -> None:
        for page in new:
            page.write_text("---\ndescription: A page.\n---\n\n# More { #more }\n\nNew.\n", encoding="utf-8")

    def remove() -> None:
        for page in new:
            page.unlink()

    running.builds_whole(add)
    assert b"New." in (running.get("de/more/") or b"")
    assert b"/more/" in (running.get("sitemap.xml") or b"")
    running.builds_whole(remove)
    assert running.get("de/more/") is None
    running.builds_whole(lambda: replace(settings, "site_name: The chief", "site_name: A chief"))
    assert b"A chief customer officer" in (running.get("") or b"")
    running.builds_whole(lambda: template.write_text(f"{template.read_text(encoding='utf-8')}<i>new</i>"))
    assert b"<i>new</i>" in (running.get("nl/pay/salary/") or b"")


@pytest.mark.browser
def test_a_browser_shows_an_edit_by_itself(tree: Path, serve: Callable[..., Preview]) -> None:
    running = serve()
    with chromium() as browser:
        browser.get(pay(running))
        replace(tree / PAGE, "\n## ", "\nDas ist eben erst dazugekommen.\n\n## ")
        WebDriverWait(browser, 120, ignored_exceptions=[StaleElementReferenceException]).until(
            lambda page: "eben erst dazugekommen" in page.find_element(By.TAG_NAME, "body").text
        )
        assert "block-drift" in browser.find_element(By.CSS_SELECTOR, "[data-concord-banner]").text


def with_front_matter(text: str, line: str) -> str:
    """A page with one more line in its front matter."""
    return text.replace("---\n", f"---\n{line}\n", 1)


def test_any_exception_of_a_build_is_shown_and_the_preview_recovers(tree: Path, serve: Callable[..., Preview]) -> None:
    page, settings, config = tree / "docs/en/pay/salary.md", tree / "mkdocs.yml", tree / "pyproject.toml"
    replace(config, "publish = true", "publish = false")  # the check would refuse this front matter before it is used
    right, redirects, project = (file.read_text(encoding="utf-8") for file in (page, settings, config))
    page.write_text(with_front_matter(right, "icon: ../../x"), encoding="utf-8")
    address = pay(serve("--strict"))
    first = wait_for(address, lambda html: bool(BANNER.search(html)))
    assert "en/pay/salary.md: there is no template" in first, "the first build failed, and yet there is an answer"

    page.write_text(with_front_matter(right, "hide: 5"), encoding="utf-8")
    wait_for(address, lambda html: "TypeError" in html)
    page.write_text(right, encoding="utf-8")
    assert "204.518" in wait_for(address, lambda html: not BANNER.search(html))

    page.write_text(with_front_matter(right, "template: <b>nope.html"), encoding="utf-8")
    broken = wait_for(address, lambda html: bool(BANNER.search(html)))
    [banner] = BANNER.findall(broken)
    assert "there is no template &#x27;&lt;b&gt;nope.html&#x27;" in banner
    assert "204.518" in broken, "the last good site answers"
    page.write_text(with_front_matter(right, "template: sitemap.xml"), encoding="utf-8")
    wait_for(address, lambda html: "UndefinedError" in html)
    page.write_text(right, encoding="utf-8")

    settings.write_text(with_redirects(redirects, "5"), encoding="utf-8")
    wait_for(address, lambda html: "redirects: 5 is not a list of old and new paths" in html)
    settings.write_text(redirects.replace("site_name:", "site_name: [", 1), encoding="utf-8")
    wait_for(address, lambda html: "parsing the configuration file" in html)
    settings.write_text(redirects, encoding="utf-8")

    config.write_text(project.replace('docs = "docs"', 'docs = "../out"'), encoding="utf-8")
    page.write_text(f"{right}\n", encoding="utf-8")
    wait_for(address, lambda html: "leads out of the project" in html)
    config.write_text(project, encoding="utf-8")
    page.write_text(right, encoding="utf-8")
    assert "204.518" in wait_for(address, lambda html: not BANNER.search(html))


def test_a_port_in_use_is_one_line_before_anything_is_built(tree: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        done = mkdocs("serve", "--dev-addr", f"127.0.0.1:{port}", cwd=tree)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and "Cleaning site directory" not in done.stderr
    line = done.stderr.splitlines()[-1]
    assert line.startswith(f"Error: 127.0.0.1:{port} cannot be used (Address already in use)")
    assert f"make serve PORT={port + 1}" in line


def test_an_observer_that_is_none_is_one_line(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENVIRONMENT, "CONCORD_OBSERVER", "poll")
    done = mkdocs("serve", "--dev-addr", f"127.0.0.1:{free_port()}", cwd=tree)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith(
        "Error: CONCORD_OBSERVER: 'poll' tells of no changes; take native or"
    )


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.0.0.1:99999", "bind(): port must be 0-65535."),
        ("203.0.113.1:8000", "Cannot assign requested address"),
        ("192.0.2.1:65535", "Cannot assign requested address"),
    ],
)
def test_an_address_that_is_none_is_one_line(address: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nhooks: [hooks/preview.py]\n")
    done = mkdocs("serve", "--dev-addr", address, cwd=tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith(f"Error: {address} cannot be used ({reason}")
    assert "make serve PORT=" in done.stderr


def test_it_shows_nothing_of_what_must_not_be_published(tree: Path, serve: Callable[..., Preview]) -> None:
    page = tree / "docs/de/pay/salary.md"
    right = page.read_text(encoding="utf-8")
    page.write_text(f"{right}\n<script>ran()</script>\n", encoding="utf-8")
    (tree / "docs/assets/x.js").write_text("ran()\n", encoding="utf-8")
    address = pay(serve("--strict"))
    shown = wait_for(address, lambda html: bool(BANNER.search(html)))
    assert "html-unsafe" in shown and "file-unsafe" in shown
    assert "<script>ran()" not in shown and "204.518" not in shown
    with pytest.raises(HTTPError, match="404"):
        urlopen(address.replace("de/pay/salary/", "assets/x.js"), timeout=10)
    page.write_text(right, encoding="utf-8")
    (tree / "docs/assets/x.js").unlink()
    wait_for(address, lambda html: not BANNER.search(html) and "204.518" in html)
