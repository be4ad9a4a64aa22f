"""PendingSection → the output of `concord diff` for the terminal and as JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby

from click import style
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from concord.report.counting import count_of
from concord.sync.diff.pending import Change, PendingSection, RowsAndParts
from concord.sync.diff.snapshot import Snapshot
from concord.sync.diff.word_diff import DiffRow, Part
from concord.untrusted.printable import printable, printable_json, printable_lines

_MIN_WIDTH_FOR_TWO_COLUMNS = 100  # characters
_MARKS = {"kept": ("", "", ""), "deleted": ("[-", "-]", "red strike"), "inserted": ("{+", "+}", "green underline")}
_SIGNS = {"li": "- ", **{f"h{level}": f"{'#' * level} " for level in range(1, 7)}}


def lines(found: Sequence[PendingSection], width: int) -> Iterator[str]:
    """For each section what changed in the leading languages, its present text beside that, and the next command.

    `width` is that of the terminal, in characters. The lines have ANSI colours.
    """
    console = Console(
        file=StringIO(), width=width, force_terminal=True, color_system="standard", highlight=False, _environ={}
    )
    for pending in found:
        with console.capture() as capture:
            console.print(_section(pending, width))
        yield from (line.rstrip() for line in capture.get().splitlines())
        yield ""


def summary(found: Sequence[PendingSection], language: str) -> str:
    """The last line: how many sections there are."""
    if not found:
        return f"{language} is behind nobody"
    return f"{language} has {count_of(len(found), 'section')} to bring in step"


def as_json(found: Iterable[PendingSection], language: str) -> str:
    """The pending sections of `language` as JSON."""
    sections = [
        {
            "page": pending.key.page,
            "section": pending.key.section,
            "state": pending.state,
            "own": _current_json(pending.current),
            "changes": [_change_json(change) for change in pending.changes],
            "next": pending.next_command,
        }
        for pending in found
    ]
    report = {"version": 1, "language": language, "sections": sections}
    return printable_json(json.dumps(report, ensure_ascii=False, indent=1))


def _current_json(current: Snapshot | None) -> dict[str, object] | None:
    if current is None:
        return None
    return _location_json(current) | {"blocks": [{"kind": part.kind, "text": part.text} for part in current.parts]}


def _change_json(change: Change) -> dict[str, object]:
    rows = [
        {"kind": row.kind, "old": row.old, "new": row.new, "runs": [{run.kind: run.text} for run in row.runs]}
        for row in change.rows
    ]
    found = {"agreed": change.agreed or None, "found": change.before is not None, "blocks": rows}
    return _location_json(change.now) | found


def _location_json(snapshot: Snapshot) -> dict[str, object]:
    return {"language": snapshot.language, "path": snapshot.location.path, "line": snapshot.location.line}


def carry_over_lines(done: Sequence[PendingSection], left: Sequence[PendingSection]) -> Iterator[str]:
    """The output of `--apply`: the sections that were carried over, and those that are left for a person."""
    for pending in done:
        yield printable(f"{pending.key}: carried over")
        yield style(printable(f"    read it, then {pending.next_command}"), dim=True)
    for pending in left:
        yield printable(f"{pending.key}: left for a person, {heading(pending)}")
    if not done and not left:
        yield "nothing to carry over"


def heading(pending: PendingSection) -> str:
    """The state of a section, and the languages that it has to follow."""
    leaders = " and ".join(change.now.language for change in pending.changes)
    states = {"missing": "lacks what is new in", "diverged": "has changed as well, apart from"}
    return f"{pending.language} {states.get(pending.state, 'is behind')} {leaders}"


def remark(change: Change) -> str:
    """Why nothing is marked in a change, "" where something is."""
    if change.is_lost:
        return "what was agreed on is not in git's history: compare the whole"
    return "" if change.before else "nothing was agreed on before: all of it is new"


def _section(pending: PendingSection, width: int) -> RenderableType:
    shown: list[RenderableType] = [Text(printable(f"{pending.key}: {heading(pending)}"), style="bold")]
    for change in pending.changes:
        if note := remark(change):
            shown.append(Text(f"  {note}", style="yellow"))
        if width >= _MIN_WIDTH_FOR_TWO_COLUMNS:
            shown.append(_two_columns(change, pending.current))
        else:
            shown.append(_one_column(change, pending.current, with_own=change is pending.changes[-1]))
    return Group(*shown, Text(printable(f"  next: {pending.next_command}"), style="bold"))


def _two_columns(change: Change, current: Snapshot | None) -> RenderableType:
    grid = Table.grid(padding=(0, 0, 0, 2), expand=True)
    for _ in range(2):
        grid.add_column(ratio=1)
    grid.add_row(_place(change.now), _place(current))
    for left, right in _cells(change, current):
        grid.add_row(Group(*left), Group(*right))
    return grid


def _one_column(change: Change, current: Snapshot | None, *, with_own: bool) -> RenderableType:
    """What changed and, `with_own`, below it what is to follow: once, however many languages lead."""
    cells = list(_cells(change, current))
    left, right = ([text for cell in cells for text in cell[side]] for side in (0, 1))
    own = [_place(current), *right] if current and with_own else []
    return Padding(Group(_place(change.now), *left, *own), (0, 0, 0, 2))


def _cells(change: Change, current: Snapshot | None) -> Iterator[tuple[list[Text], list[Text]]]:
    """The texts that stand side by side; where both have the same blocks, an ellipsis for those without a change."""
    pairs = change.side_by_side(current)
    for is_shown, some in groupby(pairs, lambda pair: len(pairs) == 1 or not change.before or _is_changed(pair)):
        if is_shown:
            yield from (([_row(row) for row in rows], [_part(part) for part in parts]) for rows, parts in some)
        else:
            yield [Text("…")], [Text("…")] if current else []


def _is_changed(pair: RowsAndParts) -> bool:
    return any(row.is_changed for row in pair[0])


def _row(row: DiffRow) -> Text:
    text = Text(_SIGNS.get(row.kind, ""))
    for run in row.runs:
        opening, closing, style = _MARKS[run.kind]
        text.append(f"{opening}{printable_lines(run.text)}{closing}", style)
    return text


def _part(part: Part) -> Text:
    return Text(_SIGNS.get(part.kind, "") + printable_lines(part.text))


def _place(snapshot: Snapshot | None) -> Text:
    return Text().append(printable(f"{snapshot.location.path}:{snapshot.location.line}") if snapshot else "", "bold")
