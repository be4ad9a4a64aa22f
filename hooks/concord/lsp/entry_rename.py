"""A fact or a title and its new id → the edits of all files that name it, as `concord facts rename` makes them."""

from pathlib import Path

from lsprotocol import types

from concord.edits.rename import Rename, plan_rename
from concord.errors import ConfigurationError
from concord.lsp.diagnostics import uri_of
from concord.lsp.session import Session
from concord.lsp.targets import Target, target_at

_KINDS = ("facts", "titles")


def renamed_range(session: Session, path: Path, position: types.Position) -> types.PrepareRenamePlaceholder | None:
    """The stretch of the document with the id at a position; None where there is none that can be renamed."""
    target = _renamable(session, path, position)
    if not target:
        return None
    positions = session.positions(path)
    return types.PrepareRenamePlaceholder(positions.range(target.place), target.id)


def rename(
    session: Session, path: Path, position: types.Position, new: str, *, may_move: bool
) -> types.WorkspaceEdit | None:
    """The edits that rename the fact or the title at a position; None where there is none.

    Args:
        session: The guide.
        path: The document.
        position: The position.
        new: The new id.
        may_move: Whether the client can rename files, which a title needs.

    Raises:
        ConfigurationError: The id cannot be used, or a file is not saved, so that its places are not known.
    """
    target = _renamable(session, path, position)
    if not target:
        return None
    if unsaved := session.unsaved:
        raise ConfigurationError(f"save {', '.join(unsaved)} first")
    plan = plan_rename(session.guide, target.kind, target.id, new)
    if plan.moves and not may_move:
        command = f"concord {target.kind} rename {target.id} {new}"
        raise ConfigurationError(f"this editor cannot rename the files that are named so; type: {command}")
    return types.WorkspaceEdit(document_changes=[*_edits(session, plan), *_moves(session, plan)])


def _renamable(session: Session, path: Path, position: types.Position) -> Target | None:
    target = target_at(session, path, position)
    return target if target and target.kind in _KINDS else None


def _edits(session: Session, plan: Rename) -> list[types.TextDocumentEdit]:
    by_file: dict[str, list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit]] = {}
    for edit in plan.edits:
        positions = session.positions(session.path(edit.location.path))
        by_file.setdefault(edit.location.path, []).append(types.TextEdit(positions.edited(edit.location), edit.text))
    return [
        types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri_of(session, name)), edits)
        for name, edits in by_file.items()
    ]


def _moves(session: Session, plan: Rename) -> list[types.RenameFile]:
    return [types.RenameFile(uri_of(session, old), uri_of(session, new)) for old, new in plan.moves.items()]
