"""`Gap` → whether it is only the original of a quotation, which a translation keeps beside its own version."""

from collections.abc import Iterator

from concord.alignment.gaps import Gap
from concord.alignment.sections import AlignedSection
from concord.model import Block, Section

_MIN_SPACES = 7  # in a text that is looked for
_MIN_WORDS_SHARED = 0.95  # of the words of a text
_NO_SIGNS = str.maketrans("’“”", '\'""', "*_\\[]")


def is_original(aligned: AlignedSection, gap: Gap) -> bool:
    """Whether a paragraph that is missing, or one beside it in its box, stands where it is missing.

    So it is where its first word and nearly all others do, as a quotation may have been corrected in one place.
    """
    if len(gap.rows) > 1 or gap.rows[0].kind != "p":
        return False
    theirs = [_bare(block) for code in gap.split.lacking for block in aligned.sections[code].blocks]
    return all(
        any(
            _has_words_of(other, text) for text in _texts(element.blocks[0], aligned.sections[code]) for other in theirs
        )
        for code, element in gap.rows[0].elements.items()
    )


def _has_words_of(other: str, text: str) -> bool:
    if text in other:
        return True
    words, theirs = text.split(), {*other.split()}
    return words[0] in theirs and sum(word in theirs for word in words) >= _MIN_WORDS_SHARED * len(words)


def _texts(block: Block, section: Section) -> Iterator[str]:
    """The text of `block`, and those of the paragraphs in front of it and behind it in the same container."""
    number = section.blocks.index(block)
    for other in section.blocks[max(0, number - 1) : number + 2]:
        is_beside = block.trail and (other.group, other.trail[:-1]) == (block.group, block.trail[:-1])
        if (other == block or is_beside) and (text := _bare(other)).count(" ") >= _MIN_SPACES:
            yield text


def _bare(block: Block) -> str:
    """The text of `block` in single spaces, with plain quotation marks, without emphasis, brackets and backslashes."""
    return " ".join(block.text.translate(_NO_SIGNS).split())
