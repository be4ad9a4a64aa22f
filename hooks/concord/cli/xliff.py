"""`concord export`, `concord import`: sections that are behind → an XLIFF file for a translation tool, and back."""

import sys
from pathlib import Path

import click

from concord.cli.exchange_library import check_library
from concord.cli.group import change_folder, changing_guide, concord, current_guide, print_line
from concord.cli.language_arguments import check_other_language
from concord.cli.page_arguments import named_pages
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.storage.operations import Change
from concord.storage.transaction import in_same_tree, write_files, write_output
from concord.sync.history.lookup import SnapshotLookup


@concord.command("export")
@click.argument("language")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option(
    "--from", "source", metavar="LANGUAGE", default="", help="The language to translate from, if several lead."
)
@click.option("--all", "everything", is_flag=True, help="Every section, not only those that are behind.")
@click.option(
    "--format", "form", type=click.Choice(["xliff", "xliff12"]), default="xliff", help="XLIFF 2.0, or 1.2 for OmegaT."
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it.")
def export_command(
    language: str, pages: tuple[str, ...], source: str, everything: bool, form: str, output: Path | None
) -> None:
    """Write an XLIFF file with the sections in which LANGUAGE is behind; with PAGE, those of that page."""
    check_library()
    from concord.report import xliff as report
    from concord.xliff.exporter import Exporter
    from concord.xliff.formats import write_file
    from concord.xliff.selection import select_sections

    guide = current_guide()
    check_other_language(language, source, guide)
    selection = select_sections(guide.tracker, language, source, named_pages(pages, guide), everything)
    try:
        find = SnapshotLookup(guide.config, guide.tracker).find
        found = Exporter(guide, selection, find, not everything).pages()
    except ConfigurationError as error:
        print_line(f"sent without what was agreed on: {error}", err=True)
        found = Exporter(guide, selection, None, not everything).pages()
    for line in report.export_lines(selection, found):
        print_line(line, err=True)
    if not found:
        return
    data = write_file(form, selection.source, language, found)
    if output:
        write_output(output, data)
    else:
        click.echo(data, nl=False)


@concord.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_command(file: Path) -> None:
    """Put the translations of a FILE that `concord export` made into the pages.

    What cannot be placed is written to another file beside it, with what each unit needs.
    """
    check_library()
    from concord.report import xliff as report
    from concord.xliff.formats import read_file, write_file
    from concord.xliff.importer import guide_languages, import_file
    from concord.xliff.rest import rest_pages, rest_path

    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read ({error.strerror})") from error
    returned = read_file(data, file.name)
    rest = None
    with changing_guide() as guide:
        result = import_file(guide, returned, guide_languages(returned, guide.corpus.languages))
        changes = result.changes
        if left := rest_pages(result.refused, result.incomplete):
            content = write_file(returned.form, returned.source, returned.target, left)
            rest = rest_path(file, content)
            changes = [*changes, *_rest_changes(rest, content, guide)]
        write_files(changes)
    for line in report.problem_lines(result, rest):
        print_line(line, err=True)
    for line in report.import_lines(result):
        print_line(line)
    if result.refused:
        sys.exit(1)


def _rest_changes(rest: Path, content: bytes, guide: Guide) -> list[Change]:
    """The change that writes the file of the rest; where it lies outside of the tree, it is written at once."""
    if rest.exists():
        return []
    if in_same_tree(rest.parent, change_folder(guide.config)):
        return [Change(rest.resolve(), None, content)]
    write_output(rest, content)
    return []
