"""Folders that are expensive to make, made once in a run of pytest and shared by the workers of pytest-xdist."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name`, filled by `make` in the first process of the run that asks for it; the others wait.

    Args:
        factory: Pytest's own; its base is a folder of the run, and below that one of the worker.
        name: The folder's name, the same in all processes.
        make: Fills the folder, which is empty. If it fails, the next process that asks tries again.

    Returns:
        The folder. Tests read it, or change a copy.
    """
    base = factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, ready = run / name, run / f"{name}.ready"
    with FileLock(run / f"{name}.lock"):  # given up where the process is killed
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            ready.touch()
    return folder
