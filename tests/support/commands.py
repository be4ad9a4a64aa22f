"""The commands of the project: `concord` in this process, which is ten times as fast, or as a process of its own."""

import gc
import io
import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

from concord.cli import main

BIN = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "COLUMNS": "200"}


def concord(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`concord ARGUMENTS` in `cwd`, in this process: the entry point of the console script, with pipes for a terminal.

    What Python has loaded and computed for one run is there in the next. Use `concord_process` where that matters.
    """
    output, errors = io.BytesIO(), io.BytesIO()
    thresholds, status = gc.get_threshold(), 0
    with (
        chdir(cwd),
        mock.patch.dict(os.environ, ENVIRONMENT, clear=True),
        redirect_stdout(io.TextIOWrapper(output, encoding="utf-8", write_through=True)),
        redirect_stderr(io.TextIOWrapper(errors, encoding="utf-8", write_through=True)),
    ):
        try:
            main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        finally:
            gc.unfreeze()  # the command freezes what is alive when it starts, as it runs only once in a process
            gc.set_threshold(*thresholds)
        said, warned = (stream.getvalue().decode("utf-8") for stream in (output, errors))
    return subprocess.CompletedProcess(["concord", *arguments], status, said, warned)


def concord_process(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`concord ARGUMENTS` in `cwd`, the installed command in a process of its own, as a user runs it."""
    return _run([str(BIN / "concord"), *arguments], cwd)


def mkdocs(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`mkdocs ARGUMENTS` in `cwd`, in a process of its own."""
    return _run([str(BIN / "mkdocs"), *arguments], cwd)


def findings(cwd: Path) -> list[dict[str, Any]]:
    """What `concord check --format json` finds in the guide at `cwd`, without information."""
    report = json.loads(concord("check", "--format", "json", cwd=cwd).stdout)
    return [finding for finding in report["findings"] if finding["level"] != "info"]


def _run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )
