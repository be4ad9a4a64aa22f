"""What has been worked out of git's blobs and never changes, kept under `.git`. Without it all goes on, slower.

Several processes may use one at once; one that cannot be read or written is as if it were empty.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

_TABLE = "CREATE TABLE IF NOT EXISTS known (edition TEXT, name TEXT, value TEXT, PRIMARY KEY (edition, name))"
_PATIENCE = 2  # seconds to wait for another process


@dataclass(frozen=True, slots=True)
class Cache:
    """Texts by name in `file`. Those of another `edition` are forgotten when one is added."""

    file: Path
    edition: str

    def get(self, names: Sequence[str]) -> dict[str, str]:
        """Those of `names` that are known, with their texts."""
        found: dict[str, str] = {}
        with suppress(sqlite3.Error, OSError), closing(self._open()) as database:
            for name in names:
                query = database.execute("SELECT value FROM known WHERE edition = ? AND name = ?", (self.edition, name))
                if row := query.fetchone():
                    found[name] = str(row[0])
        return found

    def put(self, texts: Mapping[str, str]) -> None:
        """Keeps `texts` by their names."""
        with suppress(sqlite3.Error, OSError), closing(self._open()) as database, database:
            database.execute("DELETE FROM known WHERE edition != ?", (self.edition,))
            rows = ((self.edition, name, text) for name, text in texts.items())
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
