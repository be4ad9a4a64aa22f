"""What other programs do while a command writes is not lost: it stops with one line, and all files are as they were."""

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from commands import BIN, concord
from concord.errors import ConcordError
from concord.storage import exchange, replacement
from concord.storage.operations import Change
from concord.storage.transaction import transaction, write_files
from repositories import commit, git
from trees import ROOT, lay

PAGES = tuple(f"docs/{code}/pay.md" for code in ("en", "de", "nl"))
TEXTS = ("[€123,000](fact:salary)", "[123.000 €](fact:salary)", "[€ 123.000](fact:salary)")
RENAME = ("facts", "rename", "salary", "pay")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A guide in a repository, with a fact that each page cites."""
    return commit(lay(tmp_path / "guide", dict(zip(PAGES, TEXTS, strict=True))))


def contents(tree: Path) -> dict[str, bytes]:
    files = (file for file in tree.rglob("*") if file.is_file() and ".git" not in file.parts)
    return {file.relative_to(tree).as_posix(): file.read_bytes() for file in files}


def refused(tree: Path, *arguments: str) -> str:
    """The only line that a command prints, which it must not carry out."""
    done = concord(*arguments, cwd=tree)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done
    return done.stderr


def save(path: Path) -> None:
    """What an editor does that writes a new file and renames it."""
    (path.parent / "swap").write_bytes(b"saved")
    (path.parent / "swap").replace(path)


def save_in_place(path: Path) -> None:
    path.write_bytes(b"saved")


def delete(path: Path) -> None:
    path.unlink(missing_ok=True)


def link(path: Path) -> None:
    (path.parent / "other").write_bytes(b"old")
    path.unlink(missing_ok=True)
    path.symlink_to("other")


def moments(path: Path, act: Callable[[Path], None], at: int) -> Any:
    """A trace function that lets another program `act` at the `at`th line of the code that replaces a file."""
    files = {replacement.__file__, exchange.__file__}
    seen = iter(range(10_000))

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename not in files:
            return None
        if event == "line" and next(seen) == at:
            sys.settrace(None)
            act(path)
        return trace

    return trace


@pytest.fixture(params=["exchange", "in steps"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A system that can let files change places in one step, and one that cannot."""
    if request.param == "in steps":
        monkeypatch.setattr(exchange, "_system_call", lambda: None)
    yield request.param


@pytest.mark.parametrize("act", [save, save_in_place, delete, link])
def test_a_save_at_any_moment_is_kept(act: Callable[[Path], None], system: str, tmp_path: Path) -> None:
    """Between the first line of the code that replaces and its last one; whatever is written later, stays anyway."""
    path, beside = tmp_path / "page.md", tmp_path / "beside.md"
    stopped = 0
    for at in range(200):
        path.unlink(missing_ok=True)
        path.write_bytes(b"old")
        beside.write_bytes(b"old")
        before = sys.gettrace()
        with transaction(tmp_path):
            pass  # loads what is loaded on demand
        try:
            sys.settrace(moments(path, act, at))
            write_files([Change(path, b"old", b"new"), Change(beside, b"old", b"new")])
        except ConcordError as error:
            assert str(error).startswith(f"{path} ") and "\n" not in str(error)
            stopped += 1
            assert beside.read_bytes() == b"old", at
        finally:
            ended = sys.gettrace() is not None  # it was not called: there are fewer lines
            sys.settrace(before)
        if ended:
            break
        wanted = {"link": b"old", "delete": None}.get(act.__name__, b"saved")
        present = path.read_bytes() if path.exists() else None
        assert present == wanted or (act is delete and system == "in steps" and present == b"new"), at
        assert path.is_symlink() == (act is link), at
    assert ended and stopped > 3
    assert {one.name for one in tmp_path.iterdir()} <= {"page.md", "beside.md", "other"}


def test_two_renames_at_once_are_made_one_after_the_other(tree: Path) -> None:
    commands = [["facts", "rename", "salary", "pay"], ["facts", "rename", "range", "span"]]
    running = [subprocess.Popen([BIN / "concord", *words], cwd=tree, stdout=subprocess.DEVNULL) for words in commands]
    assert [one.wait(120) for one in running] == [0, 0]
    registry = (tree / "facts/facts.yml").read_text(encoding="utf-8")
    assert registry.startswith("pay:\n") and "\nspan:\n" in registry
    assert all("(fact:pay)" in (tree / page).read_text(encoding="utf-8") for page in PAGES)


def test_no_room_on_the_disk(tree: Path) -> None:
    """No file of this process may grow beyond the registry's first half: the pages fit, the registry does not."""
    before = contents(tree)
    code = f"""
import resource, sys
from concord.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before["facts/facts.yml"]) // 2},) * 2)
main({list(RENAME)!r})
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tree, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "cannot be written (File too large); nothing has changed" in done.stderr
    assert contents(tree) == before
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    assert git(tree, "status", "--porcelain") == ""


def test_a_file_that_is_read_only(tree: Path) -> None:
    before = contents(tree)
    (tree / PAGES[2]).chmod(0o444)
    assert refused(tree, *RENAME).endswith("docs/nl/pay.md cannot be written (it is read-only); nothing has changed\n")
    assert contents(tree) == before


def test_a_folder_that_is_read_only(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the superuser, to whom no folder is read-only, the answer of the system is that of a user."""
    before = contents(tree)
    (tree / "docs/nl").chmod(0o555)
    if os.getuid() == 0:

        def refuse(new: Path, path: Path) -> bool:
            if path.parent.name == "nl":
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return exchange.exchange(new, path)

        monkeypatch.setattr(replacement, "exchange", refuse)
    assert refused(tree, *RENAME).endswith(
        "docs/nl/pay.md cannot be written (Permission denied); nothing has changed\n"
    )
    assert contents(tree) == before
    (tree / "docs/nl").chmod(0o755)


