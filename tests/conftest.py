"""The built site, a server for it on 127.0.0.1, and a real browser."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from commands import mkdocs
from trees import ROOT

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


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide as it is, built in strict mode."""
    folder = tmp_path_factory.mktemp("site")
    done = mkdocs("build", "--strict", "--site-dir", str(folder), cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the built site, without a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Chrome]:
    """A Chromium without a window. Without one on the path the test is skipped, in CI it fails."""
    binary = shutil.which("chromium") or shutil.which("google-chrome") or ""
    driver = shutil.which("chromedriver") or ""
    if not (binary and driver):
        reason = "no browser: install chromium and chromium-driver"
        pytest.fail(reason) if os.environ.get("REQUIRE_BROWSER") else pytest.skip(reason)
    options = ChromeOptions()
    options.binary_location = binary
    for flag in FLAGS:
        options.add_argument(flag)
    chrome = Chrome(options=options, service=ChromeService(driver))
    chrome.set_page_load_timeout(30)
    yield chrome
    chrome.quit()
