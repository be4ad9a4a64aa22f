"""What a language has to follow: for the terminal, in two columns where they fit, and as JSON."""

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
from concord.sync.diff.pending import Cell, Change, PendingSection
from concord.sync.diff.snapshot import Snapshot
from concord.sync.diff.word_diff import DiffRow, Part

_TWO_COLUMNS = 100  # characters
_MARKS = {"kept": ("", "", ""), "deleted": ("[-", "-]", "red strike"), "inserted": ("{+", "+}", "green underline")}
_SIGNS = {"li": "- ", **{f"h{level}": f"{'#' * level} " for level in range(1, 7)}}


def lines(found: Sequence[PendingSection], width: int) -> Iterator[str]:
    """Each section with what changed in the languages that lead, its own text beside that, and the next step."""
    console = Console(
        file=StringIO(), width=width, force_terminal=True, color_system="standard", highlight=False, _environ={}
    )
    for difference in found:
        with console.capture() as capture:
            console.print(_section(difference, width))
        yield from (line.rstrip() for line in capture.get().splitlines())
        yield ""


def summary(found: Sequence[PendingSection], language: str) -> str:
    """The last line: how much there is to do."""
    if not found:
        return f"{language} is behind nobody"
    return f"{language} has {count_of(len(found), 'section')} to bring in step"


def as_json(found: Iterable[PendingSection], language: str) -> str:
    """The same for programs."""
    sections = [
        {
            "page": one.page,
            "section": one.section,
            "state": one.state,
            "own": _told(one.own) | {"blocks": [_block(part) for part in one.own.parts]} if one.own else None,
            "changes": [_changed(change) for change in one.changes],
            "next": one.step,
        }
        for one in found
    ]
    return json.dumps({"version": 1, "language": language, "sections": sections}, ensure_ascii=False, indent=1)


def _changed(change: Change) -> dict[str, object]:
    rows = [
        {"kind": row.kind, "old": row.old, "new": row.new, "runs": [{run.kind: run.text} for run in row.runs]}
        for row in change.rows
    ]
    return _told(change.now) | {"agreed": change.agreed or None, "found": change.before is not None, "blocks": rows}


def _told(telling: Snapshot) -> dict[str, object]:
    return {"language": telling.language, "path": telling.location.path, "line": telling.location.line}


def _block(part: Part) -> dict[str, str]:
    return {"kind": part.kind, "text": part.text}


def carried(done: Sequence[PendingSection], left: Sequence[PendingSection]) -> Iterator[str]:
    """What was carried over, and what needs a person."""
    for one in done:
        yield f"{one.key}: carried over"
        yield style(f"    read it, then {one.step}", dim=True)
    for one in left:
        yield f"{one.key}: left for a person, {heading(one)}"
    if not done and not left:
        yield "nothing to carry over"


def heading(difference: PendingSection) -> str:
    """What is the matter with a section."""
    leaders = " and ".join(change.now.language for change in difference.changes)
    how = {"missing": "lacks what is new in", "diverged": "has changed as well, apart from"}
    return f"{difference.language} {how.get(difference.state, 'is behind')} {leaders}"


def remark(change: Change) -> str:
    """Why nothing is marked in a change, "" where something is."""
    if change.is_lost:
        return "what was agreed on is not in git's history: compare the whole"
    return "" if change.before else "nothing was agreed on before: all of it is new"


def _section(difference: PendingSection, width: int) -> RenderableType:
    shown: list[RenderableType] = [Text(f"{difference.key}: {heading(difference)}", style="bold")]
    for change in difference.changes:
        if note := remark(change):
            shown.append(Text(f"  {note}", style="yellow"))
        shown.append((_beside if width >= _TWO_COLUMNS else _below)(change, difference.own))
    return Group(*shown, Text(f"  next: {difference.step}", style="bold"))


def _beside(change: Change, own: Snapshot | None) -> RenderableType:
    grid = Table.grid(padding=(0, 0, 0, 2), expand=True)
    for _ in range(2):
        grid.add_column(ratio=1)
    grid.add_row(_place(change.now), _place(own))
    for left, right in _cells(change, own):
        grid.add_row(Group(*left), Group(*right))
    return grid


def _below(change: Change, own: Snapshot | None) -> RenderableType:
    cells = list(_cells(change, own))
    left, right = ([text for cell in cells for text in cell[side]] for side in (0, 1))
    return Padding(Group(_place(change.now), *left, *([_place(own), *right] if own else ())), (0, 0, 0, 2))


def _cells(change: Change, own: Snapshot | None) -> Iterator[tuple[list[Text], list[Text]]]:
    """What stands beside one another; of blocks that have a partner, only those that changed."""
    cells = change.beside(own)
    for is_shown, some in groupby(cells, lambda cell: len(cells) == 1 or not change.before or _is_changed(cell)):
        if is_shown:
            yield from (([_row(row) for row in rows], [_part(part) for part in parts]) for rows, parts in some)
        else:
            yield [Text("…")], [Text("…")] if own else []


def _is_changed(cell: Cell) -> bool:
    return any(row.is_changed for row in cell[0])


def _row(row: DiffRow) -> Text:
    text = Text(_SIGNS.get(row.kind, ""))
    for run in row.runs:
        opening, closing, style = _MARKS[run.kind]
        text.append(f"{opening}{run.text}{closing}", style)
    return text


def _part(part: Part) -> Text:
    return Text(_SIGNS.get(part.kind, "") + part.text)


def _place(telling: Snapshot | None) -> Text:
    return Text().append(f"{telling.location.path}:{telling.location.line}" if telling else "", "bold")
