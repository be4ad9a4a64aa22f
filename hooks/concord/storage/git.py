"""What git's history says of a folder: how its files differ from a commit, when they changed, what they held.

Only this module asks git, through `git_repository`, which lets nothing of the tree run. Files of the work tree are read
here, byte for byte, and compared with git's objects by their hash. Nothing is written into the tree.
"""

import hashlib
import os
import posixpath
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from concord.errors import ConfigurationError
from concord.storage.git_repository import Repository, repository
from concord.storage.text_file import read_bytes

_FILE = re.compile(rb"^diff --git ", re.MULTILINE)
_HUNK = re.compile(rb"^(?=@@ )", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d-\d\dT[\d:]{8}(?:Z|[+-]\d\d:\d\d)")
_PATCH = ("--unified=0", "--inter-hunk-context=0", "--no-renames", "--no-prefix", "--text")
_REGULAR, _LINK = "100", "120"  # how the mode of a file, and that of a symbolic link, begins


@dataclass
class Change:
    """How a file differs from a commit.

    Attributes:
        path: The path from the folder that was asked for.
        replaced: Whether the file was added or deleted, or became another kind of file.
        before: What it held at the commit, "" where it did not exist.
        removed: The lines that are gone, by their number (from 1) at the commit.
        added: The lines that are new, by their number now.
    """

    path: str
    replaced: bool = False
    before: str = ""
    removed: dict[int, str] = field(default_factory=dict)
    added: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Version:
    """What a file held in some commit: its path from the folder that was asked for, and git's name for the content.

    `date` is when it was first committed, in ISO 8601, and `author` the name of who did.
    """

    path: str
    blob: str
    date: str = field(default="", compare=False)
    author: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file in a commit's tree."""

    mode: str
    blob: str


def changes_since(folder: Path, ref: str) -> list[Change]:
    """How the files in `folder` differ from the commit that `ref` names, with all that is not committed yet.

    Raises:
        ConfigurationError: There is no git, no repository or no such commit.
    """
    git = repository(folder)
    entries = _entries(git, folder, _commit(git, ref))
    found: list[Change] = []
    edited: dict[str, bytes] = {}
    for path in sorted({*entries, *_paths(folder)}):
        entry, (mode, content) = entries.get(path), _on_disk(folder / path)
        if entry is None or entry.mode[:3] != mode:
            found.append(Change(path, replaced=True))
        elif entry.blob not in _names(content, git):
            found.append(Change(path))
            edited[path] = content
    held = blob_contents(folder, (entries[change.path].blob for change in found if change.path in entries))
    for change in found:
        if change.path in entries:
            change.before = held.get(entries[change.path].blob, b"").decode("utf-8", "replace")
    _compare(git, [change for change in found if change.path in edited], edited)
    return found


def commit_dates(folder: Path, *paths: str) -> dict[str, str]:
    """When each file under `paths` of `folder` was last committed, in ISO 8601, by its path from `folder`.

    A file that differs from its last commit has no date. Where the history is missing, whole or in part, no file has.
    """
    try:
        git = repository(folder)
        if git.is_shallow:
            return {}
        head, prefix = _commit(git, "HEAD"), git.prefix(folder)
        specs = [_path_specification(prefix, path) for path in paths]
        log = git.output("log", "--format=%cI", "--name-only", "-z", "--no-renames", head, "--", *specs)
        entries = _entries(git, folder, head)
    except ConfigurationError:
        return {}
    found: dict[str, str] = {}
    date = ""
    for word in os.fsdecode(log).split("\0"):
        name = word.removeprefix("\n")
        if _DATE.fullmatch(name):
            date = name
        elif name.startswith(prefix):
            found.setdefault(name.removeprefix(prefix), date)
    return {path: date for path, date in found.items() if path in entries and _is_as(folder / path, entries[path], git)}


def last_commit_day(folder: Path) -> date | None:
    """The day of the present commit, where it was made; None where there is no git, no repository or no commit."""
    with suppress(ConfigurationError, ValueError):
        return date.fromisoformat(repository(folder).output("log", "-1", "--format=%cs").decode().strip())
    return None


def content_at(folder: Path, ref: str, name: str) -> str:
    """What the file `name` of `folder` held at the commit that `ref` names, "" where there was none.

    Raises:
        ConfigurationError: As `changes_since`.
    """
    git = repository(folder)
    done = git.run("cat-file", "blob", f"{_commit(git, ref)}:{git.prefix(folder)}{name}")
    return done.stdout.decode("utf-8", "replace")


def file_versions(folder: Path, *paths: str, upto: str = "") -> list[Version]:
    """All that the files under `paths` of `folder` held in any commit of any branch, the newest first, each once.

    With `upto`, in that commit and those before it.

    Raises:
        ConfigurationError: As `changes_since`.
    """
    git = repository(folder)
    prefix = git.prefix(folder)
    start = [_commit(git, upto)] if upto else ["--all", *_head(git)]
    shape = ("--raw", "--no-abbrev", "-z", "--format=%cI %an", "--no-renames")
    every = ("--full-history", "--diff-merges=first-parent")  # a merge may hold what neither side did
    specs = [_path_specification(prefix, path) for path in (paths or (".",))]
    words = iter(git.output("log", *shape, *every, *start, "--", *specs).split(b"\0"))
    found: dict[tuple[str, str], str] = {}
    commit = ""  # its date and its author
    for word in words:
        entry = word.strip()
        if entry[:1] != b":":
            commit = os.fsdecode(entry) or commit
            continue
        (_, mode, _, blob, _), path = entry.split(), os.fsdecode(next(words))
        if mode.startswith(_REGULAR.encode()) and path.startswith(prefix):
            found[path.removeprefix(prefix), blob.decode()] = commit
    return [Version(path, blob, *first.split(" ", 1)) for (path, blob), first in found.items()]


def blob_contents(folder: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """What git keeps under each of these names; one that it does not have is missing."""
    asked = list(dict.fromkeys(blobs))
    if not asked:
        return {}
    answer = repository(folder).output("cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in asked).encode())
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
    return repository(folder).is_shallow


def _path_specification(prefix: str, path: str) -> str:
    """What git calls the file or folder at `path` below the folder with that prefix, whatever characters it has."""
    return f":(top,literal){posixpath.normpath(posixpath.join(prefix, path)).removeprefix('.')}"


def _commit(git: Repository, ref: str) -> str:
    """The name of the commit that `ref` names."""
    done = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if done.returncode:
        reason = "this clone is shallow and does not have" if git.is_shallow else "git knows no commit"
        remedy = "; fetch it first, with its history" if git.is_shallow else ""
        raise ConfigurationError(f"{reason} {ref!r}{remedy}")
    return done.stdout.decode().strip()


def _head(git: Repository) -> list[str]:
    """The present commit, which need not be on a branch; nothing before the first commit."""
    done = git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return [done.stdout.decode().strip()] if not done.returncode else []


def _entries(git: Repository, folder: Path, commit: str) -> dict[str, _Entry]:
    """The files in `folder` at a commit, by their path from it."""
    prefix = git.prefix(folder)
    listed = git.output("ls-tree", "-r", "-z", "--full-tree", commit, *([prefix] if prefix else []))
    found: dict[str, _Entry] = {}
    for line in filter(None, listed.split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, kind, blob = about.decode().split()
        if kind == "blob":
            found[os.fsdecode(path).removeprefix(prefix)] = _Entry(mode, blob)
    return found


def _paths(folder: Path) -> Iterator[str]:
    """The files in `folder` as they are now, and the links to folders."""
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = [name for name in folders if name != ".git" and name not in links]
        for name in (*names, *links):
            yield Path(place, name).relative_to(folder).as_posix()


def _on_disk(file: Path) -> tuple[str, bytes]:
    """How the mode of a file begins, and its content: of a link where it leads; "" and nothing where there is none."""
    try:
        mode = file.lstat().st_mode
        if stat.S_ISLNK(mode):
            return _LINK, os.fsencode(file.readlink())
        if stat.S_ISREG(mode):
            return _REGULAR, read_bytes(file)
    except OSError:
        pass
    return "", b""


def _names(content: bytes, git: Repository) -> set[str]:
    """Git's names for a content, as it is and as git would keep it where it converts line ends."""
    both = {content, content.replace(b"\r\n", b"\n")}
    return {hashlib.new(git.hash_name, b"blob %d\0" % len(one) + one).hexdigest() for one in both}


def _is_as(file: Path, entry: _Entry, git: Repository) -> bool:
    mode, content = _on_disk(file)
    return entry.mode.startswith(mode) and bool(mode) and entry.blob in _names(content, git)


def _compare(git: Repository, changes: list[Change], contents: dict[str, bytes]) -> None:
    """Gives each of `changes` the lines that differ between what its file held and its present content.

    Both are put into trees of our own repository, in which a file is named by its number, and git compares the trees.
    Where the commit has no CRLF, git converts line ends, and those of the present content do not count.
    """
    if not changes:
        return
    before = [change.before.encode() for change in changes]
    now = [contents[change.path].decode("utf-8", "replace").encode() for change in changes]
    now = [new if b"\r\n" in old else new.replace(b"\r\n", b"\n") for old, new in zip(before, now, strict=True)]
    trees = []
    for texts in (before, now):
        rows = (f"100644 blob {blob}\t{number:08}\0" for number, blob in enumerate(_stored(git, texts)))
        trees.append(git.output("mktree", "-z", stdin="".join(rows).encode(), alone=True).decode().strip())
    _, *files = _FILE.split(git.output("diff-tree", "-r", "--patch", *_PATCH, *trees, alone=True))
    for text in files:
        header, *hunks = _HUNK.split(text)
        for hunk in hunks:
            _add_hunk(changes[int(header[:8])], hunk)


def _stored(git: Repository, contents: list[bytes]) -> list[str]:
    """Git's names for `contents`, once they are in our own repository."""
    folder = git.directory / "contents"
    folder.mkdir(exist_ok=True)
    for number, content in enumerate(contents):
        (folder / f"{number}").write_bytes(content)
    listed = "".join(f"{folder / str(number)}\n" for number in range(len(contents)))
    names = git.output("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=os.fsencode(listed), alone=True)
    return names.decode().split()


def _add_hunk(change: Change, hunk: bytes) -> None:
    """Adds the lines of a hunk without context, in which every line of a file begins with a sign."""
    first, *lines = hunk.split(b"\n")
    old, new = (int(side[1:].partition(b",")[0]) for side in first.split()[1:3])
    for side, start, sign in ((change.removed, old, b"-"), (change.added, new, b"+")):
        own = (line[1:].decode(errors="replace") for line in lines if line.startswith(sign))
        side.update(enumerate(own, start))
