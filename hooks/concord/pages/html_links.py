"""The HTML tags in a block → the links and images in them, and the ids that they give."""

import html
import re
from collections.abc import Iterator

from concord.model import Block, Reference

_ATTRIBUTE = re.compile(r"""\s(?P<name>[a-z-]+)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'<>=`]+))""", re.I)
_TAG = re.compile(r"<([A-Za-z][\w-]*)")
_ADDRESSES = {  # of a tag: its attribute with an address, and the scheme of the reference
    "a": ("href", "link"),
    **dict.fromkeys(("img", "source", "video", "audio", "embed"), ("src", "image")),
    "iframe": ("src", "link"),
    "object": ("data", "image"),
}


def html_references(block: Block) -> Iterator[Reference]:
    """The links and images in the tags of `block`, in order; an image's text is its `alt`."""
    for start, end in _tags(block):
        tag = _TAG.match(block.text, start)
        name, scheme = _ADDRESSES.get(tag[1].lower() if tag else "", ("", ""))
        if not name:
            continue
        attributes = {match["name"].lower(): _value(match) for match in _ATTRIBUTE.finditer(block.text, start, end)}
        name = "srcset" if name not in attributes and "srcset" in attributes else name
        if name in attributes:
            place, text = block.span(start, end), attributes.get("alt", "")
            yield Reference(scheme, attributes[name].strip(), text, place, place, span=(start, end))


def html_ids(block: Block) -> Iterator[str]:
    """The ids and names that the tags of `block` give."""
    for start, end in _tags(block):
        for match in _ATTRIBUTE.finditer(block.text, start, end):
            if match["name"].lower() in ("id", "name"):
                yield _value(match)


def _tags(block: Block) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end, kind in block.spans if kind == "html")


def _value(match: re.Match[str]) -> str:
    return html.unescape(next(value for value in match.group("a", "b", "c") if value is not None))
