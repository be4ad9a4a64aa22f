"""The files in `docs/<language>/` → `Corpus`. No other module reads the present pages.

A file that cannot be read becomes a page with a `Problem`, so that it does not keep the others from being checked.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from concord.config import Config
from concord.errors import ConfigurationError
from concord.model import Location, Page, Problem, Section
from concord.pages.page_cache import PageCache
from concord.pages.published_files import file_faults
from concord.storage.text_file import decode_text, split_lines

_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass(frozen=True, eq=False)
class Corpus:
    """The pages of all languages.

    Attributes:
        folders: The folder of each language, as the user sees it.
        pages: By language, then by path in that folder, which is the same in each language.
        is_published: Whether the guide is published as a site.
        file_faults: Where it is, the places of files that must not be published, each with the reason.
    """

    folders: Mapping[str, str]
    pages: Mapping[str, Mapping[str, Page]]
    is_published: bool = False
    file_faults: tuple[tuple[Location, str], ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages, in the order of the configuration."""
        return tuple(self.pages)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths of all pages, each once, sorted."""
        return tuple(sorted({path for pages in self.pages.values() for path in pages}))

    def versions(self, path: str) -> dict[str, Page]:
        """The page at `path` in each language that has it."""
        return {language: pages[path] for language, pages in self.pages.items() if path in pages}

    def only(self, paths: Collection[str]) -> "Corpus":
        """A corpus of the pages at `paths`."""
        pages = {code: {path: all[path] for path in paths if path in all} for code, all in self.pages.items()}
        return Corpus(self.folders, pages)

    def file(self, language: str, path: str) -> str:
        """The file of the page at `path` in `language`, whether it exists or not."""
        return f"{self.folders[language]}/{path}"

    def __iter__(self) -> Iterator[Page]:
        return (page for pages in self.pages.values() for page in pages.values())

    @cached_property
    def _homes(self) -> dict[tuple[str, str], tuple[Page, Section]]:
        homes: dict[tuple[str, str], tuple[Page, Section]] = {}
        for page in self:
            for section in page.sections:
                key = (page.language, section.id)
                if section.id and (key not in homes or section.level < homes[key][1].level):
                    homes[key] = (page, section)
        return homes

    def find_section(self, language: str, id: str) -> tuple[Page, Section] | None:
        """The page and the section with the heading id `id` in `language`, None without one.

        Of several, it is the one with the highest heading, then the first.
        """
        return self._homes.get((language, id))


def read_corpus(config: Config) -> Corpus:
    """The pages in the folder of each language of `config`.

    Raises:
        ConfigurationError: A language has no folder.
    """
    parsed = PageCache(config)
    folders = {language: config.folder(language) for language in config.languages}
    pages = {
        language: _read_folder(config.root, folder, language, parsed, inner=_within(folder, folders.values()))
        for language, folder in folders.items()
    }
    parsed.save()
    if not config.publish:
        return Corpus(folders, pages)
    return Corpus(folders, pages, is_published=True, file_faults=tuple(_file_faults(config)))


def _file_faults(config: Config) -> Iterator[tuple[Location, str]]:
    """The faults of the files in the folder that is published, and in those of languages that lie elsewhere."""
    published = [config.docs, *map(config.folder, config.languages)]
    inner = {inside for folder in published for inside in _within(folder, published)}
    for folder in dict.fromkeys(published):
        top = config.root / folder
        if not top.resolve().is_relative_to(config.root.resolve()):
            yield Location(folder), "it lies outside the guide"
        elif folder not in inner and top.is_dir():
            yield from ((Location(f"{folder}/{path}", line), reason) for path, reason, line in file_faults(top))


def _within(folder: str, folders: Iterable[str]) -> list[str]:
    """Those of `folders` that are inside `folder`, such as docs/de, for German, in docs, for English."""
    return [other for other in folders if other != folder and Path(other).is_relative_to(folder)]


def _read_folder(root: Path, folder: str, language: str, parsed: PageCache, *, inner: list[str]) -> dict[str, Page]:
    top = root / folder
    if not top.is_dir():
        raise ConfigurationError(f"there is no folder {folder} for the language {language!r}")
    pages = {}
    for file in sorted(_files(top, [root / other for other in inner])):
        path = file.relative_to(top).as_posix()
        pages[path] = _read_page(file, top, language=language, path=path, name=f"{folder}/{path}", parsed=parsed)
    return pages


def _files(top: Path, others: list[Path]) -> Iterator[Path]:
    """The pages that MkDocs finds below `top`: not in hidden folders, nor in `others`, which are of other languages.

    Symbolic links to folders come too, as MkDocs would follow them; they are reported.
    """
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".") and Path(folder, name) not in others]
        yield from (Path(folder, name) for name in files if name.endswith(_PAGES) and not name.startswith("."))
        yield from (Path(folder, name) for name in folders if Path(folder, name).is_symlink())


def _read_page(file: Path, top: Path, *, language: str, path: str, name: str, parsed: PageCache) -> Page:
    try:
        if file.is_symlink() and not file.resolve(strict=True).is_relative_to(top.resolve()):
            return _unread(language, path, name, "it is a link that leads out of its language's folder")
        if not file.is_file():
            return _unread(language, path, name, "it is no file")
        if file.stat().st_size > parsed.max_bytes:
            reason = f"it has more than {parsed.max_bytes:,} bytes: split it, or raise max_page_bytes"
            return _unread(language, path, name, reason)
        return parsed.page(file.read_bytes(), language=language, path=path, file=name)
    except UnicodeDecodeError as error:
        line = len(split_lines(decode_text(error.object[: error.start], "replace")))
        return _unread(language, path, name, f"it is not UTF-8 (byte {error.start + 1})", line)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _unread(language, path, name, f"it cannot be opened ({reason})")


def _unread(language: str, path: str, name: str, reason: str, line: int = 1) -> Page:
    return Page(language, path, name, problems=(Problem(Location(name, line), reason),))
