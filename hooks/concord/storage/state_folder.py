"""A folder of a guide → where its changes under way are kept, which git never takes; one process at a time."""

import hashlib
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from concord.errors import ConfigurationError
from concord.storage.git_repository import git_directory, head_of

_NAME = "concord"
_SECONDS = 120  # that a process waits for another one
_LEFTOVERS = ("new-*", "old-*", ".*.json.*")  # of processes that were killed


@dataclass(frozen=True)
class StateFolder:
    """A folder for the changes under way in a tree.

    Attributes:
        tree: The folder that all changed files lie in: the git work tree, else the folder of the guide.
        path: The folder itself: below `.git`, else in the tree, where it is deleted after use.
        head: The branch and the commit that are checked out; "" and "" without git.
    """

    tree: Path
    path: Path
    head: tuple[str, str]

    @property
    def journal(self) -> Path:
        """The file that says what is under way."""
        return self.path / "unfinished.json"

    @property
    def _lock(self) -> Path:
        if self.head[0]:
            return self.path / "lock"
        user = os.getuid() if hasattr(os, "getuid") else ""
        name = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:24]
        return Path(tempfile.gettempdir(), f"{_NAME}-{user}-{name}.lock")

    def clear(self) -> None:
        """Deletes what killed processes have left. Only for the process that has the access."""
        for left in (left for pattern in _LEFTOVERS for left in self.path.glob(pattern)):
            left.unlink(missing_ok=True)

    def is_in_use(self) -> bool:
        """Whether a process has the access."""
        try:
            with self.access(seconds=0):
                return False
        except ConfigurationError:
            return True

    @contextmanager
    def access(self, seconds: float = _SECONDS) -> Iterator[None]:
        """Waits until no other process has the access; one that is killed loses it.

        Raises:
            ConfigurationError: Another process had it for too long, or the folder cannot be made.
        """
        with warnings.catch_warnings():  # that a system has neither fcntl nor msvcrt: then the file has its process
            warnings.simplefilter("ignore")
            # It takes 0.1 s to load, which only who writes has to wait for.
            from filelock import FileLock, SoftFileLock, Timeout

        try:
            self.path.mkdir(exist_ok=True)
            lock = FileLock(self._lock, timeout=seconds)
            lock.acquire()
        except Timeout as error:
            remedy = "try again when it is done"
            if FileLock is SoftFileLock:  # a file alone, which a kill in the wrong moment leaves behind
                remedy += f", or delete {self._lock} where none is running"
            raise ConfigurationError(f"another concord is changing files in {self.tree}; {remedy}") from error
        except OSError as error:
            reason = error.strerror or error
            raise ConfigurationError(f"{self.path} cannot be written ({reason}); nothing has changed") from error
        try:
            self.path.mkdir(exist_ok=True)  # another process may have deleted it when it was done
            yield
        finally:
            if not self.head[0]:
                with suppress(OSError):  # it is not empty
                    self.path.rmdir()
            lock.release()


def state_folder(folder: Path) -> StateFolder:
    """The state folder of the tree that `folder` lies in. Makes nothing."""
    found = git_directory(folder)
    if found:
        top, own = found
        return StateFolder(top, own / _NAME, head_of(own))
    return StateFolder(folder.resolve(), folder.resolve() / f".{_NAME}", ("", ""))
