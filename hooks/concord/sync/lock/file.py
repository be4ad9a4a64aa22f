"""A language's `sync.lock` on disk ⇄ Lock: read and written as a whole, by one process at a time."""

from collections.abc import Callable
from pathlib import Path

from concord.errors import ConfigurationError
from concord.storage.operations import Change
from concord.storage.replacement import content_of
from concord.storage.text_file import normalize_newlines, read_bytes
from concord.storage.transaction import transaction, write_files
from concord.sync.lock.format import NAME, Lock, unreadable_lock
from concord.sync.lock.merge_conflicts import parse_merged_lock


def read_lock(folder: Path, language: str) -> Lock:
    """Reads the lock file of `language` in `folder`; a file that does not exist is a lock without agreements."""
    try:
        return parse_merged_lock(_text(folder), language)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return unreadable_lock(f"it is not UTF-8 (byte {error.start + 1})", line)
    except OSError as error:
        return unreadable_lock(f"it cannot be opened ({error.strerror})")


def change_lock(folder: Path, edit: Callable[[str], str]) -> None:
    """Replaces the text of the lock file in `folder` by what `edit` returns for it; the line ends stay.

    Other processes that change the file wait. Whoever reads it, also after a process was killed, finds the whole old
    text or the whole new one.

    Raises:
        ConfigurationError: The file cannot be read or written.
    """
    with transaction(folder):
        path = (folder / NAME).resolve()
        try:
            content = content_of(path)
            old = (content or b"").decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{folder / NAME} cannot be read ({error})") from error
        new = edit(old)
        if "\r\n" in old:
            new = normalize_newlines(new).replace("\n", "\r\n")
        if new != old:
            write_files([Change(path, content, new.encode("utf-8"))])


def _text(folder: Path) -> str:
    try:
        return read_bytes(folder / NAME).decode("utf-8")
    except FileNotFoundError:
        return ""
