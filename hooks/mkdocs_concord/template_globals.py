"""What the templates need of ours, in the language of the pass: `words` of the interface, `colophon`, its pages."""

from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from concord.languages import language

COLOPHON: list[Page] = []


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    i18n: Any = config.plugins["i18n"]
    env.globals["words"] = language(i18n.current_language or i18n.default_language).interface
    env.globals["colophon"] = COLOPHON


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    pages = {page.file.src_uri.partition("/")[2]: page for page in nav.pages}
    COLOPHON[:] = [pages[name] for name in config.extra.get("colophon", ()) if name in pages]
