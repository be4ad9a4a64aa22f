"""YAML text → Python values or nodes, by the C parser of ruamel.yaml.

`ruamel.yaml.YAML` resolves the version of YAML anew at every value, which is slow. The functions raise `YAMLError`, and
whatever the conversion of a value raises, such as `ValueError` for a date.
"""

from typing import Any

from ruamel.yaml.cyaml import CSafeLoader
from ruamel.yaml.nodes import Node


def load(text: str, loader: type[CSafeLoader] = CSafeLoader) -> Any:
    """The value of the one document in `text`."""
    return loader(text).get_single_data()


def compose(text: str) -> Node | None:
    """The root node of the document in `text`, with the places of all nodes; None where it is empty."""
    node: Node | None = CSafeLoader(text).get_single_node()
    return node
