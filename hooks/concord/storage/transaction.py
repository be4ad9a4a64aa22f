"""Changes of a tree → made all of them or none, also where the process is killed in the middle.

All that a command writes within one `transaction` belongs together. An exception undoes it. After a kill the next
transaction in the tree undoes it, by the journal, before it begins anything: so running the same command once more does
what it would have done.
"""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from concord.errors import ConfigurationError
from concord.storage.journal import Journal, JournalError, read_journal
from concord.storage.operations import Change, Move, NewFolder, Operation
from concord.storage.replacement import content_of
from concord.storage.state_folder import StateFolder, state_folder

_open: ContextVar[Journal | None] = ContextVar("_open", default=None)
_KEEP = "`concord recover --keep` leaves all files as they are"
_WAYS_OUT = f"`concord recover --back` puts back each file that is as it left it, {_KEEP}"


@contextmanager
def transaction(folder: Path, command: str = "concord") -> Iterator[str]:
    """Makes all changes within it or none; within another transaction it is a part of that one.

    Args:
        folder: The guide; the files may lie in it or elsewhere in the git work tree around it.
        command: What a user is told to have been broken off, if this process is killed.

    Yields:
        The command that was broken off here before, and has been undone; "" where there is none.

    Raises:
        ConfigurationError: Another process changes files here for too long; or what was broken off cannot be undone.
    """
    if _open.get():
        yield ""
        return
    state = state_folder(folder)
    with state.access():
        undone = _recover(state)
        journal = Journal(state, command, state.head)
        token = _open.set(journal)
        try:
            yield undone
            journal.close()
        except BaseException:
            _undo(journal)
            raise
        finally:
            _open.reset(token)


def write_files(changes: Iterable[Change], moves: Mapping[Path, Path] | None = None) -> None:
    """Writes files, then renames files, with the folders that new ones need. Where one fails, all are undone.

    Args:
        changes: What each file held when it was read, and is to hold. Mode, owner and hard links stay.
        moves: The new path of each file to rename. No file may exist there.

    Raises:
        ConfigurationError: A file cannot be written or renamed, or does not hold what was read. Then all are as they
            were.
    """
    changes = [one for one in changes if one.old != one.new]
    operations: list[Operation] = [*_new_folders(changes), *changes]
    operations += [Move(path, target) for path, target in (moves or {}).items()]
    if not operations:
        return
    with transaction(Path(os.path.commonpath([one.path.parent for one in operations]))):
        journal = _open.get()
        assert journal
        with _configuration_errors(journal.state.journal):
            journal.add(operations)
        for operation in operations:
            with _configuration_errors(operation.path):
                operation.make(journal.state.path)


def write_output(path: Path, content: bytes) -> None:
    """Writes the file, pipe or device that a user has named for the output, over what is there.

    Raises:
        ConfigurationError: It cannot be written. Then it is as it was.
    """
    with _configuration_errors(path):
        target = path.resolve()
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                stream.write(content)
            return
        if not target.parent.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target.parent))
        state = state_folder(target.parent)
        with state.access():
            Change(target, content_of(target), content).make(state.path)


def in_same_tree(one: Path, other: Path) -> bool:
    """Whether a transaction in the folder `other` may change files in the folder `one`."""
    return state_folder(one).tree == state_folder(other).tree


def broken_off(folder: Path) -> str:
    """The command that was killed while it changed the tree around `folder`; "" where there is none."""
    state = state_folder(folder)
    if _open.get() or not state.journal.exists() or state.is_in_use():
        return ""
    with suppress(JournalError, OSError):
        journal = read_journal(state)
        return journal.command if journal else ""
    return "a command"


def recover(folder: Path, *, is_back: bool) -> tuple[str, list[Path]]:
    """Ends what was broken off, as a user wishes.

    Args:
        folder: The guide.
        is_back: Whether files are put back; else all stay as they are.

    Returns:
        The command that was broken off, "" where there is none, and the files that were not put back, since they were
        edited after it.

    Raises:
        ConfigurationError: A file cannot be written, or it is not known how the files were.
    """
    state = state_folder(folder)
    with state.access(), _configuration_errors(state.journal):
        journal = _readable_journal(state, is_needed=is_back)
        if journal is None:
            is_damaged = state.journal.exists()
            state.journal.unlink(missing_ok=True)
            return "a command" if is_damaged else "", []
        left = journal.edited() if is_back else []
        if is_back:
            left += journal.undo()
        journal.close()
        state.clear()
        return journal.command, left


def _readable_journal(state: StateFolder, *, is_needed: bool = True) -> Journal | None:
    """The journal in `state`; None where there is none, or a damaged one that is not needed."""
    try:
        return read_journal(state)
    except JournalError as error:
        if not is_needed:
            return None
        raise ConfigurationError(
            f"a command was broken off, and {state.journal} {error}, so that it cannot be undone: "
            f"put back what it has changed (`git diff` shows it, `git restore` does it), or not; then {_KEEP}"
        ) from error


def _recover(state: StateFolder) -> str:
    """Undoes what a process that was killed had begun; returns its command, "" where there is none."""
    with _configuration_errors(state.journal):
        journal = _readable_journal(state)
        if journal:
            if reason := journal.obstacle():
                raise ConfigurationError(f"`{journal.command}` was broken off, and {reason}: {_WAYS_OUT}")
            for file in _undo(journal):
                raise ConfigurationError(f"{file} has been changed by another program, and was not put back")
        state.clear()
        return journal.command if journal else ""


def _undo(journal: Journal) -> list[Path]:
    """Undoes all of it; returns the files that another program is changing, which stay as that one leaves them."""
    try:
        left = journal.undo()
    except OSError as error:
        raise ConfigurationError(
            f"{error.filename} cannot be put back ({error.strerror}); once it can, run the command again, "
            f"which does that first, or: {_WAYS_OUT}"
        ) from error
    journal.close()
    return left


def _new_folders(changes: Iterable[Change]) -> Iterator[NewFolder]:
    """The folders that the files need and that do not exist, the outer ones first."""
    needed = {folder for one in changes if one.old is None for folder in one.path.parents if not folder.exists()}
    yield from map(NewFolder, sorted(needed))


@contextmanager
def _configuration_errors(path: Path) -> Iterator[None]:
    """Turns an `OSError` into a `ConfigurationError` that names the file."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise ConfigurationError(f"{path} cannot be written ({reason}); nothing has changed") from error
