"""YAML file → `YamlSource`: plain data, the place of every key and value, and all faults at once."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import BaseConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from concord.model import Location
from concord.storage.text_file import decode_text, normalize_newlines, read_bytes
from concord.untrusted.printable import UNPRINTABLE
from concord.yaml import compose

Key = tuple[str | int, ...]  # the path through the data to a value: keys, and indices of lists
_ALIAS, _TEXT = "!alias", "tag:yaml.org,2002:str"
_NEEDS_PURE_PARSER = re.compile(  # begins with a character class, which few places match: fast to scan
    r"[&*!%<\[{?-](?:(?<=[&*!%])(?<![^\s\[{,:-].)\S|(?<=<)<"  # anchors, aliases, tags, directives; merges
    r"|(?<=[\[{])[^\]}]*[\[{]|(?<=[-?]) (?:[-?] ){2})|^ {40}",  # lists in lists; what is indented deeply
    re.MULTILINE,
)
_CONTROL = "it has the control character U+{:04X}, which cannot be seen; take it out"
_MAX_CHARACTERS, _MAX_PURE_CHARACTERS = 1_000_000, 200_000  # of a file; two seconds of work each
_MAX_FAULTS = 1_000  # of a file; no more are reported
_MAX_DEPTH = 20  # of nesting; a deeper file is a fault instead of an overflow of the stack
_CONSTRUCTION_ERRORS = (YAMLError, ValueError, ArithmeticError, LookupError, TypeError)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry or a file, and where."""

    location: Location
    reason: str


@dataclass
class YamlSource:
    """The content of a file.

    Attributes:
        file: The path of the file, as messages show it.
        text: Its text.
        whole: Whether it could be read to its end.
        data: Its entries, by key.
        places: The place of each key and each item of a list.
        faults: What is wrong with it.
        spoiled: The ids of the entries that have a fault, and of which `data` is incomplete.
    """

    file: str
    text: str = ""
    whole: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Key, Location] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    spoiled: set[str] = field(default_factory=set)

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
        line = bisect_right(self._starts, start)
        first = self._starts[line - 1]
        if end is None or "\n" in self.text[start:end]:
            return Location(self.file, line, start - first + 1)
        return Location(self.file, line, start - first + 1, line, end - first + 1)


class _Composer(Composer):
    """Composes an alias to a scalar of its own tag: it is a fault at its place and cannot expand without limit."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """The next node; see `ruamel.yaml.composer`."""
        if self.parser.check_event(AliasEvent):
            event = self.parser.get_event()
            return ScalarNode(_ALIAS, event.anchor, event.start_mark, event.end_mark)
        return super().compose_node(parent, index)


def read_yaml_source(path: Path, file: str) -> YamlSource:
    """Reads the file at `path`, which messages call `file`. Raises nothing: what cannot be read becomes a fault."""
    source = YamlSource(file)
    try:
        source.text = normalize_newlines(decode_text(read_bytes(path)))
    except UnicodeDecodeError as error:
        source.text = normalize_newlines(decode_text(error.object[: error.start]))
        source.faults.append(Fault(source.at(len(source.text)), "it is not UTF-8"))
        return source
    except OSError as error:
        source.faults.append(Fault(Location(file), f"it cannot be opened ({error.strerror})"))
        return source
    yaml = _pure_parser()
    try:
        root = _compose(source.text, yaml)
    except (YAMLError, ValueError, RecursionError) as error:
        source.faults.append(_syntax_fault(source, error))
    else:
        source.faults.extend(_control_faults(source))
        _read_root(source, root, yaml.constructor)
    return source


def scalar_occurrences(source: YamlSource) -> Iterator[tuple[tuple[str, ...], Location]]:
    """Yields each key, value and item of a list in a file that is `whole`, with its place.

    Each is given with the keys that lead to it: `(id,)`, `(id, "kind", "money")`, `(id, "related", other)`.
    """
    todo: list[tuple[tuple[str, ...], Node | None]] = [((), _compose(source.text, _pure_parser()))]
    while todo:
        above, node = todo.pop()
        if isinstance(node, MappingNode):
            for name, child in node.value:
                todo += [(above, name), ((*above, str(name.value)), child)]
        elif isinstance(node, SequenceNode):
            todo += [(above, child) for child in node.value]
        elif isinstance(node, ScalarNode) and node.tag != _ALIAS:
            start = source.text.find(node.value, node.start_mark.index, node.end_mark.index)  # inside its quotes
            place = source.at(start, start + len(node.value)) if start >= 0 else _location(source, node)
            yield (*above, node.value), place


def _pure_parser() -> YAML:
    """The parser in Python, which reports errors best, and composes aliases as this module needs them."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _Composer
    yaml.max_depth = _MAX_DEPTH
    yaml.composer.warn_double_anchors = False
    return yaml


