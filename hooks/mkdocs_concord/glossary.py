"""What the registry knows of titles comes onto the pages of the glossary, in the language of the pass."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from concord.guide import Guide
from concord.languages import language
from concord.site.extensions.glossary import Glossary
from concord.text.title_mentions import title_mentions


@event_priority(-100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    the_guide: Guide = config.extra["guide"]
    i18n: Any = config.plugins["i18n"]
    own = language(i18n.current_language or i18n.default_language)
    others = [extension for extension in config.markdown_extensions if not isinstance(extension, Glossary)]
    glossary = Glossary(
        the_guide.corpus, the_guide.registry, own, title_mentions(the_guide.corpus, the_guide.registry)[own.code]
    )
    config.markdown_extensions = [*others, glossary]  # type: ignore[list-item]
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    for extension in config.markdown_extensions:
        if isinstance(extension, Glossary):
            extension.page = page.file.src_uri.partition("/")[2]
