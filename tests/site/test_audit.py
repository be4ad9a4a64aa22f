"""axe and the Nu HTML checker find nothing on each kind of page; with `--every-page`, on all pages.

axe sees each kind light on a telephone and dark on a wide screen, and with `--every-page` the other way round as well.
"""

import itertools
import json
import subprocess
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome

from axe import AXE, SCHEMES, WIDTHS, look, module, narrow
from published import FOLDERS, Published
from servers import tool

# A program of seconds is not worth the second compiler, nor a collector of several threads: half the processor time.
JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")


def lines(findings: Mapping[str, Collection[str]]) -> str:
    """What was found and where, a line each, with a few of the places."""
    return "\n".join(f"{what}, {len(at)} times: {', '.join(sorted(at)[:4])}" for what, at in sorted(findings.items()))


@pytest.mark.browser
@pytest.mark.parametrize("language", FOLDERS)
def test_axe_finds_nothing(axe: Chrome, address: str, published: Published, language: str) -> None:
    found = defaultdict(list)
    looks = [*itertools.product(WIDTHS, SCHEMES)] if published.every else [*zip(WIDTHS, SCHEMES, strict=True)]
    for page in published.pages(language):
        axe.get(f"{address}/{page}")
        for width, scheme in looks:
            narrow(axe, width)
            look(axe, scheme)
            for violation in axe.execute_async_script(AXE):
                for node in violation["nodes"]:
                    place = f"/{page} {node['target'][0]} at {width} px, {scheme}"
                    found[f"{violation['id']}: {violation['help']}"].append(place)
    assert not found, lines(found)


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    java = tool("java", package="default-jre-headless")
    checker = module("vnu-jar/build/dist/vnu.jar")
    command = [java, *JAVA, "-jar", str(checker), "--format", "json", "--stdout", "--skip-non-html", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    found = defaultdict(list)
    for message in messages:
        if message["type"] != "info":
            place = message["url"].partition(str(site))[2]
            found[message["message"]].append(f"{place}:{message.get('lastLine')}")
    assert not found, lines(found)
