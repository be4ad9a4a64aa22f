"""Versions of a page → those that are only announced: a heading or a sentence in place of a page."""

from collections.abc import Mapping

from concord.alignment.tree import HEADINGS
from concord.model import Page

_MOST_BLOCKS = 1  # of a version that is only announced
_MIN_BLOCKS = 3  # of another one, so that there is something to translate


def announced_versions(pages: Mapping[str, Page]) -> tuple[str, ...]:
    """The languages whose version of a page has a block at most, or headings alone, such as "Translation to come".

    Nothing of such a version corresponds to anything in the others, which have more.
    """
    blocks = {code: [block for section in page.sections for block in section.blocks] for code, page in pages.items()}
    if max(map(len, blocks.values()), default=0) < _MIN_BLOCKS:
        return ()
    announced = tuple(
        code
        for code, found in blocks.items()
        if len(found) <= _MOST_BLOCKS or all(block.kind in HEADINGS for block in found)
    )
    return announced if len(announced) < len(pages) else ()


def written_versions(pages: Mapping[str, Page]) -> dict[str, Page]:
    """The versions of a page that can be read and are more than announced."""
    readable = {code: page for code, page in pages.items() if not page.problems}
    announced = announced_versions(readable)
    return {code: page for code, page in readable.items() if code not in announced}
