"""What an editor can ask for → the functions that answer, registered with the server."""

from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException

from concord.errors import ConcordError
from concord.lsp.actions import code_actions
from concord.lsp.commands import CONFIRM, DIFFERENCE, confirm, difference
from concord.lsp.completion import TRIGGERS, completion
from concord.lsp.entry_rename import rename, renamed_range
from concord.lsp.hover import hover
from concord.lsp.lenses import code_lenses
from concord.lsp.navigation import definition, document_links, references
from concord.lsp.server import GuideServer, add_documents
from concord.lsp.session import Session


def make_server() -> GuideServer:
    """A server with all that it can be asked for."""
    server = GuideServer()
    for add in (add_documents, _add_answers, _add_changes, _add_commands):
        add(server)
    return server


def _add_answers(server: GuideServer) -> None:
    """Adds what only tells something."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def on_hover(params: types.HoverParams) -> types.Hover | None:
        return server.ask(params.text_document.uri, lambda session, path: hover(session, path, params.position))

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[*TRIGGERS]))
    def on_completion(params: types.CompletionParams) -> list[types.CompletionItem] | None:
        return server.ask(params.text_document.uri, lambda session, path: completion(session, path, params.position))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def on_definition(params: types.DefinitionParams) -> types.Location | None:
        return server.ask(params.text_document.uri, lambda session, path: definition(session, path, params.position))

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def on_references(params: types.ReferenceParams) -> list[types.Location] | None:
        return server.ask(params.text_document.uri, lambda session, path: references(session, path, params.position))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    def on_links(params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
        return server.ask(params.text_document.uri, document_links)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def on_lenses(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        return server.ask(params.text_document.uri, code_lenses)


def _add_changes(server: GuideServer) -> None:
    """Adds what proposes a change."""
    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    def on_actions(params: types.CodeActionParams) -> list[types.CodeAction | types.Command] | None:
        if params.context.only and types.CodeActionKind.QuickFix not in params.context.only:
            return []
        return server.ask(params.text_document.uri, lambda session, path: code_actions(session, path, params.range))

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def on_prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        return server.ask(params.text_document.uri, lambda session, path: renamed_range(session, path, params.position))

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def on_rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        may_move = _can_rename_files(server.client_capabilities)

        def answer(session: Session, path: Path) -> types.WorkspaceEdit | None:
            return rename(session, path, params.position, params.new_name, may_move=may_move)

        try:
            return server.ask(params.text_document.uri, answer)
        except ConcordError as error:
            raise JsonRpcException(" ".join(str(error).split()), types.LSPErrorCodes.RequestFailed) from error


def _add_commands(server: GuideServer) -> None:
    """Adds what the editor sends back when the user has chosen it."""

    @server.command(CONFIRM)
    def on_confirm(language: str, page: str, section: str) -> None:
        if server.session:
            said = confirm(server.session, language, page, section)
            server.window_show_message(types.ShowMessageParams(types.MessageType.Info, said))
            server.saved()

    @server.command(DIFFERENCE)
    def on_difference(language: str, page: str) -> None:
        if server.session:
            _show(server, difference(server.session, language, page))


def _show(server: GuideServer, file: Path) -> None:
    """Opens a file in the editor, or shows its text as a message where the editor does not open files when asked."""
    window = server.client_capabilities.window
    if window and window.show_document and window.show_document.support:
        server.window_show_document(types.ShowDocumentParams(uris.from_fs_path(str(file)) or "", take_focus=True))
    else:
        text = file.read_text(encoding="utf-8")
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))


def _can_rename_files(capabilities: types.ClientCapabilities) -> bool:
    edits: Any = capabilities.workspace and capabilities.workspace.workspace_edit
    return bool(edits and types.ResourceOperationKind.Rename in (edits.resource_operations or ()))
