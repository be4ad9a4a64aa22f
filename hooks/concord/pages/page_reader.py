"""A file in the folder of a language → `Page`; one that cannot be read becomes a page with a `Problem`."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from concord.config import Config
from concord.model import Location, Page, Problem
from concord.pages.page_cache import PageCache
from concord.storage.files import DISK, Files
from concord.storage.text_file import decode_text, split_lines


class PageFile(NamedTuple):
    """A file that is a page.

    Attributes:
        top: The folder of its language.
        language: The code of the language.
        path: The path in that folder, which is the same in each language.
        name: The file as the user sees it.
        own: Its path in that folder where languages share it, and the file's name says the language; else "".
    """

    top: Path
    language: str
    path: str
    name: str
    own: str = ""

    @property
    def file(self) -> Path:
        """Where it lies."""
        return self.top / (self.own or self.path)


class PageReader:
    """Reads the pages that `config` describes from `files`; those that an earlier run has read are taken from there."""

    def __init__(self, config: Config, files: Files = DISK) -> None:
        self._files, self._cache = files, PageCache(config)

    def read(self, source: PageFile) -> Page:
        """The page of a file. Raises nothing."""
        try:
            file = source.file
            if reason := self._refusal(file, source.top):
                return _unread(source, reason)
            content = self._files.read(file)
            return self._cache.page(content, language=source.language, path=source.path, file=source.name)
        except UnicodeDecodeError as error:
            line = len(split_lines(decode_text(error.object[: error.start], "replace")))
            return _unread(source, f"it is not UTF-8 (byte {error.start + 1})", line)
        except (OSError, RuntimeError) as error:
            return _unread(source, f"it cannot be opened ({getattr(error, 'strerror', None) or str(error)})")

    def save(self) -> None:
        """Keeps the pages that were read, and no others, for the next run; those that are read later are not kept."""
        self._cache.save()

    def _refusal(self, file: Path, top: Path) -> str:
        """Why `file` in the folder `top` of its language is not read; "" where it is."""
        unsaved, most = self._files.unsaved.get(file), self._cache.max_bytes
        status = None if unsaved is not None and not os.path.lexists(file) else file.lstat()
        if status and stat.S_ISLNK(status.st_mode):
            if not file.resolve(strict=True).is_relative_to(top.resolve()):
                return "it is a link that leads out of its language's folder"
            status = file.stat()
        if unsaved is not None:
            size = len(unsaved.encode("utf-8", "surrogatepass"))
        elif status and stat.S_ISREG(status.st_mode):
            size = status.st_size
        else:
            return "it is no file"
        return f"it has more than {most:,} bytes: split it, or raise max_page_bytes" if size > most else ""


def _unread(source: PageFile, reason: str, line: int = 1) -> Page:
    problem = Problem(Location(source.name, line), reason)
    return Page(source.language, source.path, source.name, problems=(problem,))
