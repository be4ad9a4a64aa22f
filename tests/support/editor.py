"""An editor at work on a guide: the client of pygls, with `concord lsp` as a process of its own, over its pipes.

Whatever is waited for has a time limit, so that a server that is stuck fails a test.
"""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from commands import ENVIRONMENT

SECONDS = 60  # for whatever is waited for
COMMAND = [sys.executable, "-c", "from concord.cli.command import run; run(['lsp'])"]
ENV = {**ENVIRONMENT, "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
_CAPABILITIES = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        workspace_edit=types.WorkspaceEditClientCapabilities(
            document_changes=True, resource_operations=[types.ResourceOperationKind.Rename]
        ),
    ),
    window=types.WindowClientCapabilities(show_document=types.ShowDocumentClientCapabilities(support=True)),
)

R = TypeVar("R")


def install(tree: Path) -> None:
    """Puts the command `concord` where it is in a guide whose virtual environment has it."""
    command = tree / ".venv" / "bin" / "concord"
    command.parent.mkdir(parents=True)
    code = "import sys; from concord.cli.command import run; run(sys.argv[1:])"
    command.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{code}' \"$@\"\n")
    command.chmod(0o755)


class Editor:
    """An editor that has the folder `root` open. Positions are written as the text in front of the cursor."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.texts: dict[str, str] = {}
        self.diagnostics: dict[str, list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self.shown: list[str] = []
        self.published: Counter[str] = Counter()  # how often diagnostics came, by file
        self._loop = asyncio.new_event_loop()
        self._client = LanguageClient("test", "1")
        self._listen()

    def __enter__(self) -> Self:
        self.run(self._client.start_io(COMMAND[0], *COMMAND[1:], cwd=self.root, env=ENV))
        folder = types.WorkspaceFolder(self.root.as_uri(), "guide")
        wanted = types.InitializeParams(_CAPABILITIES, root_uri=self.root.as_uri(), workspace_folders=[folder])
        self.capabilities = self.run(self._client.initialize_async(wanted)).capabilities
        self._client.initialized(types.InitializedParams())
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._client.shutdown_async(None))
        self._client.exit(None)
        self.run(self._client.stop())  # type: ignore[no-untyped-call]
        self._loop.close()

    def run(self, task: Coroutine[Any, Any, R]) -> R:
        return self._loop.run_until_complete(asyncio.wait_for(task, SECONDS))

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        """Opens a file, with the text that it has, or one that is not saved."""
        self.texts[name] = (self.root / name).read_bytes().decode() if text is None else text
        document = types.TextDocumentItem(self.uri(name), "markdown", 1, self.texts[name])
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    def type(self, name: str, text: str) -> None:
        """Makes `text` the content of an open file, without saving it."""
        self.texts[name] = text
        whole = types.TextDocumentContentChangeWholeDocument(text)
        document = types.VersionedTextDocumentIdentifier(2, self.uri(name))
        self._client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Sends all that is said within it as one piece."""
        writer: Any = self._client.protocol.writer
        held: list[bytes] = []
        self._client.protocol.writer = SimpleNamespace(write=held.append)
        yield
        self._client.protocol.writer = writer
        writer.write(b"".join(held))

    def replace(self, name: str, old: str, new: str) -> None:
        if "\r\n" in self.texts[name]:
            old, new = (text.replace("\r\n", "\n").replace("\n", "\r\n") for text in (old, new))
        assert old in self.texts[name]
        self.type(name, self.texts[name].replace(old, new, 1))

    def save(self, name: str) -> None:
        (self.root / name).write_bytes(self.texts[name].encode())
        self._client.text_document_did_save(types.DidSaveTextDocumentParams(self.document(name)))

    def close(self, name: str) -> None:
        del self.texts[name]
        self._client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(name)))

    def files_changed(self, *names: str) -> None:
        """Tells the server of files that something else has changed."""
        events = [types.FileEvent(self.uri(name), types.FileChangeType.Changed) for name in names]
        self._client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def position(self, name: str, before: str) -> types.Position:
        """The position behind the first `before`, in UTF-16, with lines that end in CR, LF or CR LF."""
        text = self.texts[name]
        front = text[: text.index(before) + len(before)].replace("\r\n", "\n").replace("\r", "\n")
        line = front.rpartition("\n")[2]
        return types.Position(front.count("\n"), len(line.encode("utf-16-le")) // 2)

    def rules(self, name: str) -> list[str]:
        return [str(one.code) for one in self.diagnostics.get(name, [])]

    def until(self, is_so: Callable[[], bool]) -> None:
        """Waits until diagnostics have come with which `is_so` holds."""

        async def wait() -> None:
            while not is_so():
                await asyncio.sleep(0.01)

        try:
            self.run(wait())
        except TimeoutError as error:
            raise AssertionError(f"{self.diagnostics} {self.messages}") from error

    def ask(self, method: str, params: object) -> Any:
        return self.run(self._request(method, params))

    def at(self, method: str, name: str, before: str, **more: Any) -> Any:
        """The answer to a request about a position."""
        kind: Any = types.METHOD_TO_TYPES[method][2]
        place = self.position(name, before)
        return self.ask(method, kind(text_document=self.document(name), position=place, **more))

    def hover(self, name: str, before: str) -> str:
        found = self.at(types.TEXT_DOCUMENT_HOVER, name, before)
        return found.contents.value if found else ""

    def actions(self, name: str, before: str) -> dict[str, Any]:
        place = self.position(name, before)
        wanted = types.CodeActionParams(self.document(name), types.Range(place, place), types.CodeActionContext([]))
        return {action.title: action for action in self.ask(types.TEXT_DOCUMENT_CODE_ACTION, wanted)}

    def edited(self, name: str, edits: Any) -> str:
        """The text of an open file after edits, which is not changed itself."""
        text = self.texts[name]
        starts = [0]
        for index, character in enumerate(text):
            if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
                starts.append(index + 1)

        def offset(place: types.Position) -> int:
            units = text[starts[place.line] :].encode("utf-16-le")[: 2 * place.character]
            return starts[place.line] + len(units.decode("utf-16-le"))

        for edit in sorted(edits, key=lambda one: offset(one.range.start), reverse=True):
            text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
        return text

    async def _request(self, method: str, params: object) -> Any:
        return await self._client.protocol.send_request_async(method, params)

    def _listen(self) -> None:
        listeners: dict[str, Callable[[Any], object]] = {
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: lambda params: self._take(params),
            types.WINDOW_SHOW_MESSAGE: lambda params: self.messages.append(params.message),
            types.WINDOW_SHOW_DOCUMENT: lambda params: self._show(params),
            types.CLIENT_REGISTER_CAPABILITY: lambda params: None,
        }
        for method, listener in listeners.items():
            self._client.feature(method)(listener)

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        name = Path(params.uri.removeprefix("file://")).relative_to(self.root).as_posix()
        self.diagnostics[name] = list(params.diagnostics)
        self.published[name] += 1

    def _show(self, params: types.ShowDocumentParams) -> types.ShowDocumentResult:
        self.shown.append(params.uri)
        return types.ShowDocumentResult(True)
