"""The command `concord`. Exit status: 0 no finding at the level warning or above, 1 findings, 2 a wrong use of it."""

import gc
from collections.abc import Sequence

# Of generations 0, 1, 2. With the default (700, 10, 10) a check takes 1.2 times as long; a second call changes nothing.
GC_THRESHOLDS = (100_000, 50, 1000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the console script: sets up garbage collection, then imports and runs the command."""
    gc.set_threshold(*GC_THRESHOLDS)
    from concord.cli.command import run

    gc.freeze()
    run(arguments)
