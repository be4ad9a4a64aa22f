"""Arguments → the subcommand of `concord` → the exit status: 0, 1 for findings, 2 for a wrong use of the command."""

import io
import os
import shlex
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from concord.cli.group import concord
from concord.errors import ConcordError
from concord.untrusted.printable import printable


def run(arguments: Sequence[str] | None = None) -> None:
    """Runs the command with `arguments` (default: those of the process); an error is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # the name of a file may be no valid text
    try:
        words = list(sys.argv[1:] if arguments is None else arguments)
        concord.main(words, prog_name="concord", standalone_mode=False, obj=shlex.join(["concord", *words]))
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        sys.exit(2)
    except click.ClickException as error:
        _exit_with(error.format_message())
    except ConcordError as error:
        _exit_with(str(error))
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:  # a folder that cannot be made, a full disk: no fault of this code
        place = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "a file"
        _exit_with(f"{place} cannot be used ({error.strerror or error})")


def _exit_with(reason: str) -> NoReturn:
    """Prints `reason` on one line of standard error and ends with the status 2."""
    click.echo(f"concord: {printable(' '.join(reason.split()))}", err=True)
    sys.exit(2)
