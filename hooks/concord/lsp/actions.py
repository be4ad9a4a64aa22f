"""A range of a page → what can be done there: the fixes of findings, a comment that allows one, a confirmation."""

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from concord.finding import Edit, Finding
from concord.lsp.commands import CONFIRM
from concord.lsp.diagnostics import uri_of
from concord.lsp.session import SYNC_HINTS, Session
from concord.model import Page
from concord.rules.language_names import english_name
from concord.sync.section_key import SectionKey
from concord.untrusted.printable import printable

_MOST = 40  # characters of a text in the title of an action
_NOT_ALLOWED = ("conflict-left", "registry-invalid", "suppression-unused", "rule-renamed", *SYNC_HINTS)


def code_actions(session: Session, path: Path, wanted: types.Range) -> list[types.CodeAction | types.Command]:
    """What can be done about what is wrong in a range of a file, and to confirm the section that it is in."""
    name, positions = session.name(path), session.positions(path)
    first, last = wanted.start.line, wanted.end.line
    actions: list[types.CodeAction | types.Command] = []
    for finding in session.findings:
        shown = positions.range(finding.location) if finding.location.path == name else None
        if shown and shown.start.line <= last and first <= shown.end.line:
            actions += _about(session, path, finding)
    page = session.page(path)
    return [*actions, *_confirmations(session, page, first + 1)] if page else actions


def _about(session: Session, path: Path, finding: Finding) -> Iterator[types.CodeAction]:
    """The fix of a finding, and the comment that allows it."""
    if finding.fix:
        edits = [_text_edit(session, edit) for edit in finding.fix]
        change = types.WorkspaceEdit({uri_of(session, finding.fix[0].location.path): edits})
        yield types.CodeAction(_fix_title(finding.fix), types.CodeActionKind.QuickFix, is_preferred=True, edit=change)
    page = session.page(path)
    is_here = page and finding.page == page.path and finding.rule not in _NOT_ALLOWED
    if page and is_here and (comment := _allowance(session, path, page, finding)):
        change = types.WorkspaceEdit({uri_of(session, page.file): [comment]})
        yield types.CodeAction(f"Allow {finding.rule} here, because …", types.CodeActionKind.QuickFix, edit=change)


def _text_edit(session: Session, edit: Edit) -> types.TextEdit:
    positions = session.positions(session.path(edit.location.path))
    return types.TextEdit(positions.edited(edit.location), edit.text)


def _fix_title(fix: tuple[Edit, ...]) -> str:
    old, new = (" … ".join(map(_shown, texts)) for texts in zip(*((one.old, one.text) for one in fix), strict=True))
    if not old.strip(" …"):
        return f"Insert “{new}”"
    return f"Replace “{old}” by “{new}”" if new.strip(" …") else f"Delete “{old}”"


def _shown(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= _MOST else f"{line[:_MOST]}…"


def _allowance(session: Session, path: Path, page: Page, finding: Finding) -> types.TextEdit | None:
    """The comment above the outermost element in which a finding is, or below a heading; its reason is left open.

    Until the author gives one, it is reported.
    """
    line = finding.location.line
    section = page.section_at(line)
    above = [block for block in section.blocks if block.location.line <= line] if section else []
    if not section or not above:
        return None
    positions = session.positions(path)
    newline = "\r\n" if "\r\n" in session.text(path) else "\n"
    comment = f"<!-- concord: allow {finding.rule}: -->"
    if section.level and above == [section.blocks[0]]:
        end = positions.position(line, len(positions.line(line)) + 1)
        return types.TextEdit(types.Range(end, end), f"{newline * 2}{comment}")
    first = min(block.location.line for block in section.blocks if block.group == above[-1].group)
    start = types.Position(first - 1, 0)
    return types.TextEdit(types.Range(start, start), f"{comment}{newline * 2}")


def _confirmations(session: Session, page: Page, line: int) -> Iterator[types.Command]:
    """A confirmation of the section at a line, where its language is not in step with the others."""
    section, tracker = page.section_at(line), session.saved.tracker
    status = tracker.statuses.get(SectionKey(page.path, section.id)) if section and tracker.has_locks else None
    if section and status and status.state(page.language) not in ("current", "missing"):
        names = [english_name(code) for code in status.languages_to_follow(page.language)]
        title = f"Confirm this section in {english_name(page.language)}"
        title += f": it says what {' and '.join(names)} says" if names else ""
        yield types.Command(title, CONFIRM, arguments=[page.language, page.path, section.id])
