"""The command `concord`. Exit status: 0 nothing at or above warning, 1 findings, 2 the command itself is wrong."""

import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from concord import changes, config, fixes, guide, renaming, rules
from concord.config import Config
from concord.errors import ConcordError, ConfigurationError
from concord.finding import Finding
from concord.guide import Guide
from concord.report import facts as fact_report
from concord.report import github, machine, sarif, text
from concord.report import renaming as renaming_report
from concord.report import titles as title_report

_COLLECTION = (5000, 20, 1000)  # what is garbage dies young; searching all that was read takes a tenth of the time
_ROUNDS = 5  # of mending: an id that is written may settle which one the next heading gets


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cco-guide", prog_name="concord")
def concord() -> None:
    """Tells whether the languages of a guide agree."""


@concord.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--fix", is_flag=True, help="Mend what has one right answer: a fact's text, an id, quotation marks.")
@click.option("--since", metavar="REF", help="Only the sections that differ from the git commit REF in any language.")
@click.option("--docs-dir", metavar="DIR", help="Check the tree in DIR, with a folder a language.")
@click.option("--languages", metavar="LIST", help="Its languages: en,nl; with other folders: en,nl=docs/nl/docs.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="What to print: github are annotations of a pull request.",
)
def check(
    paths: tuple[str, ...], fix: bool, since: str | None, docs_dir: str | None, languages: str | None, form: str
) -> None:
    """Report where the languages disagree, all of them in one run; with PATH, on those pages alone."""
    settings = config.find(Path.cwd(), docs_dir, languages)
    the_guide = guide.read_by(settings)
    findings = _within(paths, since, the_guide)
    if fix:
        mended = 0
        for _ in range(_ROUNDS):
            shown = (finding for finding in findings if the_guide.is_at_least("warning", finding))
            changed = fixes.apply((finding.fix for finding in shown if finding.fix), settings.root)
            if not changed:
                break
            mended += changed
            the_guide = guide.read_by(settings)
            findings = _within(paths, since, the_guide)
        click.echo(f"mended {mended} {'place' if mended == 1 else 'places'}", err=True)
    _print(findings, the_guide, form)
    if any(the_guide.is_at_least("warning", finding) for finding in findings):
        sys.exit(1)


def _print(findings: Sequence[Finding], the_guide: Guide, form: str) -> None:
    """Findings in the form `form`; those at the level `info` are for programs only."""
    levels = the_guide.config.levels
    folder = _folder_in_repository(the_guide.config)
    if form == "json":
        click.echo(machine.as_json(findings, the_guide.corpus, levels))
        return
    if form == "sarif":
        from importlib.metadata import version

        click.echo(sarif.as_sarif(findings, levels, the_guide.config.root, folder, version("cco-guide")))
        return
    shown = [finding for finding in findings if the_guide.is_at_least("warning", finding)]
    for line in github.lines(shown, levels, folder) if form == "github" else text.lines(shown, levels):
        click.echo(line, color=_colour())
    pages = len(list(the_guide.corpus))
    click.echo(text.summary(findings, levels, pages, len(the_guide.corpus.languages)))


def _folder_in_repository(settings: Config) -> str:
    """Where the guide lies in its repository, by which hosts know its files; "" at its top."""
    root = settings.root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    folder = root.relative_to(top).as_posix()
    return "" if folder == "." else folder


class _Entries(click.Group):
    """A command that lists entries, or does with them what one of its own commands says."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments; `list` goes without saying."""
        known = not args or args[0] in self.commands or args[0] in ctx.help_option_names
        return super().parse_args(ctx, args if args and known else ["list", *args])


@concord.group(cls=_Entries)
def facts() -> None:
    """List the facts, show one, or rename one: facts [ID|VALUE], facts rename OLD NEW."""


@facts.command("list")
@click.argument("query", required=False, metavar="[ID|VALUE]")
def list_facts(query: str | None) -> None:
    """List the facts: all, the one called ID, or those that state VALUE."""
    the_guide = _guide()
    _list("fact", query, fact_report.lines(the_guide.corpus, the_guide.registry, query))


