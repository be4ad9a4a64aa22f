"""The text of a block → its links and images with their offsets, by the link patterns of the site's Markdown."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from markdown import Markdown
from markdown.inlinepatterns import LinkInlineProcessor

from concord.pages.spans import mask_spans

_REFERENCE = re.compile(r"(fact|title|source|picture|evidence|disputes|sources):(.*)", re.DOTALL)
_LABEL = re.compile(r"\s?\[([^\]]*)\]")
_SPACES = re.compile(r"\s+")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PASSES = (  # the kinds in the order in which Markdown looks for them, and whether each is an image
    ("reference", False),
    ("inline", False),
    ("inline", True),
    ("reference", True),
    ("short", False),
    ("short", True),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in a text.

    `start` and `end` are the offsets of the whole, `text_start` and `text_end` those of its text between the brackets;
    of an address in angle brackets, which `is_address`, those of the address. `scheme` and `target` are as in
    `model.Reference`.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    scheme: str
    target: str
    is_address: bool = False


def find_links(text: str, masked: str, md: Markdown) -> list[Link]:
    """The links and images of a block, ordered by their place; an image in a link's text comes after the link.

    Args:
        text: The Markdown of the block.
        masked: The same text with code, comments and escaped characters as null characters.
        md: Markdown with its link patterns, and with the link labels of the page.
    """
    bracketed = "](" in text or (md.references and "[" in text)
    if not bracketed and "<" not in text:
        return []
    search = _Search(text, masked, md)
    found = [*(search.brackets() if bracketed else ()), *search.addresses()]
    return sorted(found, key=lambda link: (link.start, -link.end))


class _Search:
    """A search for links in one text; the arguments are those of `find_links`."""

    def __init__(self, text: str, masked: str, md: Markdown) -> None:
        self.text, self.masked, self.md = text, masked, md
        self.closing = _closing_brackets(self.masked)
        self.last = self.masked.rfind(")") + 1
        self.destinations: list[tuple[int, int]] = []

    def brackets(self) -> Iterator[Link]:
        """The links and images with brackets: of each kind from left to right, then those in the text of a link."""
        passes = [one for one in _PASSES if one[0] == "inline" or self.md.references]
        todo = [(sorted(self.closing), 0)]
        while todo:
            openings, first = todo.pop()
            for index in range(first, len(passes)):
                left: list[int] = []
                behind = skipped = 0
                for i, opening in enumerate(openings):
                    if opening < behind:
                        continue
                    link, end = self._link(*passes[index], opening) if opening >= skipped else (None, 0)
                    if link is None:
                        left.append(opening)
                        skipped = max(skipped, end)
                        continue
                    yield link
                    behind = end
                    if link.scheme != "image":
                        todo.append((openings[i + 1 : bisect_left(openings, link.text_end)], index + 1))
                openings = left

    def addresses(self) -> Iterator[Link]:
        """The addresses in angle brackets outside the targets of links, so `brackets` has to come first."""
        text = mask_spans(self.masked, self.destinations)
        for name in ("autolink", "automail") if "<" in text else ():
            for match in self.md.inlinePatterns[name].getCompiledRegExp().finditer(text):
                target = match[1] if name == "autolink" else f"mailto:{match[1].removeprefix('mailto:')}"
                yield Link(match.start(), match.end(), match.start(1), match.end(1), "link", target, is_address=True)

    def _link(self, kind: str, is_image: bool, opening: int) -> tuple[Link | None, int]:
        """The link of a kind whose bracket is at `opening`, and the offset behind it.

        Without a link, the offset up to which no other link of the kind can begin.
        """
        if self.masked.startswith("!", opening - 1, opening) != is_image:
            return None, 0
        closing = self.closing[opening]
        target, end = self._inline(closing + 1) if kind == "inline" else self._labelled(kind, opening, closing)
        if target is None:
            return None, end
        self.destinations.append((closing, end))
        match = _REFERENCE.fullmatch(target)
        scheme, target = ("image", target) if is_image else (match[1], match[2]) if match else ("link", target)
        return Link(opening - is_image, end, opening + 1, closing, scheme, target), end

    def _labelled(self, kind: str, opening: int, closing: int) -> tuple[str | None, int]:
        """The target and the end of a link by a label: `[text][label]`, else `[label]`; None without such a label."""
        name, end = self.masked[opening + 1 : closing], closing + 1
        if kind == "reference":
            label = _LABEL.match(self.masked, end)
            if not label:
                return None, 0
            name, end = label[1] or name, label.end()
        destination = self.md.references.get(_SPACES.sub(" ", name.lower()))
        return destination[0] if destination else None, end

    def _inline(self, start: int) -> tuple[str | None, int]:
        """The target in the parentheses at `start`, and the offset behind them; None where they are no target."""
        inline = self.md.inlinePatterns["link"]
        if not isinstance(inline, LinkInlineProcessor) or not self.masked.startswith("(", start, self.last):
            return None, 0
        target, _, end, handled = inline.getLink(self.masked, start)
        if not handled:
            return None, 0
        if "\0" in target:
            place = self.masked.index(target, start)
            typed = self.text[place : place + len(target)]
            target = _ESCAPE.sub(lambda m: m[1] if m[1] in self.md.ESCAPED_CHARS else m[0], typed)
        return target, end if end >= 0 else end + len(self.text)  # -1 where a title is not closed


def _closing_brackets(text: str) -> dict[int, int]:
    """For each opening bracket that is closed, the offset of its partner: linear, however deep they nest."""
    closing: dict[int, int] = {}
    waiting: list[int] = []
    for bracket in re.finditer(r"[\[\]]", text):
        if bracket[0] == "[":
            waiting.append(bracket.start())
        elif waiting:
            closing[waiting.pop()] = bracket.start()
    return closing
