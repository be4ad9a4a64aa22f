"""What was found in texts, and the registry, from one run to the next: in a repository nothing is worked out twice."""

import hashlib
import pickle
from contextlib import suppress
from pathlib import Path

from concord import cache, registry
from concord.config import Config
from concord.errors import ConfigurationError
from concord.memory import Memory
from concord.registry import Registry

_REGISTRY = "registry"


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


def read_registry(config: Config) -> Registry:
    """As `registry.read`, for the guide that `config` describes."""
    contents = [_content(config.root / config.facts / f"{kind}.yml") for kind in registry.KINDS]
    digest = hashlib.sha256(repr((config.languages, config.facts, contents)).encode()).digest()
    with suppress(Exception):
        kept, known = pickle.loads(cache.of_repository(config).get([_REGISTRY])[_REGISTRY])
        if kept == digest and isinstance(known, Registry):
            return known
    found = registry.read(config.root, config.facts, config.languages)
    with suppress(ConfigurationError):
        cache.of_repository(config).put({_REGISTRY: pickle.dumps((digest, found), pickle.HIGHEST_PROTOCOL)})
    return found


def _content(file: Path) -> bytes | str:
    """What `file` holds, or why that cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        return str(error)
