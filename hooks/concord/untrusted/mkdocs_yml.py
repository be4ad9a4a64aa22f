"""mkdocs.yml → the Markdown extensions that it names, with their settings, as data.

Nothing that the file names is loaded. A tag such as `!ENV` or `!!python/name`, which the site would resolve, stands for
no value; of a key that stands twice the last one counts, as in MkDocs; `INHERIT` is not followed.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from concord import yaml
from concord.errors import ConfigurationError

_DEFAULT_EXTENSIONS = ("toc", "tables", "fenced_code")  # what MkDocs adds by itself
_WITHOUT_SITE = ("attr_list", "md_in_html")
_MAX_BYTES = 1_000_000

Extensions = dict[str, dict[str, Any]]


def read_markdown_extensions(path: Path) -> tuple[Extensions, dict[str, int]]:
    """The Markdown extensions that the mkdocs.yml at `path` names, or the usual ones where there is no such file.

    Returns:
        The settings of each extension, and the line of each that is named, and of each setting (`toc: permalink`).

    Raises:
        ConfigurationError: The file cannot be read.
    """
    extensions: Extensions = {name: {} for name in _DEFAULT_EXTENSIONS}
    lines: dict[str, int] = {}
    if not path.is_file():
        return extensions | {name: {} for name in _WITHOUT_SITE}, lines
    for name, settings in _named_extensions(_root(path)):
        extensions[name.value] = {}
        lines[name.value] = name.start_mark.line + 1
        for key, child in _pairs(settings):
            lines[f"{name.value}: {key.value}"] = key.start_mark.line + 1
            if (value := _plain(child)) is not None:
                extensions[name.value][key.value] = value
    if "pymdownx.superfences" in extensions:
        extensions.pop("fenced_code")
    return extensions, lines


def _root(path: Path) -> Node | None:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ConfigurationError(f"{path.name}: it is larger than {_MAX_BYTES:,} bytes")
        return yaml.compose(path.read_text(encoding="utf-8"))
    except (YAMLError, ValueError, OSError) as error:
        raise ConfigurationError(f"{path.name}: {' '.join(str(error).split())}") from error


def _named_extensions(root: Node | None) -> list[tuple[ScalarNode, Node | None]]:
    """The name of each extension with the node of its settings; the list of them may be a mapping as well."""
    named = next((child for key, child in reversed(_pairs(root)) if key.value == "markdown_extensions"), None)
    found: list[tuple[ScalarNode, Node | None]] = []
    for entry in named.value if isinstance(named, SequenceNode) else [named]:
        if isinstance(entry, ScalarNode) and entry is not named and not str(entry.tag).endswith(":null"):
            found.append((entry, None))
        found += _pairs(entry)
    return found


def _pairs(node: Node | None) -> list[tuple[ScalarNode, Node]]:
    """The keys that are scalars, each with its value; none where `node` is no mapping."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return [(key, child) for key, child in pairs if isinstance(key, ScalarNode)]


def _plain(node: Node) -> Any:
    """The value of `node` as a text, a number, a truth value, or a list or dictionary of them; None for any other."""
    if isinstance(node, SequenceNode):
        return [_plain(child) for child in node.value]
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(child) for key, child in _pairs(node)}
    kind = str(node.tag).rpartition(":")[2]
    with suppress(ValueError):
        if kind in ("int", "float"):
            return {"int": int, "float": float}[kind](node.value)
        if kind == "bool":
            return str(node.value).lower() in ("true", "yes", "on")
    return str(node.value) if kind == "str" else None
