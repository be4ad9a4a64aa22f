"""A folder and a commit → how the folder's files differ from it, and what they have ever held; a folder → when each of
its files was last changed.

The only module that runs git; writes nothing.
"""

import ast
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
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


def changes(folder: Path, ref: str) -> list[Change]:
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


def dates(folder: Path, *paths: str) -> dict[str, str]:
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


def held(folder: Path, ref: str, name: str) -> str:
    """What the file `name` of `folder` held at the commit that `ref` names, "" where there was none.

    Raises `ConfigurationError` as `changes` does.
    """
    done = _run(folder, "cat-file", "blob", f"{_commit(folder, ref)}:./{name}")
    return done.stdout.decode("utf-8", "replace")


def ever_held(folder: Path, ref: str, suffix: str) -> Iterator[tuple[str, str]]:
    """Each text that a file of `folder` with that suffix held at any commit up to `ref`, with its path from `folder`.

    Raises `ConfigurationError` as `changes` does.
    """
    commit = _commit(folder, ref)
    top = os.fsdecode(_git(folder, "rev-parse", "--show-prefix")).rstrip("\n")
    listed = os.fsdecode(_git(folder, "rev-list", "--objects", commit, "--", ".")).splitlines()
    found = [(name.removeprefix(top), blob) for blob, _, name in (line.partition(" ") for line in listed)]
    wanted = [(name, blob) for name, blob in found if name.endswith(suffix)]
    texts = _contents(folder, [blob for _, blob in wanted])
    return ((name, text) for (name, _), text in zip(wanted, texts, strict=True))


def is_shallow(folder: Path) -> bool:
    """Whether only a part of the history is here."""
    return _git(folder, "rev-parse", "--is-shallow-repository").strip() != b"false"


def _commit(folder: Path, ref: str) -> str:
    inside = _run(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        reason = inside.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise ConfigurationError(f"--since needs a git repository: {reason}")
    commit = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit.returncode:
        shallow = is_shallow(folder)
        reason = "this clone is shallow and does not have" if shallow else "git knows no commit"
        remedy = "; fetch it first, with its history" if shallow else ""
        raise ConfigurationError(f"--since: {reason} {ref!r}{remedy}")
    return commit.stdout.decode().strip()


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    done = _run(folder, *arguments, given=given)
    if done.returncode:
        reason = " ".join(done.stderr.decode(errors="replace").split())
        raise ConfigurationError(f"--since: git {arguments[0]} failed: {reason}")
    return done.stdout


def _run(folder: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    command = ["git", "-c", "core.quotePath=true", *arguments]
    try:
        return subprocess.run(command, cwd=folder, env=environment, input=given, capture_output=True, check=False)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"--since needs git, which cannot be run ({error})") from error


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
    asked = [change for change in changed if change.blob.strip("0")]
    for change, text in zip(asked, _contents(folder, [change.blob for change in asked]), strict=True):
        change.before = text


def _contents(folder: Path, blobs: list[str]) -> Iterator[str]:
    """The text of each blob."""
    answer = (
        _git(folder, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode()) if blobs else b""
    )
    place = 0
    for _ in blobs:
        end = answer.index(b"\n", place)
        size = int(answer[place:end].split()[2])  # <blob> SP <type> SP <size>
        yield answer[end + 1 : end + 1 + size].decode("utf-8", "replace")
        place = end + 1 + size + 1
