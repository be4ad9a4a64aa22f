"""`concord recover`: what a command left half changed when it was killed → put back, or left, as a user wishes."""

import sys
from pathlib import Path

import click

from concord.cli.group import change_folder, concord, print_line
from concord.config import find_config
from concord.errors import ConfigurationError
from concord.storage.transaction import recover


@concord.command("recover")
@click.option("--back", is_flag=True, help="Put back each file that is as that command left it.")
@click.option("--keep", is_flag=True, help="Leave all files as they are, and forget that command.")
def recover_command(back: bool, keep: bool) -> None:
    """Say what becomes of the files that a command left half changed when it was broken off."""
    if back == keep:
        raise ConfigurationError("say --back to put the files back, or --keep to leave them as they are")
    command, left = recover(change_folder(find_config(Path.cwd())), is_back=back)
    if not command:
        print_line("no command was broken off here")
        return
    for file in left:
        print_line(f"{file.as_posix()} was edited since, and stays as it is", err=True)
    print_line(f"{command} was broken off: its files are {'as they were before' if back else 'as it left them'}")
    sys.exit(1 if left else 0)
