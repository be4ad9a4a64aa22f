"""`concord sources`: arguments → what is recorded of a source in the registry."""

from datetime import date, datetime
from pathlib import Path

import click

from concord.cli.group import changing, concord, print_line
from concord.config import find_config
from concord.edits.seen import record_seen
from concord.errors import ConfigurationError


@concord.group()
def sources() -> None:
    """Record that a source was looked at again: sources seen SOURCE [--on DATE]."""


@sources.command()
@click.argument("source")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="When, as 2026-11-22; today by default.")
def seen(source: str, on: datetime | None) -> None:
    """Record that SOURCE, a key of sources.yml, was looked at: its statements still stand there as the facts say."""
    today = date.today()
    day = on.date() if on else today
    if day > today:
        raise ConfigurationError(f"{day} has not come yet; --on takes the day on which the source was looked at")
    config = find_config(Path.cwd())
    if not config.has_registry:
        raise ConfigurationError(f"there is no registry in {config.facts}")
    with changing(config):
        place = record_seen(config.root, config.facts, source, day)
    print_line(f"{place.path}:{place.line}: {source} was last looked at on {day}")
