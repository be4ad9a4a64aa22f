"""Arguments → the subcommand of `concord` → the exit status: 0, 1 for findings, 2 for a wrong use of the command."""

import io
import os
import sys
from collections.abc import Sequence

import click

from concord.cli.group import concord
from concord.errors import ConcordError


def run(arguments: Sequence[str] | None = None) -> None:
    """Runs the command with `arguments` (default: those of the process); an error is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # the name of a file may be no valid text
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
