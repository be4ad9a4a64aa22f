"""Settings that name no language, `--layout`, or files by their names → settings with the languages that were found."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from concord.config import DEFAULT_DOCS, Config, check_inside, find_config, find_root
from concord.errors import ConfigurationError
from concord.layouts.recognition import PAGE_ENDINGS, Layout, by_files, recognise
from concord.untrusted.mkdocs_yml import without_site


class Request(NamedTuple):
    """What the arguments of a command say of the tree: `--docs-dir`, `--languages`, `--layout`, and PATH…."""

    docs: str | None = None
    languages: str | None = None
    layout: str | None = None
    paths: tuple[str, ...] = ()


THIS_GUIDE = Request()
"""What a command without such arguments asks for: the guide that the working directory belongs to."""


def requested_settings(start: Path, request: Request) -> tuple[Config, str]:
    """The settings for a command that runs in `start`, and what was taken for what in a line; "" where they say it.

    Raises:
        ConfigurationError: As `find_config`; the convention that was asked for does not fit.
    """
    if found := _named_files(start, request):
        settings = Config(root=start, languages=(), has_registry=False, publish=False)
        return _with_layout(settings, found), found.sentence
    settings = find_config(start, request.docs, None if request.layout else request.languages)
    if settings.languages and not request.layout:
        return settings, ""
    codes = [code.strip() for code in request.languages.split(",")] if request.languages else []
    docs = settings.docs if request.docs is not None or settings.docs != DEFAULT_DOCS else ""
    found = recognise(settings.root, docs, request.layout or "", codes[0] if codes else "")
    if found is None and request.layout:
        raise ConfigurationError(
            f"the layout {request.layout} does not fit; name the languages: --languages en,de=docs/de"
        )
    if found is None:
        return settings, ""
    return _with_layout(settings, _only(found, codes) if codes else found), found.sentence


def _named_files(start: Path, request: Request) -> Layout | None:
    """The layout of files that were named one by one, and are versions of each other by their names alone."""
    paths = [Path(os.path.relpath(start / path, start)).as_posix() for path in request.paths]
    are_pages = all(path.endswith(PAGE_ENDINGS) and (start / path).is_file() for path in paths)
    if len(paths) < 2 or not are_pages or request.docs is not None or request.layout not in (None, "files"):
        return None
    if _is_of_guide(start, paths):
        return None
    codes = request.languages.split(",") if request.languages else [""]
    found = by_files(start, paths, codes[0])
    return found and (_only(found, codes) if request.languages else found)


def _is_of_guide(start: Path, paths: Sequence[str]) -> bool:
    """Whether one of `paths` is a page of the guide that `start` lies in."""
    root = find_root(start)
    if not (root / "pyproject.toml").is_file():
        return False
    settings = find_config(start)
    folders = [(settings.root / settings.folder(code)).resolve() for code in settings.languages]
    return any((start / path).resolve().is_relative_to(folder) for path in paths for folder in folders)


def _only(found: Layout, codes: Sequence[str]) -> Layout:
    """The languages `codes` of a layout, in this order."""
    if unknown := [code for code in codes if code not in found.folders]:
        raise ConfigurationError(
            f"the layout {found.name} has no language {unknown[0]!r}; it has {', '.join(found.folders)}"
        )
    files = {code: found.files[code] for code in codes} if found.files else {}
    return replace(found, folders={code: found.folders[code] for code in codes}, files=files)


def _with_layout(settings: Config, found: Layout) -> Config:
    folders = dict(found.folders)
    check_inside(settings, folders.values(), settings.root)
    top = folders[next(iter(folders))]
    docs = settings.docs if (settings.root / settings.docs).is_dir() else top
    if found.name == "files":  # which no site shows, but a code host
        host = without_site()
        settings = replace(settings, extensions=host.extensions, extension_lines=host.lines, menu=host.menu)
    return replace(
        settings,
        languages=tuple(folders),
        docs=docs,
        folders=folders,
        files=found.files,
        layout=found.name,
        publish=False,
    )
