"""YAML text → Python values or nodes, by the C parser of ruamel.yaml.

`ruamel.yaml.YAML` resolves the version of YAML anew at every value, which is slow. The functions raise `YAMLError`, and
whatever the conversion of a value raises, such as `ValueError` for a date; `ERRORS` are all of these.
"""

from typing import Any

from ruamel.yaml.cyaml import CSafeLoader
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent, StreamEndEvent
from ruamel.yaml.nodes import Node

ERRORS = (YAMLError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError)
_MAX_DEPTH = 1000  # of nesting; the C parser calls itself once a level, and Python crashes where the stack ends


def load(text: str, loader: type[CSafeLoader] = CSafeLoader) -> Any:
    """The value of the one document in `text`."""
    _check_depth(text)
    return loader(text).get_single_data()


def compose(text: str) -> Node | None:
    """The root node of the document in `text`, with the places of all nodes; None where it is empty."""
    _check_depth(text)
    node: Node | None = CSafeLoader(text).get_single_node()
    return node


def _check_depth(text: str) -> None:
    """Raises `YAMLError` where `text` is nested deeper than `_MAX_DEPTH`."""
    # Each level takes a bracket or a column of a line, so that hardly a text has to be parsed to know.
    if text.count("[") + text.count("{") + max(map(len, text.splitlines()), default=0) <= _MAX_DEPTH:
        return
    loader, depth = CSafeLoader(text), 0
    while not isinstance(event := loader.get_event(), StreamEndEvent):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise YAMLError(f"it is nested more than {_MAX_DEPTH} levels deep")
