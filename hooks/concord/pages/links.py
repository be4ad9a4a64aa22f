"""The links in a block's text, found as the inline pass of the site's Markdown finds them, but with their places."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from markdown import Markdown
from markdown.inlinepatterns import BacktickInlineProcessor, LinkInlineProcessor

_OWN = re.compile(r"(fact|title|source|picture):(.*)", re.DOTALL)
_LABEL = re.compile(r"\s?\[([^\]]*)\]")
_SPACES = re.compile(r"\s+")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_PASSES = (  # the inline pass looks for these kinds one after the other: the kind, and whether it is a picture
    ("reference", False),
    ("inline", False),
    ("inline", True),
    ("reference", True),
    ("short", False),
    ("short", True),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: offsets of the whole and of what stands between the brackets, and where it leads."""

    start: int
    end: int
    text_start: int
    text_end: int
    scheme: str
    target: str


def find_links(text: str, md: Markdown) -> list[Link]:
    """The links and pictures of `text`, in order; a picture in a link's text comes after the link."""
    bracketed = "](" in text or (md.references and "[" in text)
    if not bracketed and "<" not in text:
        return []
    search = _Search(text, md)
    found = [*(search.brackets() if bracketed else ()), *search.addresses()]
    return sorted(found, key=lambda link: (link.start, -link.end))


class _Search:
    """One text, and a copy in which code, comments and escaped characters are blanked out."""

    def __init__(self, text: str, md: Markdown) -> None:
        self.text, self.md = text, md
        self.masked = _mask(text, md)
        self.closing = _closing_brackets(self.masked)
        self.last = self.masked.rfind(")") + 1
        self.destinations: list[tuple[int, int]] = []

    def brackets(self) -> Iterator[Link]:
        """What is written with brackets: of each kind from left to right, then inside what was found."""
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
        """The addresses between angle brackets, when all links with brackets are known."""
        text = _blank(self.masked, sorted(self.destinations))
        for name in ("autolink", "automail") if "<" in text else ():
            for match in self.md.inlinePatterns[name].getCompiledRegExp().finditer(text):
                target = match[1] if name == "autolink" else f"mailto:{match[1].removeprefix('mailto:')}"
                yield Link(match.start(), match.end(), match.start(1), match.end(1), "link", target)

    def _link(self, kind: str, is_image: bool, opening: int) -> tuple[Link | None, int]:
        """The link of this kind that opens here, and the offset behind it, or behind what turned out to be none."""
        if self.masked.startswith("!", opening - 1, opening) != is_image:
            return None, 0
        closing = self.closing[opening]
        target, end = self._inline(closing + 1) if kind == "inline" else self._labelled(kind, opening, closing)
        if target is None:
            return None, end
        self.destinations.append((closing, end))
        own = _OWN.fullmatch(target)
        scheme, target = ("image", target) if is_image else (own[1], own[2]) if own else ("link", target)
        return Link(opening - is_image, end, opening + 1, closing, scheme, target), end

    def _labelled(self, kind: str, opening: int, closing: int) -> tuple[str | None, int]:
        name, end = self.masked[opening + 1 : closing], closing + 1
        if kind == "reference":
            label = _LABEL.match(self.masked, end)
            if not label:
                return None, 0
            name, end = label[1] or name, label.end()
        destination = self.md.references.get(_SPACES.sub(" ", name.lower()))
        return destination[0] if destination else None, end

    def _inline(self, start: int) -> tuple[str | None, int]:
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


def _mask(text: str, md: Markdown) -> str:
    """`text` with code spans, escaped characters and comments blanked out, as the inline pass puts them aside."""
    masked = text
    backtick = md.inlinePatterns["backtick"]
    if "`" in text and isinstance(backtick, BacktickInlineProcessor):
        code, place = [], 0
        while match := backtick.getCompiledRegExp().search(text, place):
            node, _, end = backtick.handleMatch(match, text)
            place = max(end or 0, match.end())
            if node is not None:
                code.append((match.start(), place))
        masked = _blank(text, code)
    if "\\" in masked:
        masked = _ESCAPE.sub(lambda m: "\0\0" if m[1] in md.ESCAPED_CHARS else m[0], masked)
    if "<!--" in masked:
        masked = _COMMENT.sub(lambda m: "\0" * len(m[0]), masked)
    return masked


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with `spans`, which are in order, blanked out."""
    parts, place = [], 0
    for start, end in spans:
        parts += [text[place:start], "\0" * (end - max(place, start))]
        place = max(place, end)
    return "".join([*parts, text[place:]])


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
