"""`Gap` → whether what is missing stands there all the same, in another arrangement.

A translator makes one paragraph of two, a list of a paragraph, a paragraph of a quotation. What tells it is the length
of the text (Gale and Church, 1993): between the two blocks around the gap that both languages have, the language that
seems to lack something has as much text as the other. What is certain, such as numbers and code, has to be there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from concord.alignment.gaps import Gap
from concord.alignment.sections import AlignedSection
from concord.alignment.tree import HEADINGS, text_length, unchanging_words
from concord.model import Block, Section
from concord.text.listing import listing_code

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_USUAL = 500  # characters by which two languages are taken to be equally long, besides what they have in common
_MIN_SHARE, _MIN_LENGTH = 0.3, 60  # of the text that is missing: of all around the gap, and in characters
_FOUND = 0.55  # the share of its length by which the text in the other language has to be longer
_SHARE_OF_LANGUAGES = 0.5
_MANY_LANGUAGES, _FOUND_BY_MANY = 4, 0.5  # of so many languages, the share in the middle is certain for short texts too
_MIN_JOINED = 20  # characters of a text that is joined to one block
_MOST_BESIDE, _JOINED = 1.5, 0.8  # of that text: the length of the block, and by how much it is longer with that text
_MOST_FOR_EACH = 60  # characters of a text for each number, code and name in it
_COLONS = (":", "：")


class _Window(NamedTuple):
    """The blocks of a language around a gap, those among them that the other language has not, and those between."""

    blocks: Sequence[Block]
    alone: Sequence[Block]


class _Comparison(NamedTuple):
    """The blocks whose text a language has in another arrangement, and the share of it that seems to be there."""

    blocks: Sequence[Block]
    share: float


def rearranged_blocks(aligned: AlignedSection, gap: Gap) -> list[Block]:
    """The blocks of `gap`, and those in their place, where half of the languages without them have their text at least.

    None where the text is missing.
    """
    having = gap.split.having[0]
    missing = [block for row in gap.rows for block in row.elements[having].blocks]
    if any(block.kind == "html" for block in missing):
        return []
    compared = [_compare(aligned, having, code, missing) for code in gap.split.lacking]
    found = [one.blocks for one in compared if one.blocks]
    if len(compared) >= _MANY_LANGUAGES and median(one.share for one in compared) >= _FOUND_BY_MANY:
        return [*missing, *(block for blocks in found for block in blocks)]
    if len(found) < _SHARE_OF_LANGUAGES * len(compared):
        return []
    return [block for blocks in found for block in blocks]


def _compare(aligned: AlignedSection, code: str, other: str, missing: Sequence[Block]) -> _Comparison:
    """What the language `other` has of the text of the blocks `missing` of the language `code`."""
    pairs = {
        blocks[code].location.start: blocks[other]
        for row in aligned.rows
        for blocks in row.blocks
        if code in blocks and other in blocks
    }
    windows = _windows(aligned.sections[code], aligned.sections[other], missing, pairs)
    if not windows or not _is_said(missing, windows[1].blocks):
        return _Comparison([], 0)
    ours, theirs = windows
    around = {block.location.start for block in ours.blocks}
    outside = [block for block in aligned.sections[code].blocks if block.location.start in pairs.keys() - around]
    ratio = (_USUAL + _length([pairs[block.location.start] for block in outside])) / (_USUAL + _length(outside))
    length, alone, others = _length(ours.blocks), _length(ours.alone), _length(theirs.alone) / ratio
    is_instead = _FOUND * alone <= others <= alone / _FOUND
    is_long = alone >= max(_MIN_SHARE * length, _MIN_LENGTH)
    if not theirs.alone and len(ours.alone) == 1 and _leads_in(ours, theirs):
        return _Comparison([*missing], 1)
    if _has_more_of(missing, ours, theirs) or _is_joined(ours, theirs, ratio):
        return _Comparison([*missing], 1)
    share = (_length(theirs.blocks) / ratio - length + alone) / alone if alone >= _MIN_LENGTH else 0
    is_there = is_instead or (is_long and share >= _FOUND)
    return _Comparison([*missing, *theirs.alone] if is_there else [], share)


def _windows(
    section: Section, other: Section, missing: Sequence[Block], pairs: dict[tuple[str, int, int], Block]
) -> tuple[_Window, _Window] | None:
    """What both languages have from the last block that they share in front of the gap to the first one behind it."""
    blocks = section.blocks
    places = {block.location.start: number for number, block in enumerate(blocks)}
    first, last = (places.get(block.location.start, -1) for block in (missing[0], missing[-1]))
    if first < 0 or last < first:
        return None
    start = next((n for n in range(first - 1, -1, -1) if blocks[n].location.start in pairs), 0)
    end = next((n for n in range(last + 1, len(blocks)) if blocks[n].location.start in pairs), len(blocks) - 1)
    their_places = {block.location.start: number for number, block in enumerate(other.blocks)}
    before, behind = (pairs.get(blocks[n].location.start) for n in (start, end))
    their_start = their_places[before.location.start] if before else 0
    their_end = their_places[behind.location.start] if behind else len(other.blocks) - 1
    if their_start > their_end:
        return None
    used = {block.location.start for block in pairs.values()}
    ours, theirs = (
        [block for block in found if block.kind not in HEADINGS or block.location.start not in known]
        for found, known in ((blocks[start : end + 1], pairs), (other.blocks[their_start : their_end + 1], used))
    )
    return (
        _Window(ours, [block for block in ours if block.location.start not in pairs]),
        _Window(theirs, [block for block in theirs if block.location.start not in used]),
    )


def _leads_in(ours: _Window, theirs: _Window) -> bool:
    """Whether the line in front of a list is a paragraph in one language, and the end of a paragraph in the other."""
    colons = [[block.text.rstrip().endswith(_COLONS) for block in window.blocks] for window in (ours, theirs)]
    return ours.alone[0].text.rstrip().endswith(_COLONS) and colons[0].count(True) == colons[1].count(True)


def _is_joined(ours: _Window, theirs: _Window, ratio: float) -> bool:
    """Whether one block beside the gap is longer by the text that is missing, as it is a part of that block."""
    alone = _length(ours.alone)
    if theirs.alone or alone < _MIN_JOINED or any(block.kind == "code" for block in ours.alone):
        return False
    pairs = [(ours.blocks[end], theirs.blocks[end]) for end in (0, -1) if theirs.blocks]
    beside = [(text_length(one), text_length(other) / ratio) for one, other in pairs if one not in ours.alone]
    return any(here <= _MOST_BESIDE * alone and there - here >= _JOINED * alone for here, there in beside)


def _has_more_of(missing: Sequence[Block], ours: _Window, theirs: _Window) -> bool:
    """Whether all that is certain in a text that is missing stands around the gap more often than without it.

    That are its numbers, its code, and those of its names that the other language has there.
    """
    there, known = Counter(_certain(theirs.blocks)), Counter(_certain(one for one in ours.blocks if one not in missing))
    wanted = Counter(one for one in _certain(missing) if one in there or not one[:1].isupper())
    is_dense = _length(missing) <= _MOST_FOR_EACH * len(wanted)
    is_more_than_a_name = len(wanted) > 1 or not any(one[:1].isupper() for one in wanted)
    return is_dense and is_more_than_a_name and all(there[one] - known[one] >= number for one, number in wanted.items())


def _certain(blocks: Iterable[Block]) -> Iterator[str]:
    """The numbers, the inline code and the names in `blocks`; of a listing, its lines as inline code has them."""
    for block in blocks:
        if block.kind == "code":
            yield from filter(None, map(_plain_line, listing_code(block).splitlines()))
            continue
        yield from _NUMBER.findall(block.text)
        yield from (one.strip("`") for one in unchanging_words(block) if not one[0].isdigit())


def _plain_line(line: str) -> str:
    """A line of a listing without its indentation, and without the prompt of a shell."""
    return line.strip().removeprefix("$ ")


def _length(blocks: Sequence[Block]) -> int:
    return sum(map(text_length, blocks))


def _is_said(missing: Sequence[Block], there: Sequence[Block]) -> bool:
    """Whether the numbers, the code and as many links as the blocks `missing` have are in the blocks `there`."""
    text = "\n".join(block.text for block in there)
    ours = "\n".join(block.text for block in missing)
    codes = [
        block.text[start:end].strip("`") for block in missing for start, end, kind in block.spans if kind == "code"
    ]
    codes += [word for block in missing if block.kind == "code" for word in _WORD.findall(listing_code(block))]
    links = [sum(len(block.references) for block in blocks) for blocks in (missing, there)]
    numbers = {*_NUMBER.findall(ours)} - {*_NUMBER.findall(text)}
    return not numbers and links[0] <= links[1] and all(code in text for code in codes)
