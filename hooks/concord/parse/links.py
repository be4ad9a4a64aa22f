"""The links in a block's text, found as the inline pass of the site's Markdown finds them, but with their places."""

import re
from dataclasses import dataclass

from markdown import Markdown
from markdown.inlinepatterns import BacktickInlineProcessor, LinkInlineProcessor

_OWN = re.compile(r"(fact|title|source):(.*)", re.DOTALL)
_LABEL = re.compile(r"\s?\[([^\]]*)\]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: offsets of the whole and of what stands between the brackets, and where it leads."""

    start: int
    end: int
    text_start: int
    text_end: int
    scheme: str
    target: str


def find(text: str, md: Markdown) -> list[Link]:
    """The links and pictures of `text`, in order; a picture in a link's text comes after the link."""
    if "[" not in text:
        return []
    masked = _mask(text, md)
    closing = _closing_brackets(masked)
    links: list[Link] = []
    linked_up_to = 0
    for opening in sorted(closing):
        image = masked.startswith("!", max(opening - 1, 0)) and opening > 0
        if not image and opening < linked_up_to:
            continue
        found = _destination(masked, text, opening, closing[opening], md)
        if found is None:
            continue
        target, end = found
        scheme, target = ("image", target) if image else _split(target)
        links.append(Link(opening - image, end, opening + 1, closing[opening], scheme, target))
        if not image:
            linked_up_to = end
    return links


def _split(target: str) -> tuple[str, str]:
    own = _OWN.fullmatch(target)
    return (own[1], own[2]) if own else ("link", target)


def _destination(masked: str, text: str, opening: int, closing: int, md: Markdown) -> tuple[str, int] | None:
    """Where the bracket leads, and the offset behind the link; None where it is no link."""
    inline = md.inlinePatterns["link"]
    if isinstance(inline, LinkInlineProcessor) and masked.startswith("(", closing + 1):
        href, _, end, handled = inline.getLink(masked, closing + 1)
        if handled:
            return (inline.getLink(text, closing + 1)[0] if "\0" in href else href), end
    label = _LABEL.match(masked, closing + 1)
    name = (label[1] if label and label[1] else text[opening + 1 : closing]).lower()
    reference = md.references.get(_SPACES.sub(" ", name))
    if reference:
        return reference[0], label.end() if label else closing + 1
    return None


def _mask(text: str, md: Markdown) -> str:
    """`text` with code spans and escaped characters blanked out, as the inline pass stashes them away."""
    backtick = md.inlinePatterns["backtick"]
    masked = list(text)
    if "`" in text and isinstance(backtick, BacktickInlineProcessor):
        place = 0
        while match := backtick.getCompiledRegExp().search(text, place):
            _, start, end = backtick.handleMatch(match, text)
            if start is None or end is None or end <= match.start():
                place = match.end()
                continue
            masked[start:end] = "\0" * (end - start)
            place = end
    if "\\" in text:
        for escape in re.finditer(r"\\(.)", "".join(masked), re.DOTALL):
            if escape[1] in md.ESCAPED_CHARS:
                masked[escape.start() : escape.end()] = "\0\0"
    return "".join(masked)


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
