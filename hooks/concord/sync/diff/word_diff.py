"""Two texts of a section → DiffRow: what was kept, deleted and inserted, block by block and word by word.

Two words are equal where `fingerprint` hashes them alike: a fact by its id, the target of a link by the ids of
headings, and without quotation marks, emphasis and spaces. The runs of text are those that a reader sees.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from concord.model import Block
from concord.sync.diff.opcodes import Opcode, opcodes
from concord.sync.fingerprint import Home, Piece, bare_letters, by_code, pieces, reader_text

Kind = Literal["kept", "deleted", "inserted"]

_WORD = re.compile(r"(\s*)(</?[\w-]+>|\w+(?:[.,:'’/-]\w+)*|\S)")
_INVISIBLE = re.compile(r"[\u200b\u00ad]")
_FENCED = re.compile(r"<pre>(.*)</pre>\s*\Z", re.DOTALL)
_MAX_PAIRS = 40_000  # of blocks that are compared with one another; of more, none counts as changed
_MIN_SIMILARITY = 0.4  # share of common words from which on two blocks count as one block that was changed


class Token(NamedTuple):
    """A word: `key` is compared, `shown` is displayed, and `before` is the white space before it.

    The target of a reference is `hidden`: it is displayed only where it has changed.
    """

    key: str
    shown: str
    before: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A block, or a row of a table, as a reader sees it. `kind` is the HTML element that it becomes."""

    kind: str
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The text without hidden words."""
        return _shown(token for token in self.tokens if not token.hidden).strip("\n ")

    @property
    def keys(self) -> tuple[str, ...]:
        """What the part is compared by: its kind and the keys of its words."""
        return (self.kind, *(token.key for token in self.tokens if token.key))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that both texts have (`kept`), or only the old one (`deleted`) or the new one (`inserted`)."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class DiffRow:
    """A part of the old text, of the new one or of both, with what changed in it.

    `old` and `new` are its indexes in the two texts, from 0; None where a text does not have it.
    """

    kind: str
    runs: tuple[Run, ...]
    old: int | None
    new: int | None

    @property
    def is_changed(self) -> bool:
        """Whether anything in it was deleted or inserted."""
        return any(run.kind != "kept" for run in self.runs)


def snapshot_parts(blocks: Iterable[Block], path: str, home: Home) -> tuple[Part, ...]:
    """The parts of `blocks`, as a reader sees them; the cells of a row of a table are one part.

    Args:
        blocks: The blocks of a section.
        path: The path of its page, to which the targets of its links are relative.
        home: Gives the id of the heading of a page, by which links to that page are compared.
    """
    rows = groupby(blocks, lambda block: (block.group, block.item) if block.kind in ("th", "td") else id(block))
    found = [list(row) for _, row in rows]
    return tuple(
        Part("tr" if row[0].kind in ("th", "td") else row[0].kind, tokens)
        for row in found
        if (tokens := tuple(_row_tokens(row, path, home)))
    )


def _row_tokens(row: Sequence[Block], path: str, home: Home) -> Iterator[Token]:
    """The words of the cells of a row, or of a single block; cells are separated by a bar."""
    for number, block in enumerate(row):
        if number:
            yield Token("|", "|", " ")
        tokens = _listing_tokens(block.text) if block.kind == "code" else _text_tokens(pieces(block, path, home))
        first = next(tokens, None)
        if first:
            yield first._replace(before=" " if number else "")
            yield from tokens


def _listing_tokens(text: str) -> Iterator[Token]:
    """One token a line."""
    return (Token(line or " ", line, "\n") for line in listing_lines(text.strip("\n")))


def listing_lines(text: str) -> list[str]:
    """The lines of a listing as a reader sees them; `text` is as in the block, for a fenced one with its HTML."""
    fenced = _FENCED.match(text)
    return [line.rstrip() for line in (html.unescape(fenced[1]) if fenced else text).split("\n")]


def _text_tokens(found: Iterable[Piece]) -> Iterator[Token]:
    """The words of a block that is no listing."""
    return iter(_merge_marks(token for piece in found for token in _piece_tokens(piece)))


def _piece_tokens(piece: Piece) -> Iterator[Token]:
    """The words of a piece; a fact is one word, and a target is a hidden one."""
    tokens = list(_words(piece))
    if piece.target.startswith("fact:"):
        tokens = [Token(piece.target, _shown(tokens).strip(), tokens[0].before if tokens else "")]
    yield from tokens
    if piece.target:
        yield Token(f"({piece.target})", f"({piece.target.removeprefix('link:')})", " ", hidden=True)


def _merge_marks(tokens: Iterable[Token]) -> list[Token]:
    """Merges tokens with an empty key, such as quotation marks, into the word before or after them."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found and not token.before and not found[-1].hidden else None
        if last and not last.key:
            found[-1] = token._replace(shown=last.shown + token.shown, before=last.before)
        elif last and not token.key:
            found[-1] = last._replace(shown=last.shown + token.shown)
        else:
            found.append(token)
    return found


