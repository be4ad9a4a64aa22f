"""What was found in texts, and the registry, from one run to the next: in a repository nothing is worked out twice."""

import hashlib
import pickle
from contextlib import suppress
from pathlib import Path

from concord import registry
from concord.config import Config
from concord.errors import ConfigurationError
from concord.registry import Registry
from concord.storage.cache import repository_cache
from concord.storage.memo import Memo


def load_memos(config: Config) -> None:
    """Fills the memories with what was kept in the repository of the guide."""
    with suppress(ConfigurationError):
        names = {_name(name, config): memory for name, memory in Memo.all.items()}
        for name, kept in repository_cache(config).get([*names]).items():
            names[name].kept = kept


def save_memos(config: Config) -> None:
    """Keeps what was found, where any of it is new."""
    values = {_name(name, config): found for name, memory in Memo.all.items() if (found := memory.to_keep())}
    if values:
        with suppress(ConfigurationError):
            repository_cache(config).put(values)


def _name(name: str, config: Config) -> str:
    """A tree of other folders is remembered by itself."""
    return " ".join([name, *map(config.folder, config.languages)])


def read_registry(config: Config) -> Registry:
    """As `registry.read`, for the guide that `config` describes."""
    name = _name("registry", config)
    contents = [_content(config.root / config.facts / f"{kind}.yml") for kind in registry.KINDS]
    digest = hashlib.sha256(repr((config.languages, config.facts, contents)).encode()).digest()
    with suppress(Exception):
        kept, known = pickle.loads(repository_cache(config).get([name])[name])
        if kept == digest and isinstance(known, Registry):
            return known
    found = registry.read_registry(config.root, config.facts, config.languages)
    with suppress(ConfigurationError):
        repository_cache(config).put({name: pickle.dumps((digest, found), pickle.HIGHEST_PROTOCOL)})
    return found


def _content(file: Path) -> bytes | str:
    """What `file` holds, or why that cannot be read."""
    try:
        return file.read_bytes() if file.is_file() else "no file"
    except OSError as error:
        return str(error)
