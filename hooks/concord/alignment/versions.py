"""Aligned section → the blocks in it that correspond to one another, its heading among them."""

from collections.abc import Iterator, Mapping

from concord.alignment.sections import AlignedSection
from concord.model import Block


def aligned_versions(aligned: AlignedSection) -> Iterator[Mapping[str, Block]]:
    """Yields the corresponding blocks of a section, by language: the headings, then the blocks below them."""
    sections = aligned.sections
    if all(section.level for section in sections.values()):
        yield {code: section.blocks[0] for code, section in sections.items()}
    for row in aligned.rows:
        yield from row.blocks
