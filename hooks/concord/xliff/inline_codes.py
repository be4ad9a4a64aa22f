"""Markdown of a block ⇄ Content: its words, and the codes between them, which a translator moves but does not edit.

More than [22 %](fact:share) of *large* firms
⇄ "More than ", open "[", "22 %", close "](fact:share)", " of ", open "*", "large", close "*", " firms"
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from concord.model import Block
from concord.pages.heading_attributes import find_attributes
from concord.text.masking import LISTINGS, link_offsets, mask_spans

Role = Literal["open", "close", "single"]

_EDGE = re.compile(r"[ \t\n]*(.*?)[ \t\n]*", re.DOTALL)
_SPACE = re.compile(r"[ \t\n]+")
_WORD = re.compile(r"[^ \t\n]+")
_SPAN_KINDS = {"code": "code", "comment": "html", "html": "html", "footnote": "other"}  # of spans → of codes
_SINGLE = re.compile(  # what is a code besides the spans of a block; a word in braces, `{word}`, is text to translate
    r"(?P<entity>&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);)"
    r"|(?P<other>\{:?[ ]*[#.][^{}\n]*\}|\{:[^{}\n]*\})"
    r"|(?P<break>[ ]{2,}\n[ \t]*)"
)
_EMPHASIS_MARK = re.compile(r"(?<!\*)\*{1,3}(?!\*)|(?<!\w)_{1,3}(?=\w)|(?<=[\w\0])_{1,3}(?!\w)")
_SPECIAL = re.compile(r"[\\`*{}\[\]|]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!])|&(?=#?\w+;)|#(?=#*\Z)")
_BEGINNING = re.compile(r"[ \t\n]*(?:\d+(?=\.(?:\s|\Z))|(?=[#>~]|[-+:](?:[-\s]|\Z)))")  # of a list, a heading, …
_ENTITIES = {"<": "&lt;", "&": "&amp;", ":": "&#58;", "~": "&#126;"}


@dataclass(frozen=True, slots=True)
class Code:
    """Markup in a text.

    Attributes:
        data: Its Markdown.
        role: `open` and `close` for the two codes of a pair, such as the brackets of a link; else `single`.
        kind: The scheme of a link (`link`, `image`, `fact`, `title`, `source`, `picture`, `evidence`, `disputes`,
            `sources`), else `b`, `i`, `break`, `code`, `html` or `other`.
        id: The same for the two codes of a pair, and for the same code in source and target (`number_codes`).
        shows: The character that an escape or an entity stands for, else "".
    """

    data: str
    role: Role
    kind: str
    id: str = ""
    shows: str = ""

    @property
    def is_protected(self) -> bool:
        """Whether a translation must have it: all but emphasis, line breaks, escapes and entities."""
        return self.kind not in ("b", "i", "break") and not self.shows


Content = tuple[str | Code, ...]


def text_extent(block: Block) -> tuple[int, int]:
    """The offsets between which the words of `block` stand, without the spaces around and a heading's attributes."""
    end = len(block.text)
    if block.kind[:1] == "h" and (match := find_attributes(block.text)):
        end = match.start()
    match = _EDGE.fullmatch(block.text, 0, end)
    assert match
    return match.span(1)


def block_markdown(block: Block) -> str:
    """The Markdown of the words of `block`."""
    start, end = text_extent(block)
    return block.text[start:end]


def read_content(block: Block) -> Content:
    """The content of `block`; the ids of its codes are unique in it. A listing is one code."""
    start, end = text_extent(block)
    if block.kind in LISTINGS:
        return (Code(block.text[start:end], "single", "code", "1"),)
    found = _link_codes(block, end)
    found += list(_span_codes(block, start, end, found))
    masked = mask_spans(block.text[:end], [(first, last) for first, last, _ in found])
    singles = [(*match.span(), _single_code(match)) for match in _SINGLE.finditer(masked, start)]
    masked = mask_spans(masked, [(first, last) for first, last, _ in singles])
    found += singles
    found += _emphasis_codes(masked, found)
    return tuple(_parts(block.text, start, end, sorted(found, key=lambda entry: entry[:2])))


def write_content(content: Iterable[str | Code]) -> str:
    """The Markdown of `content`."""
    return "".join(part if isinstance(part, str) else part.data for part in content)


def visible_text(content: Iterable[str | Code]) -> tuple[str, ...]:
    """What a reader sees of `content`, to compare: it is equal for two ways to type the same text."""
    text = "".join(
        part if isinstance(part, str) else part.shows or f"\0{part.role}:{part.data.strip(' ')}\0" for part in content
    )
    return tuple(_SPACE.sub(" ", text).strip().split("\0"))


def escape_markdown(content: Content, known: Iterable[Content]) -> Content:
    """Escapes the characters in the words of `content` that Markdown would read as markup.

    A word that stands in one of the `known` contents is left as it is: it is typed like that on a page already.
    """
    words = {word for one in known for part in one if isinstance(part, str) for word in _WORD.findall(part)}
    parts: list[str | Code] = []
    for part in content:
        if isinstance(part, Code):
            parts.append(part)
        else:
            new = [word.span() for word in _WORD.finditer(part) if word[0] not in words]
            offsets = {special.start() for span in new for special in _SPECIAL.finditer(part, *span)}
            if not parts and (marker := _BEGINNING.match(part)):
                offsets.add(marker.end())
            parts += _escaped(part, sorted(offsets))
    return tuple(parts)


