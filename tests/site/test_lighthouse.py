"""Lighthouse on a phone, the site compressed as it is deployed.

What it judges by rules is judged in each run of the tests, each kind of page in one language; in all of them with
`--every-page`. What it measures swings with the machine: speed counts then alone, as the median of three.
"""

import json
import os
import statistics
import subprocess
import warnings
from pathlib import Path

import pytest

from axe import module
from browsers import FLAGS
from published import FOLDERS, LEADING, Published
from servers import tool

RULES = {"accessibility": 100, "best-practices": 100, "seo": 100}
SPEED = {"performance": 95}
RUNS = 3
NO_START = "Unable to connect to Chrome"  # what Lighthouse says where Chromium did not start in time
NO_TRACE = "Please run Lighthouse again"  # and where it could not follow what Chromium did


@pytest.mark.browser
@pytest.mark.filterwarnings(f"default:{NO_START}", f"default:{NO_TRACE}")
@pytest.mark.parametrize("language", FOLDERS)
def test_lighthouse_gives_full_marks(deployed: str, published: Published, language: str, tmp_path: Path) -> None:
    wanted = RULES | SPEED if published.every else RULES
    runs = [[*wanted], *[[*SPEED]] * (RUNS - 1 if published.every else 0)]
    short = []
    kinds = LEADING if published.every else LEADING[[*FOLDERS].index(language) :: len(FOLDERS)]
    for page in published.leading(language, kinds):
        reports = [marks(f"{deployed}/{page}", categories, tmp_path) for categories in runs]
        for category, least in wanted.items():
            mark = statistics.median(report[category] for report, _ in reports if category in report)
            if mark < least:
                short.append(f"/{page}: {category} {mark:.0f}: {', '.join(reports[0][1][category])}")
    assert not short, "\n".join(short)


def marks(address: str, categories: list[str], folder: Path) -> tuple[dict[str, float], dict[str, list[str]]]:
    """The marks out of 100 that a page gets, and in each category the audits that cost it some."""
    report = folder / "report.json"
    command = [
        tool("node", package="nodejs"),
        str(module("lighthouse/cli/index.js")),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(categories)}",
        f"--chrome-flags={' '.join(FLAGS)}",
    ]
    environment = os.environ | {"CHROME_PATH": tool("chromium", "google-chrome", package="chromium")}
    launch(command, environment)
    found = json.loads(report.read_text(encoding="utf-8"))
    assert "runtimeError" not in found, found["runtimeError"]
    lost = {
        name: [ref["id"] for ref in found["categories"][name]["auditRefs"] if ref["weight"] and fails(found, ref["id"])]
        for name in categories
    }
    return {name: 100 * found["categories"][name]["score"] for name in categories}, lost


def launch(command: list[str], environment: dict[str, str]) -> None:
    """Runs Lighthouse, and once more, with a warning, where Chromium did not start or it asks for that itself."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    if reason := next((reason for reason in (NO_START, NO_TRACE) if reason in done.stderr), ""):
        warnings.warn(f"{reason}: launched it anew", stacklevel=2)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def fails(report: dict[str, dict[str, dict[str, float | None]]], audit: str) -> bool:
    score = report["audits"][audit]["score"]
    return score is not None and score < 1
