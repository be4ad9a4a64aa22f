"""`concord memory LANGUAGE`: what the languages say in step with one another → a translation memory (TMX)."""

from pathlib import Path

import click

from concord.cli.exchange_library import check_library
from concord.cli.group import concord, current_guide, print_line
from concord.cli.language_arguments import check_other_language
from concord.cli.page_arguments import named_pages
from concord.report.counting import count_of
from concord.storage.transaction import write_output


@concord.command()
@click.argument("language")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--from", "source", metavar="LANGUAGE", default="", help="Only what it says in step with this language.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it.")
def memory(language: str, pages: tuple[str, ...], source: str, output: Path | None) -> None:
    """Write a translation memory (TMX 1.4b) of all that LANGUAGE says in step with the others."""
    check_library()
    from concord.xliff.memory import memory_units
    from concord.xliff.tmx import write_tmx

    guide = current_guide()
    check_other_language(language, source, guide)
    others = [source] if source else [code for code in guide.corpus.languages if code != language]
    units = list(memory_units(guide, language, others, named_pages(pages, guide)))
    print_line(f"{count_of(len(units), 'unit')} of {language} that {' or '.join(others)} is in step with", err=True)
    data = write_tmx(language, units)
    if output:
        write_output(output, data)
    else:
        click.echo(data, nl=False)
