"""The built site, servers for it on 127.0.0.1, and a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from selenium.webdriver import Chrome

from axe import with_axe
from browsers import chromium
from commands import mkdocs
from heads import ELSEWHERE, SITE
from published import Published
from servers import files, nginx
from shared import shared
from trees import ROOT, copy_of_the_guide, replace


def build_guide(folder: Path) -> None:
    """Builds the guide as it is into `folder`, in strict mode."""
    done = mkdocs("build", "--strict", "--site-dir", str(folder), cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def build_changed_guide(tree: Path) -> None:
    """Builds a copy of the guide in `tree`: a renamed page, sound pay in Germany, and in a folder of its host."""
    copy_of_the_guide(tree)
    settings = tree / "mkdocs.yml"
    replace(settings, SITE, ELSEWHERE)
    former = "    glossary/executive-board.md: glossary/vorstand.md\n"
    replace(settings, former, "    pay/wages.md: pay/salary.md\n    role/old.md: pay/salary.md#salary-de\n")
    facts = (tree / "facts/facts.yml").read_text(encoding="utf-8")
    start = facts.index("salary-de-experienced:")
    sound = facts[start:].replace("basis: estimate", "basis: survey", 1)
    (tree / "facts/facts.yml").write_text(facts[:start] + sound, encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=tree)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the guide as it is, built in strict mode. To read, not to change: all tests share it."""
    return shared(tmp_path_factory, "site", build_guide)


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the guide with a renamed page, with sound pay in Germany, and in a folder of its host."""
    return shared(tmp_path_factory, "changed", build_changed_guide) / "site"


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Any]:
    """Every page of the site by its address, without those that search engines are to leave out."""
    found = {
        SITE + file.relative_to(site).as_posix().removesuffix("index.html"): html.parse(file).getroot()
        for file in site.rglob("index.html")
    }
    return {address: page for address, page in found.items() if not page.xpath("//meta[@name='robots']")}


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
    """Chromium without a window."""
    with chromium() as chrome:
        yield chrome


@pytest.fixture
def phone(browser: Chrome) -> Iterator[Chrome]:
    """The browser with the screen of a phone, 390 by 844."""
    screen = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture
def axe(browser: Chrome) -> Iterator[Chrome]:
    """The browser with axe-core in each page that it opens."""
    with with_axe(browser) as chrome:
        yield chrome
