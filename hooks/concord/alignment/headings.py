"""Versions of a page → which of their headings correspond to one another."""

from collections.abc import Iterator, Mapping

from concord.alignment.sections import aligned_versions
from concord.model import Block, Page


def heading_numbers(versions: Mapping[str, Page]) -> dict[tuple[str, int], int]:
    """By the language and the line of a heading: a number that the corresponding headings of all languages share."""
    readable = {code: page for code, page in versions.items() if not page.problems and page.sections}
    return {
        (code, block.location.line): number
        for number, blocks in enumerate(_headings(readable))
        for code, block in blocks.items()
    }


def _headings(versions: Mapping[str, Page]) -> Iterator[dict[str, Block]]:
    for aligned in aligned_versions(versions):
        sections = aligned.sections
        if all(section.level for section in sections.values()):
            yield {code: section.blocks[0] for code, section in sections.items()}
        for row in aligned.rows:
            if row.kind == "heading":
                yield from row.blocks
