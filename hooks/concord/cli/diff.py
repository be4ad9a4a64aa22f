"""`concord diff`: what changed in the leading languages since a language last agreed, beside its present text."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from concord.cli.group import changing_guide, concord, current_guide, use_colour
from concord.cli.language_arguments import check_language
from concord.cli.page_arguments import named_pages
from concord.edits.apply import Fix, apply_to_files
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.report import diff as diff_report
from concord.report import diff_page
from concord.storage.text_file import decode_text, split_lines
from concord.storage.transaction import write_files, write_output
from concord.sync.diff.carry_over import carry_over_edits
from concord.sync.diff.pending import PendingSection, pending_sections
from concord.sync.history.lookup import SnapshotLookup
from concord.sync.section_key import listed


@concord.command()
@click.argument("language")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="What to print.")
@click.option("--output", metavar="FILE", help="Where to write it.")
@click.option("--apply", "carry", is_flag=True, help="Carry over what changed in links, code and figures alone.")
def diff(language: str, pages: tuple[str, ...], form: str, output: str | None, carry: bool) -> None:
    """Show what changed where LANGUAGE is behind, word by word, beside what it says now."""
    if carry:
        with changing_guide() as guide:
            found = _pending(guide, language, pages)
            done = _carry_over(found, guide.config.root)
        for line in diff_report.carry_over_lines(done, [pending for pending in found if pending not in done]):
            click.echo(line, color=use_colour())
        return
    found = _pending(current_guide(), language, pages)
    if form == "json":
        _print(diff_report.as_json(found, language), output)
    elif form == "html":
        _print(diff_page.page(found, language), output)
    else:
        width = shutil.get_terminal_size().columns
        shown = [*diff_report.lines(found, width), diff_report.summary(found, language)]
        _print("\n".join(shown), output)


def _pending(guide: Guide, language: str, pages: Sequence[str]) -> list[PendingSection]:
    """The sections of these pages in which `language` is behind."""
    check_language(language, guide)
    lookup = SnapshotLookup(guide.config, guide.tracker)
    found = list(pending_sections(guide.tracker, language, named_pages(pages, guide), lookup.find))
    _check_history(found, lookup)
    return found


def _carry_over(found: Sequence[PendingSection], root: Path) -> list[PendingSection]:
    """Writes the changes that can be carried over with certainty; returns the sections in which there were some."""
    by_fix: dict[Fix, PendingSection] = {}
    for pending in found:
        file = pending.current.location.path if pending.current else ""
        if fix := carry_over_edits(pending, _lines(root / file) if file else ()):
            by_fix[fix] = pending
    changes, rejected = apply_to_files(by_fix, root)
    write_files(changes)
    return [pending for fix, pending in by_fix.items() if fix not in rejected]


def _lines(file: Path) -> list[str]:
    """The lines of a page without line ends, split where the parser splits them."""
    return split_lines(decode_text(file.read_bytes()))


def _check_history(found: Sequence[PendingSection], lookup: SnapshotLookup) -> None:
    """Raises `ConfigurationError` where a text is not found because the clone is shallow."""
    lost = [pending.key for pending in found for change in pending.changes if change.is_lost]
    if lost and lookup.is_shallow:
        raise ConfigurationError(
            f"this copy has only a part of git's history, and not what was agreed on of {listed(lost)}; "
            "`git fetch --unshallow` gets the rest"
        )


def _print(text: str, output: str | None) -> None:
    """Prints `text`, or writes it without colours to the file `output`."""
    if output is None:
        click.echo(text, color=use_colour())
    else:
        write_output(Path(output), (click.unstyle(text) + "\n").encode("utf-8"))
