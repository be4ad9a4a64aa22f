"""A language's `sync.lock` on disk: read and written whole, by one process at a time."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from concord import disk
from concord.errors import ConfigurationError
from concord.sync.agreements import NAME


def text(folder: Path) -> str:
    """What the lock file in `folder` says, "" where there is none. Raises `ConfigurationError` where it is no text."""
    try:
        return (folder / NAME).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{folder.name}/{NAME} cannot be read ({error})") from error


def change(folder: Path, edit: Callable[[str], str]) -> None:
    """Puts what `edit` makes of the lock file's text in its place. A killed process leaves the old or the new one."""
    with _alone(folder):
        old = text(folder)
        new = edit(old)
        if new != old:
            disk.write({folder / NAME: new.encode("utf-8")})


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Waits until no other process changes the lock file in `folder`; whoever is killed lets go."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
