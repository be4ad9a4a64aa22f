"""A language's `sync.lock` on disk: read and written whole, by one process at a time."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from concord.errors import ConfigurationError
from concord.storage.atomic_write import write_files
from concord.sync.lock.format import NAME, Lock, parse_lock, unreadable_lock


def read_lock(folder: Path, language: str) -> Lock:
    """What the lock file of `language` in `folder` says; one that is not there says nothing."""
    try:
        return parse_lock(_text(folder), language)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return unreadable_lock(f"it is not UTF-8 (byte {error.start + 1})", line)
    except OSError as error:
        return unreadable_lock(f"it cannot be opened ({error.strerror})")


def change_lock(folder: Path, edit: Callable[[str], str]) -> None:
    """Puts what `edit` makes of the lock file's text in its place. A killed process leaves the old or the new one.

    Raises `ConfigurationError` where it cannot be read or written.
    """
    with _alone(folder):
        _clear(folder)
        try:
            old = _text(folder)
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{folder / NAME} cannot be read ({error})") from error
        new = edit(old)
        if new != old:
            write_files({folder / NAME: new.encode("utf-8")})


def _text(folder: Path) -> str:
    try:
        return (folder / NAME).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""


def _clear(folder: Path) -> None:
    """Takes away what processes that were killed have left beside the lock file."""
    for left in folder.glob(f".{NAME}.*"):
        left.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Waits until no other process changes the lock file in `folder`; whoever is killed lets go."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
