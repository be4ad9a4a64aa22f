"""mkdocs.yml → `Site`: the Markdown extensions that it names, and its menu with the titles of pages, as data.

Nothing that the file names is loaded. A tag such as `!ENV` or `!!python/name`, which the site would resolve, stands for
no value; of a key that stands twice the last one counts, as in MkDocs. `INHERIT` is followed to files of the same
project only.
"""

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from concord import yaml
from concord.errors import ConfigurationError
from concord.untrusted.conflict_markers import check_conflicts

_DEFAULT_EXTENSIONS = ("toc", "tables", "fenced_code")  # what MkDocs adds by itself
LISTS_AS_MEANT = "concord.pages.nested_lists"
"""The extension that reads lists of a tree of others as their writers meant them, also where its site shows no list."""

_WITHOUT_SITE: dict[str, dict[str, Any]] = {  # what most trees for MkDocs and Docusaurus use
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    LISTS_AS_MEANT: {},
    "pymdownx.details": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {},
}
_MOST_INHERITED = 10  # files
_MAX_BYTES = 1_000_000

Extensions = dict[str, dict[str, Any]]


class Menu(NamedTuple):
    """The menu of a site.

    `titles` has the pages in their order, each with its title there, "" for none. `translations` has the titles in
    other languages, by the code of the language and the title (`nav_translations` of the plugin i18n). `left_out` has
    the patterns of pages that need not be in it (`not_in_nav`), `lines` the line of each page.
    """

    titles: Mapping[str, str] = {}
    translations: Mapping[str, Mapping[str, str]] = {}
    left_out: tuple[str, ...] = ()
    lines: Mapping[str, int] = {}

    def title(self, page: str, language: str) -> str:
        """The title of a page in the menu of `language`; "" where it has none."""
        title = self.titles.get(page, "")
        return self.translations.get(language, {}).get(title, title)


class Site(NamedTuple):
    """What a mkdocs.yml says: the settings of each extension, and where the extensions are named; and the menu.

    `lines` has the line of each extension that is named, and of each setting (`toc: permalink`).
    """

    extensions: Extensions
    lines: Mapping[str, int]
    menu: Menu


def without_site() -> Site:
    """What holds for a tree without a site that we know: the usual extensions, and no menu."""
    return Site({name: {} for name in _DEFAULT_EXTENSIONS} | _WITHOUT_SITE, {}, Menu())


def read_site(path: Path) -> Site:
    """What the mkdocs.yml at `path` says; the usual extensions and no menu where there is no such file.

    Raises:
        ConfigurationError: The file cannot be read.
    """
    usual: Extensions = {name: {} for name in _DEFAULT_EXTENSIONS}
    if not path.is_file():
        return without_site()
    root = _read(path)
    inherited = list(_inherited(path, root))
    extensions, lines = _extensions(root, usual, inherited)
    with_menu = next((site for site in (root, *inherited) if _child(site, "nav") or _child(site, "plugins")), root)
    return Site(extensions, lines, _menu(with_menu))


