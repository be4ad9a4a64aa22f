"""Two paths of one file system → files that have changed places, without a moment in which a save could be lost.

Linux has both as a system call (renameat2, since 3.15), Python has not. Elsewhere the callers do it in steps.
"""

import errno
import os
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100  # AT_FDCWD: paths are relative to the working directory
_NO_REPLACE, _EXCHANGE = 1, 2  # RENAME_NOREPLACE, RENAME_EXCHANGE of linux/fs.h
_NOT_OFFERED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)  # by the kernel, the file system, a sandbox


def exchange(one: Path, other: Path) -> bool:
    """Lets two files change places. Returns whether the system can do that; raises `OSError` where it fails."""
    return _renameat2(one, other, _EXCHANGE)


def rename_to_free(path: Path, target: Path) -> None:
    """Renames `path` to `target`. Raises `FileExistsError` where something is there, and `OSError` as `rename`."""
    if os.name == "nt":
        path.rename(target)  # does so on Windows
        return
    if _renameat2(path, target, _NO_REPLACE):
        return
    try:
        os.link(path, target, follow_symlinks=False)
    except PermissionError:  # what Linux says of a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        path.rename(target)
    else:
        path.unlink()


def _renameat2(path: Path, target: Path, how: int) -> bool:
    import ctypes  # takes 10 ms to load, which only who writes has to wait for

    call = _system_call()
    if call is None:
        return False
    if call(_HERE, os.fsencode(path), _HERE, os.fsencode(target), how) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_OFFERED:
        return False
    raise OSError(code, os.strerror(code), str(path), None, str(target))


@cache
def _system_call() -> Any:
    """The function of the C library; None where it has none."""
    import ctypes

    if os.name == "nt":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
