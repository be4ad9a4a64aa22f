"""A paragraph that is one link to a chart (`picture:`) → the chart's figure."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from concord.site.charts.figure import chart_figure, chart_svg
from concord.site.context import SiteContext

_SCHEME = "picture:"


class Charts(Treeprocessor):
    """Replaces the links. It has to run before the references become HTML, since figures contain references."""

    def __init__(self, md: Markdown, context: SiteContext) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        """Replaces the links below `root`, in place. A link to an unknown chart stays as it is."""
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                link = child[0] if child.tag == "p" and len(child) == 1 else None
                if link is None or not link.get("href", "").startswith(_SCHEME):
                    continue
                chart = self.context.registry.charts.get(link.get("href", "").removeprefix(_SCHEME))
                if chart:
                    drawing = self.md.htmlStash.store(chart_svg(self.context, chart))
                    headline = "".join(link.itertext())
                    parent[index] = chart_figure(self.context, chart, headline, drawing)
                    parent[index].tail = child.tail
