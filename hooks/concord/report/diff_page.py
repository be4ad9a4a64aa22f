"""PendingSection → the output of `concord diff --format html`: one HTML file with its style sheet in it."""

from collections.abc import Sequence
from html import escape

from concord.report.diff import heading, remark, summary
from concord.sync.diff.html_table import diff_table
from concord.sync.diff.pending import Change, PendingSection
from concord.untrusted.printable import printable_lines

_STYLE = """
:root { color-scheme: light dark; --ground: light-dark(#fff, #14181d); --text: light-dark(#1b2733, #e3e8ed);
  --quiet: light-dark(#52606d, #a3b0bd); --line: light-dark(#c9d1d9, #3a444e);
  --deleted: light-dark(#ffe1de, #55201c); --inserted: light-dark(#d8f3dc, #15452a); }
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem; background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem; overflow-wrap: anywhere; }
p { margin: 0 0 .5rem; } code, pre { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 0 0 .5rem; white-space: pre-wrap; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: .75rem 0; }
th, td { width: 50%; padding: .4rem .75rem .2rem; text-align: start; vertical-align: top; border: 1px solid var(--line);
  overflow-wrap: anywhere; }
tr:not(.changed) td { color: var(--quiet); }
.li::before { content: "• " / ""; } :is(.h1, .h2, .h3, .h4, .h5, .h6) { font-weight: 700; }
del { background: var(--deleted); color: var(--text); } ins { background: var(--inserted); color: var(--text); }
@media (width < 45rem) {
  table, thead, tbody, tr, th, td { display: block; width: auto; } td + td { border-top: 0; margin-bottom: .5rem; }
}
"""


def page(found: Sequence[PendingSection], language: str) -> str:
    """The whole file."""
    title = escape(summary(found, language))
    sections = "\n".join(map(_section, found))
    return printable_lines(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n{sections}\n</main>\n</body>\n</html>"
    )


def _section(pending: PendingSection) -> str:
    changes = "\n".join(_change(change, pending) for change in pending.changes)
    return (
        f"<section>\n<h2>{escape(str(pending.key))}</h2>\n<p>{escape(heading(pending))}</p>\n{changes}\n"
        f"<p>Next: <code>{escape(pending.next_command)}</code></p>\n</section>"
    )


def _change(change: Change, pending: PendingSection) -> str:
    note = remark(change)
    places = [snapshot.location if snapshot else None for snapshot in (change.now, pending.current)]
    first, second = (f"<code>{escape(f'{place.path}:{place.line}')}</code>" if place else "" for place in places)
    table = diff_table(change, pending.current, pending.language, (first, second or pending.language))
    return f"<p>{escape(note)}</p>\n{table}" if note else table
