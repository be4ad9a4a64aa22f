"""The commands of the project, run as a user runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

BIN = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "COLUMNS": "200"}


def concord(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`concord ARGUMENTS` in `cwd`."""
    return _run([str(BIN / "concord"), *arguments], cwd)


def mkdocs(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`mkdocs ARGUMENTS` in `cwd`."""
    return _run([str(BIN / "mkdocs"), *arguments], cwd)


def findings(cwd: Path) -> list[dict[str, Any]]:
    """What `concord check --format json` finds, without information."""
    report = json.loads(concord("check", "--format", "json", cwd=cwd).stdout)
    return [finding for finding in report["findings"] if finding["level"] != "info"]


def _run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )
