"""Watched files → which of them have changed; and the system's own notices of changes for MkDocs' server."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

Stamp = tuple[int, int, int]
_CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]  # not that a file was opened or closed, which reading does


class FileChanges:
    """What the watched files were like when they were last looked at.

    A notice of a change does not say enough: an editor writes other files beside the one that is saved.
    """

    def __init__(self) -> None:
        self._seen: dict[Path, Stamp] = {}

    def look(self, watched: Iterable[str]) -> set[Path]:
        """The files in the folders `watched`, or named there, that were changed, added or deleted since the last look.

        Hidden files are left out, as MkDocs publishes none.
        """
        now = dict(_stamps(watched))
        changed = {path for path in now.keys() | self._seen.keys() if now.get(path) != self._seen.get(path)}
        self._seen = now
        return changed


def _stamps(watched: Iterable[str]) -> Iterator[tuple[Path, Stamp]]:
    for root in map(Path, watched):
        for file in [root] if root.is_file() else _visible_files(root):
            with suppress(OSError):  # it is gone again
                found = file.stat()
                yield file, (found.st_mtime_ns, found.st_size, found.st_ino)


def _visible_files(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in files if not name.startswith("."))


class NativeObserver:
    """The notices of the operating system, by the methods of an observer that MkDocs' server calls.

    MkDocs looks through all files twice a second instead, which works on every file system.
    """

    def __init__(self, notify: Callable[[], None], watched: Iterable[str]) -> None:
        """Begins to listen at the paths `watched`; `notify` is called after each change.

        Raises:
            OSError: The system has no room for it.
        """
        self._handler = _Notice(notify)
        self._observer = Observer()
        self._observer.start()
        try:
            for path in watched:
                self.schedule(None, path)
        except OSError:
            self._observer.stop()
            raise

    def schedule(self, handler: FileSystemEventHandler | None, path: str, recursive: bool = True) -> None:
        """Listens for changes at `path` too; `handler` is MkDocs'. Raises `OSError` where the system has no room."""
        if Path(path).is_file():  # a watch of the file itself would end where an editor puts a new one in its place
            path, recursive = str(Path(path).parent), False
        self._observer.schedule(self._handler, path, recursive=recursive, event_filter=_CHANGES)

    def start(self) -> None:
        """Does nothing, as it listens already."""

    def stop(self) -> None:
        """Ends it."""
        self._observer.stop()

    def join(self) -> None:
        """Waits until it has ended."""
        self._observer.join()


class _Notice(FileSystemEventHandler):
    def __init__(self, notify: Callable[[], None]) -> None:
        self._notify = notify

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Says that something has changed."""
        self._notify()
