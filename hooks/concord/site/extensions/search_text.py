"""Pages in Markdown → their `Entry`s for the search, by the path of the page."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from concord.site.context import CurrentPage
from concord.site.search_text import Entry, search_entries

_AFTER_ALL = -20  # the addresses of references are resolved at -10


class SearchText(Extension):
    """Collects what the search finds on the pages of one language.

    Attributes:
        entries: The sections of each page that was rendered, by the page's path.
    """

    def __init__(self, current_page: CurrentPage) -> None:
        super().__init__()
        self.current_page = current_page
        self.entries: dict[str, list[Entry]] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the tree processor."""
        md.treeprocessors.register(_Collector(md, self), "concord-search", _AFTER_ALL)


class _Collector(Treeprocessor):
    def __init__(self, md: Markdown, extension: SearchText) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        self.extension.entries[self.extension.current_page.path] = list(search_entries(root))
