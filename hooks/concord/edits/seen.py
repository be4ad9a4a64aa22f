"""A source and a day → the day on which it was last looked at, in `sources.yml`; nothing else of the file changes."""

from datetime import date
from pathlib import Path

from concord.edits.apply import apply_to_files
from concord.errors import ConfigurationError
from concord.finding import Edit
from concord.model import Location
from concord.registry.yaml_source import read_yaml_source, scalar_occurrences
from concord.rules.messages import closest_name
from concord.storage.transaction import write_files


def record_seen(root: Path, folder: str, source: str, day: date) -> Location:
    """Writes into the registry in `folder` of `root` that somebody looked at `source` on `day`.

    Returns:
        The place of the day in the file.

    Raises:
        ConfigurationError: There is no such source, its entry has no `seen` to replace, or the file cannot be read or
            written.
    """
    file = read_yaml_source(root / folder / "sources.yml", f"{folder}/sources.yml")
    if not file.whole:
        at, reason = file.faults[0].location, file.faults[0].reason
        raise ConfigurationError(f"{at.path}:{at.line}: {reason}; mend it first")
    if source not in file.data:
        near = closest_name(source, file.data)
        remedy = f"did you mean {near}?" if near else f"{file.file} has the keys of all"
        raise ConfigurationError(f"there is no source {source!r}; {remedy}")
    found = [(words[2], place) for words, place in scalar_occurrences(file) if words[:-1] == (source, "seen")]
    entry = file.place((source,))
    if not found:
        raise ConfigurationError(f"{entry.path}:{entry.line}: {source} has no seen yet; add `seen: {day}` to its entry")
    [(old, place)] = found[:1]
    changes, rejected = apply_to_files([(Edit(place, old, day.isoformat()),)], root)
    if rejected:
        raise ConfigurationError(f"{place.path}:{place.line}: write {old} here plainly, then try again")
    write_files(changes)
    return place
