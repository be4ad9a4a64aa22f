"""`mkdocs serve` → a preview that follows every edit, and that no broken file takes down.

After an edit of pages, of the registry or of what was agreed on, the guide is read and checked, and browsers load their
pages again; each file of the site is rendered when it is asked for. Anything else that changes has MkDocs build it all.

Where the guide has errors, a banner above every page lists them, and the pages are shown as they are now, but for those
that must not be published. Where a page cannot be rendered, the banner says why, and the last good one stays; where a
whole build fails, the last good site stays.
"""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands import serve as serve_command
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from mkdocs_concord.file_changes import NativeObserver
from mkdocs_concord.kept_pass import KeptPass
from mkdocs_concord.plugin import Pass
from mkdocs_concord.preview_site import PreviewSite
from mkdocs_concord.preview_state import LOG, PREVIEW

_OBSERVER = "CONCORD_OBSERVER"  # a variable of the environment; `polling` is for file systems that give no notice
_OBSERVERS = ("native", "polling")
_SITE = PreviewSite()


def on_startup(command: str, dirty: bool) -> None:
    """Notes whether MkDocs serves a preview or builds the site; lets a preview survive its first build."""
    PREVIEW.is_running = command == "serve"
    if PREVIEW.is_running:
        command_module: Any = serve_command
        build: Callable[..., None] = command_module.build  # MkDocs has no event around it

        def first_build(config: MkDocsConfig, **options: Any) -> None:
            command_module.build = build
            _check_address(*config.dev_addr)
            _observer_name()
            _SITE.changes.look([config.docs_dir, config.config_file_path, *config.watch])
            _SITE.build(lambda: build(config, **options), Path(config.site_dir))

        command_module.build = first_build


@event_priority(-1000)  # after all that changes the navigation
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keeps the pass of this language for the preview."""
    if PREVIEW.is_running:
        PREVIEW.kept[Pass.of(config).language.code] = KeptPass(config, files, nav)


@event_priority(-1000)  # after all that changes the environment
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keeps the environment of the templates with it."""
    if PREVIEW.is_running:
        PREVIEW.kept[Pass.of(config).language.code].env = env


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Has the preview follow each edit, and adds the banner to every page that is served.

    MkDocs calls this once, after the first build.
    """
    build = server.builder
    server.builder = lambda: _SITE.update(server, build)
    server.set_app(PREVIEW.banner.around(_SITE.around(server.serve_request, server.mount_path)))
    if _observer_name() == "native":
        _listen(server, config)
    return server


def _listen(server: Any, config: MkDocsConfig) -> None:
    """Has the operating system tell of changes, where it can, in place of MkDocs' looking through all files."""

    def notify() -> None:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    try:
        server.observer = NativeObserver(notify, [*server._watched_paths, *config.watch])
    except OSError as error:
        LOG.info("Files are looked at twice a second, as the system gives no notice of changes: %s", error.strerror)


def _observer_name() -> str:
    """The name of what tells of changes. Raises `MkDocsException`, before a build that takes long, for another name."""
    name = os.environ.get(_OBSERVER, _OBSERVERS[0])
    if name not in _OBSERVERS:
        raise MkDocsException(f"{_OBSERVER}: {name!r} tells of no changes; take {' or '.join(_OBSERVERS)}")
    return name


def _check_address(host: str, port: int) -> None:
    """Raises `MkDocsException`, before a build that takes long, where the preview cannot be served at its address."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as MkDocs will
            listener.bind((host, port))
    except (OSError, OverflowError) as error:
        reason, other = getattr(error, "strerror", None) or str(error), port % 65535 + 1
        raise MkDocsException(
            f"{host}:{port} cannot be used ({reason}); take another port: make serve PORT={other},"
            f" or mkdocs serve --dev-addr {host}:{other}"
        ) from error
