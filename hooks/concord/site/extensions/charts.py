"""A paragraph that is one link to a chart (`picture:`) → the chart's figure."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from concord.site.charts.figure import chart_figure, chart_svg
from concord.site.context import CurrentPage, SiteContext

_SCHEME = "picture:"


class Charts(Treeprocessor):
    """Replaces the links. It has to run before the references become HTML, since figures contain references."""

    def __init__(self, md: Markdown, context: SiteContext, current_page: CurrentPage) -> None:
        super().__init__(md)
        self.context, self.current_page = context, current_page

    def run(self, root: Element) -> None:
        """Replaces the links below `root`, in place. A link to an unknown chart stays as it is."""
        context = self.context.on_page(self.current_page.path)
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                link = child[0] if child.tag == "p" and len(child) == 1 else None
                if link is None or not link.get("href", "").startswith(_SCHEME):
                    continue
                chart = context.registry.charts.get(link.get("href", "").removeprefix(_SCHEME))
                if chart:
                    drawing = self.md.htmlStash.store(chart_svg(context, chart))
                    headline = "".join(link.itertext())
                    parent[index] = chart_figure(context, chart, headline, drawing)
                    parent[index].tail = child.tail
