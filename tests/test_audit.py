"""Each kind of page in each language, or with `--every-page` all pages, before those who audit the web."""

import itertools
import json
import subprocess
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome

from published import FOLDERS, Published
from servers import missing, tool
from told import complaints, events
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
    """A file that an npm package brings."""
    file = MODULES / path
    return file if file.exists() else missing(f"no {path}: run tests/get-tools, which needs npm")


@pytest.fixture
def axe(browser: Chrome) -> Iterator[Chrome]:
    """The browser with axe-core in each page that it opens, and nothing of the reader's choices kept."""
    source = module("axe-core/axe.min.js").read_text(encoding="utf-8")
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    yield browser
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def look(browser: Chrome, scheme: str) -> None:
    features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    listed = [{"name": name, "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": listed})


def narrow(browser: Chrome, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def lines(findings: Mapping[str, Collection[str]]) -> str:
    """What was found and where, a line each, with a few of the places."""
    return "\n".join(f"{what}, {len(at)} times: {', '.join(sorted(at)[:4])}" for what, at in sorted(findings.items()))


@pytest.mark.browser
@pytest.mark.parametrize("language", FOLDERS)
def test_axe_finds_nothing(axe: Chrome, address: str, published: Published, language: str) -> None:
    found = defaultdict(list)
    for page in published.pages(language):
        axe.get(f"{address}/{page}")
        for width, scheme in itertools.product(WIDTHS, SCHEMES):
            narrow(axe, width)
            look(axe, scheme)
            for violation in axe.execute_async_script(AXE):
                for node in violation["nodes"]:
                    place = f"/{page} {node['target'][0]} at {width} px, {scheme}"
                    found[f"{violation['id']}: {violation['help']}"].append(place)
    assert not found, lines(found)


@pytest.mark.browser
@pytest.mark.parametrize("language", FOLDERS)
def test_a_page_asks_for_nothing_elsewhere_and_complains_of_nothing(
    browser: Chrome, deployed: str, published: Published, language: str
) -> None:
    events(browser), complaints(browser)
    for page in published.pages(language):
        browser.get(f"{deployed}/{page}")
    seen = events(browser)
    asked = [event["request"]["url"] for event in seen["Network.requestWillBeSent"]]
    assert [url for url in asked if not url.startswith((f"{deployed}/", "data:"))] == []
    answers = [event["response"] for event in seen["Network.responseReceived"]]
    assert [answer["url"] for answer in answers if answer["status"] >= 400] == []
    assert seen["Network.loadingFailed"] == []
    assert complaints(browser) == []


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    java = tool("java", package="default-jre-headless")
    checker = module("vnu-jar/build/dist/vnu.jar")
    command = [java, "-jar", str(checker), "--format", "json", "--stdout", "--skip-non-html", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    found = defaultdict(list)
    for message in messages:
        if message["type"] != "info":
            place = message["url"].partition(str(site))[2]
            found[message["message"]].append(f"{place}:{message.get('lastLine')}")
    assert not found, lines(found)
