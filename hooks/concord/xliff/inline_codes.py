"""The Markdown of a block ⇄ its words and the codes between them, which a translator moves but does not write.

More than [22 %](fact:share) of *large* firms
⇄ "More than ", open "[", "22 %", close "](fact:share)", " of ", open "*", "large", close "*", " firms"
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from markdown.extensions.attr_list import AttrListTreeprocessor

from concord.model import Block
from concord.text.masking import LISTINGS, link_offsets, mask_spans

Role = Literal["open", "close", "single"]

_EDGE = re.compile(r"[ \t\n]*(.*?)[ \t\n]*", re.DOTALL)
_SPACE = re.compile(r"[ \t\n]+")
_WORD = re.compile(r"[^ \t\n]+")
_KINDS = {"code": "code", "comment": "html", "html": "html", "footnote": "other"}  # of spans, as kinds of codes
_SINGLE = re.compile(  # what is a code besides the spans of a block; a word in braces, `{word}`, is text to translate
    r"(?P<entity>&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);)"
    r"|(?P<other>\{:?[ ]*[#.][^{}\n]*\}|\{:[^{}\n]*\})"
    r"|(?P<break>[ ]{2,}\n[ \t]*)"
)
_EMPHASIS = re.compile(r"(?<!\*)\*{1,3}(?!\*)|(?<!\w)_{1,3}(?=\w)|(?<=[\w\0])_{1,3}(?!\w)")
_SPECIAL = re.compile(r"[\\`*{}\[\]|]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!])|&(?=#?\w+;)|#(?=#*\Z)")
_BEGINNING = re.compile(r"[ \t\n]*(?:\d+(?=\.(?:\s|\Z))|(?=[#>~]|[-+:](?:[-\s]|\Z)))")  # of a list, a heading, …
_NAMES = {"<": "&lt;", "&": "&amp;", ":": "&#58;", "~": "&#126;"}


@dataclass(frozen=True, slots=True)
class Code:
    """Something in a text that is no word, as its Markdown: `data`.

    An `open` one and its `close` share their `id`. `kind` says what they are: `link`, `image`, `fact`, `title`,
    `source`, `picture`, `b`, `i`, `break`, `code`, `html` or `other`; `shows` is the character that a single one
    stands for.
    """

    data: str
    role: Role
    kind: str
    id: str = ""
    shows: str = ""

    @property
    def is_protected(self) -> bool:
        """Whether a translation may not do without it; emphasis it may."""
        return self.kind not in ("b", "i", "break") and not self.shows


Content = tuple[str | Code, ...]


def text_extent(block: Block) -> tuple[int, int]:
    """Where in the text of `block` its words begin and end: a heading's id and the spaces around are none of them."""
    end = len(block.text)
    if block.kind[:1] == "h" and (match := AttrListTreeprocessor.HEADER_RE.search(block.text)):
        end = match.start()
    match = _EDGE.fullmatch(block.text, 0, end)
    assert match
    return match.span(1)


def block_markdown(block: Block) -> str:
    """What `block` says, as it is typed."""
    start, end = text_extent(block)
    return block.text[start:end]


def read_content(block: Block) -> Content:
    """The words of `block` and the codes between them. A listing is one code."""
    start, end = text_extent(block)
    if block.kind in LISTINGS:
        return (Code(block.text[start:end], "single", "code", "1"),)
    found = _links(block, end)
    found += list(_marked(block, start, end, found))
    masked = mask_spans(block.text[:end], [(first, last) for first, last, _ in found])
    singles = [(*match.span(), _single(match)) for match in _SINGLE.finditer(masked, start)]
    masked = mask_spans(masked, [(first, last) for first, last, _ in singles])
    found += singles
    found += _emphasis(masked, found)
    return tuple(_parts(block.text, start, end, sorted(found, key=lambda entry: entry[:2])))


def write_content(content: Iterable[str | Code]) -> str:
    """The Markdown of `content`."""
    return "".join(part if isinstance(part, str) else part.data for part in content)


def visible_text(content: Iterable[str | Code]) -> tuple[str, ...]:
    """What a reader sees of `content`: the same for two ways to type it."""
    text = "".join(
        part if isinstance(part, str) else part.shows or f"\0{part.role}:{part.data.strip(' ')}\0" for part in content
    )
    return tuple(_SPACE.sub(" ", text).strip().split("\0"))


def escape_markdown(content: Content, known: Iterable[Content]) -> Content:
    """`content` with the characters escaped that Markdown would take for its own, but in words that are `known`."""
    words = {word for one in known for part in one if isinstance(part, str) for word in _WORD.findall(part)}
    parts: list[str | Code] = []
    for part in content:
        if isinstance(part, Code):
            parts.append(part)
        else:
            new = [word.span() for word in _WORD.finditer(part) if word[0] not in words]
            signs = {sign.start() for span in new for sign in _SPECIAL.finditer(part, *span)}
            if not parts and (marker := _BEGINNING.match(part)):
                signs.add(marker.end())
            parts += _escaped(part, sorted(signs))
    return tuple(parts)


