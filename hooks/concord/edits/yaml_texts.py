"""Text of a YAML file and new texts for some of its values → the text with these, and nothing else changed."""

import json
import re
from collections.abc import Iterator, Mapping

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from concord import yaml

Steps = tuple[str | int, ...]  # the keys of mappings, and the indices of lists, that lead to a value
_TEXT = "tag:yaml.org,2002:str"
_PLAIN = re.compile(r"[^\W\d_][^\n#:,\[\]{}&*!|>'\"%@`]*[^\W_]")  # what needs no quotation marks anywhere


def scalar_nodes(text: str) -> dict[Steps, ScalarNode]:
    """The nodes of all single values in a YAML file. Raises `YAMLError` or `ValueError` where it cannot be read."""
    return dict(_scalars(yaml.compose(text), ()))


def with_texts(text: str, changes: Mapping[Steps, str]) -> str:
    """`text` with other values; one that a mapping lacks is put behind its last one.

    Raises:
        ValueError: YAML would not read the new text as it is meant.
    """
    root = yaml.compose(text)
    edits = [_edit(text, root, steps, new) for steps, new in changes.items()]
    changed = text
    for start, end, written in sorted(edits, reverse=True):
        changed = changed[:start] + written + changed[end:]
    wanted = {steps: (node.value, node.tag) for steps, node in scalar_nodes(text).items()}
    wanted |= {steps: (new, _TEXT) for steps, new in changes.items()}
    try:
        found = {steps: (node.value, node.tag) for steps, node in scalar_nodes(changed).items()}
    except YAMLError as error:
        raise ValueError("YAML cannot read it there") from error
    if found != wanted:
        raise ValueError("YAML would not read it as it is meant")
    return changed


def _scalars(node: Node | None, steps: Steps) -> Iterator[tuple[Steps, ScalarNode]]:
    if isinstance(node, MappingNode):
        for key, child in node.value:
            yield from _scalars(child, (*steps, str(key.value)))
    elif isinstance(node, SequenceNode):
        for index, child in enumerate(node.value):
            yield from _scalars(child, (*steps, index))
    elif isinstance(node, ScalarNode):
        yield steps, node


def _edit(text: str, root: Node | None, steps: Steps, new: str) -> tuple[int, int, str]:
    """The offsets of what is to be replaced, and what by."""
    node = _find(root, steps)
    if isinstance(node, ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        return start, start + len(text[start:end].rstrip()), _scalar(new)
    parent = _find(root, steps[:-1])
    if not isinstance(parent, MappingNode) or not parent.value:
        raise ValueError("there is no place for it")
    key, last = parent.value[-1]
    end = last.start_mark.index + len(text[last.start_mark.index : last.end_mark.index].rstrip())
    name = _scalar(str(steps[-1]))
    if parent.flow_style:
        return end, end, f", {name}: {_scalar(new)}"
    end = text.find("\n", end) if "\n" in text[end:] else len(text)  # behind a comment
    return end, end, f"\n{' ' * key.start_mark.column}{name}: {_scalar(new)}"


def _find(node: Node | None, steps: Steps) -> Node | None:
    for step in steps:
        if isinstance(node, MappingNode):
            node = next((child for key, child in node.value if key.value == step), None)
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def _scalar(text: str) -> str:
    """`text` as YAML writes it: plainly where it has no mark of YAML's, else in quotation marks."""
    if _PLAIN.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)
