"""What the registry knows of titles, on the pages of the glossary: cards, the senses of abbreviations, the A to Z."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from concord.languages import Language
from concord.model import Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.site.extensions.references import BEHIND_TOC
from concord.site.extensions.title_links import link_titles
from concord.site.glossary.a_to_z import a_to_z
from concord.site.glossary.title_card import abbreviation_senses, title_card, titles_by_abbreviation
from concord.site.section_links import Places
from concord.text.title_mentions import PageMentions

INDEX = "glossary"  # the id of the heading of the page with the A to Z
_BEHIND_INLINE = 7  # inline 20, attr_list 8


class Glossary(Extension):
    """Markdown's extension for one language. `page` is the path of the page that is rendered next."""

    def __init__(self, corpus: Corpus, registry: Registry, language: Language, titled: Sequence[PageMentions]) -> None:
        super().__init__()
        self.corpus, self.registry, self.language = corpus, registry, language
        self.titled = {pages.page.path: pages for pages in titled}
        self.mentioned = mentioned(titled)
        self.page = ""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Links(md, self), "concord-mentions", _BEHIND_INLINE)
        md.treeprocessors.register(_Entries(md, self), "concord-glossary", BEHIND_TOC)

    def content(self, id: str) -> Element | None:
        """What the page with the main heading `id` shows below its text."""
        if id == INDEX:
            return a_to_z(self.registry, self.corpus, self.language, self.page)
        if title := self.registry.titles.get(id):
            places = [(page, section) for page, section in self.mentioned.get(id, ()) if page.path != self.page]
            return title_card(title, self.registry, self.corpus, self.language, self.page, places)
        if len(titles_by_abbreviation(id, self.registry)) > 1:
            return abbreviation_senses(id, self.registry, self.corpus, self.language, self.page)
        return None


class _Links(Treeprocessor):
    """Puts in the links to titles that a page mentions."""

    def __init__(self, md: Markdown, owner: Glossary) -> None:
        super().__init__(md)
        self.owner = owner

    def run(self, root: Element) -> None:
        if titled := self.owner.titled.get(self.owner.page):
            link_titles(root, titled, self.owner.language, _name(root))


class _Entries(Treeprocessor):
    """Puts onto a page of the glossary what the registry knows."""

    def __init__(self, md: Markdown, owner: Glossary) -> None:
        super().__init__(md)
        self.owner = owner

    def run(self, root: Element) -> None:
        owner, id = self.owner, _name(root)
        home = owner.corpus.find_section(owner.language.code, id)
        if home and home[0].path == owner.page and (content := owner.content(id)) is not None:
            root.append(content)


def _name(root: Element) -> str:
    """The id of a page's own heading."""
    heading = root.find("h1")
    return heading.get("id", "") if heading is not None else ""


def mentioned(titled: Sequence[PageMentions]) -> Mapping[str, Places]:
    """For each title the sections of a language's pages that mention it, each once, in the order of the pages."""
    found: dict[str, dict[tuple[str, int], tuple[Page, Section]]] = {}
    for pages in titled:
        for section, _, mention in pages:
            if sense := pages.sense(mention):
                key = (pages.page.path, section.location.line)
                found.setdefault(sense, {}).setdefault(key, (pages.page, section))
    return {id: list(places.values()) for id, places in found.items()}
