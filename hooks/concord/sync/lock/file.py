"""A language's `sync.lock` on disk ⇄ Lock: read and written as a whole, by one process at a time."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from concord.errors import ConfigurationError
from concord.storage.atomic_write import write_files
from concord.storage.text_file import read_bytes
from concord.sync.lock.format import NAME, Lock, parse_lock, unreadable_lock

try:
    import fcntl
except ImportError:  # on Windows; two processes that confirm at the same time may then lose what one of them wrote
    fcntl = None  # type: ignore[assignment]


def read_lock(folder: Path, language: str) -> Lock:
    """Reads the lock file of `language` in `folder`; a file that does not exist is a lock without agreements."""
    try:
        return parse_lock(_text(folder), language)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return unreadable_lock(f"it is not UTF-8 (byte {error.start + 1})", line)
    except OSError as error:
        return unreadable_lock(f"it cannot be opened ({error.strerror})")


def change_lock(folder: Path, edit: Callable[[str], str]) -> None:
    """Replaces the text of the lock file in `folder` by what `edit` returns for it.

    Other processes that change the file wait. Whoever reads it, also after a process was killed, finds the whole old
    text or the whole new one.

    Raises:
        ConfigurationError: The file cannot be read or written.
    """
    with _exclusive_access(folder):
        _remove_leftovers(folder)
        try:
            old = _text(folder)
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{folder / NAME} cannot be read ({error})") from error
        new = edit(old)
        if new != old:
            write_files({folder / NAME: new.encode("utf-8")})


def _text(folder: Path) -> str:
    try:
        return read_bytes(folder / NAME).decode("utf-8")
    except FileNotFoundError:
        return ""


def _remove_leftovers(folder: Path) -> None:
    """Deletes the temporary files of processes that were killed while they wrote."""
    for left in folder.glob(f".{NAME}.*"):
        left.unlink(missing_ok=True)


@contextmanager
def _exclusive_access(folder: Path) -> Iterator[None]:
    """Waits until no other process changes the lock file in `folder`; a killed process gives up its access."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