def number_codes(source: Content, target: Content | None) -> tuple[Content, Content | None]:
    """Numbers the codes of a source and a target from "1"; a code with the same Markdown in both has the same id."""
    ids: dict[tuple[str, str, int], str] = {}

    def number(content: Content) -> Content:
        counts: dict[tuple[str, str], int] = {}
        new_ids: dict[str, str] = {}
        parts: list[str | Code] = []
        ends = {part.id: part.data for part in content if isinstance(part, Code) and part.role == "close"}
        for part in content:
            if isinstance(part, Code) and part.role != "close":
                name = (part.role, part.data + ends.get(part.id, ""))
                counts[name] = counts.get(name, 0) + 1
                new_ids[part.id] = ids.setdefault((*name, counts[name]), str(len(ids) + 1))
            parts.append(part if isinstance(part, str) else replace(part, id=new_ids[part.id]))
        return tuple(parts)

    return number(source), number(target) if target is not None else None


_Found = tuple[int, int, Code]  # the offsets of a code in the text of the block


def _link_codes(block: Block, limit: int) -> list[_Found]:
    """The codes of the links of `block` up to the offset `limit`."""
    found: list[_Found] = []
    for number, (reference, place) in enumerate(zip(block.references, link_offsets(block), strict=True)):
        start, text_start, text_end, end = place
        kind, id, text = reference.scheme, f"l{number}", block.text
        if end > limit:
            continue
        if text[start] == "<" or kind in ("evidence", "disputes", "sources"):
            found.append((start, end, Code(text[start:end], "single", kind, id)))
        else:
            found.append((start, text_start, Code(text[start:text_start], "open", kind, id)))
            found.append((text_end, end, Code(text[text_end:end], "close", kind, id)))
    return found


def _span_codes(block: Block, start: int, end: int, links: Iterable[_Found]) -> Iterator[_Found]:
    """The codes of the spans of `block` from `start` up to `end`; a tag that has a link in it is none."""
    link_starts = sorted(first for first, _, _ in links)
    for first, last, kind in block.spans:
        index = bisect_left(link_starts, first)
        if first < start or last > end or (index < len(link_starts) and link_starts[index] < last):
            continue
        data = block.text[first:last]
        if kind == "escape":
            yield first, last, Code(data, "single", "other", f"s{first}", data[1:])
        elif kind in _SPAN_KINDS:
            yield first, last, Code(data, "single", _SPAN_KINDS[kind], f"s{first}")


def _single_code(match: re.Match[str]) -> Code:
    kind, data = match.lastgroup or "", match[0]
    shows = html.unescape(data) if kind == "entity" else ""
    return Code(data, "single", "other" if shows or kind == "other" else kind, f"s{match.start()}", shows)


def _emphasis_codes(masked: str, found: Iterable[_Found]) -> list[_Found]:
    """The pairs of emphasis marks in `masked`, in which all other codes are masked.

    A mark in the text of a link is paired only with one in that text. A mark without a partner is left as words.
    """
    pairs: list[_Found] = []
    unpaired: list[list[re.Match[str]]] = [[]]  # of the whole text and of each open link, the innermost last
    events: list[tuple[int, Code | re.Match[str]]] = [
        *((start, code) for start, _, code in found if code.role != "single"),
        *((match.start(), match) for match in _EMPHASIS_MARK.finditer(masked)),
    ]
    for _, event in sorted(events, key=lambda entry: entry[0]):
        if isinstance(event, Code):
            if event.role == "open":
                unpaired.append([])
            else:
                unpaired.pop()
        else:
            _pair_mark(masked, event, unpaired[-1], pairs)
    return pairs


def _pair_mark(masked: str, mark: re.Match[str], unpaired: list[re.Match[str]], pairs: list[_Found]) -> None:
    """Adds `mark` with the mark that it closes to `pairs`, else to `unpaired` where it can open."""
    before, after = masked[mark.start() - 1 : mark.start()], masked[mark.end() : mark.end() + 1]
    opened = next((i for i in range(len(unpaired) - 1, -1, -1) if unpaired[i][0] == mark[0]), None)
    if opened is not None and before.strip(" \t\n"):
        first = unpaired[opened]
        del unpaired[opened:]
        kind, id = "i" if len(mark[0]) == 1 else "b", f"e{first.start()}"
        pairs.append((*first.span(), Code(mark[0], "open", kind, id)))
        pairs.append((*mark.span(), Code(mark[0], "close", kind, id)))
    elif after.strip(" \t\n"):
        unpaired.append(mark)


def _parts(text: str, start: int, end: int, found: Iterable[_Found]) -> Iterator[str | Code]:
    """The codes `found` and the words between them, of `text` from `start` to `end`."""
    place = start
    for first, last, code in found:
        if place < first:
            yield text[place:first]
        yield code
        place = last
    if place < end:
        yield text[place:end]


def _escaped(text: str, offsets: Iterable[int]) -> Iterator[str | Code]:
    """`text` with the characters at `offsets` as codes that show them."""
    place = 0
    for offset in offsets:
        yield text[place:offset]
        yield Code(_ENTITIES.get(text[offset], f"\\{text[offset]}"), "single", "other", "", text[offset])
        place = offset + 1
    yield text[place:]
