"""The command `concord`. Exit status: 0 nothing at or above warning, 1 findings, 2 the command itself is wrong."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markdown import Markdown

from concord import config, fixes, guide, rules
from concord.errors import ConcordError, ConfigurationError
from concord.finding import Finding
from concord.guide import Guide
from concord.report import facts as fact_report
from concord.report import machine, text


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cco-guide", prog_name="concord")
def concord() -> None:
    """Tells whether the languages of a guide agree."""


@concord.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--fix", is_flag=True, help="Mend what has one right answer: a fact's text, a heading's id.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
def check(paths: tuple[str, ...], fix: bool, form: str) -> None:
    """Report where the languages disagree, all of them in one run; with PATH, on those pages alone."""
    the_guide = _guide()
    findings = _on(paths, the_guide)
    if fix:
        changed = fixes.apply((f.fix for f in findings if f.fix), the_guide.config.root)
        click.echo(f"mended {changed} {'place' if changed == 1 else 'places'}", err=True)
        the_guide = _guide()
        findings = _on(paths, the_guide)
    levels = the_guide.config.levels
    if form == "json":
        click.echo(machine.as_json(findings, the_guide.corpus, levels))
    else:
        console = _console()
        shown = [finding for finding in findings if finding in the_guide.at_least("warning")]
        for line in text.lines(shown, levels):
            console.print(line)
        pages = len(list(the_guide.corpus))
        console.print(text.summary(findings, levels, pages, len(the_guide.corpus.languages)))
    if any(finding in the_guide.at_least("warning") for finding in findings):
        sys.exit(1)


@concord.command()
@click.argument("query", required=False, metavar="[ID|VALUE]")
def facts(query: str | None) -> None:
    """List the facts, or show the one called ID, or those that state VALUE."""
    the_guide = _guide()
    lines = fact_report.lines(the_guide.corpus, the_guide.registry, query)
    if not lines:
        raise ConfigurationError(f"there is no fact {query!r}; `concord facts` lists all of them")
    console = _console()
    for line in lines:
        console.print(line)


@concord.command()
@click.argument("name", required=False)
def rule(name: str | None) -> None:
    """List the rules, or show the page of the one called NAME."""
    console = _console()
    if name:
        page = rules.rule(name).page
        console.print(Markdown(page) if console.is_terminal else page.rstrip("\n"))
        return
    width = max(map(len, rules.names()))
    for other in rules.names():
        about = rules.rule(other)
        console.print(f"{about.name:{width}}  {about.level:7}  {about.summary}")


def _guide() -> Guide:
    return guide.read(config.find_root(Path.cwd()))


def _on(paths: Sequence[str], the_guide: Guide) -> list[Finding]:
    """The findings on the pages and files that `paths` name; all of them without paths."""
    if not paths:
        return the_guide.findings
    root = the_guide.config.root.resolve()
    wanted: list[str] = []
    for path in paths:
        absolute = Path(path).resolve()
        if not absolute.exists():
            raise ConfigurationError(f"there is no {path}")
        if not absolute.is_relative_to(root):
            raise ConfigurationError(f"{path} lies outside the guide")
        wanted.append(absolute.relative_to(root).as_posix())
    pages = {page.path for page in the_guide.corpus if _below(page.file, wanted)}
    return [f for f in the_guide.findings if f.page in pages or _below(f.location.path, wanted)]


def _below(file: str, wanted: Sequence[str]) -> bool:
    return any(path == "." or file == path or file.startswith(f"{path}/") for path in wanted)


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True, markup=False, emoji=False)


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the console script; what goes wrong is one line on standard error."""
    try:
        concord.main(
            args=list(arguments) if arguments is not None else None, prog_name="concord", standalone_mode=False
        )
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(f"concord: {' '.join(error.format_message().split())}", err=True)
        sys.exit(2)
    except ConcordError as error:
        click.echo(f"concord: {error}", err=True)
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
