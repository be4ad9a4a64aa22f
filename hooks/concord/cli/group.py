"""The command itself, which every other one belongs to, and what they share."""

import os
from pathlib import Path

import click

from concord import config, guide
from concord.guide import Guide


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cco-guide", prog_name="concord")
def concord() -> None:
    """Tells whether the languages of a guide agree."""


def the_guide() -> Guide:
    """The guide that the present folder belongs to."""
    return guide.read_by(config.find(Path.cwd()))


def colour() -> bool | None:
    """Whether to colour what is printed, as the environment wants it; None is in a terminal alone."""
    return False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None
