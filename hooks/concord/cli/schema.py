"""`concord schema`: what an editor needs to know of the registry's files."""

from pathlib import Path

import click

from concord import registry
from concord.cli.group import concord
from concord.config import find_config
from concord.errors import ConfigurationError
from concord.storage.atomic_write import write_files


@concord.command()
def schema() -> None:
    """Write the JSON Schema of each file of the registry, for editors: FACTS/schema/NAME.json."""
    from concord.registry import json_schema  # no other command pays for it

    own = find_config(Path.cwd())
    if not own.has_registry:
        raise ConfigurationError(f"there is no registry in {own.facts}")
    folder = own.root / own.facts / "schema"
    folder.mkdir(exist_ok=True)
    texts = {
        folder / f"{name}.json": json_schema.write(shape, own.languages) for name, shape in registry.shapes().items()
    }
    write_files({path: text.encode() for path, text in texts.items()})
    for path in texts:
        click.echo(path.relative_to(own.root).as_posix())
