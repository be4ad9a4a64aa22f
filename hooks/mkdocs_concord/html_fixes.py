"""HTML of the theme → valid HTML, for what no block of its templates lets us replace."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from concord.site.theme.html_fixes import fix_html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page as valid HTML."""
    return fix_html(output)
