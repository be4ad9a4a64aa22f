"""Python looks for garbage after every 700 new objects. A guide is read once and stays, so that there is little."""

import gc

_RARELY = (10_000, 10, 10)  # objects of each generation


def look_rarely() -> None:
    """Has the collector look more rarely from now on, and never at what there is already: a tenth of a check's time."""
    gc.freeze()
    gc.set_threshold(*_RARELY)
