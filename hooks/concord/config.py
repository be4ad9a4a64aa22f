"""`[tool.concord]` in pyproject.toml, and the Markdown extensions and the menu of mkdocs.yml → `Config`."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from concord.errors import ConfigurationError
from concord.untrusted.conflict_markers import check_conflicts
from concord.untrusted.mkdocs_yml import LISTS_AS_MEANT, Menu, read_site
from concord.untrusted.printable import UNPRINTABLE

LEVELS = ("info", "warning", "error")
KEYS = frozenset({"docs", "facts", "languages", "levels", "max_page_bytes", "max_page_lines", "publish", "stale_after"})


class PageLimits(NamedTuple):
    """The bytes and the lines that a page may have at most."""

    bytes: int = 1_000_000
    lines: int = 20_000


DEFAULT_LIMITS = PageLimits()
DEFAULT_DOCS = "docs"
DEFAULT_STALE_AFTER: Mapping[str, int] = {"pay": 3, "count": 5, "survey": 5, "estimate": 5, "law": 1}
_MAX_BYTES = 1_000_000  # of pyproject.toml
_MOST_YEARS = 1_000


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a guide. Paths are relative to `root`, and are shown to the user so.

    Attributes:
        root: The folder of the guide.
        languages: The codes of its languages.
        beginning: Those of them that are beginning: they may lack pages and texts that the others have.
        is_selection: Whether the user named the languages on the command line, which may be some of them.
        docs: The folder with a folder of pages for each language, named by its code.
        facts: The folder of the registry.
        levels: The level of each rule that has another than its own: `info`, `warning` or `error`.
        extensions: The Markdown extensions of the site, each with its settings.
        folders: The folders of the languages that have another one than that in `docs`.
        page_limits: A page with more than that is not read.
        has_registry: Whether there is a registry: the folder exists, or pyproject.toml names it.
        publish: Whether the pages are published as a site, so that they may have only what is safe to publish.
        stale_after: After how many years a fact is stale, by its basis, and for `pay`.
        today: The day that ages are counted to, where the user gives it.
        file: The file of the settings.
        site_file: The mkdocs.yml that names the extensions, whether it exists or not.
        extension_lines: The line of `site_file` that names an extension, or a setting of one (`toc: permalink`).
        menu: The menu of the site.
        layout: The name of the convention by which the languages were found, "" where they are named.
        files: By language, the file of each page, for languages that share a folder; else {}.
    """

    root: Path
    languages: tuple[str, ...]
    docs: str = DEFAULT_DOCS
    facts: str = "facts"
    levels: Mapping[str, str] = field(default_factory=dict)
    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    has_registry: bool = True
    publish: bool = False
    page_limits: PageLimits = DEFAULT_LIMITS
    stale_after: Mapping[str, int] = field(default_factory=lambda: DEFAULT_STALE_AFTER)
    today: date | None = None
    file: str = "pyproject.toml"
    site_file: str = "mkdocs.yml"
    extension_lines: Mapping[str, int] = field(default_factory=dict)
    menu: Menu = field(default_factory=Menu)
    beginning: frozenset[str] = frozenset()
    is_selection: bool = False
    layout: str = ""
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def complete(self) -> tuple[str, ...]:
        """The codes of the languages that must have every page and every text."""
        return tuple(code for code in self.languages if code not in self.beginning)

    def folder(self, language: str) -> str:
        """The folder of the pages of `language`, relative to `root`."""
        return self.folders.get(language) or Path(self.docs, language).as_posix()


def read_config(root: Path) -> Config:
    """The configuration of the guide at `root`.

    Raises:
        ConfigurationError: A file cannot be read, a setting has the wrong form, or a folder lies outside `root`.
    """
    settings = _read_settings(root)
    check_inside(settings, [settings.docs, settings.facts, *map(settings.folder, settings.languages)], root)
    _check_apart(settings)
    return settings


