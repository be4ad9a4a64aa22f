"""What changed in a language that leads, beside the text that has to follow it: a table in HTML."""

from html import escape

from concord.sync.diff.pending import Cell, Change
from concord.sync.diff.snapshot import Snapshot
from concord.sync.diff.word_diff import DiffRow, Part

_TAGS = {"kept": "{}", "deleted": "<del>{}</del>", "inserted": "<ins>{}</ins>"}


def diff_table(change: Change, own: Snapshot | None, language: str, heads: tuple[str, str]) -> str:
    """`change` on the left, on the right `own` in `language`; `heads` is the HTML of the two headings."""
    head = "".join(f'<th scope="col">{head}</th>' for head in heads)
    rows = "".join(_cells(cell, change.now.language, language) for cell in change.beside(own))
    return f'<table class="side-by-side"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _cells(cell: Cell, leader: str, language: str) -> str:
    rows, parts = cell
    changed = ' class="changed"' if any(row.is_changed for row in rows) else ""
    left, right = "".join(map(_row, rows)), "".join(map(_part, parts))
    return f'<tr{changed}><td lang="{leader}">{left}</td><td lang="{language}">{right}</td></tr>'


def _row(row: DiffRow) -> str:
    return _block(row.kind, "".join(_TAGS[run.kind].format(escape(run.text)) for run in row.runs))


def _part(part: Part) -> str:
    return _block(part.kind, escape(part.text))


def _block(kind: str, text: str) -> str:
    """A block as a paragraph: the headings of a text would not be those of the page that it is shown on."""
    return f"<pre>{text}</pre>" if kind == "code" else f'<p class="{escape(kind)}">{text}</p>'
