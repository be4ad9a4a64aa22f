"""The single changes of a tree: a file's content, its name, a new folder. Each can be made, and undone once or twice.

A change may be undone that was made in part, not at all, or undone before: after a process was killed nobody knows.
"""

from dataclasses import dataclass
from pathlib import Path

from concord.storage.exchange import rename_to_free
from concord.storage.replacement import ChangedMeanwhileError, content_of, replace_file, taken_out


@dataclass(frozen=True)
class Change:
    """The content of a file: `old` as it was read, `new` as it is to be; None where there is no file."""

    path: Path
    old: bytes | None
    new: bytes | None

    def make(self, scratch: Path) -> None:
        """Writes the file. Raises what `replace_file` does."""
        replace_file(self.path, self.old, self.new, scratch)

    def undo(self, scratch: Path) -> None:
        """Gives the file its old content where it has the new one, or a part of it."""
        present = content_of(self.path)
        if present == self.old:
            return
        if present == self.new or self.is_torn(present, scratch):
            replace_file(self.path, present, self.old, scratch)

    def is_torn(self, present: bytes | None, scratch: Path) -> bool:
        """Whether `present` is what is left where a process was killed in the middle of `make`, or of `undo`."""
        if self.old is None or self.new is None:
            return self.old is None and present is not None and (self.new or b"").startswith(present)
        if present is None:
            return taken_out(self.path, scratch).exists()
        return _is_overwritten(present, self.old, self.new) or _is_overwritten(present, self.new, self.old)


@dataclass(frozen=True)
class Move:
    """The name of a file."""

    path: Path
    target: Path

    def make(self, _: Path) -> None:
        """Renames the file. Raises `OSError` where it cannot be, or where the new name is taken."""
        rename_to_free(self.path, self.target)

    def undo(self, _: Path) -> None:
        """Renames it back. Raises `ChangedMeanwhileError` where there is another file at its old name by now."""
        if not self.target.exists():
            return
        if not self.path.exists():
            rename_to_free(self.target, self.path)
        elif self.target.samefile(self.path):
            self.target.unlink()  # both names are there for a moment
        else:
            raise ChangedMeanwhileError(self.path)


@dataclass(frozen=True)
class NewFolder:
    """A folder that a new file needs."""

    path: Path

    def make(self, _: Path) -> None:
        """Makes the folder."""
        self.path.mkdir(exist_ok=True)

    def undo(self, _: Path) -> None:
        """Deletes it, unless something else is in it."""
        if self.path.is_dir() and not any(self.path.iterdir()):
            self.path.rmdir()


Operation = Change | Move | NewFolder


def _is_overwritten(present: bytes, old: bytes, new: bytes) -> bool:
    """Whether `present` begins like `new`, and from there is the rest of `old`, as where a file is written in place."""
    same = next((i for i, (one, other) in enumerate(zip(present, new, strict=False)) if one != other), None)
    length = min(len(present), len(new)) if same is None else same
    return present[length:] == old[length:]
