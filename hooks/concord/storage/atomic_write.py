"""Paths and contents → files on disk, all of them or none.

A process that is killed leaves each file whole: the old one or the new one.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from concord.errors import ConfigurationError

_NEW_FILE_MODE = 0o644


def write_files(contents: Mapping[Path, bytes], moves: Mapping[Path, Path] | None = None) -> None:
    """Writes files, then renames files. Where one of them fails, all those before it are undone.

    Args:
        contents: What each file is to hold. An existing file keeps its mode.
        moves: The new path of each file to rename. No file may exist there.

    Raises:
        ConfigurationError: A file cannot be written or renamed. Then all are as they were.
    """
    with ExitStack() as undo:
        temporary = {path: _write_temporary(path, content, undo) for path, content in contents.items()}
        for path, new in temporary.items():
            with _configuration_errors(path):
                old = path.read_bytes() if path.exists() else None
                new.replace(path)
            undo.callback(_restore, path, old)
        for path, target in (moves or {}).items():
            with _configuration_errors(path):
                path.rename(target)
            undo.callback(target.rename, path)
        undo.pop_all()


def replace_private_file(path: Path, content: bytes) -> None:
    """Writes a file that only the user can read: mode 0600.

    Raises:
        OSError: The file cannot be written. Then it is as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _write_temporary(path: Path, content: bytes, undo: ExitStack) -> Path:
    """A new file in the folder of `path` with this content and the mode of `path`; `undo` deletes it."""
    with _configuration_errors(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        undo.callback(Path(name).unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(path.stat().st_mode if path.exists() else _NEW_FILE_MODE)
    return Path(name)


def _restore(path: Path, content: bytes | None) -> None:
    """Gives the file its old content; None deletes it."""
    if content is None:
        path.unlink()
        return
    with ExitStack() as leftovers:
        _write_temporary(path, content, leftovers).replace(path)


@contextmanager
def _configuration_errors(path: Path) -> Iterator[None]:
    """Turns an `OSError` into a `ConfigurationError` that names the file."""
    try:
        yield
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written ({error.strerror}); nothing has changed") from error
