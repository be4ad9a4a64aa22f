"""`concord facts`, `concord titles`, `concord rule`: what the registry holds, and the rules."""

from collections.abc import Sequence

import click

from concord import rules
from concord.cli.group import concord, current_guide
from concord.edits.rename import apply_rename, plan_rename
from concord.edits.rename_locks import LockRename
from concord.errors import ConfigurationError
from concord.report import facts as fact_report
from concord.report import renaming as renaming_report
from concord.report import titles as title_report


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
    own = current_guide()
    _list("fact", query, fact_report.lines(own.corpus, own.registry, query))


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
    own = current_guide()
    _list("title", query, title_report.lines(own.corpus, own.registry, query))


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
    own = current_guide()
    found = plan_rename(own, kind, old, new)
    own.tracker.check_locks()
    apply_rename(found, own.config.root)
    if own.tracker.has_locks:
        LockRename(own, current_guide(), kind, old, new, found.moves).carry_over()
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
