"""The files that an editor has open, and the guide that they belong to → the guide as the editor shows it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from concord.config import Config, find_root, read_config
from concord.finding import Finding
from concord.guide import Guide
from concord.live.live_guide import LiveGuide
from concord.lsp.positions import Encoding, Positions
from concord.model import Page
from concord.storage.files import Files
from concord.storage.text_file import decode_text

SYNC_HINTS = ("sync-behind", "sync-unstamped")  # where a language stands: not while somebody is typing


class Session:
    """A guide in an editor.

    Args:
        folder: The folder that the editor has open; the guide is the one that it lies in.
        encoding: What the client counts the characters of a line by.

    Raises:
        ConcordError: The guide cannot be read.
    """

    def __init__(self, folder: Path, encoding: Encoding = "utf-16") -> None:
        self.root = find_root(folder)
        self._encoding = encoding
        self._open: dict[Path, str] = {}
        self._waiting: dict[Path, str | None] = {}
        self._positions: dict[Path, Positions] = {}
        self._settings = read_config(self.root)
        self._live = LiveGuide(self._settings)
        self._saved = self._live.guide

    @property
    def guide(self) -> Guide:
        """The guide with all that was typed so far."""
        waiting, self._waiting = self._waiting, {}
        for path, text in waiting.items():
            self._live.edit(path, text)
        return self._live.guide

    @property
    def saved(self) -> Guide:
        """The guide as it was when something was last saved: where the languages stand is told by it."""
        return self._saved

    def open(self, path: Path, text: str) -> None:
        """Takes note of the present text of an open file."""
        self._open[path] = self._waiting[path] = text
        self._positions.pop(path, None)

    def close(self, path: Path) -> None:
        """Takes note that a file is closed: what it holds on disk counts again."""
        self._open.pop(path, None)
        self._waiting[path] = None
        self._positions.pop(path, None)

    def refresh(self) -> None:
        """Reads what has changed on disk, as somebody has saved a file; raises what the constructor does."""
        settings = read_config(self.root)
        self._positions.clear()
        if settings == self._settings:
            _ = self.guide  # what was typed before comes first
            self._live.refresh()
        else:
            self._live, self._settings = LiveGuide(settings), settings
            self._waiting = dict(self._open)
        self._saved = self.guide

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the guide as it is, and where the languages stand as of `saved`."""
        guide = self.guide
        now = [finding for finding in guide.findings if finding.rule not in SYNC_HINTS]
        return [*now, *(self._moved(one, guide) for one in self._saved.findings if one.rule in SYNC_HINTS)]

    def _moved(self, hint: Finding, guide: Guide) -> Finding:
        """`hint` at the place that its section has now."""
        for pages in guide.corpus.pages.values():
            page = pages.get(hint.page)
            if page and page.file == hint.location.path and (section := page.by_id.get(hint.section)):
                return replace(hint, location=section.location) if section.location != hint.location else hint
        return hint

    @property
    def unsaved(self) -> list[str]:
        """The files of the guide whose text in the editor is not what is on disk, as the user sees them."""
        return [self.name(path) for path, text in self._open.items() if text != self._text_of(path, Files())]

    def is_of_guide(self, path: Path) -> bool:
        """Whether a file lies in the folder of the guide."""
        return path.is_relative_to(self.root)

    def name(self, path: Path) -> str:
        """A file as messages call it."""
        return path.relative_to(self.root).as_posix() if self.is_of_guide(path) else str(path)

    def path(self, name: str) -> Path:
        """Where the file lies that messages call `name`."""
        return self.root / name

    def text(self, path: Path) -> str:
        """The text of a file, as it is in the editor, or else on disk; "" where it cannot be read."""
        return self._text_of(path, Files(self._open))

    def positions(self, path: Path) -> Positions:
        """The lines of the present text of a file."""
        if path not in self._positions:
            self._positions[path] = Positions(self.text(path), self._encoding)
        return self._positions[path]

    def page(self, path: Path) -> Page | None:
        """The page of a file as it is now; None for one that is no page of the guide."""
        source = self._live.page_file(path)
        return self.guide.corpus.pages[source.language].get(source.path) if source else None

    def registry_kind(self, path: Path) -> str:
        """`facts` for facts.yml, likewise for the other files of the registry; "" for any other file."""
        folder = self._settings.root / self._settings.facts
        return path.stem if path.parent == folder and path.suffix == ".yml" else ""

    @property
    def pages(self) -> Iterator[Page]:
        """All pages as they are now."""
        return iter(self.guide.corpus)

    @property
    def settings(self) -> Config:
        """The settings of the guide."""
        return self._settings

    def _text_of(self, path: Path, files: Files) -> str:
        try:
            return decode_text(files.read(path), "replace") if path not in files.unsaved else files.unsaved[path]
        except OSError:
            return ""
