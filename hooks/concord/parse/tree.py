"""Markdown text → the leaves of its tree, by Python-Markdown itself, with the line of each.

The preprocessors and the block parser run, the inline pass does not: 22,000 blocks a second, and what is a block is
what the site shows as one. Listings and raw HTML, which Markdown puts aside, come as leaves of their own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteTreeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString, code_escape
from pymdownx.highlight import HighlightExtension

from concord.parse import marks

_CODE = re.compile(r'\s*<(?:pre|div class="highlight"|table class="highlighttable")')


@dataclass(frozen=True, slots=True)
class Leaf:
    """The text of one leaf, still with its marks; `kind` and `group` as in `model.Block`."""

    kind: str
    text: str
    group: int


class _Plain:
    """Stands in for the highlighter of listings, which would tear the marks apart."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def highlight(self, source: str, *_: object, **__: object) -> str:
        return f"<pre>{code_escape(source)}</pre>"


class Parser:
    """The site's Markdown without its inline pass. One instance reads many pages, one after the other."""

    def __init__(self, extensions: Sequence[str], settings: Mapping[str, Mapping[str, Any]]) -> None:
        self._extensions = list(extensions)
        self._settings = {name: dict(settings.get(name, {})) for name in extensions}
        self.md = self._markdown()

    def _markdown(self) -> Markdown:
        md = Markdown(extensions=self._extensions, extension_configs=self._settings)
        vars(md.treeprocessors["inline"])["stashed_nodes"] = {}  # what its link patterns look into
        for extension in md.registeredExtensions:
            if isinstance(extension, HighlightExtension):
                vars(extension)["get_pymdownx_highlighter"] = lambda: _Plain
        return md

    def leaves(self, lines: list[str]) -> Iterator[Leaf]:
        """The leaves of the marked `lines`, in the order of the page. Afterwards `md` knows the page's link labels."""
        self.md = self._markdown()  # a page that could not be read to its end would leave its state behind
        if not any(line.strip() for line in lines):
            return
        for preprocessor in self.md.preprocessors:
            lines = preprocessor.run(lines)
        root = self.md.parser.parseDocument(lines).getroot()
        for processor in self.md.treeprocessors:
            if isinstance(processor, FootnoteTreeprocessor):
                for text in list(processor.footnotes.footnotes.values()):
                    self.md.parser.parseChunk(SubElement(root, "li"), text)
        for group, element in enumerate(root):
            for kind, text in _texts(element):
                yield from self._unstash(kind, text, group)

    def _unstash(self, kind: str, text: str, group: int) -> Iterator[Leaf]:
        """`text` as leaves, with each listing and each piece of raw HTML that stands in it put back."""
        place = 0
        for match in HTML_PLACEHOLDER_RE.finditer(text):
            if text[place : match.start()].strip():
                yield Leaf(kind, text[place : match.start()], group)
            place = match.end()
            raw = self.md.htmlStash.rawHtmlBlocks[int(match[1])]
            if isinstance(raw, Element):
                for inner_kind, inner in _texts(raw):
                    yield from self._unstash(inner_kind, inner, group)
            else:
                yield Leaf("code" if _CODE.match(marks.strip(str(raw))) else "html", str(raw), group)
        if text[place:].strip():
            yield Leaf(kind, text[place:], group)


def _texts(root: Element) -> Iterator[tuple[str, str]]:
    """Each element's own text and tail, with the kind of block that it is, without recursion."""
    todo: list[tuple[Element | None, str, str]] = [(root, "", "")]
    while todo:
        element, kind, text = todo.pop()
        if element is None:
            yield kind, text
            continue
        kind = _kind(element)
        if element.text and element.text.strip():
            yield "html" if isinstance(element.text, AtomicString) and kind != "code" else kind, element.text
        for child in reversed(element):
            if child.tail and child.tail.strip():
                todo.append((None, kind, child.tail))
            todo.append((child, "", ""))


def _kind(element: Element) -> str:
    tag = element.tag if isinstance(element.tag, str) else "html"
    if tag == "pre":
        return "code"
    if tag == "p" and element.get("class") == "admonition-title":
        return "title"
    return tag
