"""Aligned section → the blocks in it that correspond to one another, its heading among them."""

from collections.abc import Mapping, Sequence

from concord.alignment.sections import AlignedSection
from concord.model import Block


def aligned_versions(aligned: AlignedSection) -> Sequence[Mapping[str, Block]]:
    """Returns the corresponding blocks of a section, by language: the headings, then the blocks below them."""
    return aligned.versions
