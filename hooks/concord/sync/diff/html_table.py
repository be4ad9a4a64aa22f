"""Change → HTML table: what changed in a leading language, beside the text that has to follow it."""

from html import escape

from concord.sync.diff.pending import Change, RowsAndParts
from concord.sync.diff.snapshot import Snapshot
from concord.sync.diff.word_diff import DiffRow, Part

_TAGS = {"kept": "{}", "deleted": "<del>{}</del>", "inserted": "<ins>{}</ins>"}


def diff_table(change: Change, current: Snapshot | None, language: str, heads: tuple[str, str]) -> str:
    """The table of one change.

    Args:
        change: The change in a leading language, for the left column.
        current: The present text of the language that has to follow, for the right column; None where it has none.
        language: The code of that language.
        heads: The HTML of the two headings.
    """
    head = "".join(f'<th scope="col">{head}</th>' for head in heads)
    rows = "".join(_table_row(pair, change.now.language, language) for pair in change.side_by_side(current))
    return f'<table class="side-by-side"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _table_row(pair: RowsAndParts, leader: str, language: str) -> str:
    rows, parts = pair
    changed = ' class="changed"' if any(row.is_changed for row in rows) else ""
    left, right = "".join(map(_row, rows)), "".join(map(_part, parts))
    return f'<tr{changed}><td lang="{leader}">{left}</td><td lang="{language}">{right}</td></tr>'


def _row(row: DiffRow) -> str:
    return _block(row.kind, "".join(_TAGS[run.kind].format(escape(run.text)) for run in row.runs))


def _part(part: Part) -> str:
    return _block(part.kind, escape(part.text))


def _block(kind: str, text: str) -> str:
    """A block as a paragraph, a heading too: it must not become a heading of the page that shows the table."""
    return f"<pre>{text}</pre>" if kind == "code" else f'<p class="{escape(kind)}">{text}</p>'