def _words(piece: Piece) -> Iterator[Token]:
    """The words of Markdown without links; white space at the end is a token with an empty key."""
    space = ""
    for part, is_code in by_code(piece):
        if is_code:
            yield Token(part, part, space)
            space = ""
            continue
        shown = _INVISIBLE.sub("", reader_text(part))
        for word in _WORD.finditer(shown):
            yield Token(bare_letters(word[2]), word[2], " " if word[1] or space else "")
            space = ""
        space = " " if shown[-1:].isspace() else space
    if space:
        yield Token("", "", space)


def compare_parts(old: Sequence[Part], new: Sequence[Part]) -> tuple[DiffRow, ...]:
    """Compares the parts of an old and a new text; the rows have each part of both, in order."""
    rows: list[DiffRow] = []
    for before, now in _align(old, new):
        kind = (new[now] if now is not None else old[before or 0]).kind
        old_tokens = old[before].tokens if before is not None else ()
        new_tokens = new[now].tokens if now is not None else ()
        rows.append(DiffRow(kind, tuple(_runs(old_tokens, new_tokens)), before, now))
    return tuple(rows)


def _align(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[int | None, int | None]]:
    """The pairs of indexes of parts that are equal or one changed part; None where a part has no partner."""
    for tag, start, end, first, last in opcodes([part.keys for part in old], [part.keys for part in new]):
        if tag == "equal":
            yield from zip(range(start, end), range(first, last), strict=True)
        elif (end - start) * (last - first) > _MAX_PAIRS:
            yield from ((index, None) for index in range(start, end))
            yield from ((None, index) for index in range(first, last))
        else:
            yield from _align_different(old, new, range(start, end), range(first, last))


def _align_different(
    old: Sequence[Part], new: Sequence[Part], olds: range, news: range
) -> Iterator[tuple[int | None, int | None]]:
    """Pairs parts that all differ so that the sum of their similarities is greatest, without changing their order.

    Dynamic programming as for the longest common subsequence: `best` has the greatest sum for the rest of both texts.
    """
    similarity = {(before, now): _similarity(old[before], new[now]) for before in olds for now in news}
    best: dict[tuple[int, int], float] = {}
    for before in reversed(olds):
        for now in reversed(news):
            paired = similarity[before, now] + best.get((before + 1, now + 1), 0)
            unpaired = max(best.get((before + 1, now), 0), best.get((before, now + 1), 0))
            best[before, now] = max(paired, unpaired) if similarity[before, now] else unpaired
    before, now = olds.start, news.start
    while before < olds.stop and now < news.stop:
        rest = best[before, now]
        if similarity[before, now] and rest == similarity[before, now] + best.get((before + 1, now + 1), 0):
            yield before, now
            before, now = before + 1, now + 1
        elif rest == best.get((before + 1, now), 0):
            yield before, None
            before += 1
        else:
            yield None, now
            now += 1
    yield from ((index, None) for index in range(before, olds.stop))
    yield from ((None, index) for index in range(now, news.stop))


def _similarity(old: Part, new: Part) -> float:
    """The share of words that two parts have in common, from 0 to 1; 0 below `_MIN_SIMILARITY`."""
    if old.kind != new.kind:
        return 0
    before, now = Counter(old.keys), Counter(new.keys)
    share = 2 * (before & now).total() / (before.total() + now.total())
    return share if share >= _MIN_SIMILARITY else 0


def _runs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Run]:
    """The runs of a row whose old and new words these are."""
    kept = ""
    found = opcodes([token.key for token in old], [token.key for token in new])
    for tag, start, end, first, last in _merge_changes(found):
        if tag == "equal" or not any(token.key for token in (*old[start:end], *new[first:last])):
            kept += _shown(token for token in new[first:last] if not token.hidden)
            continue
        deleted, inserted = _shown(old[start:end]), _shown(new[first:last])
        beginnings = (deleted[:1], inserted[:1])
        space = "\n" if "\n" in beginnings else " " if " " in beginnings else ""
        if kept or space:
            yield Run("kept", kept + space)
        kept = ""
        if deleted.strip():
            yield Run("deleted", deleted.removeprefix(space))
        if inserted.strip():
            yield Run("inserted", inserted.removeprefix(space))
    if kept:
        yield Run("kept", kept)


def _shown(tokens: Iterable[Token]) -> str:
    return "".join(token.before + token.shown for token in tokens)


def _merge_changes(opcodes: Iterable[Opcode]) -> list[Opcode]:
    """Merges two changes with fewer kept words between them than either has: those words are equal by chance."""
    found: list[Opcode] = []
    for opcode in opcodes:
        found.append(opcode)
        if len(found) > 2 and found[-2][0] == "equal" and opcode[0] != "equal":
            first, between, last = found[-3:]
            if between[2] - between[1] < min(_size(first), _size(last)):
                found[-3:] = [("replace", first[1], last[2], first[3], last[4])]
    return found


def _size(opcode: Opcode) -> int:
    return max(opcode[2] - opcode[1], opcode[4] - opcode[3])
