"""A path → what the file there holds: as it is on disk, or as an editor has it and has not saved it yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from concord.storage.text_file import read_bytes


@dataclass(frozen=True)
class Files:
    """The files on disk, with `unsaved` texts in place of some of them, by their paths."""

    unsaved: Mapping[Path, str] = field(default_factory=dict)

    def exists(self, path: Path) -> bool:
        """Whether there is anything at `path`."""
        return path in self.unsaved or path.exists()

    def read(self, path: Path) -> bytes:
        """What the file at `path` holds; raises what `read_bytes` does."""
        text = self.unsaved.get(path)
        return read_bytes(path) if text is None else text.encode("utf-8", "surrogatepass")


DISK = Files()
