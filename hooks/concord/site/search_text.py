"""Markdown's tree → `Entry`: the sections of a page with the texts that the search finds."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import AMP_SUBSTITUTE, ETX, STX

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_INLINE = frozenset(("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small"))
_INLINE |= {"span", "strong", "sub", "sup"}
_WITHOUT_TEXT = frozenset(("script", "style", "svg", "input", "button"))
_STASHED = re.compile(f"{STX}[^{ETX}]*{ETX}")  # Markdown's placeholders for raw HTML, which it inserts at the very end


class Entry(NamedTuple):
    """A section as the search sees it.

    Attributes:
        id: The id of its heading; "" for the beginning of a page.
        title: The text of its heading.
        blocks: The texts of its blocks, such as paragraphs, items and cells, without markup.
    """

    id: str
    title: str
    blocks: tuple[str, ...]


def search_entries(root: Element) -> Iterator[Entry]:
    """The sections of a page.

    Args:
        root: Markdown's tree of the page, after all other extensions. Elements with `data-search-exclude` are left out.
    """
    id, title, blocks = "", "", list[str]()
    for child in _top_level(root):
        if child.tag in _HEADINGS and child.get("id"):
            if title or blocks:
                yield Entry(id, title, tuple(blocks))
            id, title, blocks = child.get("id", "") if title else "", _inline_text(child), []
        else:
            blocks += filter(None, _block_texts(child))
    yield Entry(id, title, tuple(blocks))


def _top_level(node: Element) -> Iterator[Element]:
    """The blocks of a page; those in a box with a heading in it one by one."""
    for child in node:
        if child.tag not in _HEADINGS and any(inner.tag in _HEADINGS and inner.get("id") for inner in child.iter()):
            yield from _top_level(child)
        else:
            yield child


def _block_texts(node: Element) -> Iterator[str]:
    """The texts of the innermost blocks in `node`; "" for a block without text of its own."""
    if "data-search-exclude" in node.attrib or node.tag in _WITHOUT_TEXT:
        return
    parts = [node.text or ""]
    for child in node:
        if child.tag in _INLINE:
            parts.append(_inline_text(child))
        else:
            yield _plain(parts)
            yield from _block_texts(child)
            parts = []
        parts.append(child.tail or "")
    yield _plain(parts)


def _inline_text(node: Element) -> str:
    if "data-search-exclude" in node.attrib or node.get("class") == "headerlink":
        return ""
    return _plain([node.text or "", *(part for child in node for part in (_inline_text(child), child.tail or ""))])


def _plain(parts: Sequence[str]) -> str:
    """The text without placeholders and entities, with single spaces."""
    text = "".join(parts).replace(AMP_SUBSTITUTE, "&")
    return " ".join(html.unescape(_STASHED.sub(" ", text)).split())
