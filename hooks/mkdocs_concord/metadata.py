"""Page → what its HTML says of it: in the head for search engines, below the text for readers."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from concord.errors import ConfigurationError
from concord.site.context import SiteContext
from concord.site.metadata.head import page_head
from concord.site.metadata.json_ld import json_ld
from concord.site.metadata.page_footer import page_footer
from concord.site.metadata.read_on import pages_to_read
from concord.untrusted.printable import printable
from mkdocs_concord.plugin import Pass, path_of


def on_config(config: MkDocsConfig) -> None:
    """Looks at `extra: repository` before any page is made. Raises what `on_page_context` does."""
    _repository(config)


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Adds `head`, `linked_data`, `footer` and `read_on` to the variables of the page's template.

    Raises:
        PluginError: In mkdocs.yml, `extra: repository` is no address of a website, or `extra: read_on` is wrong.
    """
    current = Pass.of(config)
    site = current.context.on_page(path_of(page))
    footer = page_footer(site, current.guide.modified, config.site_name, _repository(config))
    found = {
        "head": page_head(site, config.site_name),
        "linked_data": json_ld(site, footer.changed_on),
        "footer": footer,
    }
    found["read_on"] = _read_on(site, config, nav)
    return {**context, **found}  # type: ignore[typeddict-item]


def _read_on(site: SiteContext, config: MkDocsConfig, nav: Navigation) -> list[tuple[str, Page]]:
    """The kinds of readers, each with the page that the page leads them to."""
    try:
        found = pages_to_read(site.corpus, config.extra.get("read_on") or {}, site.page)
    except ConfigurationError as error:
        raise PluginError(printable(str(error))) from error
    pages = {path_of(page): page for page in nav.pages}
    return [(reader, pages[path]) for reader, path in found if path in pages]


def _repository(config: MkDocsConfig) -> str:
    address = config.extra.get("repository") or ""
    if not isinstance(address, str) or (address and not re.fullmatch(r"https?://[^\s<>\"']+", address)):
        reason = f"{address!r} is no address, such as https://github.com/somebody/guide"
        raise PluginError(printable(f"mkdocs.yml: extra, repository: {reason}"))
    return address
