"""What the head of a page says of it to machines."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from concord.guide import Guide
from concord.site.linked_data import linked_data


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    the_guide: Guide = config.extra["guide"]
    code, _, path = page.file.src_uri.partition("/")
    text = linked_data(the_guide.registry, the_guide.corpus, config.site_url or "", code, path)
    return {**context, "linked_data": text}  # type: ignore[typeddict-unknown-key]
