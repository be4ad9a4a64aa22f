"""A folder and a commit → how its files differ from it; a folder → when its files were changed, and what they held.

The only module that runs git; writes nothing.
"""

import ast
import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from concord.errors import ConfigurationError

_FILE = re.compile(rb"^diff --git ", re.MULTILINE)
_HUNK = re.compile(rb"^(?=@@ )", re.MULTILINE)
_INDEX = re.compile(rb"^index ([0-9a-f]+)\.\.", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d-\d\dT[\d:]{8}(?:Z|[+-]\d\d:\d\d)")
_REPLACED = re.compile(rb"^(?:new|deleted) file mode ", re.MULTILINE)
_PLAIN = (  # the same whatever the user's own configuration says
    "--unified=0",
    "--inter-hunk-context=0",
    "--full-index",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
    "--no-prefix",
    "--text",
    "--relative",
    "--ignore-submodules",
)
_OF_A_HOOK = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}  # git sets them for the hook that runs us


@dataclass
class Change:
    """How a file differs from a commit: its lines by number (from 1), `removed` as it was there, `added` as it is now.

    `path` is relative to the folder. `replaced` says whether the file was added or deleted, or became another kind of
    file. `before` is what it held, "" where it did not exist, and `blob` git's name for that.
    """

    path: str
    replaced: bool = False
    before: str = ""
    blob: str = ""
    removed: dict[int, str] = field(default_factory=dict)
    added: dict[int, str] = field(default_factory=dict)


