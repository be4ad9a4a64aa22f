"""The form of a page: *In short* → a box with how sure each point is; evidence, disputes and sources → drawn; a fold.

It works on Markdown's tree after the inline pass, and before the references that it looks at become HTML.
"""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from concord.site.context import SiteContext
from concord.site.disputes import dispute_list
from concord.site.extensions.page_extension import PageExtension
from concord.site.facts.bibliography import source_list
from concord.site.facts.evidence import evidence_table
from concord.site.facts.label import least_sure
from concord.site.html_elements import element

_BEFORE_TOC = 6  # `toc` is at 5, and behind it MkDocs collects the ids that links may lead to; attr_list is at 8
_LISTS = {"disputes:": dispute_list, "sources:": source_list}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class PageForm(PageExtension):
    """What the site makes of the sections `#short`, `#evidence` and `#otherwise`, on the pages of one language."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the tree processor."""
        md.treeprocessors.register(_Form(md, self), "concord-form", _BEFORE_TOC)


class _Form(Treeprocessor):
    def __init__(self, md: Markdown, owner: PageForm) -> None:
        super().__init__(md)
        self.owner = owner

    def run(self, root: Element) -> None:
        context = self.owner.context.on_page(self.owner.current_page.path)
        _draw_lines(context, root)
        if (box := _boxed(root, "short")) is not None:
            for points in box.findall("./ul") + box.findall("./ol"):
                for point in points:
                    _add_label(context, point)
        if (box := _boxed(root, "otherwise", with_sections=True)) is not None:
            _fold(box)


def _draw_lines(context: SiteContext, root: Element) -> None:
    """Replaces each paragraph that is a line of evidence by its table, and one that asks for a list by that list."""
    for parent in list(root.iter()):
        for child in list(parent):
            link = child[0] if child.tag == "p" and len(child) == 1 else None
            scheme = link.get("href", "") if link is not None else ""
            drawn: Element | None = None
            if link is not None and scheme == "evidence:":
                ids = "".join(link.itertext()).replace(",", " ").split()
                facts = context.registry.facts
                drawn = evidence_table(context, [facts[id] for id in dict.fromkeys(ids) if id in facts])
            elif scheme in _LISTS:
                drawn = _LISTS[scheme](context)
            else:
                continue
            index = list(parent).index(child)
            parent.remove(child)
            if drawn is not None:
                parent.insert(index, drawn)


def _boxed(root: Element, id: str, with_sections: bool = False) -> Element | None:
    """A new element in the place of the section whose heading has `id`, with its content; None without such a section.

    With `with_sections` the sections below it belong to it.
    """
    tags = [child.tag for child in root]
    start = next((i for i, child in enumerate(root) if child.get("id") == id and child.tag in _HEADINGS), None)
    if start is None:
        return None
    ends = [tag for tag in _HEADINGS if not with_sections or tag <= tags[start]]
    end = next((i for i in range(start + 1, len(tags)) if tags[i] in ends), len(tags))
    box = element("div", *root[start:end], class_=id)
    root[start:end] = [box]
    return box


def _add_label(context: SiteContext, point: Element) -> None:
    """Appends to a point how sure it is: as sure as the least sure of the facts that it cites."""
    cited = [link for link in point.iter("a") if link.get("href", "").startswith("fact:")]
    ids = [link.get("href", "").removeprefix("fact:").partition(".")[0] for link in cited]
    facts = context.registry.facts
    label, text = least_sure(context, [facts[id] for id in ids if id in facts])
    classes = f"sure sure-{label}" if label else "sure"
    if len(point):
        point[-1].tail = f"{point[-1].tail or ''} "
    else:
        point.text = f"{point.text or ''} "
    point.append(element("span", text, class_=classes, data_search_exclude=""))


def _fold(box: Element) -> None:
    """Folds what stands below the heading of a section. The line to unfold it names the sections within."""
    heading, *content = box
    titles = ["".join(child.itertext()) for child in content if child.tag in _HEADINGS]
    summary = element("summary", " · ".join(titles) or "".join(heading.itertext()), data_search_exclude="")
    box[1:] = [element("details", summary, *content)]
