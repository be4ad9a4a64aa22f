"""Section → hash of what its text means, without how it is written.

Part of the hash: words, punctuation, code, kinds of blocks, targets of links, and a fact by its id without its value.
Left out: spaces, line breaks, quotation marks, emphasis, comments and ids of headings. A change to those does not put
another language behind.

Lock files store these hashes. Any change to the rules here alters them and makes every section look changed.
"""

import hashlib
import html
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from concord.model import OWN_SCHEMES, Block, Page, Reference, Section
from concord.pages.heading_attributes import find_attributes
from concord.text.masking import code_offsets, link_offsets

_LENGTH = 16  # hexadecimal digits: 64 bits; among 100,000 texts, two share a hash with a probability of 3e-10
# The next three are rules of their own, not those of `pages.inline_scanner`: entries of the registry are no blocks and
# have no spans, and the hashes in the lock files were made by these.
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?[A-Za-z][\w-]*)[^<>]*>")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[#.][^{}\n]*\}|\{:[^{}\n]*\}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|~~|==")
_MARKUP = re.compile(r"[*_~=\\]")
_TEXT_ATTRIBUTES = re.compile(r"""\s(?:href|src|alt|title|cite|aria-label)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")
_QUOTATION = re.compile(r"(?<!\w)['‚‘’]|['‘’](?!\w)")
_SINGLE = re.compile(r"['‚‘’ʼ]")
_APOSTROPHE = re.compile(r"[‘’ʼ]")
_IGNORED = '"„“”«»‹›\u200b\u00ad'
_SPACE = re.compile(r"[\s\u200b\u00ad]+")
_EXTERNAL = re.compile(r"[\w+.-]+:")

Home = Callable[[str], str]  # the path of a page → the id of its heading (level 1), "" where there is none


def text_hash(text: str) -> str:
    """The hash of a text of the registry or the interface."""
    return short_hash(_normalized(text))


def section_hash(section: Section, path: str, home: Home) -> str:
    """The hash of a section.

    Args:
        section: The section.
        path: The path of its page, to which the targets of its links are relative.
        home: Gives the id of the heading of a page, by which links to that page are hashed.
    """
    return short_hash("\n".join(meaning_lines(section, path, home)))


def short_hash(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of `text` in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def meaning_lines(section: Section, path: str, home: Home) -> Iterator[str]:
    """The text that is hashed for a section: one entry a block, with its kind. Arguments as of `section_hash`."""
    for block in section.blocks:
        if text := _block_meaning(block, path, home):
            outer = "list" if block.outer in ("ul", "ol") else block.outer  # numbered or not, a list says the same
            yield f"{outer}/{block.kind}:{text}"


class Piece(NamedTuple):
    """A part of a block: words with the code between them, or a reference.

    `text` is the Markdown of the words, or of the reference's text. `target` is the target of the reference with its
    scheme, such as `fact:role-age`; "" for words. `code` has the offsets of its inline code, as of `code_offsets`.
    """

    text: str
    target: str = ""
    code: tuple[tuple[int, int, int, int], ...] = ()


def pieces(block: Block, path: str, home: Home) -> Iterator[Piece]:
    """Splits a block that is not a listing into words and references. Arguments as of `section_hash`.

    An attribute list at the end of a heading is left out.
    """
    text, place = block.text, 0
    code = list(code_offsets(block)) if block.spans else []

    def piece(start: int, end: int, target: str = "") -> Piece:
        within = [(a - start, b - start, c - start, d - start) for a, b, c, d in code if start <= a and d <= end]
        return Piece(text[start:end], target, tuple(within))

    for reference, (start, text_start, text_end, end) in zip(block.references, link_offsets(block), strict=True):
        if start < place:  # an image in the text of a link, which the link's own piece has already
            continue
        yield piece(place, start)
        yield piece(text_start, text_end, link_target(reference, path, home))
        place = end
    match = find_attributes(text[place:]) if block.kind[:1] == "h" else None
    yield piece(place, place + match.start() if match else len(text))


def link_target(reference: Reference, path: str, home: Home) -> str:
    """The target of a reference on the page at `path`, with its scheme; a page of the guide by its heading's id."""
    is_key = reference.scheme in OWN_SCHEMES
    return f"{reference.scheme}:{reference.target if is_key else _page_target(reference.target, path, home)}"


def _block_meaning(block: Block, path: str, home: Home) -> str:
    if block.kind == "code":
        return "\n".join(line.rstrip() for line in block.text.strip("\n").split("\n"))
    return "".join(_piece_meaning(piece) for piece in pieces(block, path, home))


def _piece_meaning(piece: Piece) -> str:
    """A fact by its id alone, any other reference by its words and its target."""
    if piece.target.startswith("fact:"):
        return f"[{piece.target}]"
    return f"[{_words(piece)}]({piece.target})" if piece.target else _words(piece)


def _page_target(target: str, path: str, home: Home) -> str:
    """A link to a page of the guide by the ids of headings, which stay when pages move; any other address as it is."""
    if _is_external(target):
        return target
    _, hash_sign, id = target.partition("#")
    page_path = _path(target, path)
    return f"{home(page_path) or (posixpath.basename(page_path))}{hash_sign}{id}"


def linked_pages(page: Page) -> tuple[str, ...]:
    """The paths for which hashing the sections of `page` asks `home`, each once."""
    links = (one.target for _, one in page.references if one.scheme not in OWN_SCHEMES)
    return tuple(dict.fromkeys(_path(target, page.path) for target in links if not _is_external(target)))


def _is_external(target: str) -> bool:
    return bool(_EXTERNAL.match(target)) or target.startswith("//")


def _path(target: str, path: str) -> str:
    """The path of the page that a link on the page at `path` leads to."""
    page = target.partition("#")[0]
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), page)) if page else path


def _words(piece: Piece) -> str:
    """The words of a piece: code keeps its characters, the rest is normalized."""
    if not piece.code:
        return _normalized(piece.text)
    return "".join(part if is_code else _normalized(part) for part, is_code in by_code(piece))


def by_code(piece: Piece) -> Iterator[tuple[str, bool]]:
    """Splits a piece into stretches, each with whether it is inline code, which then has one backtick around it."""
    place = 0
    for start, first, last, end in piece.code:
        yield piece.text[place:start], False
        yield f"`{_SPACE.sub(' ', piece.text[first:last]).strip()}`", True
        place = end
    yield piece.text[place:], False


def _normalized(text: str) -> str:
    return bare_letters(reader_text(text))


def reader_text(text: str) -> str:
    """Markdown without links → the text that a reader sees, in Unicode NFC.

    Quotation marks and spaces stay. Of HTML tags the names stay, and those attributes that hold text or addresses.
    """
    if "<" in text:
        text = _TAG.sub(_tag, _COMMENT.sub("", text))
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if _MARKUP.search(text):
        text = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", text))
    return unicodedata.normalize("NFC", html.unescape(text))


def _tag(tag: re.Match[str]) -> str:
    """An HTML tag with only those attributes that hold text or addresses, sorted."""
    return f"<{tag[1]}{''.join(sorted(match[0] for match in _TEXT_ATTRIBUTES.finditer(tag[0])))}>"


def bare_letters(text: str) -> str:
    """Plain text without white space and quotation marks, and with one form of apostrophe."""
    if _SINGLE.search(text):
        text = _APOSTROPHE.sub("'", _QUOTATION.sub("", text))
    for mark in _IGNORED:  # takes a quarter of the time of str.translate
        text = text.replace(mark, "")
    return "".join(text.split())
