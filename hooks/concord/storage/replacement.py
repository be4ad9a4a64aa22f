"""A file, what was read of it, what it is to hold → the file, unless another program has changed it meanwhile.

A new version is written into a scratch folder and takes the place of the old one, which is looked at once more when it
is out of the way: whatever an editor saves until then is seen and put back. A file with several hard links, or one that
lies on another file system than the scratch folder, is written in place instead.
"""

import errno
import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from concord.errors import ConfigurationError
from concord.storage.exchange import exchange, rename_to_free
from concord.storage.text_file import read_bytes

_NEW_FILE_MODE = 0o644
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class ChangedMeanwhileError(ConfigurationError):
    """A file does not hold what was read of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} has been changed by another program meanwhile; nothing has changed here: run the command again"
        )


def content_of(path: Path) -> bytes | None:
    """What the file at `path` holds; None where there is nothing. Raises `OSError` where it cannot be read."""
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None


def replace_file(path: Path, old: bytes | None, new: bytes | None, scratch: Path) -> None:
    """Gives a file that holds `old` the content `new`; None is for no file. Mode, owner and hard links stay.

    Raises:
        ChangedMeanwhileError: It does not hold `old`, or is a link by now. Then it is as it was.
        OSError: It cannot be written. A file that is written in place may then hold a part of each.
    """
    if path.resolve() != path or content_of(path) != old:
        raise ChangedMeanwhileError(path)
    if old is None:
        if new is not None:
            _create(path, new, scratch)
        return
    status = path.lstat()
    if not status.st_mode & _WRITABLE or not os.access(path, os.W_OK):
        raise OSError(errno.EACCES, "it is read-only", str(path))
    if new is None:
        _take_out(path, old, scratch).unlink()
    elif status.st_nlink > 1:
        _write_in_place(path, old, new)
    else:
        _swap(path, old, new, scratch)


def taken_out(path: Path, scratch: Path) -> Path:
    """Where in `scratch` the old version of `path` lies for a moment, on a system that cannot exchange files."""
    return scratch / f"old-{hashlib.sha256(os.fsencode(path)).hexdigest()[:24]}"


def _create(path: Path, content: bytes, scratch: Path) -> None:
    new = _written(scratch, content, _NEW_FILE_MODE)
    try:
        rename_to_free(new, path)
    except FileExistsError:
        raise ChangedMeanwhileError(path) from None
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with path.open("xb") as file:
            file.write(content)
    finally:
        new.unlink(missing_ok=True)


def _swap(path: Path, old: bytes, new: bytes, scratch: Path) -> None:
    """Puts a new file in the place of the old one."""
    status = path.lstat()
    written = _written(scratch, new, stat.S_IMODE(status.st_mode))
    try:
        if hasattr(os, "chown"):
            with suppress(OSError):  # only the superuser can give a file to somebody else
                os.chown(written, status.st_uid, status.st_gid)
        if not exchange(written, path):
            out = _take_out(path, old, scratch)
            rename_to_free(written, path)
            out.unlink()
        elif not _holds(written, old):
            exchange(written, path)
            raise ChangedMeanwhileError(path)
    except FileExistsError:  # it was saved while it was out of the way
        raise ChangedMeanwhileError(path) from None
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _write_in_place(path, old, new)
    finally:
        written.unlink(missing_ok=True)


def _take_out(path: Path, old: bytes, scratch: Path) -> Path:
    """Moves the file out of the way. Where it does not hold `old` it goes back."""
    out = taken_out(path, scratch)
    path.rename(out)
    if not _holds(out, old):
        with suppress(FileExistsError):  # what was saved there since is newer
            rename_to_free(out, path)
        raise ChangedMeanwhileError(path)
    return out


def _write_in_place(path: Path, old: bytes, new: bytes) -> None:
    with path.open("r+b", buffering=0) as file:
        if file.readall() != old:
            raise ChangedMeanwhileError(path)
        file.seek(0)
        rest = memoryview(new)
        while rest:
            rest = rest[file.write(rest) :]
        file.truncate()
        os.fsync(file.fileno())


def _written(scratch: Path, content: bytes, mode: int) -> Path:
    """A new file in `scratch`."""
    handle, name = tempfile.mkstemp(dir=scratch, prefix="new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _holds(path: Path, content: bytes) -> bool:
    """Whether `path` is a file, and no link to one, with this content."""
    return stat.S_ISREG(path.lstat().st_mode) and path.read_bytes() == content
