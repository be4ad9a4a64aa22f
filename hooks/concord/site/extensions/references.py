"""References in a page (`fact:`, `title:`, `source:`) → HTML, after Markdown's inline pass.

A fact becomes its text in the typography of the language, linked to a note at the foot of the page; a source becomes a
numbered citation; a title a link to its page, with its definition for those who point at it.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from concord.site.context import CurrentPage, SiteContext
from concord.site.extensions.charts import Charts
from concord.site.extensions.missing_pages import lead_to_other_languages
from concord.site.extensions.page_extension import PageExtension
from concord.site.facts.bibliography import page_bibliography
from concord.site.facts.citation import citation, source_details
from concord.site.facts.label import LABELS_ID, is_doubtful, labels_table
from concord.site.facts.note import FACT_LIST_ID, fact_note
from concord.site.facts.table import fact_table
from concord.site.glossary.definitions import definition
from concord.site.html_elements import element
from concord.site.urls import resolve_urls, section_url
from concord.values import typeset

_REFERENCE = re.compile(r"(fact|title|source):(.*)")
AFTER_TOC = 5  # Markdown's `toc` runs before: it would walk three times through all that is added
_AFTER_LINK_CHECK = -10  # MkDocs checks links at 0


class References(PageExtension):
    """References and charts on the pages of one language."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the tree processors; charts run before the references that they contain."""
        references = _References(md, self.context, self.current_page)
        md.treeprocessors.register(Charts(md, self.context, self.current_page), "concord-pictures", AFTER_TOC)
        md.treeprocessors.register(references, "concord-references", AFTER_TOC)
        md.treeprocessors.register(_ResolvedUrls(md), "concord-addresses", _AFTER_LINK_CHECK)


class _ResolvedUrls(Treeprocessor):
    def run(self, root: Element) -> None:
        resolve_urls(root)


class _References(Treeprocessor):
    def __init__(self, md: Markdown, context: SiteContext, current_page: CurrentPage) -> None:
        super().__init__(md)
        self.context, self.current_page = context, current_page

    def run(self, root: Element) -> None:
        context = self.context.on_page(self.current_page.path)
        links = _ReferenceLinks(context)
        lead_to_other_languages(context, root)
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                match = _REFERENCE.fullmatch(child.get("href", "")) if child.tag == "a" else None
                if match:
                    parent[index] = links.resolve(match[1], match[2], child)
                    parent[index].tail = child.tail
        _describe_sources(context, root)
        if context.page_has(FACT_LIST_ID):
            root.append(fact_table(context))
        if context.page_has(LABELS_ID):
            _insert_labels(context, root)
        if links.facts:
            root.append(_notes(context, links.facts))
        cited = links.sources | {id for fact in links.facts for id in context.registry.facts[fact].sources}
        if cited and context.corpus.find_line(context.code, "sources") is not context.rendered_page:
            root.append(page_bibliography(context, cited))
        if links.titles:
            root.append(_definitions(context, links.titles))


@dataclass
class _ReferenceLinks:
    """References → elements. The ids of those that were referred to are kept: of facts and titles in order, as keys."""

    context: SiteContext
    facts: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)

    def resolve(self, scheme: str, target: str, link: Element) -> Element:
        """The element in the place of `link`; the plain text of the link where its target does not exist."""
        if scheme == "source":
            self.sources.add(target)
            return citation(self.context, target, "".join(link.itertext()))
        return self._title(target, link) if scheme == "title" else self._fact(target, link)

    def _title(self, id: str, link: Element) -> Element:
        address = section_url(self.context, id)
        if address is None:
            return _with_content_of(link, "span", {})
        self.titles[id] = None
        return _with_content_of(link, "a", {"href": address, "class": "title", "aria-describedby": f"title-{id}"})

    def _fact(self, target: str, link: Element) -> Element:
        fact = self.context.registry.facts.get(target.partition(".")[0])
        if fact is None:
            return _with_content_of(link, "span", {})
        self.facts[fact.id] = None
        if link.text and not len(link):
            link.text = typeset(link.text, self.context.language)
        note = f"note-{fact.id}"
        classes = "fact fact-marked" if is_doubtful(self.context, fact) else "fact"
        return _with_content_of(link, "a", {"href": f"#{note}", "class": classes, "aria-describedby": note})


def _describe_sources(context: SiteContext, root: Element) -> None:
    """Inserts, under the heading of each source's section on the page, what the registry knows of the source."""
    for index, child in reversed(list(enumerate(root))):
        id = child.get("id", "")
        if id in context.registry.sources and context.page_has(id):
            root.insert(index + 1, source_details(context, id))


def _insert_labels(context: SiteContext, root: Element) -> None:
    """Inserts the table of the labels behind the first paragraph below their heading."""
    index = next((index for index, child in enumerate(root) if child.get("id") == LABELS_ID), None)
    if index is not None:
        root.insert(index + 2, labels_table(context))


def _notes(context: SiteContext, ids: Collection[str]) -> Element:
    """The notes on the facts that the page cites, unfolded: screen readers hear nothing of what is folded."""
    label = context.words["facts"]
    heading = element("summary", f"{label} ({len(ids)})")
    notes = [fact_note(context, context.registry.facts[id]) for id in ids]
    fold = element("details", heading, *notes, open="open")
    return element("aside", fold, class_="notes", aria_label=label, data_search_exclude="")


def _definitions(context: SiteContext, ids: Iterable[str]) -> Element:
    """The definitions of the titles that the page links to, hidden; the links refer to them by `aria-describedby`."""
    items = [element("p", definition(context, id), id=f"title-{id}") for id in ids]
    return element("div", *items, hidden="hidden", data_search_exclude="")


def _with_content_of(old: Element, tag: str, attributes: dict[str, str]) -> Element:
    """A new element with the text and the children of `old`."""
    new = Element(tag, attributes)
    new.text = old.text
    new.extend(list(old))
    return new
