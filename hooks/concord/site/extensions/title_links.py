"""In each section, the first mention of a title becomes a link to its page, with its definition beside it.

On Markdown's tree: never in headings, links, code, quotations or what is emphasised as a foreign word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from concord.languages import Language
from concord.model import Block
from concord.pages.inline_scanner import scan_wording
from concord.text.masking import BLANK
from concord.text.quotations import quotation_spans
from concord.text.title_mentions import PageMentions, TitleMention

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PROSE = frozenset(("p", "li", "td", "dd"))
_SHUT = _HEADINGS | {"a", "code", "pre", "blockquote", "q", "em", "cite", "aside", "script", "style"}
_INLINE = frozenset(("strong", "span", "b", "i", "br", "sup", "sub", "small", "mark", "abbr"))


@dataclass(frozen=True)
class _Piece:
    """A stretch of a block's text: the text of `element`, or its tail; `start` is its offset in the block's text."""

    parent: Element
    element: Element
    is_tail: bool
    start: int
    text: str


def link_titles(root: Element, titled: PageMentions, language: Language, own: str) -> None:
    """Puts the links into the tree `root`, as title: references; `own` is the title that the page itself is about."""
    named: dict[str, set[str]] = {}
    for section, _, mention in titled:
        named.setdefault(section.id, set()).add(titled.sense(mention))
    linked, here = {own}, named.get("", set())
    for element in list(_open(root)):
        if element.tag in _HEADINGS:
            linked, here = {own}, named.get(element.get("id", ""), set())
        elif element.tag in _PROSE and not here <= linked:
            linked |= {child.get("href", "").removeprefix("title:") for child in element if child.tag == "a"}
            _link_in(element, titled, language, linked)


def _open(element: Element) -> Iterator[Element]:
    """The elements in the order of the page, headings included, without what lies in those that are shut."""
    yield element
    for child in element if element.tag not in _SHUT and "title-data" not in element.get("class", "") else ():
        yield from _open(child)


def _link_in(element: Element, titled: PageMentions, language: Language, linked: set[str]) -> None:
    pieces = list(_pieces(element))
    text = "".join(piece.text for piece in pieces)
    quotations = quotation_spans(text, language)
    found: list[tuple[_Piece, TitleMention, str]] = []
    for mention in titled.finder.find(Block("p", text, "", 0, "p", 0, ((0, 1, 1),), spans=scan_wording(text))):
        sense = titled.sense(mention)
        piece = next((p for p in pieces if p.start <= mention.start and mention.end <= p.start + len(p.text)), None)
        if not sense or sense in linked or mention.vague or piece is None:
            continue
        if not any(start <= mention.start < end for start, end in quotations):
            linked.add(sense)
            found.append((piece, mention, sense))
    for piece, mention, sense in reversed(found):
        _insert(piece, mention.start - piece.start, mention.end - piece.start, sense)


def _pieces(element: Element) -> Iterator[_Piece]:
    """The text of a block, what is shut blanked out, so that offsets and neighbours stay."""
    start = 0
    todo: list[tuple[Element, Element, bool, bool]] = [(element, element, False, False)]
    while todo:
        parent, node, is_tail, shut = todo.pop()
        text = (node.tail if is_tail else node.text) or ""
        if text:
            yield _Piece(parent, node, is_tail, start, BLANK * len(text) if shut else text)
            start += len(text)
        if not is_tail:
            for child in reversed(node):
                todo.append((node, child, True, shut))
                todo.append((node, child, False, shut or child.tag not in _INLINE))


def _insert(piece: _Piece, start: int, end: int, sense: str) -> None:
    """A link in the text of a piece; of several, the last has to come first."""
    whole = (piece.element.tail if piece.is_tail else piece.element.text) or ""
    anchor = Element("a", {"href": f"title:{sense}"})
    anchor.text, anchor.tail = whole[start:end], whole[end:]
    if piece.is_tail:
        piece.element.tail = whole[:start]
        piece.parent.insert(list(piece.parent).index(piece.element) + 1, anchor)
    else:
        piece.element.text = whole[:start]
        piece.element.insert(0, anchor)
