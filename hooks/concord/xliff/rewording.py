"""What the units of a page are to say → its new text, and whether a reader then sees that and nothing else new."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from concord.edits.apply import apply_to_text
from concord.finding import Edit
from concord.model import Block, Page
from concord.xliff.inline_codes import Content, read_content, text_extent, visible_text, write_content
from concord.xliff.segments import Unit

_WORD = re.compile(r"[^ \t\n]+")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")

Sayings = Sequence[tuple[Unit, Content]]
Seen = tuple[str, str, tuple[str, ...]]  # of a block: its section, its kind, what a reader sees of it
Expected = tuple[Seen, Unit | None]


def block_edits(block: Block, said: Content) -> tuple[Edit, ...]:
    """The edits that make `block` say `said`: of the words that differ, so that lines and indents stay."""
    start, end = text_extent(block)
    new = write_content(said)
    before, after = [*_WORD.finditer(block.text, start, end)], [*_WORD.finditer(new)]
    matcher = SequenceMatcher(None, [word[0] for word in before], [word[0] for word in after], autojunk=False)
    edits = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            text = _BREAK.sub(" ", new[after[k].start() : after[m - 1].end()]) if k < m else ""
            first, last, text = _hunk(before, i, j, text, start)
            edits.append(Edit(block.span(first, last), block.text[first:last], text))
    return tuple(edits)


def _hunk(words: Sequence[re.Match[str]], i: int, j: int, text: str, start: int) -> tuple[int, int, str]:
    """Where `text` goes in place of the `words` from `i` up to `j`, with the space that comes or goes with it."""
    if i < j and text:
        return words[i].start(), words[j - 1].end(), text
    if i:
        return words[i - 1].end(), words[j - 1].end(), f" {text}" if text else ""
    return start, words[j].start() if j < len(words) else start, f"{text} " if text and words else text


def reworded_text(text: str, sayings: Sayings) -> str:
    """The page's `text` with what the blocks are to say that it has; line ends stay as they are."""
    new, _ = apply_to_text(text, [block_edits(unit.target, said) for unit, said in sayings if unit.target])
    return new


def visible_block(block: Block, section: str, said: Content | None = None) -> Seen:
    """What a reader sees of `block`, or would, if it said `said`."""
    return section, block.kind, visible_text(read_content(block) if said is None else said)


def expected_blocks(page: Page, sayings: Sayings) -> list[Expected]:
    """What a reader is to see of the blocks that `page` has."""
    new = {unit.target.location: (unit, said) for unit, said in sayings if unit.target}
    found: list[Expected] = []
    for section in page.sections:
        for block in section.blocks:
            unit, said = new.get(block.location, (None, None))
            found.append((visible_block(block, section.id, said), unit))
    return found


def first_misread(page: Page, kept: Sequence[Expected], added: Sequence[Expected]) -> Expected | None:
    """What `page` does not show of what was `kept` and what was `added`, in this order; None where it shows it all."""
    left, new = list(kept)[::-1], list(added)[::-1]
    for section in page.sections:
        for block in section.blocks:
            here = visible_block(block, section.id)
            if left and left[-1][0] == here:
                left.pop()
            elif new and new[-1][0] == here:
                new.pop()
            else:
                return _blamed(left, new) or (here, None)
    return _blamed(left, new)


def _blamed(left: Sequence[Expected], new: Sequence[Expected]) -> Expected | None:
    """Of what should come next, what has changed."""
    waiting = [*new[::-1][:1], *left[::-1]]
    return next((one for one in left[-1:] if one[1]), next((one for one in waiting if one[1]), None)) or (
        waiting[0] if waiting else None
    )
