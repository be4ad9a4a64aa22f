"""The files in `docs/<language>/` → `Corpus`. No other module reads the present pages.

A file that cannot be read becomes a page with a `Problem`, so that it does not keep the others from being checked.
"""

import os
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from concord.config import Config
from concord.errors import ConfigurationError
from concord.model import Location, Page, Section
from concord.pages.page_reader import PageFile, PageReader
from concord.pages.published_files import file_faults
from concord.untrusted.mkdocs_yml import Menu

PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass(frozen=True, eq=False)
class Corpus:
    """The pages of all languages.

    Attributes:
        folders: The folder of each language, as the user sees it.
        pages: By language, then by path in that folder, which is the same in each language.
        is_published: Whether the guide is published as a site.
        file_faults: Where it is, the places of files that must not be published, each with the reason.
        docs: The folder around those of the languages, "" for none.
        files: The files in all these folders that are no pages, as the user sees them; None if not known.
        has_site: Whether the Markdown of a site is configured, so that it is known how ids of headings are made.
        menu: The menu of the site.
        menu_file: The file that has the menu.
        beginning: The codes of the languages that are beginning, and may lack what the others have.
        settings_file: The file that lists the languages; "" where the user has chosen some of them.
        layout: The name of the convention by which the languages were found, "" where they are named.
        is_by_name: Whether languages share a folder, and the name of a file says its language.
    """

    folders: Mapping[str, str]
    pages: Mapping[str, Mapping[str, Page]]
    is_published: bool = False
    file_faults: tuple[tuple[Location, str], ...] = ()
    docs: str = ""
    files: frozenset[str] | None = None
    has_site: bool = False
    menu: Menu = field(default_factory=Menu)
    menu_file: str = "mkdocs.yml"
    beginning: frozenset[str] = frozenset()
    settings_file: str = ""
    layout: str = ""
    is_by_name: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages, in the order of the configuration."""
        return tuple(self.pages)

    @cached_property
    def complete(self) -> tuple[str, ...]:
        """The codes of the languages that are not beginning: what one of them has, all of them must have."""
        return tuple(code for code in self.pages if code not in self.beginning)

    @cached_property
    def expected(self) -> tuple[str, ...]:
        """The paths of the pages that a language must have to be complete."""
        return tuple(sorted({path for code in self.complete for path in self.pages[code]}))

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
        return replace(self, pages=pages)

    def file(self, language: str, path: str) -> str:
        """The file of the page at `path` in `language`, whether it exists or not."""
        if self.is_by_name:
            if page := self.pages[language].get(path):
                return page.file
            whole = PurePosixPath(self.folders[language], path)
            is_first = language == self.languages[0]
            return (whole if is_first else whole.with_name(f"{whole.stem}.{language}{whole.suffix}")).as_posix()
        return f"{self.folders[language]}/{path}"

    def path_of(self, file: str, language: str) -> str:
        """The path of the page of `language` that `file` is, or would be; "" where it is none of that language."""
        if self.is_by_name:
            page = self.by_file.get(file)
            return page.path if page and page.language == language else ""
        return file.removeprefix(f"{self.folders[language]}/")

    @cached_property
    def by_file(self) -> Mapping[str, Page]:
        """The pages by their files."""
        return {page.file: page for page in self}

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

    def find_line(self, language: str, scheme: str) -> Page | None:
        """The first page in `language` with a link of this scheme, such as `sources`; None without one."""
        return self._lines.get((language, scheme))

    @cached_property
    def _lines(self) -> dict[tuple[str, str], Page]:
        lines: dict[tuple[str, str], Page] = {}
        for page in self:
            for section in page.sections:
                for reference in section.references:
                    lines.setdefault((page.language, reference.scheme), page)
        return lines


def read_corpus(config: Config, reader: PageReader | None = None) -> Corpus:
    """The pages in the folder of each language of `config`.

    Args:
        config: The settings.
        reader: What reads the pages, and keeps them for the next run.

    Raises:
        ConfigurationError: A language has no folder.
    """
    reader = reader or PageReader(config)
    folders = {language: config.folder(language) for language in config.languages}
    files = set[str]()
    docs = config.docs if config.docs not in folders.values() and (config.root / config.docs).is_dir() else ""
    pages = _read_named_files(config, reader, files) or {
        language: _read_folder(config.root, folder, language, reader, files, inner=_within(folder, folders.values()))
        for language, folder in folders.items()
    }
    if docs:
        beside = _files(config.root, docs, _within(docs, folders.values()), files)
        files |= {f"{docs}/{path}" for path in list(beside)}
    reader.save()
    return Corpus(
        folders,
        pages,
        is_published=config.publish,
        file_faults=tuple(_file_faults(config)) if config.publish else (),
        docs=docs,
        files=frozenset(files) if config.layout != "files" else None,
        has_site=_has_site(config),
        menu=config.menu,
        menu_file=config.site_file,
        beginning=config.beginning,
        settings_file="" if config.is_selection or config.layout else config.file,
        layout=config.layout,
        is_by_name=bool(config.files),
    )


def _has_site(config: Config) -> bool:
    """Whether it is known how a site makes the ids of headings; named files are shown by a code host instead."""
    is_there = config.layout != "files" and (config.root / config.site_file).is_file()
    return is_there and "toc: slugify" not in config.extension_lines


def _read_named_files(config: Config, reader: PageReader, others: set[str]) -> dict[str, dict[str, Page]]:
    """The pages of languages that share a folder; the other files in a folder of pages are added to `others`."""
    if config.files and config.layout != "files":
        list(_files(config.root, next(iter(config.folders.values())), [], others))
    return {
        language: {
            path: reader.read(PageFile(config.root, language, path, name, name)) for path, name in sorted(files.items())
        }
        for language, files in config.files.items()
    }


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


def _read_folder(
    root: Path, folder: str, language: str, reader: PageReader, others: set[str], *, inner: list[str]
) -> dict[str, Page]:
    """The pages in `folder`; its other files are added to `others`."""
    top = root / folder
    if not top.is_dir():
        raise ConfigurationError(f"there is no folder {folder} for the language {language!r}")
    paths = sorted(_files(root, folder, inner, others), key=page_order)
    return {path: reader.read(PageFile(top, language, path, f"{folder}/{path}")) for path in paths}


def page_order(path: str) -> list[str]:
    """The key that the pages of a language are sorted by."""
    return path.split("/")


def _files(root: Path, folder: str, inner: list[str], others: set[str]) -> Iterator[str]:
    """The paths of the pages that MkDocs finds below `folder`: not in hidden folders, nor in `inner`, of languages.

    Symbolic links to folders come too, as MkDocs would follow them; they are reported. The other files, with the
    folder, are added to `others`.
    """
    top, excluded = root / folder, {root / other for other in inner}
    for path, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".") and Path(path, name) not in excluded]
        within = Path(path).relative_to(top).as_posix()
        prefix = "" if within == "." else f"{within}/"
        for name in files:
            if name.endswith(PAGE_ENDINGS) and not name.startswith("."):
                yield f"{prefix}{name}"
            else:
                others.add(posixpath.normpath(f"{folder}/{prefix}{name}"))
        yield from (f"{prefix}{name}" for name in folders if Path(path, name).is_symlink())
