"""How much of the processor a command took: a test may bound it, other than the time on the clock."""

import os


def processor_time() -> float:
    """The seconds that this process and its children that have ended have taken of the processor so far."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
