"""The command `concord` from its arguments to its exit status."""

import io
import os
import sys
from collections.abc import Sequence

import click

from concord.cli.group import concord
from concord.errors import ConcordError


def run(arguments: Sequence[str] | None = None) -> None:
    """Runs the command; what goes wrong is one line on standard error."""
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
