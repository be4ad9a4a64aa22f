"""`concord diff`: what changed since a language last agreed, beside its present text."""

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
    own = current_guide()
    if language not in own.corpus.languages:
        raise ConfigurationError(f"the guide has no language {language!r}")
    past = SnapshotLookup(own.config, own.tracker)
    found = list(pending_sections(own.tracker, language, named_pages(pages, own), past.find))
    _refuse_if_cut_off(found, past)
    if carry:
        _carry_over(found, own.config.root)
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
    by_fix: dict[Fix, PendingSection] = {}
    for one in found:
        lines = one.own.location.path and _lines(root / one.own.location.path) if one.own else ()
        if fix := carry_over_edits(one, lines):
            by_fix[fix] = one
    contents, impossible = apply_to_files(by_fix, root)
    write_files(contents)
    done = [one for fix, one in by_fix.items() if fix not in impossible]
    for line in diff_report.carried(done, [one for one in found if one not in done]):
        click.echo(line, color=use_colour())


def _lines(file: Path) -> list[str]:
    """The lines of a page, as the parser counts them."""
    return split_lines(decode_text(file.read_bytes()))


def _refuse_if_cut_off(found: Sequence[PendingSection], past: SnapshotLookup) -> None:
    lost = [one.key for one in found for change in one.changes if change.is_lost]
    if lost and past.is_cut_off:
        raise ConfigurationError(
            f"this clone is shallow and lacks what was agreed on of {lost[0]}"
            f"{f' and {len(lost) - 1} more' if len(lost) > 1 else ''}; run `git fetch --unshallow`"
        )


def _print(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text, color=use_colour())
    else:
        write_files({Path(output): (click.unstyle(text) + "\n").encode("utf-8")})