@pytest.mark.parametrize("how", ["mode", "hard link", "link", "line ends"])
def test_what_a_file_is_stays(how: str, tree: Path) -> None:
    page, other = tree / PAGES[0], tree / "other.md"
    if how == "mode":
        page.chmod(0o640)
    elif how == "hard link":
        os.link(page, other)
    elif how == "link":
        other = page.rename(page.with_name("other.md"))
        page.symlink_to("other.md")
    else:
        page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    old, status = page.read_bytes(), page.lstat()
    assert concord(*RENAME, cwd=tree).returncode == 0
    assert page.read_bytes() == old.replace(b"fact:salary", b"fact:pay") != old
    assert (page.lstat().st_mode, page.lstat().st_nlink) == (status.st_mode, status.st_nlink)
    if "link" in how:
        assert other.read_bytes() == page.read_bytes()


def broken_off(tree: Path) -> None:
    """Kills a rename when it has changed half of the files."""
    code = f"""
import os, signal
from concord.cli import main
from concord.storage import operations
replace_file, left = operations.replace_file, [2]
def replace(*arguments):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    replace_file(*arguments)
operations.replace_file = replace
main({list(RENAME)!r})
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=tree, check=False).returncode < 0


def changed(tree: Path) -> list[str]:
    return git(tree, "status", "--porcelain").split()[1::2]


def test_what_was_broken_off_is_said_and_undone_by_the_next_command_that_writes(tree: Path) -> None:
    before = contents(tree)
    broken_off(tree)
    assert len(changed(tree)) == 2
    said = concord("status", cwd=tree).stderr
    assert (
        said
        == (
            "note: `concord facts rename salary pay` was broken off, and files are half changed: "
            "run it again, or `concord recover --back`, or `--keep`\n"
        )
        or "`concord` was broken off" in said
    )
    done = concord("facts", "rename", "age", "years", cwd=tree)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert "was broken off; what it had begun is undone" in done.stderr
    assert changed(tree) == ["facts/facts.yml"]
    assert contents(tree).keys() == before.keys()


def damage(tree: Path) -> None:
    journal = tree / ".git/concord/unfinished.json"
    journal.write_bytes(journal.read_bytes()[:-20])


OBSTACLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "damaged": (damage, "is damaged, so that it cannot be undone"),
    "older": (lambda tree: git(tree, "commit", "-qam", "x"), "something has been committed since"),
    "another branch": (lambda tree: git(tree, "checkout", "-qb", "x"), "begun on another branch (main)"),
    "edited": (lambda tree: save(tree / changed(tree)[0]), "these files were edited since: "),
}


@pytest.mark.parametrize("how", OBSTACLES)
def test_what_cannot_be_undone_unasked_stops_and_names_both_ways_out(how: str, tree: Path) -> None:
    before = contents(tree)
    broken_off(tree)
    act, reason = OBSTACLES[how]
    act(tree)
    now = contents(tree)
    said = refused(tree, *RENAME)
    assert reason in said and "`concord recover --keep`" in said
    assert ("`git restore`" if how == "damaged" else "`concord recover --back`") in said
    assert contents(tree) == now
    done = concord("recover", "--keep" if how == "damaged" else "--back", cwd=tree)
    after = contents(tree)
    if how == "edited":
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert [name for name in before if after[name] != before[name]] == [done.stderr.split()[0]]
        assert after[done.stderr.split()[0]] == b"saved"
    else:
        assert (done.returncode, done.stderr) == (0, "")
        assert after == (now if how == "damaged" else before)
    assert not (tree / ".git/concord/unfinished.json").exists()
    assert concord("recover", "--back", cwd=tree).stdout == "no command was broken off here\n"


def test_a_foreign_journal_leads_nowhere_else(tree: Path, tmp_path: Path) -> None:
    """A tree may have come with one."""
    broken_off(tree)
    copy = shutil.copytree(tree, tmp_path / "copy")
    journal = copy / ".git/concord/unfinished.json"
    data = journal.read_bytes().partition(b"\n")[2].replace(b'"docs/', b'"../docs/')
    journal.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
    assert "is damaged" in refused(copy, *RENAME)


def test_commands_run_without_fcntl(tree: Path) -> None:
    """As on Windows, which has no such module."""
    code = f"import sys; sys.modules['fcntl'] = None; from concord.cli import main; main({list(RENAME)!r})"
    for folder in (tree, ROOT):
        words = code if folder == tree else code.replace(repr(list(RENAME)), "['check']")
        done = subprocess.run([sys.executable, "-c", words], cwd=folder, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    assert changed(tree) == [*sorted(PAGES), "facts/facts.yml"]
