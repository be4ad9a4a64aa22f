"""axe-core in the browser, which judges whether everybody can read a page, and the conditions to judge it under."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import Chrome

from servers import missing
from trees import ROOT

MODULES = ROOT / "audit" / "node_modules"
SCHEMES = ("light", "dark")
WIDTHS = (390, 1400)
AXE = """
const [done] = arguments;
const run = () => axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations));
requestAnimationFrame(() => requestAnimationFrame(run)); // the page has taken the width and the colours asked for
"""


def module(path: str) -> Path:
    """A file of an npm package that audit/package.json names; without it the test ends, see `servers.missing`."""
    file = MODULES / path
    return file if file.exists() else missing(f"no {path}: run tests/get-tools, which needs npm")


@contextmanager
def with_axe(browser: Chrome) -> Iterator[Chrome]:
    """The browser with axe-core in each page that it opens; afterwards its colour scheme and width are reset."""
    source = module("axe-core/axe.min.js").read_text(encoding="utf-8")
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    yield browser
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def look(browser: Chrome, scheme: str) -> None:
    """Sets the colour scheme that the system asks for, `light` or `dark`, and turns animations off."""
    features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    listed = [{"name": name, "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": listed})


def narrow(browser: Chrome, width: int) -> None:
    """Sets the width of the window in CSS pixels."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
