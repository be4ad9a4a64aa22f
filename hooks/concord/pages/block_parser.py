"""Markdown text → the leaves of its tree, by Python-Markdown itself, with the line of each.

The preprocessors and the block parser run, the inline pass does not: 22,000 blocks a second, and what is a block is
what the site shows as one. Listings and raw HTML, which Markdown puts aside, come as leaves of their own.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.footnotes import FootnoteTreeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX, AtomicString, Registry, code_escape
from pymdownx.highlight import HighlightExtension

from concord.errors import ConfigurationError
from concord.pages.line_markers import marked_line, strip_markers

_CODE = re.compile(r"\s*<pre\b")
_ITEMS = ("li", "tr", "dt", "dd")
_SIGNS = {  # of a block processor: its attribute with a pattern, and what stands in all that the pattern finds
    "admonition": ("RE", "!!!"),
    "details": ("START", "???"),
    "tabbed": ("START", "==="),
    "hashheader": ("RE", "#"),
    "setextheader": ("RE", "\n"),
    "deflist": ("RE", ": "),
    "quote": ("RE", ">"),
    "reference": ("RE", "]:"),
}


class Leaf(NamedTuple):
    """The text of one leaf, still with its marks; the rest as in `model.Block`."""

    kind: str
    text: str
    group: int
    outer: str
    item: int


class _Plain:
    """Stands in for the highlighter of listings, which would tear the marks apart."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def highlight(self, source: str, *_: object, **__: object) -> str:
        return f"<pre>{code_escape(source)}</pre>"


class _Settled(Registry[BlockProcessor]):
    """The processors of `registry`, to which none will be added: Markdown's own sorts them anew for each block."""

    def __init__(self, registry: Registry[BlockProcessor]) -> None:
        vars(self).update(vars(registry))
        self._all = tuple(registry)

    def __iter__(self) -> Iterator[BlockProcessor]:
        return iter(self._all)


class _Signed:
    """A pattern that is tried only where its sign stands: Markdown's own search each block letter by letter."""

    def __init__(self, pattern: re.Pattern[str], sign: str) -> None:
        self._pattern, self._sign = pattern, sign
        self.finditer = pattern.finditer

    def search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(text) if self._sign in text else None

    def match(self, text: str) -> re.Match[str] | None:
        return self._pattern.match(text) if self._sign in text else None


class Parser:
    """The site's Markdown without its inline pass. One instance reads many pages, one after the other.

    `extensions` are Markdown's, each with its settings; those that are not installed are left out. Raises
    `ConfigurationError` where one does not take its settings.
    """

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]]) -> None:
        self._extensions = {name: dict(settings) for name, settings in extensions.items()}
        try:
            self.md = self._markdown()
        except Exception:  # of one of them, which is asked for by itself
            self._extensions = {name: own for name, own in self._extensions.items() if _is_installed(name, own)}
            self.md = self._markdown()
        self._whole = True
        self.labelled: list[tuple[int, str]] = []

    def _markdown(self) -> Markdown:
        md = Markdown(extensions=[*self._extensions], extension_configs=self._extensions)
        vars(md.treeprocessors["inline"])["stashed_nodes"] = {}  # what its link patterns look into
        for extension in md.registeredExtensions:
            if isinstance(extension, HighlightExtension):
                vars(extension)["get_pymdownx_highlighter"] = lambda: _Plain
        for name, (attribute, sign) in _SIGNS.items():
            if name in md.parser.blockprocessors:
                own = vars(md.parser.blockprocessors[name])
                own[attribute] = _Signed(getattr(md.parser.blockprocessors[name], attribute), sign)
        md.parser.blockprocessors = _Settled(md.parser.blockprocessors)
        return md

    def leaves(self, lines: list[str]) -> Iterator[Leaf]:
        """The leaves of the marked `lines`, in the order of the page.

        Afterwards `md` knows the page's link labels, and `labelled` the line and the address of each.
        """
        if not self._whole:  # a page that could not be read to its end has left its state behind
            self.md = self._markdown()
        self._whole = False
        yield from self._leaves(lines)
        self._whole = True

    def _leaves(self, lines: list[str]) -> Iterator[Leaf]:
        self.md.reset()
        self.labelled = []
        if not any(line.strip() for line in lines):
            return
        for preprocessor in self.md.preprocessors:
            lines = preprocessor.run(lines)
        self.md.parser.parseDocument(lines)
        root = self.md.parser.root
        for processor in self.md.treeprocessors:
            if isinstance(processor, FootnoteTreeprocessor):
                for text in list(processor.footnotes.footnotes.values()):
                    self.md.parser.parseChunk(SubElement(root, "li"), text)
        labels = self.md.references.items()  # a label, or an address on a line of its own, may have got a mark
        self.labelled = [(marked_line(label + to[0]), strip_markers(to[0])) for label, to in labels]
        self.md.references = {strip_markers(label): (strip_markers(to[0]), to[1]) for label, to in labels}
        for group, element in enumerate(root):
            for kind, text, item in _texts(element):
                for inner_kind, inner in self._unstash(kind, text) if STX in text else [(kind, text)]:
                    stashed = element.tag == "p" and inner_kind in ("code", "html")
                    outer = ("pre" if inner_kind == "code" else "html") if stashed else _kind(element)
                    yield Leaf(inner_kind, inner, group, "pre" if outer == "code" else outer, item)

    def _unstash(self, kind: str, text: str) -> Iterator[tuple[str, str]]:
        """The kinds and texts in `text`, with each listing and each piece of raw HTML that stands in it put back."""
        place = 0
        for match in HTML_PLACEHOLDER_RE.finditer(text):
            if text[place : match.start()].strip():
                yield kind, text[place : match.start()]
            place = match.end()
            raw = self.md.htmlStash.rawHtmlBlocks[int(match[1])]
            if isinstance(raw, Element):
                for _, inner, _ in _texts(raw):  # not at the start of a block: its Markdown stays as it was typed
                    yield from self._unstash("html", inner)
            else:
                yield from self._unstash("code" if _CODE.match(strip_markers(str(raw))) else "html", str(raw))
        if text[place:].strip():
            yield kind, text[place:]


def _texts(root: Element) -> Iterator[tuple[str, str, int]]:
    """Each element's own text and tail, with the kind of block that it is and its item, without recursion."""
    todo: list[tuple[Element | None, str, str]] = [(root, "", "")]
    item = 0
    while todo:
        element, kind, text = todo.pop()
        if element is None:
            yield kind, text, item
            continue
        kind = _kind(element)
        item += element.tag in _ITEMS
        if element.text and element.text.strip():
            yield "html" if isinstance(element.text, AtomicString) and kind != "code" else kind, element.text, item
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


def _is_installed(extension: str, settings: dict[str, Any]) -> bool:
    """Whether the extension is here; one that only the site has is left out, so that its pages can still be read."""
    try:
        Markdown(extensions=[extension], extension_configs={extension: settings})
    except ImportError:
        return False
    except Exception as error:  # whatever an extension raises at settings that it does not take
        reason = f"the Markdown extension {extension} cannot be used ({error})"
        raise ConfigurationError(f"mkdocs.yml: {reason}") from error
    return True
