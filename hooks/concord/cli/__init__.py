"""The command `concord`. Exit status: 0 nothing at or above warning, 1 findings, 2 the command itself is wrong."""

import gc
from collections.abc import Sequence

# Objects are collected rarely, and those of the imports never: NUMBER
_GC_THRESHOLDS = (20_000, 20, 1000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the console script: sets up garbage collection, then imports and runs the command."""
    gc.set_threshold(*_GC_THRESHOLDS)
    from concord.cli.command import run

    gc.freeze()
    run(arguments)
