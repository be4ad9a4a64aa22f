"""Two texts of a section → what was kept, deleted and inserted, word by word and block by block. Pure.

Words are the same where the hashes of `meaning` take them for the same: a fact by its id, a link's target by the ids
that it leads to; quotation marks, emphasis and spaces do not count. Everything is shown as a reader sees it.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from concord.model import Block
from concord.sync.fingerprint import Home, Piece, bare_letters, by_code, pieces, reader_text

Kind = Literal["kept", "deleted", "inserted"]
Opcode = tuple[str, int, int, int, int]

_WORD = re.compile(r"(\s*)(</?[\w-]+>|\w+(?:[.,:'’/-]\w+)*|\S)")
_INVISIBLE = re.compile(r"[\u200b\u00ad]")
_FENCED = re.compile(r"<pre>(.*)</pre>\s*\Z", re.DOTALL)
_ALIKE = 0.4  # of the words of two blocks, the share in common from which on one is taken for the other, changed


class Token(NamedTuple):
    """A word: what it is compared by, how it is shown, and what stands before it.

    Where a reference leads is `hidden`: shown only where it has changed.
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
        return "".join(token.before + token.shown for token in self.tokens if not token.hidden).strip("\n ")

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.kind, *(token.key for token in self.tokens if token.key))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that both have, or only one."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class DiffRow:
    """What became of a part: its runs, and which it is of the old text and of the new one, None where of neither."""

    kind: str
    runs: tuple[Run, ...]
    old: int | None
    new: int | None

    @property
    def is_changed(self) -> bool:
        return any(run.kind != "kept" for run in self.runs)


def snapshot_parts(blocks: Iterable[Block], path: str, home: Home) -> tuple[Part, ...]:
    """`blocks` of the page at `path` as a reader sees them; the cells of a table's row are one part."""
    rows = groupby(blocks, lambda block: (block.group, block.item) if block.kind in ("th", "td") else id(block))
    found = [list(row) for _, row in rows]
    return tuple(
        Part("tr" if row[0].kind in ("th", "td") else row[0].kind, tokens)
        for row in found
        if (tokens := tuple(_of_row(row, path, home)))
    )


def _of_row(row: Sequence[Block], path: str, home: Home) -> Iterator[Token]:
    for number, block in enumerate(row):
        if number:
            yield Token("|", "|", " ")
        tokens = _listed(block.text) if block.kind == "code" else iter(_joined(_said(pieces(block, path, home))))
        first = next(tokens, None)
        if first:
            yield first._replace(before=" " if number else "")
            yield from tokens


def _listed(text: str) -> Iterator[Token]:
    return (Token(line or " ", line, "\n") for line in listing_lines(text.strip("\n")))


def listing_lines(text: str) -> list[str]:
    """The lines of a listing as a reader sees them."""
    fenced = _FENCED.match(text)
    return [line.rstrip() for line in (html.unescape(fenced[1]) if fenced else text).split("\n")]


def _said(said: Iterable[Piece]) -> Iterator[Token]:
    for piece in said:
        tokens = list(_words(piece))
        if piece.aim.startswith("fact:"):
            shown = "".join(token.before + token.shown for token in tokens).strip()
            tokens = [Token(piece.aim, shown, tokens[0].before if tokens else "")]
        yield from tokens
        if piece.aim:
            yield Token(f"({piece.aim})", f"({piece.aim.removeprefix('link:')})", " ", hidden=True)


def _joined(tokens: Iterable[Token]) -> list[Token]:
    """`tokens` with the marks that do not count, such as quotation marks, as a part of the word that they stand at."""
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
    """Each part of both texts, in order, with what was kept, deleted and inserted in it."""
    rows: list[DiffRow] = []
    for before, now in _aligned(old, new):
        kind = (new[now] if now is not None else old[before or 0]).kind
        own = old[before].tokens if before is not None else ()
        rows.append(DiffRow(kind, tuple(_runs(own, new[now].tokens if now is not None else ())), before, now))
    return tuple(rows)


def _aligned(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[int | None, int | None]]:
    """The pairs of parts that stand for one another, by index; None where there is no partner."""
    matcher = SequenceMatcher(None, [part.keys for part in old], [part.keys for part in new], autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(start, end), range(first, last), strict=True)
        else:
            yield from _paired(old, new, range(start, end), range(first, last))


def _paired(
    old: Sequence[Part], new: Sequence[Part], olds: range, news: range
) -> Iterator[tuple[int | None, int | None]]:
    """Among parts that all differ, the pairs in order that have most in common."""
    best = {(before, now): _likeness(old[before], new[now]) for before in olds for now in news}
    score: dict[tuple[int, int], float] = {}
    for before in reversed(olds):
        for now in reversed(news):
            both = best[before, now] + score.get((before + 1, now + 1), 0)
            apart = max(score.get((before + 1, now), 0), score.get((before, now + 1), 0))
            score[before, now] = max(both, apart) if best[before, now] else apart
    before, now = olds.start, news.start
    while before < olds.stop and now < news.stop:
        left = score[before, now]
        if best[before, now] and left == best[before, now] + score.get((before + 1, now + 1), 0):
            yield before, now
            before, now = before + 1, now + 1
        elif left == score.get((before + 1, now), 0):
            yield before, None
            before += 1
        else:
            yield None, now
            now += 1
    yield from ((index, None) for index in range(before, olds.stop))
    yield from ((None, index) for index in range(now, news.stop))


def _likeness(old: Part, new: Part) -> float:
    """The share of their words that two parts have in common, 0 where that is too little."""
    if old.kind != new.kind:
        return 0
    before, now = Counter(old.keys), Counter(new.keys)
    share = 2 * (before & now).total() / (before.total() + now.total())
    return share if share >= _ALIKE else 0


def _runs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Run]:
    """What `old` became in `new`."""
    matcher = SequenceMatcher(None, [token.key for token in old], [token.key for token in new], autojunk=False)
    kept = ""
    for tag, start, end, first, last in _grouped(matcher.get_opcodes()):
        if tag == "equal" or not any(token.key for token in (*old[start:end], *new[first:last])):
            kept += "".join(token.before + token.shown for token in new[first:last] if not token.hidden)
            continue
        gone, come = _shown(old[start:end]), _shown(new[first:last])
        space = "\n" if "\n" in (gone[:1], come[:1]) else " " if " " in (gone[:1], come[:1]) else ""
        if kept or space:
            yield Run("kept", kept + space)
        kept = ""
        if gone.strip():
            yield Run("deleted", gone.removeprefix(space))
        if come.strip():
            yield Run("inserted", come.removeprefix(space))
    if kept:
        yield Run("kept", kept)


def _shown(tokens: Sequence[Token]) -> str:
    return "".join(token.before + token.shown for token in tokens)


def _grouped(opcodes: Iterable[Opcode]) -> list[Opcode]:
    """Changes with hardly anything kept between them become one: single words in a new sentence tell nothing."""
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
