"""Blocks of a section → `Element`: the tree of its elements, which are containers, and leaves with a block each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from markdown.extensions.toc import slugify

from concord.languages import language
from concord.model import Block, Section, Step
from concord.pages.spans import mask_spans
from concord.text.block_numbers import block_numbers
from concord.text.listing import listing_code

_NAME = re.compile(  # a number, or a word with a capital letter; begins with a character class, which is fast to scan
    r"[A-Z\d](?<!\w.)(?:(?<=\d)[\d.,]*|(?<=[A-Z])[\w&.’'-]*\w)"
)
_FUNCTION_WORD = re.compile(r"[A-Z][a-z]")  # at the beginning of a sentence: In, An, So, of several languages
_FIRST_WORD = re.compile(r"\W*[A-Z][a-z]{1,2}(?!\w)")  # of a text, so short that it is hardly a name: Wie, Who
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}(?=[^\s*])([^*\n]{1,60})\*")
_UNDERSCORES = re.compile(r"(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)")  # of emphasis: a name stands behind, or in front
_COMMENT = re.compile(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
_ALERT = re.compile(r"\s*\[!\w+\]\s*")
_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_LETTERS_OF_IDEOGRAPH = 3  # that an alphabet needs for what one ideograph, syllable or kana says
_UPWARD = re.compile(r"(?:\.{1,2}/)+(?=.)")  # versions lie at different depths
_HEADING_ID = re.compile(r"\{[^{}]*#([\w-]+)[^{}]*\}\s*\Z")
_RAW = ("pre", "html")
LEAVES = frozenset(("p", "title", "heading", "pre", "html"))
"""The kinds of elements without children."""

_LEAF_KINDS = {"code": "pre", "html": "html", "title": "title", "summary": "title", "label": "title"}  # else `p`
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
"""The kinds of blocks that are headings."""

_CONTAINERS = {
    **{"ul": "list", "ol": "list", "li": "item", "dl": "terms", "dt": "term", "dd": "definition"},
    **{"table": "table", "tr": "row", "td": "cell", "th": "cell", "blockquote": "quote", "tabs": "tabs", "tab": "tab"},
}
_TRANSPARENT = frozenset(
    ("thead", "tbody", "p", "pre", "code", "title", "summary", "label", "labels")
)  # are not in the tree


_GROUP = attrgetter("group")


class Element:
    """A node of a section's tree.

    Args:
        kind: Of a leaf `p`, `title`, `heading`, `pre`, `html`; of a container `list`, `item`, `terms`, `entry`, `term`,
            `definition`, `table`, `row`, `cell`, `quote`, `box`, `tabs`, `tab`, `footnote`, or `group` for any other.
        blocks: Its blocks: one of a leaf, those of all its leaves of a container.
        language: The code of its language.
        children: The elements in it; none in a leaf.
        variant: What kind of box it is, the level of a heading, `header` for the row of a table's head, `picture` for a
            paragraph without words, the number that a numbered list begins with, if that is not 1.
        number: Its number among the children of the element around it on the page: of a cell, its column.
    """

    def __init__(
        self,
        kind: str,
        blocks: Sequence[Block],
        language: str,
        children: Sequence["Element"] = (),
        *,
        variant: str = "",
        number: int = 0,
    ) -> None:
        self.kind, self.blocks, self.language = kind, tuple(blocks), language
        self.children, self.variant, self.number = tuple(children), variant, number

    @cached_property
    def length(self) -> int:
        """The number of characters in its blocks; see `text_length`."""
        return sum(map(text_length, self.blocks))

    @cached_property
    def features(self) -> frozenset[str]:
        """What the alignment compares: its `content`, the values of its numbers, and of a heading its anchor."""
        if self.children:
            return frozenset().union(*(child.features for child in self.children))
        if self.kind in _RAW:
            return self.content.union(line for block in self.blocks for line in map(str.strip, block.text.split("\n")))
        lang = language(self.language)
        numbers = (f"={mention.value}" for block in self.blocks for mention in block_numbers(block, lang))
        anchors = {f"#{_anchor(block.text)}" for block in self.blocks if self.kind == "heading"} - {"#"}
        return self.content.union(numbers, anchors)

    @cached_property
    def content(self) -> frozenset[str]:
        """What stays the same in every language: targets of links, names, digits, code, foreign words in emphasis."""
        if len(self.children) == 1:
            return self.children[0].content
        if self.children:
            return frozenset().union(*(child.content for child in self.children))
        targets = (reference.target for block in self.blocks for reference in block.references)
        content = {_UPWARD.sub("", target).partition(".md")[0] for target in targets}
        if self.kind in _RAW:
            return frozenset(content | {block.text.strip() for block in self.blocks})
        return frozenset(content.union(*(unchanging_words(block) for block in self.blocks)))


def shared_content(one: Element, other: Element) -> float | None:
    """The share of content and numbers that two elements have in common, from 0 to 1; None where one has none."""
    if not one.features or not other.features:
        return None
    if one.features.isdisjoint(other.features):
        return 0
    return len(one.features & other.features) / min(len(one.features), len(other.features))


def items_alike(elements: Iterable[Element]) -> list[Element]:
    """The items that begin with the same word as another one in their language: *what they bought*."""
    words = [(one, (one.language, one.blocks[0].text.split(" ", 1)[0])) for one in elements if one.kind == "item"]
    counts = Counter(word for _, word in words)
    return [one for one, word in words if counts[word] > 1]


def _anchor(heading: str) -> str:
    """The id of a heading, or the one that a site gives it: many translations keep the one of the original so."""
    match = _HEADING_ID.search(heading)
    return match[1] if match else slugify(heading, "-")


def text_length(block: Block) -> int:
    """The number of characters of `block`, an ideograph counted as the letters that it stands for."""
    text = listing_code(block) if block.kind == "code" else block.text
    ideographs = 0 if text.isascii() else sum(map(len, _IDEOGRAPHS.findall(text)))
    return len(text) + (_LETTERS_OF_IDEOGRAPH - 1) * ideographs


def unchanging_words(block: Block) -> list[str]:
    """The names, the digits, the emphasised phrases and the inline code of `block`, as often as they stand there."""
    text = _UNDERSCORES.sub("*", block.text) if "_" in block.text else block.text
    if not text.isascii():
        text = _IDEOGRAPHS.sub(" ", text)  # which stand beside a name without a space
    first = _FIRST_WORD.match(text)
    found = [name for name in _NAME.findall(text, first.end() if first else 0) if not _FUNCTION_WORD.fullmatch(name)]
    found += [part for name in found if "-" in name for part in name.split("-")]  # the WAN of WAN-Schnittstelle
    if "*" in text:
        found += [f"*{phrase.lower()}" for phrase in _EMPHASIS.findall(text)]
    return found + [block.text[start:end] for start, end, kind in block.spans if kind == "code"]


def section_elements(section: Section, code: str) -> list[Element]:
    """The outermost elements below the heading of `section` in the language `code`; comments are left out."""
    below = section.blocks[1 if section.level else 0 :]
    found: list[Element] = []
    for _, blocks in groupby(below, key=_GROUP):
        visible = [block for block in blocks if not _is_unseen(block)]
        if len(visible) == 1 and not visible[0].trail:
            found.append(_leaf(visible[0], code, None))
        else:
            found += _elements(visible, 0, code)
    return found


def _is_unseen(block: Block) -> bool:
    """Whether `block` is a comment, or what makes a quotation an alert on a code host, on a line of its own."""
    if block.kind == "html":
        return bool(_COMMENT.fullmatch(block.text))
    return block.outer == "blockquote" and bool(_ALERT.fullmatch(block.text))


def _elements(blocks: Iterable[Block], depth: int, code: str) -> Iterator[Element]:
    """The elements at the step `depth` of the trails of `blocks`, in order; what ends there is a leaf each."""
    for step, group in groupby(blocks, key=lambda block: block.trail[depth] if len(block.trail) > depth else None):
        within = list(group)
        if step is None or step[0] in HEADINGS:
            yield from (_leaf(block, code, step) for block in within)
        elif step[0] in _TRANSPARENT:
            inner = _elements(within, depth + 1, code)
            yield from inner if step[0] == "labels" else _numbered(inner, step)
        else:
            yield _container(step, within, list(_elements(within, depth + 1, code)), code, is_outermost=depth == 0)


def _leaf(block: Block, code: str, step: Step | None) -> Element:
    if block.kind in HEADINGS:
        return Element("heading", [block], code, variant=block.kind[1:])
    variant = "picture" if _is_picture(block) else ""
    return Element(_LEAF_KINDS.get(block.kind, "p"), [block], code, variant=variant, number=step[1] if step else 0)


def _is_picture(block: Block) -> bool:
    """Whether `block` is one picture or more, and no text."""
    text = block.text.lstrip()
    if block.kind != "p" or not text.startswith(("![", "<img", "<IMG")):
        return False
    pictures = [one.span for one in block.references if one.scheme == "image"]
    tags = [(start, end) for start, end, kind in block.spans if kind == "html"]
    return not mask_spans(block.text, [*pictures, *tags], " ").strip(" \n\t.*_")


def _numbered(elements: Iterable[Element], step: Step) -> Iterator[Element]:
    """`elements`; titles get the number of the element that they are the text of."""
    for element in elements:
        if element.kind == "title":
            element.number = step[1]
        yield element


def _container(step: Step, blocks: list[Block], children: list[Element], code: str, *, is_outermost: bool) -> Element:
    name, number = step
    word, _, variant = name.partition(" ")
    kind = _CONTAINERS.get(word if word == "ol" else name, "group")
    if word in ("box", "details"):
        kind, variant = "box", f"collapsible {variant}" if word == "details" else variant
    elif kind == "terms":
        children = list(_entries(children, code))
    elif kind == "tabs":
        children = list(_tabs(children, code))
    elif kind == "row":
        variant = "header" if blocks[0].kind == "th" else ""
    elif kind == "item" and is_outermost:
        kind = "footnote"
    variant = variant.strip()
    if variant.isdecimal():  # of a numbered list: ٣ is 3
        variant = str(int(variant)) if int(variant) != 1 else ""
    return Element(kind, blocks, code, children, variant=variant, number=number)


def _entries(children: Sequence[Element], code: str) -> Iterator[Element]:
    """The entries of a definition list: one or more terms with their definitions."""
    entry: list[Element] = []
    for child in children:
        if child.kind == "term" and entry and entry[-1].kind != "term":
            yield _joined("entry", entry, code)
            entry = []
        entry.append(child)
    if entry:
        yield _joined("entry", entry, code)


def _tabs(children: Sequence[Element], code: str) -> Iterator[Element]:
    """Each tab with its label as its first child; `children` have all labels first, then a group of all tabs."""
    labels = {child.number: child for child in children if child.kind == "title"}
    others = [child for child in children if child.kind != "title"]
    bodies = [tab for child in others for tab in (child.children if child.kind == "group" else [child])]
    if not all(tab.kind == "tab" and tab.number in labels for tab in bodies):
        yield from children
        return
    contents = {tab.number: tab.children for tab in bodies}
    for number, label in labels.items():
        yield _joined("tab", [label, *contents.get(number, ())], code)


def _joined(kind: str, children: Sequence[Element], code: str) -> Element:
    return Element(kind, [block for child in children for block in child.blocks], code, children)
