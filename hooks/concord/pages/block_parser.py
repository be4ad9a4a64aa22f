"""The lines of a page → the leaves of its tree, by the preprocessors and the block parser of Python-Markdown.

So a block is what the site shows as one. The inline pass does not run; 22,000 blocks a second are parsed. Listings and
raw HTML, which Markdown replaces by placeholders, are leaves as well.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.footnotes import FootnoteTreeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX, Registry, code_escape
from pymdownx.highlight import HighlightExtension

from concord.config import DEFAULT_LIMITS, PageLimits
from concord.model import Step
from concord.pages.element_texts import element_kind, element_texts
from concord.pages.line_markers import OPEN, marked_line, strip_markers
from concord.pages.markdown_extensions import known_extensions

_CODE = re.compile(r"\s*<pre\b")
_PICTURES = re.compile(r"\s*(?:<img\b[^<>]*>\s*)+")
_SIGNS = {  # of block processors: the attribute that is a pattern, and a string that is in all that it matches
    "admonition": ("RE", "!!!"),
    "details": ("START", "???"),
    "tabbed": ("START", "==="),
    "hashheader": ("RE", "#"),
    "setextheader": ("RE", "\n"),
    "deflist": ("RE", ": "),
    "quote": ("RE", ">"),
    "reference": ("RE", "]:"),
}


_PREPROCESSOR_SIGNS = {  # what all that a preprocessor changes or takes out has in it
    "html_block": re.compile(r"&|<(?![\ufdd0-\ufddb]*https?://[^\s<>]*>)"),  # an address with its marker stays as it is
    "fenced_code_block": re.compile(r"```|~~~"),
}


class Leaf(NamedTuple):
    """A leaf of the tree. `text` has line markers in it; the other attributes are those of `model.Block`."""

    kind: str
    text: str
    group: int
    outer: str
    item: int
    trail: tuple[Step, ...] = ()


class _Plain:
    """A highlighter of listings that only escapes them: a real one would split the line markers into tokens."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def highlight(self, source: str, *_: object, **__: object) -> str:
        return f"<pre>{code_escape(source)}</pre>"


class _Settled(Registry[BlockProcessor]):
    """A registry that is sorted once; that of Markdown is sorted for each block."""

    def __init__(self, registry: Registry[BlockProcessor]) -> None:
        vars(self).update(vars(registry))
        self._all = tuple(registry)

    def __iter__(self) -> Iterator[BlockProcessor]:
        return iter(self._all)


_PLAIN_BLOCK = re.compile(rf"(?:[^\W\d_]|[`{OPEN}])[^\n{STX}]*")
_PLAIN_ITEM = re.compile(rf"[-*+] +{OPEN}[^\n{STX}]*")
_PROCESSORS = frozenset(  # of these, none but `paragraph` takes a block that `_PLAIN_BLOCK` matches, `ulist` an item
    (
        *("abbr", "admonition", "code", "defindent", "deflist", "details", "empty", "footnote", "hashheader", "hr"),
        *("indent", "markdown_block", "olist", "paragraph", "quote", "reference", "setextheader", "table", "tabbed"),
        "ulist",
    )
)


class _QuickParser:
    """`BlockParser.parseBlocks`, for a paragraph or an item of one line without asking each processor.

    Most blocks are such ones; it saves a tenth of the time.
    """

    def __init__(self, md: Markdown) -> None:
        self._paragraph = md.parser.blockprocessors["paragraph"]
        self._list = md.parser.blockprocessors["ulist"]
        self._processors = md.parser.blockprocessors

    def __call__(self, parent: Element, blocks: list[str]) -> None:
        """Process `blocks` and put what they become into `parent`."""
        while blocks:
            if _PLAIN_BLOCK.fullmatch(blocks[0]):
                self._paragraph.run(parent, blocks)
                continue
            if _PLAIN_ITEM.fullmatch(blocks[0]):
                self._list.run(parent, blocks)
                continue
            for processor in self._processors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break


class _Signed:
    """A pattern that is only tried on a text with `sign` in it, as most texts have none; it saves time."""

    def __init__(self, pattern: re.Pattern[str], sign: str) -> None:
        self._pattern, self._sign = pattern, sign
        self.finditer = pattern.finditer

    def search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(text) if self._sign in text else None

    def match(self, text: str) -> re.Match[str] | None:
        return self._pattern.match(text) if self._sign in text else None


def _test_with(sign: str, test: Callable[[Element, str], bool]) -> Callable[[Element, str], bool]:
    """`test` of a block processor, which is only asked about a block with `sign` in it."""
    return lambda parent, block: sign in block and test(parent, block)


def _run_with(sign: re.Pattern[str], run: Callable[[list[str]], list[str]]) -> Callable[[list[str]], list[str]]:
    """`run` of a preprocessor, which only gets a page that has `sign`."""

    def signed(lines: list[str]) -> list[str]:
        return run(lines) if sign.search("\n".join(lines)) else lines

    return signed


def _spare_preprocessors(md: Markdown) -> None:
    """Have the preprocessors of `md` do only what there is to do in a page of `MarkedLines`."""
    if "normalize_whitespace" in md.preprocessors:
        vars(md.preprocessors["normalize_whitespace"])["run"] = _normalize_whitespace
    for name, needed in _PREPROCESSOR_SIGNS.items():
        if name in md.preprocessors:
            vars(md.preprocessors[name])["run"] = _run_with(needed, md.preprocessors[name].run)


def _normalize_whitespace(lines: list[str]) -> list[str]:
    """What the preprocessor of this name makes of lines without tabs and placeholders, as `MarkedLines` has."""
    return [*lines[:1], *(line if line.strip(" ") else "" for line in lines[1:]), "", ""]


