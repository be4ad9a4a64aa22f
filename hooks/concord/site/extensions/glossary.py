"""Pages of the glossary → the same with cards, senses of abbreviations and the A to Z; titles in any text → links."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from concord.site.context import CurrentPage, SiteContext
from concord.site.extensions.page_extension import PageExtension
from concord.site.extensions.references import AFTER_TOC
from concord.site.extensions.title_links import link_titles
from concord.site.glossary.a_to_z import a_to_z
from concord.site.glossary.definitions import GLOSSARY_ID
from concord.site.glossary.title_card import abbreviation_senses, title_card, titles_by_abbreviation
from concord.site.section_links import sections_by_title
from concord.text.title_mentions import PageMentions

_AFTER_INLINE = 7  # Python-Markdown's inline pass is at 20, attr_list at 8


class Glossary(PageExtension):
    """What the registry knows of titles, on the pages of one language.

    Args:
        context: The registry, the corpus and the language.
        current_page: The page that is rendered.
        mentions: The titles that each page of the language mentions.
    """

    def __init__(self, context: SiteContext, current_page: CurrentPage, mentions: Sequence[PageMentions]) -> None:
        super().__init__(context, current_page)
        self.mentions_by_page = {page_mentions.page.path: page_mentions for page_mentions in mentions}
        self.sections_by_title = sections_by_title(mentions)

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the tree processors."""
        md.treeprocessors.register(_TitleLinks(md, self), "concord-mentions", _AFTER_INLINE)
        md.treeprocessors.register(_GlossaryContent(md, self), "concord-glossary", AFTER_TOC)

    def content(self, id: str) -> Element | None:
        """What the page that is rendered shows below its text, if `id` is its main heading's; None for nothing."""
        context = self.context.on_page(self.current_page.path)
        if not context.page_has(id):
            return None
        if id == GLOSSARY_ID:
            return a_to_z(context)
        if title := context.registry.titles.get(id):
            places = [place for place in self.sections_by_title.get(id, ()) if place[0].path != context.page]
            return title_card(context, title, places)
        if len(titles_by_abbreviation(id, context.registry)) > 1:
            return abbreviation_senses(context, id)
        return None


class _TitleLinks(Treeprocessor):
    """Puts in the links to titles that a page mentions."""

    def __init__(self, md: Markdown, extension: Glossary) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        extension = self.extension
        if mentions := extension.mentions_by_page.get(extension.current_page.path):
            link_titles(root, mentions, extension.context.language, _main_heading_id(root))


class _GlossaryContent(Treeprocessor):
    """Appends to a page of the glossary what the registry knows."""

    def __init__(self, md: Markdown, extension: Glossary) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        if (content := self.extension.content(_main_heading_id(root))) is not None:
            root.append(content)


def _main_heading_id(root: Element) -> str:
    heading = root.find("h1")
    return heading.get("id", "") if heading is not None else ""
