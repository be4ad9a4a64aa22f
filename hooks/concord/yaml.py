"""YAML 1.2 by ruamel's parser in C, with the resolver that knows its version: `ruamel.yaml.YAML` asks at every value.

Raises `YAMLError`, and whatever the values themselves raise: dates, numbers, keys.
"""

from typing import Any

from ruamel.yaml.cyaml import CSafeLoader
from ruamel.yaml.nodes import Node


def load(text: str, loader: type[CSafeLoader] = CSafeLoader) -> Any:
    """What the one document in `text` says."""
    return loader(text).get_single_data()


def compose(text: str) -> Node | None:
    """Its nodes, each with its place; None where it is empty."""
    node: Node | None = CSafeLoader(text).get_single_node()
    return node
