"""Section in two languages → Units: each block of the source language, with the block that corresponds to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from concord.alignment.elements import aligned_elements
from concord.model import Block, Location, Page, Section
from concord.sync.fingerprint import short_hash
from concord.text.masking import LISTINGS
from concord.xliff.inline_codes import Content, block_markdown, number_codes, read_content

META = "meta"  # the kind of block of the description in a page's front matter
NEW = "new"  # in the id of a unit, in place of the hash of a text that there is not
_UNIT_ID = re.compile(r"s[0-9a-f]{8}\.[\w-]+\.[0-9a-f]{16}\.(?:[0-9a-f]{16}|new)(?:\.[0-9a-f]{16})?")
_ID_LENGTH = 8  # hexadecimal digits of the hash by which a unit's id names its section


@dataclass(frozen=True)
class Gap:
    """A place where a page lacks `blocks` of the source language, which can only be inserted together.

    They are a whole element, such as a paragraph or a list, or, where `is_item`, an item or row of a list or table that
    the page has. They belong after the block `after` of the page or, where nothing precedes them, before `before`.
    """

    blocks: tuple[Block, ...]
    after: Block | None
    before: Block | None
    is_item: bool


@dataclass(frozen=True)
class Unit:
    """A block to translate.

    Attributes:
        id: Made of the section, the number of the block in it and the hashes of both texts, so that the id of a unit
            whose texts have changed since the export is not found.
        section: The id of the section.
        source: The block in the source language.
        target: The corresponding block in the target language; None where there is none.
        source_content: The content of `source`.
        target_content: The content of `target`; codes that stand in both have the same id.
        gap: Where the block is to be inserted; None where `target` exists, or the whole section or page is missing.
    """

    id: str
    section: str
    source: Block
    target: Block | None
    source_content: Content
    target_content: Content | None
    gap: Gap | None = None


class UnitId(NamedTuple):
    """The parts of a unit's id.

    Attributes:
        group: The id of its group.
        place: The number of the block in its section, or the name of a text that is no block.
        source: The hash of the source.
        target: The hash of the translation that the guide had, `new` where it had none.
        kept: The hash of the translation that was sent out in its place, "" where that is the same.
    """

    group: str
    place: str
    source: str
    target: str
    kept: str = ""

    @classmethod
    def parse(cls, text: str) -> "UnitId | None":
        """The parts of an id; None where no export has made it."""
        return cls(*text.split(".")) if _UNIT_ID.fullmatch(text) else None

    def __str__(self) -> str:
        """The id as it stands in a file."""
        return ".".join(filter(None, self))


_Pair = tuple[Block, Block | None, Gap | None]


def group_id(section: str) -> str:
    """The id of a section's group in a file: its own id may have characters that XML does not allow there."""
    return f"s{short_hash(section)[:_ID_LENGTH]}"


def unit_hash(markdown: str) -> str:
    """The hash of a text in the id of a unit; translation tools may break its lines elsewhere."""
    return short_hash(" ".join(markdown.split()))


def section_units(section: Section, target_section: Section | None, codes: tuple[str, str]) -> list[Unit]:
    """The units of a section.

    Args:
        section: The section in the source language.
        target_section: The same section in the target language; None where that lacks it.
        codes: The codes of the source and the target language.

    Returns:
        A unit for each block of the source, without listings, which are not translated.
    """
    found = []
    blocks = ((block, None, None) for block in section.blocks)
    pairs = _pairs(section, target_section, codes) if target_section else blocks
    for number, (source, target, gap) in enumerate(pairs):
        if source.kind in LISTINGS or (target and target.kind in LISTINGS):
            continue
        contents = number_codes(read_content(source), read_content(target) if target else None)
        hashes = [unit_hash(block_markdown(block)) if block else NEW for block in (source, target)]
        id = UnitId(group_id(section.id), str(number), *hashes)
        found.append(Unit(str(id), section.id, source, target, *contents, gap))
    return found


def description_units(page: Page, target_page: Page | None) -> list[Unit]:
    """The unit of the description in the front matter of `page`, none without one.

    `target_page` is the page in the target language; None where that lacks it.
    """
    source, target = _description(page), _description(target_page) if target_page else None
    if source is None:
        return []
    hashes = [unit_hash(block.text) if block else NEW for block in (source, target)]
    id = UnitId(group_id(""), META, *hashes)
    return [Unit(str(id), "", source, target, (source.text,), (target.text,) if target else None)]


def _description(page: Page) -> Block | None:
    text = page.meta.get("description")
    if not isinstance(text, str):
        return None
    return Block(META, text, page.file, -1, META, 0, ((0, page.meta_lines.get("description", 1), 1),))


def unpaired_blocks(section: Section, target_section: Section, codes: tuple[str, str]) -> list[Block]:
    """The blocks of the target section, without listings, to which no block of the source corresponds.

    Arguments as of `section_units`.
    """
    paired = {target.location for _, target, _ in _pairs(section, target_section, codes) if target}
    return [block for block in target_section.blocks if block.location not in paired and block.kind not in LISTINGS]


def _pairs(section: Section, target_section: Section, codes: tuple[str, str]) -> Iterator[_Pair]:
    """Each block of `section` with the corresponding one of the target section, or with the gap where it is missing."""
    source_code, target_code = codes
    last = None
    if section.level and target_section.level:
        yield section.blocks[0], target_section.blocks[0], None
        last = target_section.blocks[0]
    for row in aligned_elements({source_code: section, target_code: target_section}):
        source, target = row.elements.get(source_code), row.elements.get(target_code)
        if source and target:
            aligned = [pair for pair in row.blocks if len(pair) > 1]
            targets = {pair[source_code].location: pair[target_code] for pair in aligned}
            yield from _element_pairs(source.blocks, target.blocks, targets)
        elif source:
            gap = Gap(source.blocks, last, None if last else target_section.blocks[0], is_item=False)
            yield from ((block, None, gap) for block in source.blocks)
        last = target.blocks[-1] if target else last


def _element_pairs(
    source: tuple[Block, ...], target: tuple[Block, ...], targets: Mapping[Location, Block]
) -> Iterator[_Pair]:
    """The pairs of an element that both languages have; a missing item belongs after the item before it.

    `targets` has the corresponding block by the location of the source block.
    """
    last: Block | None = None
    gaps: dict[int, Gap] = {}
    for block in source:
        if partner := targets.get(block.location):
            yield block, partner, None
            last = [other for other in target if other.item == partner.item][-1]
        else:
            item = tuple(other for other in source if other.item == block.item)
            yield block, None, gaps.setdefault(block.item, Gap(item, last, None if last else target[0], is_item=True))