def _read_settings(root: Path) -> Config:
    """The configuration of the guide at `root`; its folders may lie anywhere."""
    table = _table(root / "pyproject.toml")
    if unknown := sorted(set(table) - KEYS):
        raise ConfigurationError(f"pyproject.toml: [tool.concord] has no setting {unknown[0]!r}")
    levels = table.get("levels", {})
    if not isinstance(levels, dict) or not all(level in LEVELS for level in levels.values()):
        raise ConfigurationError(f"pyproject.toml: [tool.concord.levels] takes {', '.join(LEVELS)}")
    publish = table.get("publish", False)
    if not isinstance(publish, bool):
        raise ConfigurationError("pyproject.toml: [tool.concord] publish takes true or false")
    languages, folders, beginning = _listed_languages(table.get("languages", []))
    docs, facts = table.get("docs", DEFAULT_DOCS), table.get("facts", "facts")
    if not isinstance(docs, str) or not isinstance(facts, str):
        raise ConfigurationError("pyproject.toml: [tool.concord] docs and facts must be names of folders")
    site = read_site(root / "mkdocs.yml")
    return Config(
        root=root,
        languages=languages,
        docs=docs,
        facts=facts,
        levels=levels,
        extensions=site.extensions if publish else {**site.extensions, LISTS_AS_MEANT: {}},
        folders=folders,
        has_registry="facts" in table or (root / facts).exists(),
        publish=publish,
        extension_lines=site.lines,
        menu=site.menu,
        beginning=beginning,
        page_limits=PageLimits(
            bytes=_limit("max_page_bytes", table, DEFAULT_LIMITS.bytes),
            lines=_limit("max_page_lines", table, DEFAULT_LIMITS.lines),
        ),
        stale_after=_stale_after(table),
    )


def find_config(start: Path, docs: str | None = None, languages: str | None = None) -> Config:
    """The configuration for a command that runs in the folder `start`.

    Args:
        start: The present folder; the guide is the nearest one upward that has settings.
        docs: The argument `--docs-dir`. A folder that is not the guide's is a tree of its own: the settings, the
            Markdown extensions and the registry beside that folder are used, and paths are shown from `start`.
            Whatever the tree is, it is not taken for one that is published.
        languages: The argument `--languages`: codes with commas between them, each with its folder, from `start`, if
            that is not named by the code in `docs`: `en,de=docs/de/docs`.

    The folders that the arguments name may lie anywhere, those that a tree names itself only inside it.

    Raises:
        ConfigurationError: A file, a setting or an argument cannot be used.
    """
    root = find_root(start)
    settings = read_config(root)
    tops = [root]
    if docs is not None:
        tree = Path(os.path.normpath(start / docs))
        if not tree.is_dir():
            raise ConfigurationError(f"there is no folder {docs}")
        if tree.resolve() != (root / settings.docs).resolve():
            settings = _seen_from(start, _read_settings(tree.parent), tree)
            tops = [tree.parent, tree]
        settings = replace(settings, publish=False)
    check_inside(settings, [settings.facts, *settings.folders.values()], *tops)
    if languages is not None:
        codes, folders = _languages(languages.split(","), "--languages")
        folders = {code: _relative(start / folder, settings.root) for code, folder in folders.items()}
        beginning = settings.beginning.intersection(codes[1:])
        settings = replace(settings, languages=codes, folders=folders, beginning=beginning, is_selection=True)
    by_code = [settings.folder(code) for code in settings.languages if code not in settings.folders]
    check_inside(settings, by_code, *tops)
    _check_apart(settings)
    return settings


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upward whose pyproject.toml has [tool.concord]; `start` where there is none."""
    for folder in (start, *start.parents):
        if (folder / "pyproject.toml").is_file() and _table(folder / "pyproject.toml"):
            return folder
    return start


def check_inside(settings: Config, folders: Iterable[str], *tops: Path) -> None:
    """Raises `ConfigurationError` where one of `folders`, with links followed, lies in none of the folders `tops`.

    `check --fix`, `import` and `schema` write into these folders.
    """
    inside = [Path(os.path.realpath(top)) for top in tops]
    for folder in folders:
        if UNPRINTABLE.search(folder):
            raise ConfigurationError(f"{settings.file}: the name of a folder has control characters: {folder}")
        path = Path(os.path.realpath(settings.root / folder))
        if not any(path.is_relative_to(top) for top in inside):
            raise ConfigurationError(f"{settings.file}: the folder {folder} leads out of the project; name one inside")


def _check_apart(settings: Config) -> None:
    """Raises `ConfigurationError` where two languages have one folder: it would be compared with itself."""
    owners: dict[str, str] = {}
    for code in settings.languages:
        folder = settings.folder(code)
        other = owners.setdefault(os.path.realpath(settings.root / folder), code)
        if other != code:
            raise ConfigurationError(f"{folder} is the folder of two languages, {other} and {code}; name one for each")


def _seen_from(start: Path, settings: Config, tree: Path) -> Config:
    """`settings` with `tree` as their `docs`, and with all paths relative to `start`."""
    return replace(
        settings,
        root=start,
        docs=_relative(tree, start),
        facts=_relative(settings.root / settings.facts, start),
        file=_relative(settings.root / settings.file, start),
        site_file=_relative(settings.root / settings.site_file, start),
        folders={code: _relative(settings.root / folder, start) for code, folder in settings.folders.items()},
    )


def _relative(path: Path, start: Path) -> str:
    return Path(os.path.relpath(path, start)).as_posix()


def _listed_languages(entries: Any) -> tuple[tuple[str, ...], dict[str, str], frozenset[str]]:
    """The setting `languages`: all codes, the folders of those that name one, and the codes of those that begin.

    An entry is a code, `"de=docs/de/docs"`, or a table: `{code = "fr", beginning = true}`.
    """
    where = "pyproject.toml: [tool.concord] languages"
    if not isinstance(entries, list):
        raise ConfigurationError(f"{where} must be a list of codes")
    names, beginning = [], set()
    for entry in entries:
        table = entry if isinstance(entry, dict) else {"code": entry}
        code, is_beginning = table.get("code"), table.get("beginning", False)
        if not isinstance(code, str) or not isinstance(is_beginning, bool) or not {*table} <= {"code", "beginning"}:
            raise ConfigurationError(f'{where} must be a list of codes, or of {{code = "fr", beginning = true}}')
        names.append(code)
        beginning |= {code.partition("=")[0].strip()} if is_beginning else set()
    codes, folders = _languages(names, where)
    if beginning & {*codes[:1]}:
        raise ConfigurationError(
            f"{where}: the first language, {codes[0]}, cannot be beginning; name another one first"
        )
    return codes, folders, frozenset(beginning)


def _languages(entries: Iterable[str], where: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The codes in `entries`, and the folder of each that names one: `de=docs/de/docs`."""
    pairs = [tuple(part.strip() for part in entry.partition("=")) for entry in entries]
    codes = tuple(code for code, _, _ in pairs)
    if any(not code or (sign and not folder) for code, sign, folder in pairs):
        raise ConfigurationError(f"{where} must be a list of codes, such as en, or de=folder")
    if len({*codes}) < len(codes):
        raise ConfigurationError(f"{where} names a language twice")
    return codes, {code: Path(folder).as_posix() for code, _, folder in pairs if folder}


