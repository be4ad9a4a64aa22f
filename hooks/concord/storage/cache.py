"""Keys → values of earlier runs, from a file outside the tree that this user's own key has signed.

A value may be a pickle, and loading a pickle can run code. So a file is read only where its HMAC-SHA256 (RFC 2104) fits
the key of the user, which no tree can know: see `cache_directory`. Pickle and HMAC take 15 ms for the pages of the
guide (1.7 MB); JSON takes 22 ms (2.1 MB), and a conversion for each class.
"""

import hashlib
import hmac
import os
import pickle
import platform
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

from concord.config import Config
from concord.storage.cache_directory import CacheDirectory, delete_unused, open_cache_directory
from concord.storage.private_file import replace_private_file

_DIGEST = "sha256"
_DIGEST_BYTES = 32
_METADATA = (".dist-info", ".egg-info")
_DAY = 24 * 60 * 60  # seconds
_CODE = (".py", ".yml", ".md")  # the code, the languages and the pages of the rules


class Cache:
    """Some of the values of one tree, by key, in one file.

    Errors are never raised: a file that is missing, damaged, signed by another key or made for other inputs is empty,
    and one that cannot be written is not. Several processes may use it at once; the last one to write wins.
    """

    def __init__(self, config: Config, name: str) -> None:
        """The values called `name` of the tree that `config` describes, computed by this code and these libraries."""
        self._directory = _open(config)
        tree = repr((name, str(config.root.resolve()), _settings(config))).encode()
        self._file_name = f"{hashlib.sha256(tree).hexdigest()[:32]}.{name}"
        self._inputs = repr(
            (tree, _code_digest(), installed_distributions(), platform.python_version(), config.extensions)
        )

    @property
    def is_on(self) -> bool:
        """Whether values are kept at all."""
        return self._directory is not None

    def keys(self) -> frozenset[str]:
        """The keys that have a value."""
        return frozenset(self._values)

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of `keys` that have a value, with it."""
        return {key: self._values[key] for key in keys if key in self._values}

    def put(self, values: Mapping[str, bytes]) -> None:
        """Adds `values` to those of earlier runs."""
        self.replace({**self._values, **values})

    def replace(self, values: Mapping[str, bytes]) -> None:
        """Keeps `values`, and no others."""
        if self._directory is None or values == self._values:
            return
        self._values = dict(values)
        content = pickle.dumps(self._values, pickle.HIGHEST_PROTOCOL)
        with suppress(OSError):
            replace_private_file(self._directory.path / self._file_name, self._sign(self._directory, content) + content)
            delete_unused(self._directory.path)

    @cached_property
    def _values(self) -> dict[str, bytes]:
        if self._directory is None:
            return {}
        with suppress(OSError):
            file = self._directory.path / self._file_name
            signed = memoryview(file.read_bytes())
            signature, content = signed[:_DIGEST_BYTES], signed[_DIGEST_BYTES:]
            if hmac.compare_digest(signature, self._sign(self._directory, content)):
                if time.time() - file.stat().st_mtime > _DAY:
                    os.utime(file)  # so that it is not deleted
                values: dict[str, bytes] = pickle.loads(content)
                return values
        return {}

    def _sign(self, directory: CacheDirectory, content: bytes | memoryview) -> bytes:
        """The HMAC of all that the values depend on, and of the content."""
        digest = hmac.new(directory.key, hashlib.sha256(self._inputs.encode("utf-8", "replace")).digest(), _DIGEST)
        digest.update(content)
        return digest.digest()


def installed_distributions() -> tuple[str, ...]:
    """The folders with the metadata of all installed distributions, whose names have their versions.

    Reading the names takes 1 ms, asking for the version of each library that takes part 10 ms.
    """
    found: list[str] = []
    for folder in sys.path:
        with suppress(OSError):
            found += sorted(name for name in os.listdir(folder) if name.endswith(_METADATA))  # noqa: PTH208 (names, not paths)
    return tuple(found)


def _open(config: Config) -> CacheDirectory | None:
    folders = [config.root / config.folder(language) for language in config.languages]
    return open_cache_directory([config.root, (config.root / config.docs).parent, *folders])


def _settings(config: Config) -> tuple[object, ...]:
    languages = [(language, config.folder(language)) for language in config.languages]
    return (
        languages,
        sorted(config.beginning),
        config.docs,
        config.facts,
        config.has_registry,
        config.publish,
        config.page_limits,
        config.files,
    )


@cache
def _code_digest() -> str:
    """The SHA-256 of all files of this package: 5 ms, and unlike their dates it is never wrong."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for file in sorted(file for end in _CODE for file in package.rglob(f"*{end}")):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(package)} {len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
