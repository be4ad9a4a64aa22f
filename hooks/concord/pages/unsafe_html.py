"""Rendered HTML of a page → the elements, attributes and addresses in it that a published page may not have.

The HTML is read as a browser reads it (by Lexbor, an implementation of the HTML standard), after Markdown has made it:
so it does not matter whether something was typed as raw HTML, as an attribute list or with character references. What
is allowed is a closed list; it has nothing that runs, that leads a reader away unasked, or that a browser would fetch
from another host.
"""

import re
from collections.abc import Iterator
from functools import cache
from html.entities import html5
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ELEMENTS = frozenset(
    """
    a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1
    h2 h3 h4 h5 h6 hr i img input ins kbd label li mark nav ol p pre q rp rt ruby s samp small span strong sub
    summary sup table tbody td tfoot th thead tr u ul var wbr
    """.split()  # noqa: SIM905 — a list of words is read at a glance
)
_EVERYWHERE = frozenset(
    """
    aria-describedby aria-hidden aria-label aria-labelledby class dir hidden id lang role title
    """.split()  # noqa: SIM905
)
_ATTRIBUTES = {
    "a": frozenset({"href", "hreflang", "rel", "name"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "div": frozenset({"data-tabs", "markdown"}),
    "img": frozenset({"alt", "height", "src", "width", "loading", "decoding"}),
    "input": frozenset({"checked", "disabled", "name", "type"}),
    "ins": frozenset({"cite", "datetime"}),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "q": frozenset({"cite"}),
    "td": frozenset({"align", "colspan", "headers", "rowspan", "style"}),
    "th": frozenset({"abbr", "align", "colspan", "headers", "rowspan", "scope", "style"}),
}
_LINKS, _LOADED = frozenset({"cite", "href"}), frozenset({"src"})
_SCHEMES = frozenset(
    {"http", "https", "mailto", "tel", "fact", "title", "source", "picture", "evidence", "disputes", "sources"}
)
_STYLE = re.compile(r"text-align: (?:left|center|right);?")  # what the extension for tables writes
_INPUTS = frozenset({"checkbox", "radio"})  # what those for tabs and lists of tasks write
_OWN_ID = re.compile(r"__tabbed_\d+(?:_\d+)?")
_THEME_ID = re.compile(r"__|md-")  # how the theme's script knows its own elements and settings
_NO_ID = re.compile(r"[\s\"'<>\\]")  # with these the theme's script stops when it looks for the id
_THEME_CLASS = re.compile(r"(?:^|\s)(?:md-(?!typeset(?:\s|$))|mermaid(?:\s|$))")  # mermaid is fetched from another host
_IGNORED = re.compile("[\t\n\r]+")  # a browser drops these from an address
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
_LONGEST_NEEDLE = 24  # characters
_BETWEEN = r"(?:[\t\n\r\\]|&(?:Tab|NewLine|#0*(?:9|10|13)|#x0*[9ad])\b;?)"  # what a browser or Markdown drops


class UnsafeHtml(NamedTuple):
    """Something that a published page may not have.

    Attributes:
        what: It in words, as HTML: `<script>`, `onclick`, `javascript:`.
        needle: A pattern that finds it in the page's source, however it was typed.
    """

    what: str
    needle: str


def unsafe_html(html: str) -> Iterator[UnsafeHtml]:
    """What the rendered `html` of a page's text has that is not allowed, in the order of the page."""
    tree = LexborHTMLParser(f"<!doctype html><html><body><main><div>{html}</div><hr></main></body></html>")
    if tree.root is None:
        return
    wrapper = ["html", "head", "body", "main", "div"]
    last: LexborNode | None = None
    for node in tree.root.traverse():
        name = node.tag or ""
        if name == "-comment":
            continue
        if wrapper and name == wrapper[0]:
            wrapper.pop(0)
            yield from _attributes(name, node)
            continue
        last = node
        yield from _element(name, node)
    if last is None or last.tag != "hr" or last.parent is None or last.parent.tag != "main":
        yield UnsafeHtml("an element that is not closed, or closed twice", r"<")


def _element(name: str, node: LexborNode) -> Iterator[UnsafeHtml]:
    if name not in _ELEMENTS:
        yield UnsafeHtml(f"<{name}>", rf"<\s*/?\s*{re.escape(name)}\b")
    elif name == "input" and (node.attributes.get("type") or "") not in _INPUTS:
        yield UnsafeHtml("<input>", r"<\s*input\b")
    else:
        yield from _attributes(name, node)


def _attributes(element: str, node: LexborNode) -> Iterator[UnsafeHtml]:
    known = _ATTRIBUTES.get(element, frozenset())
    for name, value in node.attributes.items():
        text = value or ""
        if (name not in known and name not in _EVERYWHERE) or (name == "style" and not _STYLE.fullmatch(text)):
            yield UnsafeHtml(f"the attribute {name}", rf"\b{re.escape(name)}\b\s*=?")
        elif name in _LINKS | _LOADED and (fault := _address(text, is_loaded=name in _LOADED)):
            yield UnsafeHtml(fault, _typed(text))
        elif name == "title" and "<" in text:  # the theme's tooltips took it for HTML, and may do so again
            yield UnsafeHtml("a title with <", _typed(text[text.index("<") :]))
        elif name in ("id", "name", "for") and _THEME_ID.match(text) and not _OWN_ID.fullmatch(text):
            yield UnsafeHtml(f"the id {text}, which is the theme's", _typed(text))
        elif name == "id" and _NO_ID.search(text):
            yield UnsafeHtml("an id with a blank, a quotation mark or a bracket", rf"\bid\s*=|#{_typed(text)}")
        elif name == "class" and (match := _THEME_CLASS.search(text)):
            yield UnsafeHtml(f"the class {match[0].strip()}…, which is the theme's", re.escape(match[0].strip()))


def _address(text: str, *, is_loaded: bool) -> str:
    """What is wrong with an address, "" where nothing is. A browser drops blanks around it and line ends in it."""
    address = _IGNORED.sub("", text).strip("".join(map(chr, range(0x21))))
    scheme = _SCHEME.match(address)
    if scheme and (is_loaded or scheme[0].lower() not in _SCHEMES):
        return f"an address that begins with {scheme[0].lower()}:"
    if is_loaded and address.replace("\\", "/").startswith("//"):
        return "a picture from another host"
    try:
        urlsplit(address)
    except ValueError:
        return "an address that is none"
    return ""


def _typed(text: str) -> str:
    """A pattern of the beginning of a value as it may stand in the source: also with character references in it."""
    plain = _IGNORED.sub("", text).strip()[:_LONGEST_NEEDLE]
    return f"{_BETWEEN}*".join(map(_typed_character, plain)) or "<"


@cache
def _typed_character(character: str) -> str:
    code = ord(character)
    names = "".join(rf"|&{name}" for name, value in html5.items() if value == character)
    return rf"(?:{re.escape(character)}|&#0*{code};?|&#x0*{code:x};?{names})"
