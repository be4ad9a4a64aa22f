"""A paragraph that is one link to a picture (picture:) becomes its figure, on Markdown's tree."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from concord.languages import Language
from concord.registry import Registry
from concord.site.charts.figure import drawing, figure

_SCHEME = "picture:"


class Charts(Treeprocessor):
    """Runs before the references, which it makes more of."""

    def __init__(self, md: Markdown, registry: Registry, language: Language) -> None:
        super().__init__(md)
        self.registry, self.language = registry, language

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                link = child[0] if child.tag == "p" and len(child) == 1 else None
                if link is None or not link.get("href", "").startswith(_SCHEME):
                    continue
                picture = self.registry.charts.get(link.get("href", "").removeprefix(_SCHEME))
                if picture:
                    drawn = self.md.htmlStash.store(drawing(picture, self.registry, self.language))
                    headline = "".join(link.itertext())
                    parent[index] = figure(picture, headline, drawn, self.registry, self.language)
                    parent[index].tail = child.tail
