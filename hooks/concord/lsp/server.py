"""Documents that open, change, are saved and closed → diagnostics, after a pause in typing: the server."""

import asyncio
import gc
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from concord import __version__
from concord.errors import ConcordError
from concord.lsp.diagnostics import Diagnostics
from concord.lsp.session import Session
from concord.lsp.transport import serve

PAUSE = 0.1  # seconds without an edit after which the guide is checked
REGISTRY_PAUSE = 0.5  # the same in the registry, of which an edit concerns every page
_WATCHED = "**/*.{md,markdown,yml,lock,tsv,toml,svg,png,jpg,webp}"
_TURNS = 3

R = TypeVar("R")


class GuideServer(LanguageServer):
    """A server for one guide. It reads files and never writes one, apart from what the user confirms.

    Attributes:
        session: The guide; None before a folder is open, and where that cannot be read.
    """

    def __init__(self) -> None:
        super().__init__("concord", __version__, types.TextDocumentSyncKind.Full)
        self.session: Session | None = None
        self._folder: Path | None = None
        self._diagnostics: Diagnostics | None = None
        self._timer: asyncio.Handle | None = None
        self._published: dict[Path, list[types.Diagnostic]] = {}
        self._uris: dict[Path, str] = {}  # as the client spells them
        self._documents: dict[Path, str] = {}

    def serve(self) -> None:
        """Serves a client on standard input and output until it leaves."""
        self._stop_event = Event()
        serve(self.protocol, self._stop_event)

    def start(self, folder: Path) -> None:
        """Reads the guide that `folder` lies in, and publishes its findings."""
        self._folder = folder
        self._attempt(self._read)
        gc.collect()
        gc.freeze()  # what is there stays; looking through it again and again takes a third of the time of a check

    def open(self, uri: str, text: str) -> None:
        """Takes note of the text of a document, and checks the guide once nothing more comes."""
        if path := self._path(uri):
            self._uris[path], self._documents[path] = uri, text
            if self.session and self.session.is_of_guide(path):
                self.session.open(path, text)
                self._check_soon(REGISTRY_PAUSE if self.session.registry_kind(path) else PAUSE)

    def close(self, uri: str) -> None:
        """Takes note that a document is closed."""
        if path := self._path(uri):
            self._documents.pop(path, None)
            if self.session and self.session.is_of_guide(path):
                self.session.close(path)
                self._check_soon(PAUSE)

    def saved(self) -> None:
        """Reads what has changed on disk, and publishes the findings."""
        self._attempt(self._refresh if self.session else self._read)

    def ask(self, uri: str, answer: Callable[[Session, Path], R]) -> R | None:
        """What `answer` gives for a document of the guide; None for any other one."""
        path = self._path(uri)
        if not self.session or not path or not self.session.is_of_guide(path):
            return None
        return answer(self.session, path)

    def uri(self, path: Path) -> str:
        """The address of a file, as the client spells it where it has told."""
        return self._uris.get(path) or uris.from_fs_path(str(path)) or ""

    def _read(self) -> None:
        if self._folder:
            self.session = Session(self._folder, self.workspace.position_encoding or "utf-16")
            self._diagnostics = Diagnostics(self.session)
            for path, text in self._documents.items():
                if self.session.is_of_guide(path):
                    self.session.open(path, text)
            self._publish()

    def _refresh(self) -> None:
        if self.session:
            self.session.refresh()
            self._publish()

    def _attempt(self, action: Callable[[], None]) -> None:
        """Runs `action`; where the guide or its settings cannot be read, the user is told, in one line."""
        try:
            action()
        except ConcordError as error:
            text = " ".join(str(error).split())
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"concord: {text}"))

    def _check_soon(self, pause: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(pause, self._take_rest, _TURNS)

    def _take_rest(self, turns: int) -> None:
        """Publishes after some turns of the event loop, in which messages that have come already are handled first."""
        if turns:
            self._timer = asyncio.get_running_loop().call_soon(self._take_rest, turns - 1)
        else:
            self._attempt(self._publish)

    def _publish(self) -> None:
        """Publishes the diagnostics of files for which they are others than before, also where there are none left."""
        if self._timer:
            self._timer.cancel()
        if not self._diagnostics:
            return
        found = self._diagnostics.by_file()
        for path in {*found, *self._published}:
            listed = found.get(path, [])
            if listed != self._published.get(path, []):
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(self.uri(path), listed))
        self._published = found

    @staticmethod
    def _path(uri: str) -> Path | None:
        """The file of a document; None for one that is no file, such as a draft without a name."""
        name = uris.to_fs_path(uri) if uri.startswith("file:") else None
        return Path(name) if name else None


def add_documents(server: GuideServer) -> None:
    """Adds what tells the server of documents and files."""

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        folders = [*server.workspace.folders.values()]
        uri = folders[0].uri if folders else server.workspace.root_uri
        if uri and (path := uris.to_fs_path(uri)):
            server.start(Path(path))
        watching = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
        if _can_watch(server.client_capabilities):
            registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watching)
            server.client_register_capability(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document.uri, params.text_document.text)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        document = server.workspace.get_text_document(params.text_document.uri)
        server.open(params.text_document.uri, document.source)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(_: types.DidSaveTextDocumentParams) -> None:
        server.saved()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(_: types.DidChangeWatchedFilesParams) -> None:
        server.saved()


def _can_watch(capabilities: types.ClientCapabilities) -> bool:
    files = capabilities.workspace and capabilities.workspace.did_change_watched_files
    return bool(files and files.dynamic_registration)
