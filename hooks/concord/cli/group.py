"""The click group `concord`, whose subcommands are loaded on demand, and what the subcommands share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from pathlib import Path

import click

from concord import __version__
from concord.cli.tree_layout import THIS_GUIDE, Request, requested_settings
from concord.config import Config
from concord.guide import Guide, load_guide
from concord.layouts.recognition import LAYOUTS
from concord.storage.transaction import broken_off, transaction
from concord.untrusted.printable import printable

_TODAY = f"{__name__}.today"  # the key of the option among what a command keeps
_held: ContextVar[list[tuple[str, bool]] | None] = ContextVar("_held", default=None)  # lines to be printed later
_RECOVER = "`concord recover --back`, or `--keep`"
_MODULES = {  # subcommand → its module in this package
    "check": "check",
    "confirm": "confirm",
    "diff": "diff",
    "export": "xliff",
    "facts": "registry",
    "import": "xliff",
    "lsp": "lsp",
    "memory": "memory",
    "recover": "recover",
    "rule": "registry",
    "schema": "schema",
    "sources": "sources",
    "stamp": "confirm",
    "status": "status",
    "titles": "registry",
}


class _LazyGroup(click.Group):
    """A group that imports the module of a subcommand when it is used, as most need modules that others do not."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of all subcommands, for the help."""
        return [name for name in _MODULES if name != "stamp"]  # the old name of `confirm`

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The subcommand `name`; None where there is none."""
        if name in _MODULES:
            import_module(f"concord.cli.{_MODULES[name]}")
        return super().get_command(context, name)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="concord")
def concord() -> None:
    """Tells whether the languages of a guide agree."""


def _keep_day(context: click.Context, _: click.Parameter, day: datetime | None) -> None:
    context.meta[_TODAY] = day and day.date()


TODAY = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that ages are counted to; by default that of SOURCE_DATE_EPOCH, or of the last commit.",
    callback=_keep_day,
    expose_value=False,
)


LAYOUT = click.option(
    "--layout",
    type=click.Choice([*LAYOUTS]),
    help="How the files of the languages are told apart; without settings, it is found out.",
)


def current_guide(request: Request = THIS_GUIDE) -> Guide:
    """The guide that the working directory belongs to, or that the arguments of the command name.

    Where the command has the option `TODAY`, it is the guide as it is on that day.
    """
    settings = _settings(request)
    if command := broken_off(change_folder(settings)):
        print_line(
            f"note: `{command}` was broken off, and files are half changed: run it again, or {_RECOVER}", err=True
        )
    return load_guide(settings)


@contextmanager
def changing_guide(request: Request = THIS_GUIDE) -> Iterator[Guide]:
    """`current_guide` for a command that changes files: all that it does to them within this, or nothing.

    Other processes that change files of the guide wait.
    """
    settings = _settings(request)
    with changing(settings):
        yield load_guide(settings)


@contextmanager
def changing(settings: Config) -> Iterator[None]:
    """A transaction for the files of the guide with these settings; what is said within is printed once it is true."""
    command = click.get_current_context().find_root().obj or "concord"
    held: list[tuple[str, bool]] = []
    with transaction(change_folder(settings), command) as undone:
        if undone:
            print_line(f"note: `{undone}` was broken off; what it had begun is undone", err=True)
        token = _held.set(held)
        try:
            yield
        finally:
            _held.reset(token)
    for line, err in held:
        print_line(line, err=err)


def change_folder(settings: Config) -> Path:
    """The folder that all files of a guide lie in: that of its settings, or with --docs-dir one beside it."""
    pages = (settings.root / settings.docs).resolve()
    return settings.root if pages.is_relative_to(settings.root.resolve()) else pages.parent


def _settings(request: Request) -> Config:
    settings, taken = requested_settings(Path.cwd(), request)
    if taken:
        print_line(f"note: {taken}; for another one: --layout, --languages", err=True)
    return replace(settings, today=click.get_current_context().meta.get(_TODAY))


def print_line(line: str, *, err: bool = False) -> None:
    """Prints a line without styles, its control characters as visible escapes; `err` is for standard error."""
    held = _held.get()
    if held is None:
        click.echo(printable(line), err=err)
    else:
        held.append((line, err))


def use_colour() -> bool | None:
    """Whether to print colours, by NO_COLOR and FORCE_COLOR in the environment; None: only on a terminal."""
    return False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None
