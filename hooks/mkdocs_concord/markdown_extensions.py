"""Guide and language → concord's Markdown extensions, which turn the text of a page into what the site shows.

They are: the form of a page (`PageForm`); links with the schemes `fact:`, `title:` and `source:`, charts and lists of
facts (`References`); the pages of the glossary and links to titles (`Glossary`); notes below outdated headings
(`OutdatedNotes`); the texts for the search (`SearchText`); the language of texts that are not translated yet
(`StandInLanguages`).
"""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from concord.site.extensions.glossary import Glossary
from concord.site.extensions.outdated_notes import OutdatedNotes
from concord.site.extensions.page_form import PageForm
from concord.site.extensions.references import References
from concord.site.extensions.search_text import SearchText
from concord.site.extensions.stand_in_languages import StandInLanguages
from concord.text.title_mentions import title_mentions
from mkdocs_concord.plugin import PageExtension, Pass, path_of


@event_priority(-100)  # after validation.py, which stops the build of a guide with errors
def on_config(config: MkDocsConfig) -> None:
    """Puts the extensions for the language of this pass in the place of those of the pass before."""
    current = Pass.of(config)
    listed: list[Any] = config.markdown_extensions  # names, as MkDocs' type has it, and objects
    others = [extension for extension in listed if extension not in current.build.extensions]
    current.build.extensions = _extensions(current)
    config.mdx_configs.setdefault("toc", {})["permalink_title"] = current.language.interface["permalink"]
    config.markdown_extensions = [*others, *current.build.extensions]  # type: ignore[list-item]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Tells the extensions which page is rendered next."""
    Pass.of(config).current_page.path = path_of(page)


def _extensions(current: Pass) -> list[PageExtension]:
    """The extensions for the language of `current`, in the order in which Markdown is to register them."""
    guide, context, current_page = current.guide, current.context, current.current_page
    mentions = title_mentions(guide.corpus, guide.registry)[context.code]
    search_text = current.build.search_texts[context.code] = SearchText(current_page)
    return [
        PageForm(context, current_page),
        Glossary(context, current_page, mentions),  # before References, which resolves its links
        References(context, current_page),
        search_text,
        OutdatedNotes(guide.tracker, context.language, current_page),
        StandInLanguages(guide.registry, context.language),
    ]
