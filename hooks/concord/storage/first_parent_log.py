"""The commits of the present branch, each as one change → the versions of each file, the newest first.

A merge counts as one commit with all that it brought: what a pull request changed, it changed together.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from concord.errors import ConfigurationError
from concord.storage.git_repository import repository

_DELETED = b"0" * 40


class Change(NamedTuple):
    """A commit that changed a file: its number from 0, the newest; its name and day; git's name for the new content.

    `blob` is "" where the commit deleted the file.
    """

    number: int
    commit: str
    day: str
    blob: str


def file_changes(folder: Path, files: Iterable[str]) -> dict[str, list[Change]]:
    """The commits that changed each of `files`, which are named from `folder`; {} where git cannot tell.

    Raises:
        ConfigurationError: The clone has only a part of the history.
    """
    try:
        git = repository(folder)
        prefix = git.prefix(folder)
        wanted = {os.path.normpath(f"{prefix}{file}"): file for file in files}
        shape = ("--raw", "--no-abbrev", "-z", "--format=%H %cs", "--no-renames", "--first-parent")
        specs = [f":(top,literal){path}" for path in wanted]
        log = git.output("log", *shape, "--diff-merges=first-parent", "HEAD", "--", *specs) if wanted else b""
    except ConfigurationError:
        return {}
    if git.is_shallow:
        raise ConfigurationError("this clone is shallow, so that what changed together is not known; fetch its history")
    found: dict[str, list[Change]] = {file: [] for file in wanted.values()}
    number, commit, day = -1, "", ""
    words = iter(log.split(b"\0"))
    for word in words:
        entry = word.strip()
        if entry[:1] == b":":
            blob, path = entry.split()[3], os.fsdecode(next(words))
            if path in wanted:
                name = "" if blob == _DELETED[: len(blob)] else blob.decode()
                found[wanted[path]].append(Change(number, commit, day, name))
        elif entry:
            number, (commit, day) = number + 1, os.fsdecode(entry).split(" ")
    return found
