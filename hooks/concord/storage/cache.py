"""What has been worked out of contents and never changes, kept under `.git`. Without it all goes on, slower.

Several processes may use one at once; one that cannot be read or written is as if it were empty.
"""

import functools
import hashlib
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from concord.config import Config
from concord.storage.git_repository import repository

FILE = "concord.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS known (edition TEXT, name TEXT, value BLOB, PRIMARY KEY (edition, name))"
_LIBRARIES = ("markdown", "pymdown-extensions", "ruamel.yaml", "babel", "num2words", "text2num", "pydantic")
_PATIENCE = 2  # seconds to wait for another process


@dataclass(frozen=True, slots=True)
class Cache:
    """Values by name in `file`. Those of another `edition` are forgotten when one is added."""

    file: Path
    edition: str

    def get(self, names: Sequence[str]) -> dict[str, bytes]:
        """Those of `names` that are known, with their values."""
        found: dict[str, bytes] = {}
        with suppress(sqlite3.Error, OSError), closing(self._open()) as database:
            for name in names:
                query = database.execute("SELECT value FROM known WHERE edition = ? AND name = ?", (self.edition, name))
                if row := query.fetchone():
                    found[name] = row[0]
        return found

    def put(self, values: Mapping[str, bytes]) -> None:
        """Keeps `values` by their names."""
        with suppress(sqlite3.Error, OSError), closing(self._open()) as database, database:
            database.execute("DELETE FROM known WHERE edition != ?", (self.edition,))
            rows = ((self.edition, name, value) for name, value in values.items())
            database.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", rows)

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.file, timeout=_PATIENCE)
        try:
            database.execute(_TABLE)
        except sqlite3.Error as error:
            database.close()
            if type(error) is sqlite3.DatabaseError:  # the file is no database
                self.file.unlink()
            raise
        return database


def repository_cache(config: Config) -> Cache:
    """The cache of the repository that the guide lies in.

    Raises `ConfigurationError` where there is no git or no repository.
    """
    return Cache(repository(config.root).top / ".git" / FILE, _edition(config))


def _edition(config: Config) -> str:
    """What changes whenever a page might be read in another way, or what it means and mentions."""
    return hashlib.sha256(f"{_of_the_code()}\0{config.extensions!r}{config.page_limits!r}".encode()).hexdigest()


@functools.cache
def _of_the_code() -> str:
    top = Path(__file__).parent.parent  # the package
    code = sorted(file for end in ("py", "yml") for file in top.rglob(f"*.{end}"))
    libraries = [metadata.version(name) for name in _LIBRARIES]
    words = (*(file.read_text("utf-8") for file in code), *libraries, platform.python_version())
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
