"""`concord diff`: what changed since a language last agreed, beside its present text."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from concord.cli import page_arguments
from concord.cli.group import colour, concord, the_guide
from concord.edits import apply
from concord.edits.apply import Fix
from concord.errors import ConfigurationError
from concord.pages.page_cache import BOM
from concord.report import diff as diff_report
from concord.report import diff_page
from concord.storage import atomic_write
from concord.sync.diff.carry_over import edits
from concord.sync.diff.pending import Difference, differences
from concord.sync.history.lookup import Past


@concord.command()
@click.argument("language")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="What to print.")
@click.option("--output", metavar="FILE", help="Where to write it.")
@click.option("--apply", "carry", is_flag=True, help="Carry over what changed in links, code and figures alone.")
def diff(language: str, pages: tuple[str, ...], form: str, output: str | None, carry: bool) -> None:
    """Show what changed where LANGUAGE is behind, word by word, beside what it says now."""
    own = the_guide()
    if language not in own.corpus.languages:
        raise ConfigurationError(f"the guide has no language {language!r}")
    past = Past(own.config, own.book)
    found = list(differences(own.book, language, page_arguments.pages(pages, own), past.find))
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


def _carry_over(found: Sequence[Difference], root: Path) -> None:
    by_fix: dict[Fix, Difference] = {}
    for one in found:
        lines = one.own.location.path and _lines(root / one.own.location.path) if one.own else ()
        if fix := edits(one, lines):
            by_fix[fix] = one
    contents, impossible = apply.carried_out(by_fix, root)
    atomic_write.write(contents)
    done = [one for fix, one in by_fix.items() if fix not in impossible]
    for line in diff_report.carried(done, [one for one in found if one not in done]):
        click.echo(line, color=colour())


def _lines(file: Path) -> list[str]:
    """The lines of a page, as the parser counts them."""
    return file.read_bytes().decode("utf-8").removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _refuse_if_cut_off(found: Sequence[Difference], past: Past) -> None:
    lost = [one.key for one in found for change in one.changes if change.is_lost]
    if lost and past.is_cut_off:
        raise ConfigurationError(
            f"this clone is shallow and lacks what was agreed on of {lost[0]}"
            f"{f' and {len(lost) - 1} more' if len(lost) > 1 else ''}; run `git fetch --unshallow`"
        )


def _print(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text, color=colour())
    else:
        atomic_write.write({Path(output): (click.unstyle(text) + "\n").encode("utf-8")})
