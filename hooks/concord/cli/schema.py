"""`concord schema`: the models of the registry → the JSON Schema files by which editors complete and check entries."""

from pathlib import Path

from concord import registry
from concord.cli.group import changing, concord, print_line
from concord.config import find_config
from concord.errors import ConfigurationError
from concord.storage.operations import Change
from concord.storage.replacement import content_of
from concord.storage.transaction import write_files


@concord.command()
def schema() -> None:
    """Write the JSON Schema of each file of the registry, for editors: FACTS/schema/NAME.json."""
    from concord.registry import json_schema  # loads pydantic's schema generator, which only this command needs

    config = find_config(Path.cwd())
    if not config.has_registry:
        raise ConfigurationError(f"there is no registry in {config.facts}")
    folder = (config.root / config.facts / "schema").resolve()
    texts = {
        folder / f"{kind}.json": json_schema.write(model, config.languages, config.complete)
        for kind, model in registry.entry_types().items()
    }
    with changing(config):
        write_files(Change(path, content_of(path), text.encode()) for path, text in texts.items())
    for path in texts:
        print_line(f"{config.facts}/schema/{path.name}")
