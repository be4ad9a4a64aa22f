"""What was found in texts, from one run to the next: in a repository no text is searched twice."""

import pickle
from contextlib import suppress

from concord import cache
from concord.config import Config
from concord.errors import ConfigurationError
from concord.memory import Memory


def recall(config: Config) -> None:
    """Fills the memories with what was kept in the repository of the guide."""
    with suppress(ConfigurationError):
        for name, kept in cache.of_repository(config).get([*Memory.all]).items():
            with suppress(Exception):  # it is no older than the code, but nobody vouches for what lies in a folder
                Memory.all[name].before = dict(pickle.loads(kept))


def keep(config: Config) -> None:
    """Keeps what was found, where any of it is new."""
    values: dict[str, bytes] = {}
    for name, memory in Memory.all.items():
        if found := memory.to_keep():
            memory.before = found
            values[name] = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    if values:
        with suppress(ConfigurationError):
            cache.of_repository(config).put(values)
