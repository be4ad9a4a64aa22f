"""A path on the site → the file there, rendered when it is asked for, where the last edit is newer than it.

After an edit every file counts as old that is made of pages or the registry. No list of what depends on what could be
complete. The pages that were edited are rendered at once: the menu of other pages shows their titles, and an error in
one of them is to be shown above every page.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from mkdocs.structure.files import File
from mkdocs.utils import write_file

from concord.config import Config
from concord.guide import Guide
from concord.site.status.page import status_path
from concord.site.urls import site_path
from concord.sync.lock.format import NAME as LOCK
from mkdocs_concord import not_found, translation_status
from mkdocs_concord.downloads import language_files, redirects, shared_files, write_markdown
from mkdocs_concord.kept_pass import KeptPass
from mkdocs_concord.search import index_path, write_index


class SiteOnRequest:
    """The site of the preview, after a build of all its files.

    Attributes:
        guide: The guide at the last edit; at the build if there was none.
    """

    def __init__(self, kept: Mapping[str, KeptPass]) -> None:
        """Takes over the passes of the build, by their languages, that of the default language first."""
        self._kept = kept
        self._first = next(iter(kept.values()))
        self.guide = self._first.current.guide
        self._folder = Path(self._first.current.config.site_dir)
        self._downloads = {*self._first.current.build.downloads, *self._language_files()}
        self._copied = {file.dest_uri for one in kept.values() for file in one.files} - self._downloads
        self._writers = dict(self._find_writers())
        self._is_edited = False
        self._rendered: set[str] = set()  # since the last edit

    @property
    def is_strict(self) -> bool:
        """Whether warnings count as errors."""
        return bool(self._first.current.config.strict)

    def is_content(self, path: Path) -> bool:
        """Whether the file at the absolute `path` is a page of the site, or one that only concord reads."""
        config = self.guide.config
        is_ours = path.name == LOCK or path.is_relative_to(config.root / config.facts)
        return is_ours or path in _page_files(self.guide)

    def has_pages_of(self, guide: Guide) -> bool:
        """Whether `guide` has the same pages and settings, so that its site has the same files but for downloads."""
        return _settings(guide) == _settings(self.guide) and _page_files(guide) == _page_files(self.guide)

    def edit(self, guide: Guide, changed: Collection[Path]) -> None:
        """Takes `guide` for all that is asked for from now on, and renders the pages among the files `changed`.

        Raises what MkDocs and the hooks raise where a page cannot be rendered.
        """
        build = replace(self._first.current.build, guide=guide, search_texts={}, extensions=[])
        for one in self._kept.values():
            one.renew(build)
        self.guide, self._is_edited, self._rendered = guide, True, set()
        redirects(self._first.current)  # which may lead to a heading that is gone
        edited = [(one, file) for one in self._kept.values() for file in one.pages if _source(file) in changed]
        for one, file in edited:
            one.read_page(file)
        for one, file in edited:
            one.write_page(file)
            self._rendered.add(file.dest_uri)

    def refresh(self, path: str) -> None:
        """Renders the file at `path` on the site, unless that was done since the last edit.

        Raises what MkDocs and the hooks raise; then it is not tried again before the next edit.
        """
        if not self._is_edited or path in self._rendered:
            return
        self._rendered.add(path)
        if writer := self._writers.get(path):
            writer()
        elif path not in self._copied and f"{path}/index.html" not in self._writers:
            self._write_downloads()
            if path not in self._downloads:
                self.refresh(not_found.TEMPLATE)  # what the server then shows

    def _find_writers(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The paths of the files that are made one by one, each with what makes it."""
        corpus = self.guide.corpus
        yield not_found.TEMPLATE, partial(self._first.write_template, not_found.TEMPLATE)
        for code, one in self._kept.items():
            yield from ((file.dest_uri, partial(_write_page, one, file)) for file in one.pages)
            yield index_path(one.current, code), partial(_write_index, one)
            yield not_found.file_name(code), partial(one.write_template, not_found.TEMPLATE)
            status = f"{status_path(corpus, code)}index.html"
            yield status, partial(one.write_template, translation_status.TEMPLATE)
        for page in corpus:
            path = f"{site_path(corpus, page.language, page.path)}index.md"
            yield path, partial(self._write_markdown, page.language, page.path)

    def _write_markdown(self, code: str, path: str) -> None:
        write_markdown(self.guide, self.guide.corpus.pages[code][path], str(self._folder))

    def _write_downloads(self) -> None:
        """Writes the files for other systems, all together: which there are depends on the registry."""
        contents = self._download_contents()
        for path in self._downloads - contents.keys():
            (self._folder / path).unlink(missing_ok=True)
        for path, content in contents.items():
            write_file(content.encode() if isinstance(content, str) else content, str(self._folder / path))
        self._downloads = set(contents)
        self._rendered |= self._downloads

    def _download_contents(self) -> dict[str, str | bytes]:
        return {**shared_files(self._first.current), **self._language_files()}

    def _language_files(self) -> dict[str, str]:
        found = [language_files(one.current) for one in self._kept.values()]
        return {path: text for files in found for path, text in files.items()}


def _write_page(one: KeptPass, file: File) -> None:
    one.read_page(file)
    one.write_page(file)


def _write_index(one: KeptPass) -> None:
    """Reads all pages of a language, in the order of a build, for what they say to the search."""
    code = one.current.language.code
    one.current.build.search_texts[code].entries.clear()
    for file in one.pages:
        one.read_page(file)
    write_index(one.current, code)


def _page_files(guide: Guide) -> set[Path]:
    return {guide.config.root / page.file for page in guide.corpus}


def _source(file: File) -> Path:
    return Path(file.abs_src_path or "")


def _settings(guide: Guide) -> Config:
    """The settings, but for the day of the last commit."""
    return replace(guide.config, today=None)
