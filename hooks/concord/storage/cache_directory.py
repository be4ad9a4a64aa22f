"""Environment, home directory → the directory of the cache and the key that signs its files. None: nothing is cached.

The directory is `$CONCORD_CACHE`, else `concord` in `$XDG_CACHE_HOME` or `~/.cache`, on Windows in `%LOCALAPPDATA%`.
`CONCORD_CACHE=0` switches the cache off. The directory belongs to the user, is written by nobody else, and lies in none
of the trees that are read: a tree could bring files together with the key that signed them.
"""

import os
import secrets
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from concord.storage.private_file import replace_private_file

VARIABLE = "CONCORD_CACHE"
KEY_FILE = "key"
_KEY_BYTES = 32  # as long as the digest of HMAC-SHA256, RFC 2104 section 3
_MAX_AGE = 30 * 24 * 60 * 60  # seconds since a file was last used
_MAX_FILES = 400  # about 100 trees; the least recently used files beyond it are deleted
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_ACCESSIBLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class CacheDirectory(NamedTuple):
    """Where the files of the cache lie, and the key of the user that signs them."""

    path: Path
    key: bytes


def open_cache_directory(trees: Iterable[Path]) -> CacheDirectory | None:
    """The directory of the cache, which is made where there is none, with its key.

    Args:
        trees: The folders that are read. The cache must lie outside of each, and of the git work tree around it.

    Returns:
        None where the cache is switched off, or cannot or must not be used.
    """
    with suppress(OSError, RuntimeError):  # RuntimeError: a loop of symbolic links
        path = _configured_path()
        if path is None or any(path.resolve().is_relative_to(_work_tree(tree.resolve())) for tree in trees):
            return None
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_private(path.stat(), _WRITABLE_BY_OTHERS):
            return CacheDirectory(path, _read_key(path / KEY_FILE) or _make_key(path / KEY_FILE))
    return None


def delete_unused(directory: Path) -> None:
    """Deletes the files that no run has used for 30 days, and the least recently used ones of too many."""
    with suppress(OSError):
        files = [entry for entry in os.scandir(directory) if entry.name != KEY_FILE and entry.is_file()]
        by_age = sorted(files, key=lambda entry: entry.stat().st_mtime, reverse=True)
        oldest = time.time() - _MAX_AGE
        for index, entry in enumerate(by_age):
            if index >= _MAX_FILES or entry.stat().st_mtime < oldest:
                Path(entry).unlink(missing_ok=True)


def _configured_path() -> Path | None:
    setting = os.environ.get(VARIABLE, "")
    if setting:
        return None if setting == "0" else Path(setting).absolute()
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA", "")
    else:
        home = os.environ.get("HOME", "")
        base = os.environ.get("XDG_CACHE_HOME") or (home and f"{home}/.cache")
    # The XDG Base Directory Specification: a relative path is invalid and is ignored.
    return Path(base, "concord") if Path(base).is_absolute() else None


def _work_tree(folder: Path) -> Path:
    """The git work tree around `folder`; `folder` itself where there is none."""
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), folder)


def _is_private(status: os.stat_result, forbidden: int) -> bool:
    """Whether a file or folder is this user's and has none of the permissions `forbidden`; always true on Windows."""
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & forbidden)


def _read_key(file: Path) -> bytes:
    """The key; b"" where there is none, or one that others may know."""
    if not file.is_file() or file.is_symlink() or not _is_private(file.stat(), _ACCESSIBLE_BY_OTHERS):
        return b""
    key = file.read_bytes()
    return key if len(key) == _KEY_BYTES else b""


def _make_key(file: Path) -> bytes:
    """Makes a key, for which the files that another one has signed are missing."""
    replace_private_file(file, secrets.token_bytes(_KEY_BYTES))
    return file.read_bytes()  # that of another process, if it was later
