"""YAML file → `YamlSource`: its entries, read one by one where one of them is no YAML, and all faults at once."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import BaseConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from concord.model import Location
from concord.registry.yaml_faults import syntax_fault
from concord.registry.yaml_tree import (
    ALIAS,
    MAX_FAULTS,
    Fault,
    Key,
    YamlSource,
    control_faults,
    node_location,
    read_mapping,
)
from concord.storage.files import DISK, Files
from concord.storage.text_file import decode_text, normalize_newlines
from concord.untrusted.conflict_markers import find_conflicts
from concord.yaml import compose

__all__ = ["Fault", "Key", "YamlSource", "read_yaml_source", "scalar_occurrences"]

_NEEDS_PURE_PARSER = re.compile(  # begins with a character class, which few places match: fast to scan
    r"[&*!%<\[{?-](?:(?<=[&*!])(?<![^\s\[{,:].)\S"  # anchors, aliases, tags
    r"|(?<=^%)\S|(?<=<)(?<![^\s{,].)<"  # directives; merges
    r"|(?<=[\[{])[^\]}]*[\[{]|(?<=[-?]) (?:[-?] ){2})|^ {40}",  # lists in lists; what is indented deeply
    re.MULTILINE,
)
_ENTRY = re.compile(r"^(?=[^\s#\]}])", re.MULTILINE)
_DOCUMENT = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)
_KEY = re.compile(r"[\"']?([\w-]+)[\"']?\s*:(?=\s)")
_MAX_CHARACTERS, _MAX_PURE_CHARACTERS = 1_000_000, 200_000  # of a file; two seconds of work each
_MAX_DEPTH = 20  # of nesting; a deeper file is a fault instead of an overflow of the stack


class _Composer(Composer):
    """Composes an alias to a scalar of its own tag: it is a fault at its place and cannot expand without limit."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """The next node; see `ruamel.yaml.composer`."""
        if self.parser.check_event(AliasEvent):
            event = self.parser.get_event()
            return ScalarNode(ALIAS, event.anchor, event.start_mark, event.end_mark)
        return super().compose_node(parent, index)


def read_yaml_source(path: Path, file: str, files: Files = DISK) -> YamlSource:
    """Reads the file at `path`, which messages call `file`. Raises nothing: what cannot be read becomes a fault."""
    source = YamlSource(file)
    try:
        source.text = normalize_newlines(decode_text(files.read(path)))
    except UnicodeDecodeError as error:
        source.text = normalize_newlines(decode_text(error.object[: error.start]))
        source.faults.append(Fault(source.at(len(source.text)), "it is not UTF-8"))
        return source
    except OSError as error:
        source.faults.append(Fault(Location(file), f"it cannot be opened ({error.strerror})"))
        return source
    if conflicts := find_conflicts(source.text):
        source.faults += [Fault(Location(file, one.first), one.reason, "conflict-left") for one in conflicts]
        return source
    yaml = _pure_parser()
    try:
        root = _compose(source.text, yaml)
    except (YAMLError, ValueError, RecursionError) as error:
        _read_entries(source, error)
    else:
        source.faults.extend(control_faults(source))
        _read_root(source, root, yaml.constructor)
    return source


def _read_entries(source: YamlSource, error: Exception) -> None:
    """Reads the entries of a file with a syntax error one by one, so that the error is one of its entry alone."""
    starts = [match.start() for match in _ENTRY.finditer(source.text)]
    is_split = isinstance(error, MarkedYAMLError) and len(starts) < MAX_FAULTS and not _DOCUMENT.search(source.text)
    found = len(source.faults)
    source.faults.extend(control_faults(source) if is_split else ())
    ids = set()
    for start, end in pairwise([*starts, len(source.text)]) if is_split else ():
        part = source.text[start:end]
        name = _KEY.match(part)
        ids.add(name[1] if name else "")
        source.offset = start
        yaml = _pure_parser()
        try:
            root = _compose(part, yaml)
        except (YAMLError, ValueError, RecursionError) as wrong:
            source.faults.append(_syntax_fault(source, part, wrong))
            if name:
                source.places[name[1],] = source.at(0, len(name[1]))
                source.data.setdefault(name[1], None)
                source.spoiled.add((name[1],))
        else:
            _read_part(source, root, yaml.constructor)
    source.offset = 0
    if len(source.faults) == found:
        source.faults.append(_syntax_fault(source, source.text, error))
    elif "" not in ids:
        source.ids = {*source.data}


def _read_part(source: YamlSource, root: Node | None, constructor: BaseConstructor) -> None:
    """Adds the entry of a file that is read in parts; one that stands there twice is a fault."""
    if not isinstance(root, MappingNode):
        return
    for name, value in read_mapping(source, root, (), constructor).items():
        if name in source.data:
            source.faults.append(Fault(source.place((name,)), f"the key {name} stands here for the second time"))
        source.data.setdefault(name, value)


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
        elif isinstance(node, ScalarNode) and node.tag != ALIAS:
            start = source.text.find(node.value, node.start_mark.index, node.end_mark.index)  # inside its quotes
            place = source.at(start, start + len(node.value)) if start >= 0 else node_location(source, node)
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


def _syntax_fault(source: YamlSource, part: str, error: Exception) -> Fault:
    """The error of the parser in a part of the file as a fault at its place."""
    offset, reason = syntax_fault(part, error)
    return Fault(Location(source.file) if offset is None else source.at(offset), reason)


def _read_root(source: YamlSource, root: Node | None, constructor: BaseConstructor) -> None:
    """Fills `source.data` from the root node, which must be a mapping."""
    if root is None:
        source.faults.append(Fault(Location(source.file), "it is empty; {} stands for no entries"))
    elif not isinstance(root, MappingNode):
        source.faults.append(Fault(node_location(source, root), "it must be a list of keys with their entries"))
    else:
        source.data.update(read_mapping(source, root, (), constructor))
        source.ids = {*source.data}
        source.whole = True
