"""Mentions of titles in a page → links to the titles' pages, at the first mention in each section.

No link is made in headings, links, code, quotations, or emphasised text, which marks foreign words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from concord.languages import Language
from concord.model import Block
from concord.text.masking import BLANK
from concord.text.quotations import quotation_spans
from concord.text.title_mentions import PageMentions, TitleMention

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PROSE = frozenset(("p", "li", "td", "dd"))
_CLOSED = _HEADINGS | {"a", "code", "pre", "blockquote", "q", "em", "cite", "aside", "script", "style"}
_INLINE = frozenset(("strong", "span", "b", "i", "br", "sup", "sub", "small", "mark", "abbr"))


@dataclass(frozen=True)
class _Piece:
    """A stretch of a block's text that one element holds.

    Attributes:
        parent: The parent of `element`.
        element: The element whose text, or tail, it is.
        is_tail: Whether it is the tail.
        start: Its offset in the text of the block.
        text: What it says, or as many blanks where no title is looked for.
    """

    parent: Element
    element: Element
    is_tail: bool
    start: int
    text: str


def link_titles(root: Element, mentions: PageMentions, language: Language, page_title: str) -> None:
    """Inserts the links into a page's tree, as references (`title:`).

    Args:
        root: Markdown's tree of the page.
        mentions: The titles that the page mentions.
        language: The language of the page.
        page_title: The id of the title that the page is about, which is not linked; "" where it is about none.
    """
    titles_by_section: dict[str, set[str]] = {}
    for section, _, mention in mentions:
        titles_by_section.setdefault(section.id, set()).add(mentions.sense(mention))
    linked, titles = {page_title}, titles_by_section.get("", set())
    for element in list(_open_elements(root)):
        if element.tag in _HEADINGS:
            linked, titles = {page_title}, titles_by_section.get(element.get("id", ""), set())
        elif element.tag in _PROSE and not titles <= linked:
            linked |= {child.get("href", "").removeprefix("title:") for child in element if child.tag == "a"}
            _link_in(element, mentions, language, linked)


def _open_elements(element: Element) -> Iterator[Element]:
    """The elements in the order of the page, headings included, without those inside closed elements."""
    yield element
    for child in element if element.tag not in _CLOSED and "title-data" not in element.get("class", "") else ():
        yield from _open_elements(child)


def _link_in(element: Element, mentions: PageMentions, language: Language, linked: set[str]) -> None:
    """Links the first mention in a block of each title that is not in `linked`, and adds the title to `linked`."""
    pieces = list(_pieces(element))
    text = "".join(piece.text for piece in pieces)
    quotations = quotation_spans(text, language)
    found: list[tuple[_Piece, TitleMention, str]] = []
    for mention in mentions.finder.find(Block("p", text, "", 0, "p", 0, ((0, 1, 1),))):
        sense = mentions.sense(mention)
        piece = next((p for p in pieces if p.start <= mention.start and mention.end <= p.start + len(p.text)), None)
        if not sense or sense in linked or mention.vague or piece is None:
            continue
        if not any(start <= mention.start < end for start, end in quotations):
            linked.add(sense)
            found.append((piece, mention, sense))
    for piece, mention, sense in reversed(found):  # from the end, so that the offsets of the others stay right
        _insert_link(piece, mention.start - piece.start, mention.end - piece.start, sense)


def _pieces(element: Element) -> Iterator[_Piece]:
    """The text of a block. What is inside closed elements is blanked out, so that offsets stay right."""
    start = 0
    todo: list[tuple[Element, Element, bool, bool]] = [(element, element, False, False)]
    while todo:
        parent, node, is_tail, is_closed = todo.pop()
        text = (node.tail if is_tail else node.text) or ""
        if text:
            yield _Piece(parent, node, is_tail, start, BLANK * len(text) if is_closed else text)
            start += len(text)
        if not is_tail:
            for child in reversed(node):
                todo.append((node, child, True, is_closed))
                todo.append((node, child, False, is_closed or child.tag not in _INLINE))


def _insert_link(piece: _Piece, start: int, end: int, title: str) -> None:
    """Makes the text of a piece from `start` up to `end` a link to `title`."""
    whole = (piece.element.tail if piece.is_tail else piece.element.text) or ""
    anchor = Element("a", {"href": f"title:{title}"})
    anchor.text, anchor.tail = whole[start:end], whole[end:]
    if piece.is_tail:
        piece.element.tail = whole[:start]
        piece.parent.insert(list(piece.parent).index(piece.element) + 1, anchor)
    else:
        piece.element.text = whole[:start]
        piece.element.insert(0, anchor)
