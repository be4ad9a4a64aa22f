"""The built site, servers for it on 127.0.0.1, and a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from lxml import html
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

import teams
from agreed import agreed, agreed_once  # noqa: F401  (fixtures)
from commands import ENVIRONMENT, mkdocs
from concord.storage.cache_directory import VARIABLE
from heads import ELSEWHERE, SITE
from published import Published
from servers import files, nginx, tool
from trees import ROOT, copy_of_the_guide, replace

# The tests say the same each time; `make fuzz` looks elsewhere each time, for about ten minutes.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=4_500, deadline=None, print_blob=True)
settings.load_profile("suite")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-page", action="store_true", help="audit all pages, not one of each kind")


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A directory for the cache of all commands of this run, in place of the user's own."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder))
        patch.setitem(ENVIRONMENT, VARIABLE, str(folder))
        yield folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide as it is, built in strict mode."""
    folder = tmp_path_factory.mktemp("site")
    done = mkdocs("build", "--strict", "--site-dir", str(folder), cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Any]:
    """Every page of the site by its address, without those that search engines are to leave out."""
    found = {
        SITE + file.relative_to(site).as_posix().removesuffix("index.html"): html.parse(file).getroot()
        for file in site.rglob("index.html")
    }
    return {address: page for address, page in found.items() if not page.xpath("//meta[@name='robots']")}


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide with a renamed page, with sound pay in Germany, and in a folder of its host."""
    tree = copy_of_the_guide(tmp_path_factory.mktemp("changed"))
    settings = tree / "mkdocs.yml"
    replace(settings, SITE, ELSEWHERE)
    replace(settings, "redirects: {}", "redirects: {pay/wages.md: pay/salary.md, role/old.md: pay/salary.md#salary-de}")
    facts = (tree / "facts/facts.yml").read_text(encoding="utf-8")
    start = facts.index("salary-de-range:")
    sound = facts[start:].replace("  marks: [disputed]\n  dispute: x11\n", "", 1)
    (tree / "facts/facts.yml").write_text(facts[:start] + sound, encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=tree)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree / "site"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide whose languages are in step, in a repository."""
    return teams.founded(tmp_path_factory.mktemp("team") / "guide")


@pytest.fixture
def team(
    founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> teams.Team:
    """A team at work on a copy of it."""
    return teams.Team(shutil.copytree(founded, tmp_path / "guide"), monkeypatch, capsys)


@pytest.fixture(scope="session")
def published(site: Path, pytestconfig: pytest.Config) -> Published:
    """Which of its pages an audit looks at."""
    return Published(site, every=pytestconfig.getoption("every_page"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the built site, without a slash at its end."""
    with files(site) as address:
        yield address


@pytest.fixture(scope="session")
def deployed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site behind nginx, as deploy/nginx.conf serves it."""
    with nginx(site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Chrome]:
    """A Chromium without a window that keeps what it asks for and what it complains of."""
    options = ChromeOptions()
    options.binary_location = tool("chromium", "google-chrome", package="chromium")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = tool("chromedriver", package="chromium-driver")
    for flag in FLAGS:
        options.add_argument(flag)
    chrome = Chrome(options=options, service=ChromeService(driver))
    chrome.set_page_load_timeout(30)
    yield chrome
    chrome.quit()