@facts.command("rename")
@click.argument("old")
@click.argument("new")
def rename_fact(old: str, new: str) -> None:
    """Give a fact another ID, in the registry and on every page of every language."""
    _rename("facts", old, new)


@concord.group(cls=_Entries)
def titles() -> None:
    """List the titles, show one, or rename one: titles [ID|NAME], titles rename OLD NEW."""


@titles.command("list")
@click.argument("query", required=False, metavar="[ID|NAME]")
def list_titles(query: str | None) -> None:
    """List the titles: all, the one called ID, or those with that NAME or abbreviation."""
    the_guide = _guide()
    _list("title", query, title_report.lines(the_guide.corpus, the_guide.registry, query))


@titles.command("rename")
@click.argument("old")
@click.argument("new")
def rename_title(old: str, new: str) -> None:
    """Give a title another ID, in the registry, on every page and in the name of its own."""
    _rename("titles", old, new)


def _list(noun: str, query: str | None, lines: Sequence[str]) -> None:
    if query is not None and not lines:
        raise ConfigurationError(f"there is no {noun} {query!r}; `concord {noun}s` lists all of them")
    for line in lines:
        click.echo(line)


def _rename(kind: str, old: str, new: str) -> None:
    the_guide = _guide()
    found = renaming.plan(the_guide, kind, old, new)
    renaming.carry_out(found, the_guide.config.root)
    for line in renaming_report.lines(found, old, new):
        click.echo(line)


@concord.command()
@click.argument("name", required=False)
def rule(name: str | None) -> None:
    """List the rules, or show the page of the one called NAME."""
    if name:
        _show(rules.rule(name).page)
        return
    width = max(map(len, rules.names()))
    for other in rules.names():
        about = rules.rule(other)
        click.echo(f"{about.name:{width}}  {about.level:7}  {about.summary}")


def _show(page: str) -> None:
    from rich.console import Console  # and its Markdown take 100 ms that no other command needs
    from rich.markdown import Markdown

    console = Console(emoji=False)
    if console.is_terminal:
        console.print(Markdown(page))
    else:
        click.echo(page.rstrip("\n"))


def _guide() -> Guide:
    return guide.read_by(config.find(Path.cwd()))


def _within(paths: Sequence[str], since: str | None, the_guide: Guide) -> list[Finding]:
    """The findings on the pages and files that `paths` name, in the sections that differ from `since`."""
    findings = _on(paths, the_guide)
    if since is None:
        return findings
    touched = changes.since(since, the_guide)
    return [finding for finding in findings if touched.concerns(finding)]


def _on(paths: Sequence[str], the_guide: Guide) -> list[Finding]:
    """The findings on the pages and files that `paths` name; all of them without paths."""
    if not paths:
        return the_guide.findings
    root = the_guide.config.root.resolve()
    inside = (root, *((root / folder).resolve() for folder in the_guide.corpus.folders.values()))
    wanted: list[Path] = []
    for path in paths:
        absolute = Path(path).resolve()
        if not absolute.exists():
            raise ConfigurationError(f"there is no {path}")
        if not any(absolute.is_relative_to(folder) for folder in inside):
            raise ConfigurationError(f"{path} lies outside the guide")
        wanted.append(absolute)
    pages = {page.path for page in the_guide.corpus if _below(root / page.file, wanted)}
    return [f for f in the_guide.findings if f.page in pages or _below(root / f.location.path, wanted)]


def _below(file: Path, wanted: Sequence[Path]) -> bool:
    absolute = Path(os.path.normpath(file))
    return any(absolute.is_relative_to(path) for path in wanted)


def _colour() -> bool | None:
    """Whether to colour what is printed, as the environment wants it; None is in a terminal alone."""
    return False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the console script; what goes wrong is one line on standard error."""
    gc.freeze()
    gc.set_threshold(*_COLLECTION)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a file's name need not be text that can be printed
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
