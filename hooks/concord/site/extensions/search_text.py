"""What the search is to find on a page: its sections with their texts, from Markdown's tree once all is in it."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX

_AFTER_ALL = -20
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_INLINE = frozenset(("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small"))
_INLINE |= {"span", "strong", "sub", "sup"}
_UNSEEN = frozenset(("script", "style", "svg", "input", "button"))
_STASHED = re.compile(f"{STX}[^{ETX}]*{ETX}")  # raw HTML, which Markdown puts back when all is done


class Entry(NamedTuple):
    """A section as the search sees it; `id` is "" for the beginning of a page, `blocks` are its texts."""

    id: str
    title: str
    blocks: tuple[str, ...]


class SearchText(Extension):
    """Markdown's extension that keeps what the search is to find on each page, by the page's path: set `page` first."""

    def __init__(self) -> None:
        super().__init__()
        self.page = ""
        self.found: dict[str, list[Entry]] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Reader(md, self), "concord-search", _AFTER_ALL)


class _Reader(Treeprocessor):
    def __init__(self, md: Markdown, owner: SearchText) -> None:
        super().__init__(md)
        self.owner = owner

    def run(self, root: Element) -> None:
        self.owner.found[self.owner.page] = list(search_entries(root))


def search_entries(root: Element) -> Iterator[Entry]:
    """The sections of a page, on Markdown's tree, without what is marked `data-search-exclude`."""
    id, title, blocks = "", "", list[str]()
    for child in root:
        if child.tag in _HEADINGS and child.get("id"):
            if title or blocks:
                yield Entry(id, title, tuple(blocks))
            id, title, blocks = child.get("id", "") if title else "", _inline(child), []
        else:
            blocks += filter(None, _blocks(child))
    yield Entry(id, title, tuple(blocks))


def _blocks(node: Element) -> Iterator[str]:
    """The texts of the innermost blocks in `node`."""
    if "data-search-exclude" in node.attrib or node.tag in _UNSEEN:
        return
    parts = [node.text or ""]
    for child in node:
        if child.tag in _INLINE:
            parts.append(_inline(child))
        else:
            yield _plain(parts)
            yield from _blocks(child)
            parts = []
        parts.append(child.tail or "")
    yield _plain(parts)


def _inline(node: Element) -> str:
    if "data-search-exclude" in node.attrib or node.get("class") == "headerlink":
        return ""
    return _plain([node.text or "", *(part for child in node for part in (_inline(child), child.tail or ""))])


def _plain(parts: Sequence[str]) -> str:
    text = "".join(parts).replace(AMP_SUBSTITUTE, "&")
    return " ".join(html.unescape(_STASHED.sub(" ", text)).split())
