"""A section in two languages → its units: a block of the language that leads, and the one that says the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concord.alignment.elements import aligned_blocks, aligned_elements
from concord.model import Block, Location, Page, Section
from concord.sync.fingerprint import short_hash
from concord.text.masking import LISTINGS
from concord.xliff.inline_codes import Content, block_markdown, number_codes, read_content

META = "meta"  # the kind of a description in a page's front matter
_SHORT = 8  # hexadecimal digits that tell the sections of a page apart


@dataclass(frozen=True)
class Gap:
    """Where a page lacks `blocks` of the leading language that only make sense together.

    They are an element, such as a paragraph or a list, or an item or row of one that the page has, `is_item`. They
    belong after the block `after` of the page or, as nothing is before them, before the block `before`.
    """

    blocks: tuple[Block, ...]
    after: Block | None
    before: Block | None
    is_item: bool


@dataclass(frozen=True)
class Unit:
    """A block to translate: what the leading language says, and what the translator's own says now.

    The `id` names the section, the place in it, and both texts by their hash: it is no longer there when one changes.
    `words` and `present` are what both say, with codes that they share; the `gap` is for one that is not there yet.
    """

    id: str
    section: str
    source: Block
    target: Block | None
    words: Content
    present: Content | None
    gap: Gap | None = None


_Pair = tuple[Block, Block | None, Gap | None]


def group_id(section: str) -> str:
    """What a section is called in a file, where not every id may stand."""
    return f"s{short_hash(section)[:_SHORT]}"


def section_units(leading: Section, own: Section | None, codes: tuple[str, str]) -> list[Unit]:
    """The units of a section of the language `codes[0]` that `codes[1]` has too, or has not."""
    found = []
    pairs = _pairs(leading, own, codes) if own else ((block, None, None) for block in leading.blocks)
    for number, (source, target, gap) in enumerate(pairs):
        if source.kind in LISTINGS or (target and target.kind in LISTINGS):
            continue
        words, present = number_codes(read_content(source), read_content(target) if target else None)
        hashes = [short_hash(block_markdown(block)) if block else "new" for block in (source, target)]
        id = ".".join([group_id(leading.id), str(number), *hashes])
        found.append(Unit(id, leading.id, source, target, words, present, gap))
    return found


def description_units(page: Page) -> list[Unit]:
    """The unit of what the front matter of `page` says that it is about, for a page that a language lacks."""
    text = page.meta.get("description")
    if not isinstance(text, str):
        return []
    block = Block(META, text, page.file, -1, META, 0, ((0, 1, 1),))
    return [Unit(f"{group_id('')}.{META}.{short_hash(text)}.new", "", block, None, (text,), None)]


def unpaired_blocks(leading: Section, own: Section, codes: tuple[str, str]) -> list[Block]:
    """The blocks of `own` that the leading language does not have."""
    paired = {target.location for _, target, _ in _pairs(leading, own, codes) if target}
    return [block for block in own.blocks if block.location not in paired and block.kind not in LISTINGS]


def _pairs(leading: Section, own: Section, codes: tuple[str, str]) -> Iterator[_Pair]:
    """Each block of `leading` with the one of `own` that says the same, or with the gap that it leaves."""
    first, second = codes
    last = None
    if leading.level and own.level:
        yield leading.blocks[0], own.blocks[0], None
        last = own.blocks[0]
    for row in aligned_elements({first: leading, second: own}):
        theirs, ours = row.elements.get(first), row.elements.get(second)
        if theirs and ours:
            faced = {pair[first].location: pair[second] for pair in aligned_blocks(row) if len(pair) > 1}
            yield from _within(theirs.blocks, ours.blocks, faced)
        elif theirs:
            gap = Gap(theirs.blocks, last, None if last else own.blocks[0], is_item=False)
            yield from ((block, None, gap) for block in theirs.blocks)
        last = ours.blocks[-1] if ours else last


def _within(theirs: tuple[Block, ...], ours: tuple[Block, ...], faced: Mapping[Location, Block]) -> Iterator[_Pair]:
    """The pairs of a list or a table that both have; an item that only one has belongs after the one before it."""
    last: Block | None = None
    gaps: dict[int, Gap] = {}
    for block in theirs:
        if target := faced.get(block.location):
            yield block, target, None
            last = [other for other in ours if other.item == target.item][-1]
        else:
            item = tuple(other for other in theirs if other.item == block.item)
            yield block, None, gaps.setdefault(block.item, Gap(item, last, None if last else ours[0], is_item=True))
