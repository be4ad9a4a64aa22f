"""The text of a block → its links, and the spans of it that are no words: code, HTML, addresses and the like.

This is the one definition of what is code, a link, HTML, an attribute or an address in a text. It follows the inline
pass of Python-Markdown: each kind is looked for in the text that is left when the kinds before it are blanked out.
What a reader sees as words in spite of a backtick or an angle bracket, such as a backtick without a partner, is left.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from markdown import Markdown
from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor

from concord.model import Span, SpanKind
from concord.pages.links import Link, find_links
from concord.pages.spans import BLANK, mask_spans

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_BACKSLASHES = re.compile(r"(?<!\\)(?:\\\\)+(?=`)")  # an even number: they escape each other, and not the backtick
_USUAL_CODE = re.compile(r"`[^`]+`(?!`)")
_BACKTICK = BacktickInlineProcessor(BACKTICK_RE)
_URL = rf"(?:[^\s<>()\[\]{BLANK}]|\([^\s<>()\[\]{BLANK}]*\))+"
_OTHERS = {  # by a string that is in each match: what the inline patterns of Python-Markdown do not know
    "[^": r"(?P<footnote>\[\^[^\]\n]{1,100}\])",
    "{{": r"(?P<shortcode>\{\{[<%].{0,500}?[>%]\}\})",
    "{": r"(?P<attributes>\{:?[ ]*[#.\w][^{}\n]{0,500}\})",
    "://": rf"(?P<url>\b(?i:https?|ftp)://{_URL})",
    "www.": rf"(?P<www>\bwww\.{_URL})",
    "@": r"(?P<mail>\b[\w.+-]{1,64}@[\w-]+\.[\w.-]+)",
}
_KINDS: dict[str, SpanKind] = {
    "footnote": "footnote",
    "shortcode": "attributes",
    "attributes": "attributes",
    "url": "address",
    "www": "address",
    "mail": "address",
}
_LATE_SIGN = re.compile(r"[<{@]|\[\^|://|www\.")  # one is in every span of `_late`
_SIGN = re.compile(r"[\[`\\<{@]|://|www\.")  # one is in every span


class InlineScan(NamedTuple):
    """What was found in a text: its links, and its spans in order and without overlap, the outermost of each."""

    links: tuple[Link, ...] = ()
    spans: tuple[Span, ...] = ()


def scan_inline(text: str, md: Markdown) -> InlineScan:
    """The links and spans of `text`, the Markdown of one block, by the inline patterns and link labels of `md`."""
    if not _SIGN.search(text):
        return InlineScan()
    spans = list(_literal(text, md)) if "`" in text or "\\" in text else []
    rest = mask_spans(text, spans) if spans else text
    if "<!--" in rest:
        spans += [(*match.span(), "comment") for match in _COMMENT.finditer(rest)]
        rest = mask_spans(text, spans)
    links = find_links(text, rest, md)
    targets = list(_targets(links))
    spans += targets
    if _LATE_SIGN.search(rest):
        spans += _late(mask_spans(rest, targets), md)
    return InlineScan(tuple(links), tuple(_outermost(spans)))


def scan_wording(text: str) -> tuple[Span, ...]:
    """The spans of a `text` that is on no page, such as an entry of the registry: by plain Markdown, without labels."""
    return scan_inline(text, _plain_markdown()).spans


@cache
def _plain_markdown() -> Markdown:
    md = Markdown()
    vars(md.treeprocessors["inline"])["stashed_nodes"] = {}  # what its link patterns look into
    return md


def _literal(text: str, md: Markdown) -> Iterator[Span]:
    """The code and the escaped characters of `text`, in order.

    A pattern of an extension, which may highlight inline code, is not used: what is code is Markdown's own rule.
    """
    place, has_escapes = 0, "\\" in text
    for start, end in _code(text) if "`" in text else ():
        if has_escapes:
            yield from _escapes(text, place, start, md)
        yield start, end, "code"
        place = end
    if has_escapes:
        yield from _escapes(text, place, len(text), md)


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Where the code spans of `text` start and end, with their backticks."""
    if "\\" in text:
        text = _BACKSLASHES.sub(lambda match: BLANK * len(match[0]), text)
    pattern, place = _BACKTICK.getCompiledRegExp(), 0
    while match := pattern.search(text, place):
        if usual := _USUAL_CODE.match(text, match.start()):
            yield usual.span()
            place = usual.end()
            continue
        node, _, end = _BACKTICK.handleMatch(match, text)
        place = max(end or 0, match.end())
        if node is not None:
            yield match.start(), place


def _escapes(text: str, start: int, end: int, md: Markdown) -> Iterator[Span]:
    for match in _ESCAPE.finditer(text, start, end):
        if match[1] in md.ESCAPED_CHARS:
            yield *match.span(), "escape"


def _targets(links: Iterable[Link]) -> Iterator[Span]:
    """What of each link is no words: the end of one with brackets, the whole of an address or of a line of ids."""
    for link in links:
        if link.is_address:
            yield link.start, link.end, "address"
        elif link.scheme in ("evidence", "disputes", "sources"):
            yield link.start, link.end, "target"
        else:
            yield link.text_end, link.end, "target"


def _late(rest: str, md: Markdown) -> Iterator[Span]:
    """The tags in `rest`, where code, comments and targets are blanked out, and the kinds that Markdown has not."""
    if "<" in rest and "html" in md.inlinePatterns:  # an extension may take it out, and tags are shown as typed
        tags: list[Span] = [
            (*match.span(), "html") for match in md.inlinePatterns["html"].getCompiledRegExp().finditer(rest)
        ]
        yield from tags
        rest = mask_spans(rest, tags)
    if signs := tuple(sign for sign in _OTHERS if sign in rest):
        for match in _other_pattern(signs).finditer(rest):
            yield *match.span(), _KINDS[match.lastgroup or ""]


@cache
def _other_pattern(signs: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of what Markdown has no kind for, in a text with these `signs`."""
    return re.compile("|".join(_OTHERS[sign] for sign in signs))


def _outermost(spans: list[Span]) -> Iterator[Span]:
    """`spans` in order, without those that begin within another one."""
    place = 0
    if len(spans) > 1:
        spans.sort(key=lambda span: (span[0], -span[1]))
    for span in spans:
        if span[0] >= place:
            yield span
            place = span[1]
