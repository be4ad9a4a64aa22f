"""The click group `concord`, whose subcommands are loaded on demand, and what the subcommands share."""

import os
from importlib import import_module
from pathlib import Path

import click

from concord.config import find_config
from concord.guide import Guide, load_guide
from concord.untrusted.printable import printable

_MODULES = {  # subcommand → its module in this package
    "check": "check",
    "confirm": "sync",
    "diff": "diff",
    "export": "xliff",
    "facts": "registry",
    "import": "xliff",
    "rule": "registry",
    "schema": "schema",
    "stamp": "sync",
    "status": "sync",
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
@click.version_option(package_name="cco-guide", prog_name="concord")
def concord() -> None:
    """Tells whether the languages of a guide agree."""


def current_guide() -> Guide:
    """The guide that the working directory belongs to."""
    return load_guide(find_config(Path.cwd()))


def print_line(line: str, *, err: bool = False) -> None:
    """Prints a line without styles, its control characters as visible escapes; `err` is for standard error."""
    click.echo(printable(line), err=err)


def use_colour() -> bool | None:
    """Whether to print colours, by NO_COLOR and FORCE_COLOR in the environment; None: only on a terminal."""
    return False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None