def number_codes(source: Content, target: Content | None) -> tuple[Content, Content | None]:
    """Both with ids to their codes: codes of one kind and text that stand in both are one."""
    ids: dict[tuple[str, str, int], str] = {}

    def number(content: Content) -> Content:
        seen: dict[tuple[str, str], int] = {}
        given: dict[str, str] = {}
        parts: list[str | Code] = []
        ends = {part.id: part.data for part in content if isinstance(part, Code) and part.role == "close"}
        for part in content:
            if isinstance(part, Code) and part.role != "close":
                what = (part.role, part.data + ends.get(part.id, ""))
                seen[what] = seen.get(what, 0) + 1
                given[part.id] = ids.setdefault((*what, seen[what]), str(len(ids) + 1))
            parts.append(part if isinstance(part, str) else replace(part, id=given[part.id]))
        return tuple(parts)

    return number(source), number(target) if target is not None else None


_Found = tuple[int, int, Code]


def _links(block: Block, limit: int) -> list[_Found]:
    """The codes of the links of `block` up to the offset `limit`."""
    found: list[_Found] = []
    for number, (reference, place) in enumerate(zip(block.references, link_offsets(block), strict=True)):
        start, text_start, text_end, end = place
        kind, id, text = reference.scheme, f"l{number}", block.text
        if end > limit:
            continue
        if text[start] == "<":
            found.append((start, end, Code(text[start:end], "single", kind, id)))
        else:
            found.append((start, text_start, Code(text[start:text_start], "open", kind, id)))
            found.append((text_end, end, Code(text[text_end:end], "close", kind, id)))
    return found


def _marked(block: Block, start: int, end: int, links: Iterable[_Found]) -> Iterator[_Found]:
    """The codes of the spans of `block` from `start` up to `end`; a tag that has a link in it is none."""
    begun = sorted(first for first, _, _ in links)
    for first, last, kind in block.spans:
        index = bisect_left(begun, first)
        if first < start or last > end or (index < len(begun) and begun[index] < last):
            continue
        data = block.text[first:last]
        if kind == "escape":
            yield first, last, Code(data, "single", "other", f"s{first}", data[1:])
        elif kind in _KINDS:
            yield first, last, Code(data, "single", _KINDS[kind], f"s{first}")


def _single(match: re.Match[str]) -> Code:
    kind, data = match.lastgroup or "", match[0]
    shows = html.unescape(data) if kind == "entity" else ""
    return Code(data, "single", "other" if shows or kind == "other" else kind, f"s{match.start()}", shows)


def _emphasis(masked: str, found: Iterable[_Found]) -> list[_Found]:
    """The pairs of marks of emphasis in `masked`; those of a link's text, and those around it, are pairs by themselves.

    A mark without a partner is a word.
    """
    pairs: list[_Found] = []
    waiting: list[list[re.Match[str]]] = [[]]
    events: list[tuple[int, Code | re.Match[str]]] = [
        *((start, code) for start, _, code in found if code.role != "single"),
        *((match.start(), match) for match in _EMPHASIS.finditer(masked)),
    ]
    for _, event in sorted(events, key=lambda entry: entry[0]):
        if isinstance(event, Code):
            if event.role == "open":
                waiting.append([])
            else:
                waiting.pop()
        else:
            _pair(masked, event, waiting[-1], pairs)
    return pairs


def _pair(masked: str, mark: re.Match[str], waiting: list[re.Match[str]], pairs: list[_Found]) -> None:
    """Joins `mark` with the mark before it that it closes, or lets it wait for one."""
    before, after = masked[mark.start() - 1 : mark.start()], masked[mark.end() : mark.end() + 1]
    opened = next((i for i in range(len(waiting) - 1, -1, -1) if waiting[i][0] == mark[0]), None)
    if opened is not None and before.strip(" \t\n"):
        first = waiting[opened]
        del waiting[opened:]
        kind, id = "i" if len(mark[0]) == 1 else "b", f"e{first.start()}"
        pairs.append((*first.span(), Code(mark[0], "open", kind, id)))
        pairs.append((*mark.span(), Code(mark[0], "close", kind, id)))
    elif after.strip(" \t\n"):
        waiting.append(mark)


def _parts(text: str, start: int, end: int, found: Iterable[_Found]) -> Iterator[str | Code]:
    place = start
    for first, last, code in found:
        if place < first:
            yield text[place:first]
        yield code
        place = last
    if place < end:
        yield text[place:end]


def _escaped(text: str, signs: Iterable[int]) -> Iterator[str | Code]:
    """`text` with the characters at the offsets `signs` as codes that show them."""
    place = 0
    for sign in signs:
        yield text[place:sign]
        yield Code(_NAMES.get(text[sign], f"\\{text[sign]}"), "single", "other", "", text[sign])
        place = sign + 1
    yield text[place:]
