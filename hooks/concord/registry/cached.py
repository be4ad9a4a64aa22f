"""Configuration → `Registry`: the one that an earlier run has read from the same files, else a new one.

A check of the guide without it takes 1.1 times as long: pydantic builds its validators and YAML is read.
"""

import hashlib
import pickle
from contextlib import suppress
from pathlib import Path

from concord import registry
from concord.config import Config
from concord.registry import Registry
from concord.registry.claims import CLAIMS
from concord.storage.cache import Cache
from concord.storage.text_file import read_bytes


def read_cached_registry(config: Config) -> Registry:
    """The registry of the tree that `config` describes, as `registry.read_registry` gives it."""
    key = _content_digest(config)
    cache = Cache(config, "registry")
    for value in cache.get([key]).values():
        known: Registry = pickle.loads(value)
        return known
    found = registry.read_registry(config.root, config.facts, config.complete)
    if key == _content_digest(config):  # no file has changed while they were read
        with suppress(RecursionError):  # an entry that is too deeply nested to be pickled
            cache.replace({key: pickle.dumps(found, pickle.HIGHEST_PROTOCOL)})
    return found


def _content_digest(config: Config) -> str:
    names = (*(f"{kind}.yml" for kind in registry.KINDS), CLAIMS)
    contents = [_content(config.root / config.facts / name) for name in names]
    return hashlib.sha256(repr(contents).encode()).hexdigest()


def _content(file: Path) -> bytes | str:
    """What `file` holds, or why it cannot be read."""
    try:
        return read_bytes(file)
    except OSError as error:
        return str(error)
