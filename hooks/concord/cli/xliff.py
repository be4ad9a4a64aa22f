"""`concord export`, `concord import`: what is behind, out to the tools of translators and back in, by XLIFF 2."""

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from concord.cli.group import concord, current_guide
from concord.cli.page_arguments import named_pages
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.storage.atomic_write import write_files
from concord.sync.history.lookup import SnapshotLookup


@concord.command("export")
@click.argument("language")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option(
    "--from", "source", metavar="LANGUAGE", default="", help="The language to translate from, if several lead."
)
@click.option("--all", "everything", is_flag=True, help="Every section, not only those that are behind.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it.")
def send(language: str, pages: tuple[str, ...], source: str, everything: bool, output: Path | None) -> None:
    """Write an XLIFF 2 file with the sections in which LANGUAGE is behind; with PAGE, those of that page."""
    _want_toolkit()
    from concord.report import xliff as report
    from concord.xliff.document import write_xliff
    from concord.xliff.exporter import export_pages
    from concord.xliff.selection import select_sections

    own = current_guide()
    _check(own, language, source)
    chosen = select_sections(own.tracker, language, source, named_pages(pages, own), everything)
    try:
        found = export_pages(own, chosen, SnapshotLookup(own.config, own.tracker).find)
    except ConfigurationError as error:
        click.echo(f"sent without what was agreed on: {error}", err=True)
        found = export_pages(own, chosen, None)
    for line in report.sent(chosen, found):
        click.echo(line, err=True)
    if not found:
        return
    data = write_xliff(chosen.source, language, found)
    if output:
        write_files({output: data})
    else:
        click.echo(data, nl=False)


@concord.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def take(file: Path) -> None:
    """Put the translations of a FILE that `concord export` made into the pages: all of them, or none."""
    _want_toolkit()
    from concord.report import xliff as report
    from concord.xliff.importer import import_xliff

    try:
        outcome = import_xliff(current_guide(), file.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read ({error.strerror})") from error
    for line in report.misplaced(outcome):
        click.echo(line, err=True)
    if outcome.faults:
        sys.exit(1)
    for path in outcome.contents:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_files(outcome.contents)
    for line in report.brought(outcome):
        click.echo(line)


def _check(own: Guide, language: str, source: str) -> None:
    for code in (language, source):
        if code and code not in own.corpus.languages:
            raise ConfigurationError(f"the guide has no language {code!r}")
    if language == source:
        raise ConfigurationError(f"--from {source}: a language does not follow itself")


def _want_toolkit() -> None:
    """Raises `ConfigurationError` where the extra is missing that reads and writes the files."""
    if not find_spec("translate"):
        raise ConfigurationError("this needs translate-toolkit; pip install 'cco-guide[exchange]'")
