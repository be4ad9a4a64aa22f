"""Translations of blocks that a page has → edits of their words; and a check that the new page shows what it should."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from concord.finding import Edit
from concord.model import Block, Location, Page
from concord.sync.diff.opcodes import opcodes
from concord.xliff.inline_codes import Content, read_content, text_extent, visible_text, write_content
from concord.xliff.segments import Unit

_WORD = re.compile(r"[^ \t\n]+")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")

Translations = Sequence[tuple[Unit, Content]]  # units with their new text
VisibleBlock = tuple[str, str, tuple[str, ...]]  # the id of the section, the kind, and what a reader sees
Expected = tuple[VisibleBlock, Unit | None]  # a block of the new page, and the unit that changes it


def block_edits(block: Block, content: Content) -> tuple[Edit, ...]:
    """The edits that make `block` say `content`: of the words that differ, so that line breaks and indents stay."""
    start, end = text_extent(block)
    new = write_content(content)
    before, after = [*_WORD.finditer(block.text, start, end)], [*_WORD.finditer(new)]
    edits = []
    for kind, i, j, k, m in opcodes([word[0] for word in before], [word[0] for word in after]):
        if kind != "equal":
            text = _BREAK.sub(" ", new[after[k].start() : after[m - 1].end()]) if k < m else ""
            first, last, text = _replacement(before, i, j, text, start)
            edits.append(Edit(block.span(first, last), block.text[first:last], text))
    return tuple(edits)


def _replacement(words: Sequence[re.Match[str]], i: int, j: int, text: str, start: int) -> tuple[int, int, str]:
    """The offsets and the new text where `text` replaces the words from `i` up to `j`, with a space where one is due.

    `start` is the offset at which the text of the block begins.
    """
    if i < j and text:
        return words[i].start(), words[j - 1].end(), text
    if i:
        return words[i - 1].end(), words[j - 1].end(), f" {text}" if text else ""
    return start, words[j].start() if j < len(words) else start, f"{text} " if text and words else text


def visible_block(block: Block, section: str, content: Content | None = None) -> VisibleBlock:
    """What a reader sees of `block` of the section with this id; with `content`, if the block had that content."""
    return section, block.kind, visible_text(read_content(block) if content is None else content)


def expected_blocks(
    section: str, blocks: Iterable[Block], translations: Mapping[Location, tuple[Unit, Content]]
) -> Iterator[Expected]:
    """What a reader is to see of `blocks` of the section with this id.

    `translations` has the new content by the location of the block; a block without one keeps its own.
    """
    for block in blocks:
        unit, content = translations.get(block.location, (None, None))
        yield visible_block(block, section, content), unit


def first_misread(page: Page, kept: Sequence[Expected], added: Sequence[Expected]) -> Expected | None:
    """Checks that a reader of `page` sees all blocks that were `kept` or `added`, each in order, and no others.

    Returns:
        The first block that is missing or different, preferably one with a unit that changed it; None where all is
        as expected.
    """
    missing_kept, missing_added = list(kept)[::-1], list(added)[::-1]
    for section in page.sections:
        for block in section.blocks:
            found = visible_block(block, section.id)
            if missing_kept and missing_kept[-1][0] == found:
                missing_kept.pop()
            elif missing_added and missing_added[-1][0] == found:
                missing_added.pop()
            else:
                return _probable_cause(missing_kept, missing_added) or (found, None)
    return _probable_cause(missing_kept, missing_added)


def _probable_cause(missing_kept: Sequence[Expected], missing_added: Sequence[Expected]) -> Expected | None:
    """Of the blocks that should come next (last in both lists), one that a unit changes; else any, None of none."""
    waiting = [*missing_added[::-1][:1], *missing_kept[::-1]]
    candidates = [*missing_kept[-1:], *waiting]
    return next((block for block in candidates if block[1]), waiting[0] if waiting else None)
