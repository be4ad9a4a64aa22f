"""`nav` of mkdocs.yml → the navigation of one language, without the pages that the language does not have yet."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from concord.site.theme.navigation import missing_pages, nav_without
from mkdocs_concord.plugin import Pass


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Sets the navigation for this pass; MkDocs would warn of each page that is not there."""
    current = Pass.of(config)
    if current.build.nav is None:
        current.build.nav = config.nav
    missing = missing_pages(current.guide.corpus, current.language.code)
    config.nav = nav_without(missing, current.build.nav)
