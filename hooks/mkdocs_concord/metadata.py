"""Page → what the head of its HTML says of it: description, addresses in all languages, Open Graph, JSON-LD."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from concord.site.metadata.head import page_head
from concord.site.metadata.json_ld import json_ld
from mkdocs_concord.plugin import Pass, path_of


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Adds `head` and `linked_data` to the variables of the page's template."""
    site = Pass.of(config).context.on_page(path_of(page))
    return {**context, "head": page_head(site), "linked_data": json_ld(site)}  # type: ignore[typeddict-unknown-key]