def _limit(name: str, table: Mapping[str, Any], default: int) -> int:
    limit = table.get(name, default)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise ConfigurationError(f"pyproject.toml: [tool.concord] {name} must be a number above 0")
    return limit


def _stale_after(table: Mapping[str, Any]) -> Mapping[str, int]:
    """The years after which facts are stale; those that the table does not name are the default ones."""
    years = table.get("stale_after", {})
    if not isinstance(years, dict) or not {*years} <= {*DEFAULT_STALE_AFTER}:
        raise ConfigurationError(f"pyproject.toml: [tool.concord.stale_after] takes {', '.join(DEFAULT_STALE_AFTER)}")
    for name, number in years.items():
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= _MOST_YEARS:
            form = f"a whole number of years, from 1 to {_MOST_YEARS}"
            raise ConfigurationError(f"pyproject.toml: [tool.concord.stale_after] {name} must be {form}")
    return {**DEFAULT_STALE_AFTER, **years}


def _table(path: Path) -> dict[str, Any]:
    """The table [tool.concord] of the file at `path`, {} where there is none."""
    if not path.is_file():
        return {}
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ConfigurationError(f"{path.name}: it is larger than {_MAX_BYTES:,} bytes")
        text = path.read_text(encoding="utf-8")
        check_conflicts(text, path.name)
        tool = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError, OSError) as error:
        raise ConfigurationError(f"{path.name}: {' '.join(str(error).split())}") from error
    table = tool.get("concord", {}) if isinstance(tool, dict) else tool or {}
    if not isinstance(table, dict):
        raise ConfigurationError(f"{path.name}: [tool.concord] must be a table of settings")
    return table
