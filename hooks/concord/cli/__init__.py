"""The command `concord`. Exit status: 0 no finding at the level warning or above, 1 findings, 2 a wrong use of it."""

import gc
from collections.abc import Sequence

_COLLECTION = (20_000, 20, 1000)  # what is garbage dies young; searching all that was read takes a tenth of the time


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the console script: how Python clears up is settled before hundreds of modules are loaded."""
    gc.set_threshold(*_COLLECTION)
    from concord.cli.command import run

    gc.freeze()
    run(arguments)
