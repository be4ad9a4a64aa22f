"""A YAML file → plain data and the line and column of every key and value. Everything that is wrong, at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from concord.model import Location

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry, and where."""

    location: Location
    reason: str


@dataclass
class Source:
    """What a file says. `places[key]` is where the key stands; a key is the path through the data to it.

    `whole` says whether the file could be read to its end.
    """

    file: str
    whole: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Key, Location] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, key: Key) -> Location:
        """Where `key` stands, or the nearest key above it."""
        while key and key not in self.places:
            key = key[:-1]
        return self.places.get(key, Location(self.file))


def read(path: Path, file: str) -> Source:
    """The file at `path`, called `file` in messages. What cannot be read is a fault, never an exception."""
    source = Source(file)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        source.faults.append(Fault(Location(file, line), f"it is not UTF-8 (byte {error.start + 1})"))
        return source
    except OSError as error:
        source.faults.append(Fault(Location(file), f"it cannot be opened ({error.strerror})"))
        return source
    yaml = YAML(typ="safe", pure=True)
    try:
        root = yaml.compose(text)
        _take(source, root, yaml)
        source.whole = True
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
        source.faults.append(Fault(place, f"it is no YAML: {error.problem or error.context}"))
    except (YAMLError, ValueError, RecursionError) as error:
        source.faults.append(Fault(Location(file), f"it is no YAML: {' '.join(str(error).split())}"))
    return source


def _take(source: Source, root: Node | None, yaml: YAML) -> None:
    if root is None:
        return
    if not isinstance(root, MappingNode):
        source.faults.append(Fault(_location(source.file, root), "it must be a list of keys with their entries"))
        return
    data: Any = _value(source, root, (), yaml)
    source.data.update(data)


def _value(source: Source, node: Node, key: Key, yaml: YAML) -> Any:
    if isinstance(node, SequenceNode):
        items = []
        for index, child in enumerate(node.value):
            source.places[(*key, index)] = _location(source.file, child)
            items.append(_value(source, child, (*key, index), yaml))
        return items
    if isinstance(node, MappingNode):
        return _mapping(source, node, key, yaml)
    value = yaml.constructor.construct_object(node)
    return str(node.value) if isinstance(value, float) else value  # a decimal keeps its digits


def _mapping(source: Source, node: MappingNode, key: Key, yaml: YAML) -> Mapping[str, Any]:
    result: dict[str, Any] = {}
    for name_node, child in node.value:
        place = _location(source.file, name_node)
        name = str(name_node.value) if isinstance(name_node, ScalarNode) else ""
        if name in result:
            source.faults.append(Fault(place, f"the key {name} stands here for the second time"))
            continue
        source.places[(*key, name)] = place
        result[name] = _value(source, child, (*key, name), yaml)
    return result


def _location(file: str, node: Node) -> Location:
    start, end = node.start_mark, node.end_mark
    if not isinstance(node, ScalarNode) or start.line != end.line:
        return Location(file, start.line + 1, start.column + 1)
    return Location(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
