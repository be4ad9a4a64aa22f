"""`concord facts`, `concord titles` and `concord rule`: arguments → the entries of the registry, and the rules."""

from collections.abc import Sequence

import click

from concord import rules
from concord.cli.group import TODAY, changing_guide, concord, current_guide, print_line
from concord.edits.rename import apply_rename, plan_rename
from concord.edits.rename_locks import LockRename
from concord.errors import ConfigurationError
from concord.registry.coverage import read_coverage
from concord.report import claims as claim_report
from concord.report import facts as fact_report
from concord.report import renaming as renaming_report
from concord.report import titles as title_report
from concord.rules.former_names import current_name


class _EntryCommand(click.Group):
    """A command whose subcommand `list` is the default: `facts ID` is `facts list ID`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses the arguments, with `list` before them unless they begin with a subcommand or ask for help."""
        known = not args or args[0] in self.commands or args[0] in ctx.help_option_names
        return super().parse_args(ctx, args if args and known else ["list", *args])


@concord.group(cls=_EntryCommand)
def facts() -> None:
    """List the facts, show one, or rename one: facts [ID|VALUE|CLAIM], facts rename OLD NEW."""


@facts.command("list")
@click.argument("query", required=False, metavar="[ID|VALUE|CLAIM]")
@click.option("--stale", is_flag=True, help="Only those that are older than what they rest on allows.")
@TODAY
def list_facts(query: str | None, stale: bool) -> None:
    """List the facts: all, the one called ID, those that state VALUE, or what carries a CLAIM of a source."""
    guide = current_guide()
    if stale and query is not None:
        raise ConfigurationError("--stale lists all facts that are too old; leave out what follows `facts`")
    if stale:
        lines = fact_report.stale_lines(guide.registry, guide.clock)
    elif claim := guide.registry.claims.get(query or ""):
        coverage = read_coverage(guide.config.root, guide.config.facts)
        lines = claim_report.lines(guide.corpus, guide.registry, claim, coverage)
    else:
        lines = fact_report.lines(guide.corpus, guide.registry, query)
    _print_entries("fact", query, lines)


@facts.command("rename")
@click.argument("old")
@click.argument("new")
def rename_fact(old: str, new: str) -> None:
    """Give a fact another ID, in the registry and on every page of every language."""
    _rename("facts", old, new)


@concord.group(cls=_EntryCommand)
def titles() -> None:
    """List the titles, show one, or rename one: titles [ID|NAME], titles rename OLD NEW."""


@titles.command("list")
@click.argument("query", required=False, metavar="[ID|NAME]")
def list_titles(query: str | None) -> None:
    """List the titles: all, the one called ID, or those with that NAME or abbreviation."""
    guide = current_guide()
    _print_entries("title", query, title_report.lines(guide.corpus, guide.registry, query))


@titles.command("rename")
@click.argument("old")
@click.argument("new")
def rename_title(old: str, new: str) -> None:
    """Give a title another ID, in the registry, on every page and in the name of its own."""
    _rename("titles", old, new)


def _print_entries(noun: str, query: str | None, lines: Sequence[str]) -> None:
    """Prints `lines`; raises `ConfigurationError` where there are none for `query`."""
    if query is not None and not lines:
        raise ConfigurationError(f"there is no {noun} {query!r}; `concord {noun}s` lists all of them")
    for line in lines:
        print_line(line)


def _rename(kind: str, old: str, new: str) -> None:
    """Renames the entry `old` of `kind` (`facts`, `titles`) in the registry, the pages and the lock files."""
    with changing_guide() as guide:
        renaming = plan_rename(guide, kind, old, new)
        guide.tracker.check_locks()
        apply_rename(renaming, guide.config.root)
        if guide.tracker.has_locks:
            LockRename(guide, current_guide(), kind, old, new, renaming.moves).carry_over()
    for line in renaming_report.lines(renaming, old, new):
        print_line(line)


@concord.command()
@click.argument("name", required=False)
def rule(name: str | None) -> None:
    """List the rules, or show the page of the one called NAME."""
    if name:
        current = current_name(name)
        if current != name:
            click.echo(f"note: {name} is now called {current}", err=True)
        _print_page(rules.rule(current).page)
        return
    width = max(map(len, rules.names()))
    for each in map(rules.rule, rules.names()):
        click.echo(f"{each.name:{width}}  {each.level:7}  {each.summary}")


def _print_page(page: str) -> None:
    """Prints a page in Markdown: rendered on a terminal, as it is elsewhere."""
    from rich.console import Console  # loading it and its Markdown takes 100 ms, which only this command needs
    from rich.markdown import Markdown

    console = Console(emoji=False)
    if console.is_terminal:
        console.print(Markdown(page))
    else:
        click.echo(page.rstrip("\n"))
