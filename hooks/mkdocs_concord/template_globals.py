"""Language and navigation → the variables that every template may use: `words`, `colophon` and `status`."""

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from concord.site.status.page import status_path
from mkdocs_concord.plugin import Pass, path_of


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Finds the pages that mkdocs.yml lists at `extra: colophon`, as far as the language has them."""
    pages = {path_of(page): page for page in nav.pages}
    Pass.of(config).colophon = [pages[path] for path in config.extra.get("colophon", ()) if path in pages]


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Sets `words` (the interface in the language), `colophon` (its pages) and `status` (the status page's path)."""
    current = Pass.of(config)
    env.globals["words"] = current.language.interface
    env.globals["colophon"] = current.colophon
    env.globals["status"] = status_path(current.guide.corpus, current.language.code)
