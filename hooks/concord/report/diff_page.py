"""What a language has to follow, as one HTML file that needs nothing else."""

from collections.abc import Sequence
from html import escape

from concord.report.diff import heading, remark, summary
from concord.sync.diff.html_table import diff_table
from concord.sync.diff.pending import Change, PendingSection

_STYLE = """
:root { color-scheme: light dark; --ground: light-dark(#fff, #14181d); --text: light-dark(#1b2733, #e3e8ed);
  --quiet: light-dark(#52606d, #a3b0bd); --line: light-dark(#c9d1d9, #3a444e);
  --gone: light-dark(#ffe1de, #55201c); --come: light-dark(#d8f3dc, #15452a); }
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
del { background: var(--gone); color: var(--text); } ins { background: var(--come); color: var(--text); }
@media (width < 45rem) {
  table, thead, tbody, tr, th, td { display: block; width: auto; } td + td { border-top: 0; margin-bottom: .5rem; }
}
"""


def page(found: Sequence[PendingSection], language: str) -> str:
    """The file as a whole."""
    title = escape(summary(found, language))
    sections = "\n".join(map(_section, found))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n{sections}\n</main>\n</body>\n</html>"
    )


def _section(difference: PendingSection) -> str:
    changes = "\n".join(_change(change, difference) for change in difference.changes)
    return (
        f"<section>\n<h2>{escape(difference.key)}</h2>\n<p>{escape(heading(difference))}</p>\n{changes}\n"
        f"<p>Next: <code>{escape(difference.step)}</code></p>\n</section>"
    )


def _change(change: Change, difference: PendingSection) -> str:
    note = remark(change)
    places = [one.location if one else None for one in (change.now, difference.own)]
    first, second = (f"<code>{escape(f'{place.path}:{place.line}')}</code>" if place else "" for place in places)
    shown = diff_table(change, difference.own, difference.language, (first, second or difference.language))
    return f"<p>{escape(note)}</p>\n{shown}" if note else shown