class Parser:
    """The Markdown of the site without its inline pass. One instance parses many pages, one after the other.

    Args:
        extensions: The Markdown extensions with their settings; those that `known_extensions` does not give, or that
            are not installed, are left out.
        limits: What a page may have at most; see `page_limits`.

    Attributes:
        limits: The argument.
        md: The Markdown object; after `leaves` it has the link labels of the page.
        labelled: After `leaves`, the line and the address of each link label.
    """

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]], limits: PageLimits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self._extensions, _ = known_extensions(extensions)
        try:
            self.md = self._markdown()
        except Exception:  # an extension may raise anything; `_usable_settings` finds which one it was
            usable = {name: _usable_settings(name, settings) for name, settings in self._extensions.items()}
            self._extensions = {name: settings for name, settings in usable.items() if settings is not None}
            self.md = self._markdown()
        self._is_clean = True
        self.labelled: list[tuple[int, str]] = []

    def _markdown(self) -> Markdown:
        md = Markdown(extensions=[*self._extensions], extension_configs=self._extensions)
        vars(md.treeprocessors["inline"])["stashed_nodes"] = {}  # its link patterns use it
        for extension in md.registeredExtensions:
            if isinstance(extension, HighlightExtension):
                vars(extension)["get_pymdownx_highlighter"] = lambda: _Plain
        for name, (attribute, sign) in _SIGNS.items():
            if name in md.parser.blockprocessors:
                processor = md.parser.blockprocessors[name]
                vars(processor)[attribute] = _Signed(getattr(processor, attribute), sign)
        if "table" in md.parser.blockprocessors:
            table = md.parser.blockprocessors["table"]
            vars(table)["test"] = _test_with("|", table.test)
        _spare_preprocessors(md)
        if "olist" in md.parser.blockprocessors:  # a code host shows the number with which a list begins
            vars(md.parser.blockprocessors["olist"])["LAZY_OL"] = False
        names = {one.name for one in vars(md.parser.blockprocessors)["_priority"]}
        md.parser.blockprocessors = _Settled(md.parser.blockprocessors)
        if names <= _PROCESSORS:
            vars(md.parser)["parseBlocks"] = _QuickParser(md)
        return md

    def leaves(self, lines: list[str]) -> Iterator[Leaf]:
        """The leaves of a page, in its order. `lines` are those of `MarkedLines`; Markdown may raise any exception."""
        if not self._is_clean:  # the state of a page that raised an exception is still in it
            self.md = self._markdown()
        self._is_clean = False
        yield from _with_pictures(self._leaves(lines))
        self._is_clean = True

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
        labels = self.md.references.items()  # a marker may be in the label, or in an address that has a line to itself
        self.labelled = [(marked_line(label + to[0]), strip_markers(to[0])) for label, to in labels]
        self.md.references = {strip_markers(label): (strip_markers(to[0]), to[1]) for label, to in labels}
        for group, element in enumerate(root):
            for kind, text, item, trail in element_texts(element):
                for inner_kind, inner in self._unstash(kind, text) if STX in text else [(kind, text)]:
                    stashed = element.tag == "p" and inner_kind in ("code", "html")
                    outer = ("pre" if inner_kind == "code" else "html") if stashed else element_kind(element)
                    yield Leaf(inner_kind, inner, group, "pre" if outer == "code" else outer, item, trail)

    def _unstash(self, kind: str, text: str) -> Iterator[tuple[str, str]]:
        """The kinds and texts in `text`, with each listing and each piece of raw HTML in place of its placeholder."""
        place = 0
        for match in HTML_PLACEHOLDER_RE.finditer(text):
            if text[place : match.start()].strip():
                yield kind, text[place : match.start()]
            place = match.end()
            raw = self.md.htmlStash.rawHtmlBlocks[int(match[1])]
            if isinstance(raw, Element):
                for _, inner, *_ in element_texts(raw):  # HTML within a line, whose Markdown the site does not render
                    yield from self._unstash("html", inner)
            else:
                yield from self._unstash("code" if _CODE.match(strip_markers(str(raw))) else "html", str(raw))
        if text[place:].strip():
            yield kind, text[place:]


def _with_pictures(leaves: Iterator[Leaf]) -> Iterator[Leaf]:
    """`leaves`, where a paragraph in an HTML element that is only `<img>` is one with the paragraph behind it.

    Whether an empty line stands between the two makes no difference to a reader.
    """
    waiting: Leaf | None = None
    for leaf in leaves:
        if waiting and leaf.kind == "p" and (waiting.group, waiting.trail[:-1]) == (leaf.group, leaf.trail[:-1]):
            leaf = leaf._replace(text=f"{waiting.text.rstrip()}\n\n{leaf.text}")
        elif waiting:
            yield waiting
        waiting = leaf if len(leaf.trail) > 1 and _is_picture(leaf) else None
        if not waiting:
            yield leaf
    if waiting:
        yield waiting


def _is_picture(leaf: Leaf) -> bool:
    return leaf.kind == "p" and "<img" in leaf.text and _PICTURES.fullmatch(strip_markers(leaf.text)) is not None


def _usable_settings(extension: str, settings: dict[str, Any]) -> dict[str, Any] | None:
    """`settings`, none of them where `extension` does not accept them, or None where it is not installed."""
    for usable in (settings, {}):
        with suppress(Exception):  # an extension may raise anything
            Markdown(extensions=[extension], extension_configs={extension: usable})
            return usable
    return None
