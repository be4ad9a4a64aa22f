"""The style sheets and the guide's own scripts → one file of each for all pages, named by its content, to be kept.

One file instead of each by itself makes a first view about 10 KB lighter, most of it the heads of the answers. The
theme's style sheets are part of it, without what this site does not show, which is another 10 KB.
"""

from collections.abc import Iterable
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from concord.site.theme.style_sheet import trimmed
from mkdocs_concord.plugin import Pass

_FOLDER, _SUFFIXES = "assets", (".css", ".js")
_BY_NAME = ("search.js", "search-lunr.js")  # a worker and what it loads: their addresses have a hash in the query
_OF_THEME = ("main", "palette")  # the style sheets of the theme, in their order
_DIGITS = 8  # of the hash, as many as the theme's own files have; deploy/nginx.conf knows the form


@event_priority(-150)  # after static-i18n, which makes new objects of some files
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Joins what `extra_css` and `extra_javascript` list, and renames all files of this kind."""
    names = Pass.of(config).build.asset_names
    config.extra_css = _joined("guide.css", config.extra_css, files, config, before=_theme_sheets(files))
    config.extra_javascript = _joined("guide.js", config.extra_javascript, files, config)
    for file in files:
        if _is_own(file):
            path = PurePosixPath(file.src_uri)
            digest = sha256(file.content_bytes).hexdigest()[:_DIGITS]
            names[file.src_uri] = file.dest_uri = file.url = f"{_FOLDER}/{path.stem}.{digest}.min{path.suffix}"
    config.extra_css = [names.get(path, path) for path in config.extra_css]
    config.extra_javascript = [names.get(str(path), path) for path in config.extra_javascript]


def _theme_sheets(files: Files) -> list[bytes]:
    """What the site needs of the theme's style sheets, which are taken out of `files`."""
    sheets = []
    for name in _OF_THEME:
        for path in [path for path in files.src_uris if fnmatch(path, f"{_FOLDER}/stylesheets/{name}.*.css")]:
            file = files.src_uris[path]
            files.remove(file)
            sheets.append(trimmed(file.content_string).encode())
    return sheets


def _joined(
    name: str, listed: list[Any], files: Files, config: MkDocsConfig, before: Iterable[bytes] = ()
) -> list[Any]:
    """Puts one file called `name` in place of the guide's own that are listed, behind `before`; returns the new list.

    This is called for each language, and the list is that of the first time; the files are there each time anew.
    """
    parts = Pass.of(config).build.joined_assets.setdefault(
        name, [path for path in map(str, listed) if files.src_uris.get(path)]
    )
    own = [file for path in parts if (file := files.get_file_from_path(path)) and _is_own(file)]
    for file in own:
        files.remove(file)
    if own:
        content = b"\n".join([*before, *(file.content_bytes for file in own)])
        files.append(File.generated(config, f"{_FOLDER}/{name}", content=content))
    rest = [path for path in listed if str(path) not in parts]
    return rest if len(rest) == len(listed) else [f"{_FOLDER}/{name}", *rest]


def _is_own(file: File) -> bool:
    path = PurePosixPath(file.src_uri)
    return str(path.parent) == _FOLDER and path.suffix in _SUFFIXES and path.name not in _BY_NAME


@event_priority(200)  # before the templates are rendered for the policy
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Adds the filter `asset`, which gives the name of such a file."""
    names = Pass.of(config).build.asset_names
    env.filters["asset"] = lambda path: names.get(path, path)
