"""`concord diff`: what changed in the leading languages since a language last agreed, beside its present text."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from concord.cli.group import concord, current_guide, use_colour
from concord.cli.page_arguments import named_pages
from concord.edits.apply import Fix, apply_to_files
from concord.errors import ConfigurationError
from concord.report import diff as diff_report
from concord.report import diff_page
from concord.storage.atomic_write import write_files
from concord.storage.text_file import decode_text, split_lines
from concord.sync.diff.carry_over import carry_over_edits
from concord.sync.diff.pending import PendingSection, pending_sections
from concord.sync.history.lookup import SnapshotLookup


@concord.command()
@click.argument("language")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="What to print.")
@click.option("--output", metavar="FILE", help="Where to write it.")
@click.option("--apply", "carry", is_flag=True, help="Carry over what changed in links, code and figures alone.")
def diff(language: str, pages: tuple[str, ...], form: str, output: str | None, carry: bool) -> None:
    """Show what changed where LANGUAGE is behind, word by word, beside what it says now."""
    guide = current_guide()
    if language not in guide.corpus.languages:
        raise ConfigurationError(f"the guide has no language {language!r}")
    lookup = SnapshotLookup(guide.config, guide.tracker)
    found = list(pending_sections(guide.tracker, language, named_pages(pages, guide), lookup.find))
    _check_history(found, lookup)
    if carry:
        _carry_over(found, guide.config.root)
        return
    if form == "json":
        _print(diff_report.as_json(found, language), output)
    elif form == "html":
        _print(diff_page.page(found, language), output)
    else:
        width = shutil.get_terminal_size().columns
        shown = [*diff_report.lines(found, width), diff_report.summary(found, language)]
        _print("\n".join(shown), output)


def _carry_over(found: Sequence[PendingSection], root: Path) -> None:
    """Writes the changes that can be carried over with certainty, and prints what was done for each section."""
    by_fix: dict[Fix, PendingSection] = {}
    for pending in found:
        file = pending.current.location.path if pending.current else ""
        if fix := carry_over_edits(pending, _lines(root / file) if file else ()):
            by_fix[fix] = pending
    contents, rejected = apply_to_files(by_fix, root)
    write_files(contents)
    done = [pending for fix, pending in by_fix.items() if fix not in rejected]
    for line in diff_report.carry_over_lines(done, [pending for pending in found if pending not in done]):
        click.echo(line, color=use_colour())


def _lines(file: Path) -> list[str]:
    """The lines of a page without line ends, split where the parser splits them."""
    return split_lines(decode_text(file.read_bytes()))


def _check_history(found: Sequence[PendingSection], lookup: SnapshotLookup) -> None:
    """Raises `ConfigurationError` where a text is not found because the clone is shallow."""
    lost = [pending.key for pending in found for change in pending.changes if change.is_lost]
    if lost and lookup.is_shallow:
        raise ConfigurationError(
            f"this clone is shallow and lacks what was agreed on of {lost[0]}"
            f"{f' and {len(lost) - 1} more' if len(lost) > 1 else ''}; run `git fetch --unshallow`"
        )


def _print(text: str, output: str | None) -> None:
    """Prints `text`, or writes it without colours to the file `output`."""
    if output is None:
        click.echo(text, color=use_colour())
    else:
        write_files({Path(output): (click.unstyle(text) + "\n").encode("utf-8")})
