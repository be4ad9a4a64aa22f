"""A section → what its text means, without how it is written, and a hash of that.

Words, kinds of blocks, where links lead, a fact as its id without its value. No spaces, line breaks, quotation marks,
emphasis, comments or ids: whoever changes those changes nothing that another language would have to follow.
"""

import hashlib
import html
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from markdown.extensions.attr_list import AttrListTreeprocessor

from concord.model import OWN_SCHEMES, Block, Reference, Section
from concord.text.masking import code_offsets, link_offsets

_LENGTH = 16  # hexadecimal digits: 64 bits, of which two in 100,000 texts are the same once in four thousand million
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?[A-Za-z][\w-]*)[^<>]*>")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[#.][^{}\n]*\}|\{:[^{}\n]*\}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|~~|==")
_MARKS = re.compile(r"[*_~=\\]")
_TELLING = re.compile(r"""\s(?:href|src|alt|title|cite|aria-label)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")
_QUOTATION = re.compile(r"(?<!\w)['‚‘’]|['‘’](?!\w)")
_SINGLE = re.compile(r"['‚‘’ʼ]")
_APOSTROPHE = re.compile(r"[‘’ʼ]")
_UNSEEN = '"„“”«»‹›\u200b\u00ad'
_SPACE = re.compile(r"[\s\u200b\u00ad]+")
_EXTERNAL = re.compile(r"[\w+.-]+:")

Home = Callable[[str], str]  # the path of a page → the id of its own heading, "" where there is none


def text_hash(text: str) -> str:
    """The hash of a text of the registry or the interface."""
    return short_hash(_bare(text))


def section_hash(section: Section, path: str, home: Home) -> str:
    """The hash of what `section` of the page at `path` means."""
    return short_hash("\n".join(meaning(section, path, home)))


def short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def meaning(section: Section, path: str, home: Home) -> Iterator[str]:
    """The lines that are hashed: one a block, its kind and what it says."""
    for block in section.blocks:
        if said := _said(block, path, home):
            outer = "list" if block.outer in ("ul", "ol") else block.outer
            yield f"{outer}/{block.kind}:{said}"


class Piece(NamedTuple):
    """A stretch of a block: words with the code between them, or a reference with its text and where it leads."""

    text: str
    aim: str = ""
    code: tuple[tuple[int, int, int, int], ...] = ()  # as `code_offsets` has them, in `text`


def pieces(block: Block, path: str, home: Home) -> Iterator[Piece]:
    """What `block`, which is no listing, of the page at `path` consists of."""
    text, place = block.text, 0
    code = list(code_offsets(block)) if block.spans else []

    def piece(start: int, end: int, aim: str = "") -> Piece:
        within = [(a - start, b - start, c - start, d - start) for a, b, c, d in code if start <= a and d <= end]
        return Piece(text[start:end], aim, tuple(within))

    for reference, (start, text_start, text_end, end) in zip(block.references, link_offsets(block), strict=True):
        if start < place:  # a picture in the text of a link, which has been said
            continue
        yield piece(place, start)
        yield piece(text_start, text_end, link_target(reference, path, home))
        place = end
    is_heading = block.kind[:1] == "h"
    match = AttrListTreeprocessor.HEADER_RE.search(text[place:]) if is_heading else None
    yield piece(place, place + match.start() if match else len(text))


def link_target(reference: Reference, path: str, home: Home) -> str:
    """Where a reference on the page at `path` leads, with its scheme."""
    own = reference.scheme in OWN_SCHEMES
    return f"{reference.scheme}:{reference.target if own else _target(reference.target, path, home)}"


def _said(block: Block, path: str, home: Home) -> str:
    if block.kind == "code":
        return "\n".join(line.rstrip() for line in block.text.strip("\n").split("\n"))
    return "".join(map(_written, pieces(block, path, home)))


def _written(piece: Piece) -> str:
    """A fact by its id alone, any other reference by its words and where it leads."""
    if piece.aim.startswith("fact:"):
        return f"[{piece.aim}]"
    return f"[{_words(piece)}]({piece.aim})" if piece.aim else _words(piece)


def _target(target: str, path: str, home: Home) -> str:
    """Where a link leads, by ids, which stay when pages are renamed or moved; an address as it is."""
    if _EXTERNAL.match(target) or target.startswith("//"):
        return target
    page, mark, id = target.partition("#")
    aim = posixpath.normpath(posixpath.join(posixpath.dirname(path), page)) if page else path
    return f"{home(aim) or (posixpath.basename(aim))}{mark}{id}"


def _words(piece: Piece) -> str:
    """The text of `piece`: its code as it stands, the rest bare."""
    if not piece.code:
        return _bare(piece.text)
    return "".join(part if is_code else _bare(part) for part, is_code in by_code(piece))


def by_code(piece: Piece) -> Iterator[tuple[str, bool]]:
    """The text of `piece` in stretches, each with whether it is code, which stands in backticks."""
    place = 0
    for start, first, last, end in piece.code:
        yield piece.text[place:start], False
        yield f"`{_SPACE.sub(' ', piece.text[first:last]).strip()}`", True
        place = end
    yield piece.text[place:], False


def _bare(text: str) -> str:
    return bare_letters(reader_text(text))


def reader_text(text: str) -> str:
    """`text` as a reader sees it, with its quotation marks and spaces, and what of its tags is not looks alone."""
    if "<" in text:
        text = _TAG.sub(_tag, _COMMENT.sub("", text))
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if _MARKS.search(text):
        text = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", text))
    return unicodedata.normalize("NFC", html.unescape(text))


def _tag(tag: re.Match[str]) -> str:
    """A tag of HTML without how it looks."""
    return f"<{tag[1]}{''.join(sorted(match[0] for match in _TELLING.finditer(tag[0])))}>"


def bare_letters(text: str) -> str:
    """The words of a plain text with nothing between them but their punctuation."""
    if _SINGLE.search(text):
        text = _APOSTROPHE.sub("'", _QUOTATION.sub("", text))
    for mark in _UNSEEN:  # a quarter of the time of str.translate
        text = text.replace(mark, "")
    return "".join(text.split())