def _read(path: Path) -> Node | None:
    """The root node of the YAML at `path`. Raises what `read_site` does."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ConfigurationError(f"{path.name}: it is larger than {_MAX_BYTES:,} bytes")
        text = path.read_text(encoding="utf-8")
        check_conflicts(text, path.name)
        return yaml.compose(text)
    except (YAMLError, ValueError, OSError) as error:
        raise ConfigurationError(f"{path.name}: {' '.join(str(error).split())}") from error


def _inherited(path: Path, root: Node | None) -> Iterator[Node | None]:
    """Yields the root of each file that the mkdocs.yml at `path` builds on, the nearest one first.

    What is no YAML file of the same project is not read, and ends the chain. Raises what `read_site` does.
    """
    top = next((folder for folder in path.resolve().parents if (folder / ".git").exists()), path.resolve().parent)
    for _ in range(_MOST_INHERITED):
        name = _child(root, "INHERIT")
        base = path.parent / str(name.value) if isinstance(name, ScalarNode) else path.parent
        if base.suffix not in (".yml", ".yaml") or not base.resolve().is_relative_to(top) or not base.is_file():
            return
        path, root = base, _read(base)
        yield root


def menu_of(text: str) -> Menu:
    """The menu in the text of a mkdocs.yml, without any page where it cannot be read."""
    try:
        return _menu(yaml.compose(text))
    except (YAMLError, ValueError):
        return Menu()


def _extensions(
    root: Node | None, usual: Extensions, inherited: list[Node | None]
) -> tuple[Extensions, dict[str, int]]:
    """The extensions with their settings, and the lines of those that the file itself names.

    As in MkDocs, a list takes the place of one that is inherited, and a mapping adds to it.
    """
    extensions, lines = dict(usual), dict[str, int]()
    for site in reversed(_until_list(root, inherited)):
        for name, settings in _named(site, "markdown_extensions"):
            extensions[name.value] = {}
            if site is root:
                lines[name.value] = name.start_mark.line + 1
            for key, child in _pairs(settings):
                if site is root:
                    lines[f"{name.value}: {key.value}"] = key.start_mark.line + 1
                if (value := _plain(child)) is not None:
                    extensions[name.value][key.value] = value
    if "pymdownx.superfences" in extensions:
        extensions.pop("fenced_code")
    return extensions, lines


def _until_list(root: Node | None, inherited: list[Node | None]) -> list[Node | None]:
    """The files up to the first that has a list of extensions."""
    sites = [root, *inherited]
    lists = (i for i, site in enumerate(sites) if isinstance(_child(site, "markdown_extensions"), SequenceNode))
    return sites[: next(lists, len(sites)) + 1]


def _menu(root: Node | None) -> Menu:
    translations: dict[str, dict[str, str]] = {}
    for settings in (settings for name, settings in _named(root, "plugins") if name.value == "i18n"):
        languages = _child(settings, "languages")
        for entry in languages.value if isinstance(languages, SequenceNode) else ():
            if isinstance(locale := _child(entry, "locale"), ScalarNode):
                pairs = _pairs(_child(entry, "nav_translations"))
                found = {key.value: child.value for key, child in pairs if isinstance(child, ScalarNode)}
                translations[str(locale.value)] = found
    pages = list(_entries(_child(root, "nav")))
    not_in_nav = _child(root, "not_in_nav")
    left_out = str(not_in_nav.value).split() if isinstance(not_in_nav, ScalarNode) else []
    lines = {posixpath.normpath(node.value): node.start_mark.line + 1 for _, node in pages}
    return Menu({posixpath.normpath(node.value): title for title, node in pages}, translations, tuple(left_out), lines)


def _entries(menu: Node | None) -> Iterator[tuple[str, ScalarNode]]:
    """The title and the path of each page in a menu, in the order of the file."""
    waiting = [("", menu)]
    while waiting:
        title, node = waiting.pop()
        if isinstance(node, SequenceNode):
            waiting += [("", child) for child in reversed(node.value)]
        elif isinstance(node, MappingNode):
            waiting += [(str(key.value), child) for key, child in reversed(_pairs(node))]
        elif isinstance(node, ScalarNode) and str(node.value).endswith(".md"):
            yield title, node


def _named(root: Node | None, key: str) -> list[tuple[ScalarNode, Node | None]]:
    """The names in the list at `key`, each with the node of its settings; the list may be a mapping as well."""
    named = _child(root, key)
    found: list[tuple[ScalarNode, Node | None]] = []
    for entry in named.value if isinstance(named, SequenceNode) else [named]:
        if isinstance(entry, ScalarNode) and entry is not named and not str(entry.tag).endswith(":null"):
            found.append((entry, None))
        found += _pairs(entry)
    return found


def _child(node: Node | None, name: str) -> Node | None:
    """What stands at the key `name` of a mapping, None where it has none; of several, the last."""
    return next((child for key, child in reversed(_pairs(node)) if key.value == name), None)


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
