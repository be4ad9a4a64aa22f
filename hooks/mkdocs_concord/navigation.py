"""A language's navigation leads to the pages that the language has."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from concord.site.theme.navigation import missing_pages, nav_without


def on_files(files: Files, config: MkDocsConfig) -> Files:
    i18n: Any = config.plugins["i18n"]
    whole = config.extra.setdefault("navigation", config.nav)
    language = i18n.current_language or i18n.default_language
    config.nav = nav_without(missing_pages(config.extra["guide"].corpus, language), whole)
    return files
