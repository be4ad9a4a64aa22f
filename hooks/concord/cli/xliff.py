"""`concord export`, `concord import`: sections that are behind → an XLIFF 2 file for a translation tool, and back."""

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from concord.cli.group import changing_guide, concord, current_guide, print_line
from concord.cli.language_arguments import check_language
from concord.cli.page_arguments import named_pages
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.storage.transaction import write_files, write_output
from concord.sync.history.lookup import SnapshotLookup


@concord.command("export")
@click.argument("language")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option(
    "--from", "source", metavar="LANGUAGE", default="", help="The language to translate from, if several lead."
)
@click.option("--all", "everything", is_flag=True, help="Every section, not only those that are behind.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it.")
def export_command(language: str, pages: tuple[str, ...], source: str, everything: bool, output: Path | None) -> None:
    """Write an XLIFF 2 file with the sections in which LANGUAGE is behind; with PAGE, those of that page."""
    _check_toolkit()
    from concord.report import xliff as report
    from concord.xliff.document import write_xliff
    from concord.xliff.exporter import export_pages
    from concord.xliff.selection import select_sections

    guide = current_guide()
    _check_languages(guide, language, source)
    selection = select_sections(guide.tracker, language, source, named_pages(pages, guide), everything)
    try:
        found = export_pages(guide, selection, SnapshotLookup(guide.config, guide.tracker).find)
    except ConfigurationError as error:
        print_line(f"sent without what was agreed on: {error}", err=True)
        found = export_pages(guide, selection, None)
    for line in report.export_lines(selection, found):
        print_line(line, err=True)
    if not found:
        return
    data = write_xliff(selection.source, language, found)
    if output:
        write_output(output, data)
    else:
        click.echo(data, nl=False)


@concord.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_command(file: Path) -> None:
    """Put the translations of a FILE that `concord export` made into the pages: all of them, or none."""
    _check_toolkit()
    from concord.report import xliff as report
    from concord.xliff.importer import import_xliff

    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read ({error.strerror})") from error
    with changing_guide() as guide:
        result = import_xliff(guide, data)
        if not result.faults:
            write_files(result.changes)
    for line in report.fault_lines(result):
        print_line(line, err=True)
    if result.faults:
        sys.exit(1)
    for line in report.import_lines(result):
        print_line(line)


def _check_languages(guide: Guide, language: str, source: str) -> None:
    """Raises `ConfigurationError` where the guide lacks a language, or both are the same."""
    for code in filter(None, (language, source)):
        check_language(code, guide)
    if language == source:
        raise ConfigurationError(f"--from {source}: a language does not follow itself")


def _check_toolkit() -> None:
    """Raises `ConfigurationError` where translate-toolkit, of the extra `exchange`, is not installed."""
    if not find_spec("translate"):
        raise ConfigurationError("this needs translate-toolkit; pip install 'cco-guide[exchange]'")
