"""Operations ⇄ a file that says what is under way, so that it can be undone after the process was killed.

The file is a line with the SHA-256 of the rest, and JSON. Each operation stands in it before it is made.
"""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concord.errors import ConfigurationError
from concord.storage.operations import Change, Move, NewFolder, Operation
from concord.storage.private_file import replace_private_file
from concord.storage.replacement import ChangedMeanwhileError, content_of
from concord.storage.state_folder import StateFolder

_VERSION = 1
_CODEC = "latin-1"  # JSON has no bytes; this one gives each of them a character


class JournalError(Exception):
    """A journal that cannot be used; its text is the end of a sentence that begins with the file."""


@dataclass
class Journal:
    """What a command has begun to change in a tree.

    Attributes:
        state: Where the journal is kept.
        command: The command, as a user types it.
        head: The branch and the commit that were checked out then.
        operations: What is under way, in its order.
    """

    state: StateFolder
    command: str
    head: tuple[str, str]
    operations: list[Operation] = field(default_factory=list)

    def add(self, operations: Iterable[Operation]) -> None:
        """Writes down what is to be made next. Raises `OSError` where that is impossible; then nothing may be made."""
        planned = [*self.operations, *operations]
        text = json.dumps(
            {
                "version": _VERSION,
                "command": self.command,
                "head": self.head,
                "operations": [_encoded(one, self.state.tree) for one in planned],
            }
        )
        data = text.encode("ascii")
        replace_private_file(self.state.journal, hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        self.operations = planned

    def close(self) -> None:
        """Forgets what is written down: it is done, or undone."""
        self.state.journal.unlink(missing_ok=True)
        self.operations = []

    def undo(self) -> list[Path]:
        """Undoes what was made of the operations, the last one first. Raises `OSError` where a file cannot be written.

        Returns:
            The files, relative to the tree, that are left as they are, since another program is changing them.
        """
        left = []
        for operation in reversed(self.operations):
            try:
                operation.undo(self.state.path)
            except ChangedMeanwhileError:
                left.append(operation.path.relative_to(self.state.tree))
        return left

    def obstacle(self) -> str:
        """Why it must not be undone unasked: the end of a sentence; "" where nothing speaks against it."""
        if self.head[0] != self.state.head[0]:
            return f"it was begun on another branch ({self.head[0].removeprefix('ref: refs/heads/')})"
        if self.head != self.state.head:
            return "something has been committed since"
        edited = ", ".join(path.as_posix() for path in self.edited())
        return f"these files were edited since: {edited}" if edited else ""

    def edited(self) -> list[Path]:
        """The files that are neither as they were nor as they were to become, relative to the tree."""
        known: dict[Path, list[bytes | None]] = defaultdict(list)
        changes: dict[Path, list[Change]] = defaultdict(list)
        names: dict[Path, Path] = {}  # old name → new name
        for one in self.operations:
            if isinstance(one, Move):
                names[one.path] = one.target
            elif isinstance(one, Change):
                known[one.path] += [one.old, one.new]
                changes[one.path].append(one)
        found = []
        for path, contents in known.items():
            place = path if path.exists() or path not in names else names[path]
            present = content_of(place)
            if present not in contents and not any(one.is_torn(present, self.state.path) for one in changes[path]):
                found.append(path.relative_to(self.state.tree))
        return found


def read_journal(state: StateFolder) -> Journal | None:
    """What a process that was killed has left in `state`; None where there is nothing.

    Raises:
        JournalError: It is damaged, or another version of this program has written it.
        OSError: It cannot be read.
    """
    try:
        digest, _, data = state.journal.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    if digest != hashlib.sha256(data).hexdigest().encode():
        raise JournalError("is damaged")
    try:
        content = json.loads(data)
        if content["version"] != _VERSION:
            raise JournalError("is of another version of concord")
        branch, commit = map(str, content["head"])
        operations = [_decoded(one, state.tree) for one in content["operations"]]
        return Journal(state, str(content["command"]), (branch, commit), operations)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise JournalError("is damaged") from error


def _encoded(operation: Operation, tree: Path) -> list[Any]:
    """An operation for JSON. Raises `ConfigurationError` where a file lies outside of `tree`."""
    match operation:
        case Change(path, old, new):
            return [_relative(path, tree), *(None if one is None else one.decode(_CODEC) for one in (old, new))]
        case Move(path, target):
            return [_relative(path, tree), _relative(target, tree)]
        case NewFolder(path):
            return [_relative(path, tree)]


def _decoded(values: list[Any], tree: Path) -> Operation:
    path = _absolute(values[0], tree)
    if len(values) == 1:
        return NewFolder(path)
    if len(values) == 2:
        return Move(path, _absolute(values[1], tree))
    old, new = (None if one is None else one.encode(_CODEC) for one in values[1:])
    return Change(path, old, new)


def _relative(path: Path, tree: Path) -> str:
    if not path.is_relative_to(tree):
        raise ConfigurationError(f"{path} lies outside of {tree}; nothing has changed")
    return os.fsencode(path.relative_to(tree)).decode(_CODEC)


def _absolute(name: str, tree: Path) -> Path:
    """A path of a journal, which may have come with a tree: it leads nowhere else."""
    path = tree / os.fsdecode(name.encode(_CODEC))
    if ".." in path.parts or not path.resolve().is_relative_to(tree):
        raise ValueError(name)
    return path