def _compose(text: str, pure_parser: YAML) -> Node | None:
    """The root node of `text`, by the parser in C, which is five times as fast, where `text` has plain entries only.

    Raises:
        YAMLError: It is no YAML, or too long.
    """
    if len(text) > _MAX_CHARACTERS:
        raise YAMLError(f"it is longer than {_MAX_CHARACTERS:,} characters")
    if not _NEEDS_PURE_PARSER.search(text):
        try:
            return compose(text)
        except YAMLError:
            if len(text) > _MAX_PURE_CHARACTERS:
                raise  # the parser in Python would report it better, and take long
    elif len(text) > _MAX_PURE_CHARACTERS:
        reason = "anchors, aliases, tags, lists in lists and what is indented by 40 columns are read"
        raise YAMLError(f"{reason} in files of at most {_MAX_PURE_CHARACTERS:,} characters")
    root: Node | None = pure_parser.compose(text)
    return root


def _syntax_fault(source: YamlSource, error: Exception) -> Fault:
    """The error of the parser as a fault at its place; what is opened and never closed is reported at its beginning."""
    if isinstance(error, ReaderError):
        return Fault(source.at(error.position), "it is no YAML: it has a character that cannot be seen")
    if not isinstance(error, MarkedYAMLError):
        return Fault(Location(source.file), f"it is no YAML: {' '.join(str(error).split())}")
    mark = error.problem_mark or error.context_mark
    if mark and error.context_mark and not source.text[mark.index :].strip("\0 \r\n"):
        mark = error.context_mark
    place = source.at(mark.index) if mark else Location(source.file)
    return Fault(place, f"it is no YAML: {error.problem or error.context}")


def _read_root(source: YamlSource, root: Node | None, constructor: BaseConstructor) -> None:
    """Fills `source.data` from the root node, which must be a mapping."""
    if root is None:
        source.faults.append(Fault(Location(source.file), "it is empty; {} stands for no entries"))
    elif not isinstance(root, MappingNode):
        source.faults.append(Fault(_location(source, root), "it must be a list of keys with their entries"))
    else:
        source.data.update(_mapping(source, root, (), constructor))
        source.whole = True


def _control_faults(source: YamlSource) -> Iterator[Fault]:
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
            source.places[(*key, index)] = _location(source, child)
            items.append(_value(source, child, (*key, index), constructor))
        return items
    if isinstance(node, MappingNode):
        return _mapping(source, node, key, constructor)
    if node.tag == _ALIAS:
        return _spoil(source, node, key, f"*{node.value} stands for another entry: write out what it says")
    if node.tag == _TEXT:
        return None if _has_control(source, node, key) else node.value
    try:
        value = constructor.construct_object(node)
        if isinstance(value, float):
            value = Decimal(node.value)  # exact, as it is written
    except _CONSTRUCTION_ERRORS as error:
        problem = error.problem if isinstance(error, MarkedYAMLError) else "there is no such value"
        return _spoil(source, node, key, f"{node.value[:40]} cannot be read: {problem}")
    if value is not None and not isinstance(value, bool | int | Decimal | str | date):
        return _spoil(source, node, key, f"{node.tag} is nothing that an entry says")
    return None if isinstance(value, str) and _has_control(source, node, key) else value


def _has_control(source: YamlSource, node: Node, key: Key) -> bool:
    r"""Whether the text of `node` has a control character; its entry is spoiled then.

    What stands there as it is, is a fault already; what is written as an escape, such as `"\u202e"`, becomes one.
    """
    found = UNPRINTABLE.search(node.value)
    if found and UNPRINTABLE.search(source.text, node.start_mark.index, node.end_mark.index):
        source.spoiled.update(str(name) for name in key[:1])
    elif found:
        _spoil(source, node, key, _CONTROL.format(ord(found[0])))
    return bool(found)


def _mapping(source: YamlSource, node: MappingNode, key: Key, constructor: BaseConstructor) -> dict[str, Any]:
    """The keys and values of `node` at `key`; of a key that stands twice, the first."""
    result: dict[str, Any] = {}
    for name_node, child in node.value:
        name = str(name_node.value)
        if not isinstance(name_node, ScalarNode) or name_node.tag == _ALIAS:
            _spoil(source, name_node, key, "a key must be a word")
        elif _has_control(source, name_node, (*key, name)):
            continue
        elif name in result:
            _spoil(source, name_node, (*key, name), f"the key {name} stands here for the second time")
        else:
            source.places[(*key, name)] = _location(source, name_node)
            result[name] = _value(source, child, (*key, name), constructor)
    return result


def _spoil(source: YamlSource, node: Node, key: Key, reason: str) -> None:
    """Adds a fault, and marks the entry of `key` as spoiled so that it is not validated as well."""
    if len(source.faults) < _MAX_FAULTS:
        source.faults.append(Fault(_location(source, node), reason))
    source.spoiled.update(str(name) for name in key[:1])


def _location(source: YamlSource, node: Node) -> Location:
    """The place of a scalar, or the start of a list or mapping."""
    return source.at(node.start_mark.index, node.end_mark.index if isinstance(node, ScalarNode) else None)
