"""A folder → the git repository that it lies in, as data: its objects and refs, none of its settings.

A repository can make git run programs: `core.fsmonitor`, filters, `gpg.program`, a promisor's `uploadpack`, hooks, all
named by a configuration file that a stranger may have written. So git is never started in the tree. It is started in a
bare repository of our own in a temporary folder, which has a configuration of ours, refs that were read as text, and
the tree's object store to read from. There is no work tree, so git reads no attributes and runs no filter; there is no
promisor, so it fetches nothing.
"""

import atexit
import os
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from concord.errors import ConfigurationError

_SECONDS = 60  # for one git command; the log of 10,000 commits takes 1
_MOST_BYTES = 50_000_000  # of packed-refs; 500,000 refs
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_PACKED = re.compile(r"^([0-9a-f]{40}(?:[0-9a-f]{24})?) (refs/\S+)$", re.MULTILINE)
_SYMBOLIC = re.compile(r"ref: (refs/\S+)")
_SHA256 = re.compile(r"^\s*objectformat\s*=\s*sha256\s*$", re.MULTILINE | re.IGNORECASE)
_DEEPEST_LINK = 5  # symbolic refs that lead to one another, as git itself follows them
_CONFIG = "[core]\n\trepositoryformatversion = {version}\n\tbare = true\n\tquotePath = true\n{format}"
_SHA256_CONFIG = "[extensions]\n\tobjectFormat = sha256\n"


@dataclass(frozen=True)
class Repository:
    """A repository that commands can be run in without running anything that it names.

    Attributes:
        top: The folder that has `.git`.
        directory: The bare repository of our own, in a temporary folder.
        objects: The tree's object store.
        is_shallow: Whether a part of the history is missing.
        hash_name: The hash that names objects: `sha1` or `sha256`.
    """

    top: Path
    directory: Path
    objects: Path
    is_shallow: bool
    hash_name: str

    def prefix(self, folder: Path) -> str:
        """The path of `folder` in the repository with a slash at its end, "" for the top."""
        path = folder.resolve().relative_to(self.top).as_posix()
        return "" if path == "." else f"{path}/"

    def run(
        self, *arguments: str, stdin: bytes | None = None, alone: bool = False
    ) -> subprocess.CompletedProcess[bytes]:
        """Runs git with `arguments`; `alone` without the tree's objects, whose times git sets when it adds others.

        Raises:
            ConfigurationError: git is not installed, or did not answer in time.
        """
        return _run(self.directory, arguments, stdin, None if alone else self.objects)

    def output(self, *arguments: str, stdin: bytes | None = None, alone: bool = False) -> bytes:
        """What git prints for `arguments`, as `run` runs them.

        Raises:
            ConfigurationError: git cannot be run, or failed.
        """
        done = self.run(*arguments, stdin=stdin, alone=alone)
        if done.returncode:
            reason = " ".join(done.stderr.decode(errors="replace").split())
            raise ConfigurationError(f"git {arguments[0]} failed: {reason}")
        return done.stdout


def repository(folder: Path) -> Repository:
    """The repository that `folder` lies in, with its refs as they are now.

    Raises:
        ConfigurationError: There is none, it cannot be read, or git is not installed.
    """
    for top in (folder.resolve(), *folder.resolve().parents):
        if (top / ".git").exists():
            return _borrowed(top)
    raise ConfigurationError(
        "this needs git's history, and this folder is a copy without it (a ZIP archive?): "
        "get the guide with `git clone ADDRESS`"
    )


def git_directory(folder: Path) -> tuple[Path, Path] | None:
    """The folder around `folder` that has `.git`, and the folder that this is or names; None where there is none."""
    top = next((one for one in (folder.resolve(), *folder.resolve().parents) if (one / ".git").exists()), None)
    own = top and _git_directory(top / ".git")
    return (top, own.resolve()) if top and own and _is_head(_text(own / "HEAD").strip()) else None


def head_of(own: Path) -> tuple[str, str]:
    """What `HEAD` of the git directory `own` says, which names a branch, and the commit that it leads to, if any."""
    head, common = _text(own / "HEAD").strip(), _common_directory(own)
    name = _SYMBOLIC.fullmatch(head)
    return head, _target(common, head) or (dict(_refs(common)).get(name[1], "") if name else "")


def _is_head(text: str) -> bool:
    return bool(_HASH.fullmatch(text) or _SYMBOLIC.fullmatch(text))


