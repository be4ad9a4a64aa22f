"""YAML text → Python values or nodes, by the C parser of ruamel.yaml, within bounds that hold for any text.

`ruamel.yaml.YAML` resolves the version of YAML anew at every value, which is slow. The functions raise `YAMLError`, and
whatever the conversion of a value raises, such as `ValueError` for a date.

The C parser composes nested values by recursion and ends the process where they are nested too deeply; a few lines of
aliases of aliases stand for more values than there is memory. Both are refused before anything is composed.
"""

import re
from typing import Any

from ruamel.yaml.cyaml import CSafeLoader
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event
from ruamel.yaml.nodes import Node

MAX_CHARACTERS = 5_000_000
_MAX_DEPTH = 100
_FEW = 2_000  # levels that do no harm: the stack of a process has room for some 20,000
_MAX_ALIASED = 10_000  # values that aliases stand for, altogether
_OPENING = re.compile(r"[\[{]|[-?][ \t]+(?=[-?]\s)")  # what opens a level without a line of its own
_ALIAS = re.compile(r"(?<![^\s\[{,:-])\*\S")


def load(text: str, loader: type[CSafeLoader] = CSafeLoader) -> Any:
    """The value of the one document in `text`."""
    _check_bounds(text)
    return loader(text).get_single_data()


class LenientLoader(CSafeLoader):
    """Reads as PyYAML does, which the site reads its front matter with: of a key that stands twice, the last counts."""

    def check_mapping_key(self, *_: Any) -> bool:
        """Whether a value may be set, which it always may."""
        return True


def compose(text: str) -> Node | None:
    """The root node of the document in `text`, with the places of all nodes; None where it is empty.

    An alias is the node of its anchor once more.
    """
    _check_bounds(text)
    node: Node | None = CSafeLoader(text).get_single_node()
    return node


def _check_bounds(text: str) -> None:
    """Raises `YAMLError` where `text` is too long, nested too deeply, or stands for too many values.

    Only a text that could be nested deeply or has aliases is read for it, as reading takes time. What is nested by
    indentation alone needs a text of a length that grows with the square of the depth: 3,000 levels at most.
    """
    if len(text) > MAX_CHARACTERS:
        raise YAMLError(f"it is longer than {MAX_CHARACTERS:,} characters")
    if _ALIAS.search(text) or sum(1 for _ in _OPENING.finditer(text)) >= _FEW:
        counter = _Counter()
        loader = CSafeLoader(text)
        while loader.check_event():
            event = loader.get_event()
            if problem := counter.problem(event):
                raise MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


class _Counter:
    """Counts the values of a document from its events, an alias as all that it stands for."""

    def __init__(self) -> None:
        self._open: list[tuple[str | None, int]] = []  # lists and mappings: their anchor, the number of values before
        self._sizes: dict[str | None, int] = {}
        self._values = self._aliased = 0

    def problem(self, event: Event) -> str:
        """What is wrong with the document at `event`, "" for nothing."""
        anchor = getattr(event, "anchor", None)
        if isinstance(event, CollectionStartEvent):
            self._open.append((anchor, self._values))
        elif isinstance(event, CollectionEndEvent):
            anchor, before = self._open.pop()
            self._sizes[anchor] = self._values - before
        elif isinstance(event, AliasEvent):
            if any(anchor == name for name, _ in self._open):
                return "an alias stands for what it is in"
            self._values += self._sizes.get(anchor, 1)
            self._aliased += self._sizes.get(anchor, 1)
        elif anchor:
            self._sizes[anchor] = 1
        self._values += 1
        if self._aliased > _MAX_ALIASED:
            return "its aliases stand for too many values"
        return "it is nested too deeply" if len(self._open) > _MAX_DEPTH else ""
