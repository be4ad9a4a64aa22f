"""The words of the interface come into the templates, in the language of the pass, as `words`."""

from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from concord.languages import language


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    i18n: Any = config.plugins["i18n"]
    env.globals["words"] = language(i18n.current_language or i18n.default_language).interface
