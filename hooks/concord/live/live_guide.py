"""A guide while its files are edited: `LiveGuide` reads again what has changed, and checks again what depends on it.

Texts may come from an editor that has not saved them. Nothing is written, and after each change the findings are those
of a guide that is read anew from files with these texts.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from concord.config import Config
from concord.guide import load_guide
from concord.model import Page
from concord.pages.corpus import PAGE_ENDINGS, Corpus, page_order, read_corpus
from concord.pages.page_reader import PageFile, PageReader
from concord.registry import KINDS, Registry, read_registry
from concord.registry.claims import CLAIMS
from concord.storage.build_day import build_day
from concord.storage.files import Files
from concord.sync.lock.format import NAME
from concord.sync.tracker import read_tracker
from concord.text.title_mentions import keep_finders

_Stamp = tuple[int, int, int] | str  # of a file: when it was changed, its size and its number; or its unsaved text
_GONE: _Stamp = (0, 0, 0)
_TICK = 100_000_000  # nanoseconds within which a file may change twice and have the same stamp


class LiveGuide:
    """The guide that `settings` describe, and its changes from now on. Other settings need another live guide.

    Args:
        settings: The settings.

    Attributes:
        guide: The guide after the latest change.

    Raises:
        ConfigurationError: The configuration or a folder cannot be read.
        LanguageError: A language has no description.
    """

    def __init__(self, settings: Config) -> None:
        self._unsaved: dict[Path, str] = {}
        self._files = Files(self._unsaved)
        self._today = settings.today
        self._reader = _KeptPages(settings, self._files)
        self._stamps = {file: _stamp(file) for file in _beside_pages(settings)}
        guide = load_guide(settings, self._reader)
        config = replace(guide.config, today=self._today or build_day(settings.root))
        self.guide = replace(guide, config=config).changed(guide.corpus, guide.registry)

    def page_file(self, file: Path) -> PageFile | None:
        """The page that a file is or would be; None for a file that is no page."""
        config = self.guide.config
        tops = {code: config.root / config.folder(code) for code in config.languages}
        inside = [code for code, top in tops.items() if file.is_relative_to(top)]
        code = max(inside, key=lambda code: len(tops[code].parts), default="")  # German in docs/de, English in docs
        path = file.relative_to(tops[code]) if code else Path()
        if not code or not file.name.endswith(PAGE_ENDINGS) or any(part.startswith(".") for part in path.parts):
            return None
        return PageFile(tops[code], code, path.as_posix(), f"{config.folder(code)}/{path.as_posix()}")

    def edit(self, file: Path, text: str | None) -> None:
        """Takes `text` for what the file at an absolute path holds; None for what it holds on disk."""
        before = self._content(file)
        if text is None:
            self._unsaved.pop(file, None)
        else:
            self._unsaved[file] = text
        if self._content(file) == before:
            return
        if file in _registry_files(self.guide.config):
            self._change(self.guide.corpus, self._read_registry())
        elif source := self.page_file(file):
            self._change(self._with_pages(self.guide.corpus, [source]), self.guide.registry)

    def refresh(self) -> None:
        """Reads again what has changed on disk, in whatever way; texts that are not saved stay as they are."""
        config = self.guide.config
        config = replace(config, today=self._today or build_day(config.root))
        changed = {file for file, stamp in self._stamps.items() if stamp is None or stamp != _stamp(file)}
        self._stamps |= {file: _stamp(file) for file in changed}
        if any(file.name == NAME for file in changed):
            locks = read_tracker(config, self.guide.corpus, self.guide.registry)
            self.guide = replace(self.guide, earlier=locks)
        is_other_registry = any(file in changed for file in _registry_files(config))
        registry = self._read_registry() if is_other_registry else self.guide.registry
        self.guide = replace(self.guide, config=config)
        unsaved = [source for file in self._unsaved if (source := self.page_file(file))]
        self._change(self._with_pages(read_corpus(config, self._reader), unsaved), registry)

    def _change(self, corpus: Corpus, registry: Registry) -> None:
        self.guide = self.guide.changed(corpus, registry)

    def _content(self, file: Path) -> bytes | None:
        """What a file holds at present; None where it cannot be read."""
        try:
            return self._files.read(file)
        except OSError:
            return None

    def _with_pages(self, corpus: Corpus, sources: list[PageFile]) -> Corpus:
        """`corpus` with the present pages at `sources`, and without those of them that are there no more."""
        pages: dict[str, Mapping[str, Page]] = dict(corpus.pages)
        for source in sources:
            known = {path: page for path, page in pages[source.language].items() if path != source.path}
            if self._files.exists(source.file):
                is_new = source.path not in pages[source.language]
                known = {**pages[source.language], source.path: self._reader.read(source)}
                known = dict(sorted(known.items(), key=lambda item: page_order(item[0]))) if is_new else known
            pages[source.language] = known
        return replace(corpus, pages=pages)

    def _read_registry(self) -> Registry:
        config, former = self.guide.config, self.guide.registry
        if not config.has_registry:
            return former
        registry = read_registry(config.root, config.facts, config.complete, self._files)
        keep_finders(former, registry, config.languages)
        return registry


class _KeptPages(PageReader):
    """Reads the pages of `files`; one whose file has not changed is the page that was read before."""

    def __init__(self, config: Config, files: Files) -> None:
        super().__init__(config, files)
        self._unsaved = files.unsaved
        self._known: dict[Path, tuple[_Stamp | None, Page]] = {}

    def read(self, source: PageFile) -> Page:
        """The page of a file. Raises nothing."""
        text = self._unsaved.get(source.file)
        stamp = _stamp(source.file) if text is None else text
        known = self._known.get(source.file)
        if known and known[0] == stamp and stamp is not None:
            return known[1]
        page = super().read(source)
        self._known[source.file] = stamp, page
        return page


def _stamp(file: Path) -> _Stamp | None:
    """What tells whether a file has changed; None where it may change without notice, as it has just been written."""
    try:
        found = file.stat()
    except OSError:
        return _GONE
    is_new = time.time_ns() - found.st_mtime_ns < _TICK
    return None if is_new else (found.st_mtime_ns, found.st_size, found.st_ino)


def _registry_files(config: Config) -> Iterator[Path]:
    names = (*(f"{kind}.yml" for kind in KINDS), CLAIMS)
    return (config.root / config.facts / name for name in names)


def _beside_pages(config: Config) -> Iterator[Path]:
    """The files that the findings depend on, besides the pages."""
    yield from _registry_files(config)
    yield from (config.root / config.folder(code) / NAME for code in config.languages)
