"""Contents → files, all of them or none. A killed process leaves each file whole: as it was, or as it is to be."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from concord.errors import ConfigurationError

_MODE = 0o644  # of a new file


def write_files(contents: Mapping[Path, bytes], moves: Mapping[Path, Path] | None = None) -> None:
    """Makes or replaces each file by what it is to hold, then renames those of `moves`, to names that no file has.

    Raises `ConfigurationError` where one of them cannot be; then all are as they were.
    """
    with ExitStack() as undo:
        beside = {path: _beside(path, content, undo) for path, content in contents.items()}
        for path, new in beside.items():
            with _naming(path):
                old = path.read_bytes() if path.exists() else None
                new.replace(path)
            undo.callback(_put_back, path, old)
        for path, target in (moves or {}).items():
            with _naming(path):
                path.rename(target)
            undo.callback(target.rename, path)
        undo.pop_all()


def _beside(path: Path, content: bytes, undo: ExitStack) -> Path:
    """A file with that content in the folder of `path`, which goes away with `undo`."""
    with _naming(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        undo.callback(Path(name).unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(path.stat().st_mode if path.exists() else _MODE)
    return Path(name)


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
        return
    with ExitStack() as leftovers:
        _beside(path, content, leftovers).replace(path)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Says of which file something went wrong."""
    try:
        yield
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written ({error.strerror}); nothing has changed") from error
