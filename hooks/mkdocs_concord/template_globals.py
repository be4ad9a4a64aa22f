"""Language and navigation → the variables that every template may use: `words`, `colophon` and `status`."""

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from concord.site.status.page import status_path
from concord.untrusted.printable import printable
from mkdocs_concord.plugin import Pass, path_of


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Finds the pages that mkdocs.yml lists at `extra: colophon`, as far as the language has them.

    Raises:
        PluginError: It is no list of paths.
    """
    listed = config.extra.get("colophon") or []
    if not isinstance(listed, list) or not all(isinstance(path, str) for path in listed):
        reason = f"{listed!r} is not a list of pages, such as `[about.md]`"
        raise PluginError(printable(f"mkdocs.yml: extra, colophon: {reason}"))
    pages = {path_of(page): page for page in nav.pages}
    Pass.of(config).colophon = [pages[path] for path in listed if path in pages]


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Sets `words` (the interface in the language), `colophon` (its pages) and `status` (the status page's path)."""
    current = Pass.of(config)
    env.globals["words"] = current.language.interface
    env.globals["colophon"] = current.colophon
    env.globals["status"] = status_path(current.guide.corpus, current.language.code)