def _borrowed(top: Path) -> Repository:
    own = _git_directory(top / ".git")
    common = _common_directory(own)
    head = _text(own / "HEAD").strip()
    if not (common / "objects").is_dir() or not _is_head(head):
        raise ConfigurationError(f"this needs a git repository: not a git repository: {top / '.git'}")
    _check_packs(common / "objects" / "pack")
    is_sha256 = _SHA256.search(_text(common / "config")) is not None
    shallow = [line for line in _text(common / "shallow").split() if _HASH.fullmatch(line)]
    contents = {
        "config": _CONFIG.format(version=int(is_sha256), format=_SHA256_CONFIG if is_sha256 else ""),
        "packed-refs": "".join(f"{target} {ref}\n" for ref, target in sorted(dict(_refs(common)).items())),
        "HEAD": f"{head}\n",
        "shallow": "".join(f"{commit}\n" for commit in shallow),
    }
    directory = _directory(top)
    for name, text in contents.items():
        (directory / name).write_text(text, encoding="utf-8", errors="surrogateescape", newline="\n")
    return Repository(top, directory, common / "objects", bool(shallow), "sha256" if is_sha256 else "sha1")


@cache
def _directory(top: Path) -> Path:
    """The folder of our own repository for the one at `top`, which goes away with this process."""
    directory = Path(tempfile.mkdtemp(prefix="concord-git-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    for name in ("objects", "refs"):
        (directory / name).mkdir()
    return directory


def _git_directory(path: Path) -> Path:
    """The folder that `.git` is, or that it names: of a linked worktree or a submodule."""
    if path.is_dir():
        return path
    named = _text(path).strip().removeprefix("gitdir: ")
    return path.parent / named if named else path


def _common_directory(own: Path) -> Path:
    """The folder with what the worktrees of a repository share."""
    named = _text(own / "commondir").strip()
    return own / named if named else own


def _refs(common: Path) -> Iterator[tuple[str, str]]:
    """Each branch and tag with its object: first the packed ones, then the loose ones, which are newer."""
    for match in _PACKED.finditer(_text(common / "packed-refs")):
        yield match[2], match[1]
    for folder, folders, names in os.walk(common / "refs"):
        folders[:] = [name for name in folders if not Path(folder, name).is_symlink()]
        for name in names:
            ref = Path(folder, name).relative_to(common).as_posix()
            target = _target(common, _text(Path(folder, name)).strip())
            if target and not re.search(r"[\s\x00-\x1f]", ref):
                yield ref, target


def _target(common: Path, text: str) -> str:
    """The object that a loose ref names, directly or by another ref; "" where it names none."""
    for _ in range(_DEEPEST_LINK):
        symbolic = _SYMBOLIC.fullmatch(text)
        if not symbolic or ".." in symbolic[1]:
            break
        text = _text(common / symbolic[1]).strip()
    return text if _HASH.fullmatch(text) else ""


def _check_packs(folder: Path) -> None:
    """Refuses a pack that is no regular file: to open a pipe would wait for ever."""
    for entry in folder.iterdir() if folder.is_dir() else ():
        if not entry.is_file():
            raise ConfigurationError(f"this needs a git repository: {entry} is no file")


def _text(path: Path) -> str:
    """What the regular file at `path` says; "" where there is none, or one that cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError):
        return ""
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return ""
        return file.read(_MOST_BYTES).decode("utf-8", "surrogateescape")


def _run(
    directory: Path, arguments: tuple[str, ...], stdin: bytes | None, objects: Path | None
) -> subprocess.CompletedProcess[bytes]:
    """Runs git in `directory`, blind to the settings of the user, the machine and a hook that may have started us."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": _quoted(objects) if objects else "",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "HOME": str(directory),
        "XDG_CONFIG_HOME": str(directory),
    }
    command = ["git", f"--git-dir={directory}", "--no-pager", *arguments]
    try:
        return subprocess.run(
            command, cwd=directory, env=environment, input=stdin, capture_output=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise ConfigurationError(f"git {arguments[0]} did not answer in {_SECONDS} seconds") from error
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"this needs git, which cannot be run ({error})") from error


def _quoted(path: Path) -> str:
    """A path of the list of object stores, whose separator it may contain; in quotation marks as git reads them."""
    text = str(path.resolve())
    if os.pathsep not in text and '"' not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
