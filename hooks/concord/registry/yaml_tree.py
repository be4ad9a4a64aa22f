"""Nodes of YAML → plain data with the place of every key, and a fault for each value that no entry can have."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from ruamel.yaml.constructor import BaseConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from concord.model import Location
from concord.untrusted.printable import UNPRINTABLE

Key = tuple[str | int, ...]  # the path through the data to a value: keys, and indices of lists
ALIAS, _TEXT = "!alias", "tag:yaml.org,2002:str"
_CONTROL = "it has the control character U+{:04X}, which cannot be seen; take it out"
MAX_FAULTS = 1_000  # of a file; no more are reported
_CONSTRUCTION_ERRORS = (YAMLError, ValueError, ArithmeticError, LookupError, TypeError)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry or a file, where, and the rule that reports it."""

    location: Location
    reason: str
    rule: str = "registry-invalid"


@dataclass
class YamlSource:
    """The content of a file.

    Attributes:
        file: The path of the file, as messages show it.
        text: Its text.
        whole: Whether all of it could be read.
        ids: The keys of all entries, also of those that could not be read; None where they are not known.
        data: Its entries, by key; None for one that could not be read.
        places: The place of each key and each item of a list.
        faults: What is wrong with it.
        spoiled: The keys of which `data` does not have what stands in the file, as that is a fault.
    """

    file: str
    text: str = ""
    whole: bool = False
    ids: set[str] | None = None
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Key, Location] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    spoiled: set[Key] = field(default_factory=set)
    offset: int = 0  # in `text`, of the part that is read now

    def place(self, key: Key) -> Location:
        """The place of `key`, or of the nearest key above it that has one; else the top of the file."""
        while key and key not in self.places:
            key = key[:-1]
        return self.places.get(key, Location(self.file))

    @cached_property
    def _starts(self) -> list[int]:
        """The offset of each line's first character."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def at(self, start: int, end: int | None = None) -> Location:
        """The place from the offset `start` up to `end` of the text; only its start without `end`, or over two lines.

        The line is counted here, as YAML takes more characters for the end of a line than an editor does.
        """
        start, end = start + self.offset, end if end is None else end + self.offset
        line = bisect_right(self._starts, start)
        first = self._starts[line - 1]
        if end is None or "\n" in self.text[start:end]:
            return Location(self.file, line, start - first + 1)
        return Location(self.file, line, start - first + 1, line, end - first + 1)


def control_faults(source: YamlSource) -> Iterator[Fault]:
    """Yields a fault for the first control character on each line, comments included."""
    lines = set()
    for match in UNPRINTABLE.finditer(source.text):
        place = source.at(*match.span())
        if place.line not in lines:
            lines.add(place.line)
            yield Fault(place, _CONTROL.format(ord(match[0])))


def _value(source: YamlSource, node: Node, key: Key, constructor: BaseConstructor) -> Any:
    """The value of `node` at `key`; None, and a fault, where an entry cannot have such a value."""
    if isinstance(node, SequenceNode):
        items = []
        for index, child in enumerate(node.value):
            source.places[(*key, index)] = node_location(source, child)
            items.append(_value(source, child, (*key, index), constructor))
        return items
    if isinstance(node, MappingNode):
        return read_mapping(source, node, key, constructor)
    if node.tag == ALIAS:
        return _spoil(source, node, key, f"*{node.value} stands for another entry: write out what it says")
    if node.tag == _TEXT:
        return None if _has_control(source, node, key) else node.value
    try:
        value = constructor.construct_object(node)
        if isinstance(value, float):
            value = Decimal(node.value)  # exact, as it is written
    except _CONSTRUCTION_ERRORS as error:
        if str(node.tag).startswith("!") and isinstance(error, MarkedYAMLError):
            reason = f"{node.tag} is read as no text: ! has a meaning at its beginning; put the text in quotation marks"
            return _spoil(source, node, key, reason)
        problem = "the calendar has no such day" if str(node.tag).endswith(":timestamp") else "there is no such value"
        return _spoil(source, node, key, f"{node.value[:40]} cannot be read: {problem}")
    if value is not None and not isinstance(value, bool | int | Decimal | str | date):
        return _spoil(source, node, key, f"{node.tag} is nothing that an entry says")
    return None if isinstance(value, str) and _has_control(source, node, key) else value


def _has_control(source: YamlSource, node: Node, key: Key) -> bool:
    r"""Whether the text of `node` has a control character; its entry is spoiled then.

    What stands there as it is, is a fault already; what is written as an escape, such as `"\u202e"`, becomes one.
    """
    found = UNPRINTABLE.search(node.value)
    start, end = node.start_mark.index + source.offset, node.end_mark.index + source.offset
    if found and UNPRINTABLE.search(source.text, start, end):
        source.spoiled.add(key)
    elif found:
        _spoil(source, node, key, _CONTROL.format(ord(found[0])))
    return bool(found)


def read_mapping(source: YamlSource, node: MappingNode, key: Key, constructor: BaseConstructor) -> dict[str, Any]:
    """The keys and values of `node` at `key`; of a key that stands twice, the first."""
    result: dict[str, Any] = {}
    for name_node, child in node.value:
        name = str(name_node.value)
        if not isinstance(name_node, ScalarNode) or name_node.tag == ALIAS:
            _spoil(source, name_node, (*key, name), "a key must be a word")
        elif _has_control(source, name_node, (*key, name)):
            continue
        elif name in result:
            _spoil(source, name_node, (*key, name), f"the key {name} stands here for the second time")
        else:
            source.places[(*key, name)] = node_location(source, name_node)
            result[name] = _value(source, child, (*key, name), constructor)
    return result


def _spoil(source: YamlSource, node: Node, key: Key, reason: str) -> None:
    """Adds a fault, and marks `key` as spoiled, so that what follows from it is no fault as well."""
    if len(source.faults) < MAX_FAULTS:
        source.faults.append(Fault(node_location(source, node), reason))
    source.spoiled.add(key)


def node_location(source: YamlSource, node: Node) -> Location:
    """The place of a scalar, or the start of a list or mapping."""
    return source.at(node.start_mark.index, node.end_mark.index if isinstance(node, ScalarNode) else None)
