"""`[tool.concord]` in pyproject.toml, and the Markdown extensions of mkdocs.yml → `Config`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from concord.errors import ConfigurationError

LEVELS = ("info", "warning", "error")
_DEFAULT_EXTENSIONS = ("toc", "tables", "fenced_code")  # what MkDocs adds by itself
_KEYS = {"docs", "facts", "languages", "levels"}


@dataclass(frozen=True, slots=True)
class Config:
    """Where the guide lies and how it is read. Paths are relative to `root`, the folder of pyproject.toml."""

    root: Path
    languages: tuple[str, ...]
    docs: str = "docs"
    facts: str = "facts"
    levels: Mapping[str, str] = field(default_factory=dict)
    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def folder(self, language: str) -> str:
        """The folder of a language's pages, as the user sees it."""
        return f"{self.docs}/{language}"


def read(root: Path) -> Config:
    """The configuration of the guide at `root`.

    Raises `ConfigurationError` where a file cannot be read or a setting has the wrong form.
    """
    table = _table(root / "pyproject.toml")
    if unknown := sorted(set(table) - _KEYS):
        raise ConfigurationError(f"pyproject.toml: [tool.concord] has no setting {unknown[0]!r}")
    languages = table.get("languages", [])
    if not isinstance(languages, list) or not all(isinstance(language, str) for language in languages):
        raise ConfigurationError("pyproject.toml: [tool.concord] languages must be a list of codes")
    levels = table.get("levels", {})
    if not isinstance(levels, dict) or not set(levels.values()) <= {*LEVELS}:
        raise ConfigurationError(f"pyproject.toml: [tool.concord.levels] takes {', '.join(LEVELS)}")
    return Config(
        root=root,
        languages=tuple(languages),
        docs=str(table.get("docs", "docs")),
        facts=str(table.get("facts", "facts")),
        levels=levels,
        extensions=_extensions(root / "mkdocs.yml"),
    )


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upward whose pyproject.toml has [tool.concord], else `start`."""
    for folder in (start, *start.parents):
        if (folder / "pyproject.toml").is_file() and _table(folder / "pyproject.toml"):
            return folder
    return start


def _table(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {}).get("concord", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigurationError(f"{path.name}: {error}") from error
    return table


def _extensions(path: Path) -> dict[str, dict[str, Any]]:
    """The site's Markdown extensions with their settings; those of MkDocs itself where there is no mkdocs.yml."""
    extensions: dict[str, dict[str, Any]] = {name: {} for name in _DEFAULT_EXTENSIONS}
    if not path.is_file():
        return extensions | {name: {} for name in ("attr_list", "md_in_html")}
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_multi_constructor("", lambda *_: None)  # !!python/name and !ENV name what only the site has
    try:
        settings = yaml.load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError, OSError) as error:
        raise ConfigurationError(f"{path.name}: {' '.join(str(error).split())}") from error
    for entry in (settings or {}).get("markdown_extensions", []):
        named = entry if isinstance(entry, dict) else {entry: None}
        extensions |= {str(name): {k: v for k, v in (own or {}).items() if v is not None} for name, own in named.items()}
    if "pymdownx.superfences" in extensions:
        extensions.pop("fenced_code")
    return extensions