def changes_since(folder: Path, ref: str) -> list[Change]:
    """How the files in `folder` differ from the commit that `ref` names, with all that is not committed yet.

    Raises `ConfigurationError` where there is no git, no repository or no such commit.
    """
    commit = _commit(folder, ref)
    found: dict[str, Change] = {}
    _, *files = _FILE.split(_git(folder, "diff", *_PLAIN, commit, "--", "."))
    for change in map(_parse, files):
        found[change.path] = change if change.path not in found else Change(change.path, replaced=True)
    untracked = _git(folder, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    for name in filter(None, map(os.fsdecode, untracked)):
        found[name] = Change(name, replaced=True)
    _fill(folder, [change for change in found.values() if change.blob])
    return list(found.values())


def commit_dates(folder: Path, *paths: str) -> dict[str, str]:
    """When each file under `paths` of `folder` was last committed, in ISO 8601, by its path from `folder`.

    A file that differs from its last commit has no date. Where the history is missing, whole or in part, no file has.
    """
    try:
        if is_shallow(folder):
            return {}
        log = _git(folder, "log", "--format=%cI", "--name-only", "-z", "--no-renames", "--relative", "--", *paths)
        differs = _git(folder, "diff", "--name-only", "-z", "--no-renames", "--relative", "HEAD", "--", *paths)
    except ConfigurationError:
        return {}
    found: dict[str, str] = {}
    date = ""
    for word in os.fsdecode(log).split("\0"):
        name = word.removeprefix("\n")
        if _DATE.fullmatch(name):
            date = name
        else:
            found.setdefault(name, date)
    changed = {"", *os.fsdecode(differs).split("\0")}
    return {name: date for name, date in found.items() if name not in changed}


def content_at(folder: Path, ref: str, name: str) -> str:
    """What the file `name` of `folder` held at the commit that `ref` names, "" where there was none.

    Raises `ConfigurationError` as `changes` does.
    """
    done = _run(folder, "cat-file", "blob", f"{_commit(folder, ref)}:./{name}")
    return done.stdout.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Version:
    """What a file held in some commit: its path from the folder that was asked for, and git's name for the content."""

    path: str
    blob: str


def file_versions(folder: Path, *paths: str, upto: str = "") -> list[Version]:
    """All that the files under `paths` of `folder` held in any commit of any branch, the newest first, each once.

    With `upto`, in that commit and those before it. Raises `ConfigurationError` as `changes` does.
    """
    _inside(folder)
    start = _commit(folder, upto) if upto else "--all"
    shape = ("--raw", "--no-abbrev", "-z", "--format=", "--no-renames", "--relative")
    every = (start, "--full-history", "--diff-merges=first-parent")  # a merge may hold what neither side did
    words = iter(_git(folder, "log", *shape, *every, "--", *(paths or ".")).split(b"\0"))
    found: dict[Version, None] = {}
    for entry in words:
        if entry.strip():
            (_, mode, _, blob, _), path = entry.split(), next(words)
            if mode.startswith(b"100"):  # a file, neither a link nor gone
                found[Version(os.fsdecode(path), blob.decode())] = None
    return list(found)


def blob_contents(folder: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """What git keeps under each of these names; one that it does not have is missing."""
    asked = list(dict.fromkeys(blobs))
    if not asked:
        return {}
    answer = _git(folder, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in asked).encode())
    found: dict[str, bytes] = {}
    place = 0
    for blob in asked:
        end = answer.index(b"\n", place)
        _, *about = answer[place:end].split()  # <blob> SP <type> SP <size>, or <blob> SP missing
        place = end + 1
        if len(about) == 2:
            size = int(about[1])
            found[blob] = answer[place : place + size]
            place += size + 1
    return found


def is_shallow(folder: Path) -> bool:
    """Whether the clone that `folder` lies in lacks a part of its history."""
    return _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


@cache
def git_directory(folder: Path) -> Path:
    """Where git keeps what belongs to the repository that `folder` lies in: its `.git`."""
    return folder / os.fsdecode(_git(folder, "rev-parse", "--git-common-dir").rstrip(b"\r\n"))


def _inside(folder: Path) -> None:
    inside = _run(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        reason = inside.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise ConfigurationError(f"this needs a git repository: {reason}")


def _commit(folder: Path, ref: str) -> str:
    _inside(folder)
    commit = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit.returncode:
        shallow = is_shallow(folder)
        reason = "this clone is shallow and does not have" if shallow else "git knows no commit"
        remedy = "; fetch it first, with its history" if shallow else ""
        raise ConfigurationError(f"{reason} {ref!r}{remedy}")
    return commit.stdout.decode().strip()


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    done = _run(folder, *arguments, given=given)
    if done.returncode:
        reason = " ".join(done.stderr.decode(errors="replace").split())
        raise ConfigurationError(f"git {arguments[0]} failed: {reason}")
    return done.stdout


def _run(folder: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    command = ["git", "-c", "core.quotePath=true", *arguments]
    try:
        return subprocess.run(command, cwd=folder, env=environment, input=given, capture_output=True, check=False)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"this needs git, which cannot be run ({error})") from error


def _parse(text: bytes) -> Change:
    """One file of a patch without context, in which every line of a file begins with a sign."""
    header, *hunks = _HUNK.split(text)
    change = Change(_name(header.partition(b"\n")[0]), replaced=bool(_REPLACED.search(header)))
    if index := _INDEX.search(header):
        change.blob = index[1].decode()
    for hunk in hunks:
        first, *lines = hunk.split(b"\n")
        old, new = (int(side[1:].partition(b",")[0]) for side in first.split()[1:3])
        for side, start, sign in ((change.removed, old, b"-"), (change.added, new, b"+")):
            own = (line[1:].decode(errors="replace") for line in lines if line.startswith(sign))
            side.update(enumerate(own, start))
    return change


def _name(twice: bytes) -> str:
    """The file that a header names twice, without prefixes; in quotation marks with C's escapes where it is odd."""
    name = twice[: len(twice) // 2]
    return os.fsdecode(ast.literal_eval(f"b{name.decode()}") if name.startswith(b'"') else name)


def _fill(folder: Path, changed: list[Change]) -> None:
    """Gives each change what its file held before."""
    held = blob_contents(folder, (change.blob for change in changed if change.blob.strip("0")))
    for change in changed:
        change.before = held.get(change.blob, b"").decode("utf-8", "replace")
