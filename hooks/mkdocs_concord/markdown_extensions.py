"""fact:, title: and source: links become HTML, in the language of the pass."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from concord.guide import Guide
from concord.languages import language
from concord.site.extensions.references import References


@event_priority(-100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    the_guide: Guide = config.extra["guide"]
    i18n: Any = config.plugins["i18n"]
    own = language(i18n.current_language or i18n.default_language)
    others = [extension for extension in config.markdown_extensions if not isinstance(extension, References)]
    config.markdown_extensions = [*others, References(the_guide.corpus, the_guide.registry, own)]  # type: ignore[list-item]
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    for extension in config.markdown_extensions:
        if isinstance(extension, References):
            extension.page = page.file.src_uri.partition("/")[2]
