"""Commands that an editor sends back → the commands of `concord` that do it, in a process of their own.

So a confirmation is what it is on a command line: refused, written and undone in the same way.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from concord.lsp.session import Session
from concord.untrusted.printable import printable_lines

CONFIRM = "concord.confirm"  # language, page, section
DIFFERENCE = "concord.difference"  # language, page
_RUN = "import sys; from concord.cli.command import run; run(sys.argv[1:])"
_SECONDS = 60


def confirm(session: Session, language: str, page: str, section: str) -> str:
    """Confirms a section of a page; returns what the command says."""
    if unsaved := session.unsaved:
        return f"save {', '.join(unsaved)} first: what is saved is confirmed"
    return _run(session, ["confirm", language, "--section", section or "#", "--", page])


def difference(session: Session, language: str, page: str) -> Path:
    """A file, outside of the guide, with what `language` has to follow on a page."""
    text = _run(session, ["diff", language, "--", page])
    folder = Path(tempfile.mkdtemp(prefix="concord-"))
    file = folder / f"{language}-{Path(page).stem}.diff.txt"
    file.write_text(text + "\n", encoding="utf-8")
    return file


def _run(session: Session, arguments: Sequence[str]) -> str:
    command = [sys.executable, "-c", _RUN, *arguments]
    try:
        done = subprocess.run(
            command, cwd=session.root, capture_output=True, check=False, timeout=_SECONDS, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return f"concord {arguments[0]} took more than {_SECONDS} seconds and was stopped"
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    return printable_lines(said).strip()
