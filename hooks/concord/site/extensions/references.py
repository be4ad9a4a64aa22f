"""fact:, title: and source: links become HTML, on Markdown's tree, after its inline pass.

A fact becomes its text in the language's typography, linked to a note at the foot of the page; a source a numbered
citation; a title a link to its page.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from concord.languages import Language
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.site.extensions.charts import Charts
from concord.site.facts import citation
from concord.site.facts import note as facts
from concord.site.facts.table import fact_table
from concord.site.glossary.definitions import definition
from concord.site.html_elements import element
from concord.site.urls import resolve_urls, section_url
from concord.values import typeset

_REFERENCE = re.compile(r"(fact|title|source):(.*)")
BEHIND_TOC = 5  # its own place: toc comes first and would go thrice through all that is added, MkDocs' anchors follow
_AFTER_ALL = -10  # MkDocs looks at links at 0


class References(Extension):
    """Markdown's extension for one language. `page` is the path of the page that is rendered next."""

    def __init__(self, corpus: Corpus, registry: Registry, language: Language) -> None:
        super().__init__()
        self.corpus, self.registry, self.language = corpus, registry, language
        self.page = ""

    def extendMarkdown(self, md: Markdown) -> None:
        pictures = Charts(md, self.registry, self.language)
        md.treeprocessors.register(pictures, "concord-pictures", BEHIND_TOC)
        md.treeprocessors.register(_References(md, self), "concord-references", BEHIND_TOC)
        md.treeprocessors.register(_Settled(md), "concord-addresses", _AFTER_ALL)


class _Settled(Treeprocessor):
    def run(self, root: Element) -> None:
        resolve_urls(root)


class _References(Treeprocessor):
    def __init__(self, md: Markdown, owner: References) -> None:
        super().__init__(md)
        self.owner = owner

    def run(self, root: Element) -> None:
        noted: dict[str, None] = {}
        defined: dict[str, None] = {}
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                match = _REFERENCE.fullmatch(child.get("href", "")) if child.tag == "a" else None
                if match:
                    new = self._resolve(match[1], match[2], child, noted, defined)
                    new.tail = child.tail
                    parent[index] = new
        self._describe_sources(root)
        self._list_facts(root)
        if noted:
            root.append(self._notes(list(noted)))
        if defined:
            root.append(self._definitions(list(defined)))

    def _resolve(
        self, scheme: str, target: str, old: Element, noted: dict[str, None], defined: dict[str, None]
    ) -> Element:
        owner = self.owner
        if scheme == "source":
            text = "".join(old.itertext())
            return citation.citation(target, owner.registry, owner.corpus, owner.language, owner.page, text)
        if scheme == "title":
            address = section_url(owner.corpus, owner.language.code, owner.page, target)
            if address is None:
                return _like(old, "span", {})
            defined[target] = None
            return _like(old, "a", {"href": address, "class": "title", "aria-describedby": f"title-{target}"})
        fact = owner.registry.facts.get(target.partition(".")[0])
        if fact is None:
            return _like(old, "span", {})
        noted[fact.id] = None
        if old.text and not len(old):
            old.text = typeset(old.text, owner.language)
        note = f"note-{fact.id}"
        classes = " ".join(["fact", *(["fact-marked"] if fact.marks else [])])
        return _like(old, "a", {"href": f"#{note}", "class": classes, "aria-describedby": note})

    def _notes(self, ids: list[str]) -> Element:
        owner = self.owner
        notes = [
            facts.fact_note(owner.registry.facts[id], owner.registry, owner.corpus, owner.language, owner.page)
            for id in ids
        ]
        words = owner.language.interface
        heading = element("p", words["facts"], class_="notes-title")
        return element("aside", heading, *notes, class_="notes", aria_label=words["facts"], data_search_exclude="")

    def _definitions(self, ids: list[str]) -> Element:
        """What the titles are that the page links to, to be shown beside them."""
        code = self.owner.language.code
        said = [element("p", definition(self.owner.corpus, code, id), id=f"title-{id}") for id in ids]
        return element("div", *said, hidden="hidden", data_search_exclude="")

    def _describe_sources(self, root: Element) -> None:
        """Under the heading of each source's own section, what the registry knows of it."""
        owner = self.owner
        for index, child in reversed(list(enumerate(root))):
            id = child.get("id", "")
            home = owner.corpus.find_section(owner.language.code, id)
            if id in owner.registry.sources and home and home[0].path == owner.page:
                root.insert(index + 1, citation.source_details(id, owner.registry, owner.language))

    def _list_facts(self, root: Element) -> None:
        """All facts, on the page that is their list."""
        owner = self.owner
        home = owner.corpus.find_section(owner.language.code, facts.LIST)
        if home and home[0].path == owner.page:
            root.append(fact_table(owner.registry, owner.corpus, owner.language, owner.page))


def _like(old: Element, tag: str, attributes: dict[str, str]) -> Element:
    """An element with the content of `old`."""
    new = Element(tag, attributes)
    new.text = old.text
    new.extend(list(old))
    return new
