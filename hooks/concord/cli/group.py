"""The command itself, which every other one belongs to, and what they share."""

import os
from importlib import import_module
from pathlib import Path

import click

from concord.config import find_config
from concord.guide import Guide, load_guide

_MODULES = {  # where each command is
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


class _Commands(click.Group):
    """Loads a command when it is asked for: the others need what it does not."""

    def list_commands(self, context: click.Context) -> list[str]:
        return [name for name in _MODULES if name != "stamp"]  # the old name of `confirm`

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name in _MODULES:
            import_module(f"concord.cli.{_MODULES[name]}")
        return super().get_command(context, name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cco-guide", prog_name="concord")
def concord() -> None:
    """Tells whether the languages of a guide agree."""


def current_guide() -> Guide:
    """The guide that the present folder belongs to."""
    return load_guide(find_config(Path.cwd()))


def use_colour() -> bool | None:
    """Whether to colour what is printed, as the environment wants it; None is in a terminal alone."""
    return False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None
