"""PendingSection → Words: how many words there are to translate and to review, counted as translators' tools do.

A word stands between spaces and has a letter or a digit. Code and markup are no words.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # `status` takes the speeds from here, and compares texts only where it is asked to
    from concord.sync.diff.pending import PendingSection
    from concord.sync.diff.word_diff import Part

_NO_WORDS = re.compile(r"`[^`]*`|</?[\w-]+>")
_LISTINGS = frozenset({"code", "html"})

# Translators are expected to produce 2,000 to 3,000 words a day with what checking takes, and whoever reads against the
# original gets through four to five times as many (https://www.purefluent.com/how-long-does-translation-take/,
# https://wapatranslations.com/is-one-hour-translation-possible).
WORDS_AN_HOUR = 300
REVIEW_FACTOR = 4


class Words(NamedTuple):
    """The words of a section that are new in the language to follow, and the others, which have to be read again."""

    translate: int = 0
    review: int = 0

    def minutes(self, speed: int = WORDS_AN_HOUR) -> int:
        """How long it takes, at `speed` words to translate an hour; rounded up."""
        return -(-60 * (self.translate * REVIEW_FACTOR + self.review) // (speed * REVIEW_FACTOR))


def pending_words(pending: "PendingSection") -> Words:
    """The words of a section that has to follow another language; of several, the first of them.

    Where the section is missing, all are to be translated. Where it is not known what has changed, all are to be read.
    """
    change = pending.changes[0]
    total = part_words(change.now.parts)
    if pending.current is None:
        return Words(total)
    if change.before is None:
        return Words(0, total)
    old, now = change.before.parts, change.now.parts
    pairs = ((old[row.old : row.old + 1] if row.old is not None else (), row.new) for row in change.rows)
    new = sum(_new_words(before, now[index]) for before, index in pairs if index is not None)
    return Words(new, total - new)


def _new_words(before: "Sequence[Part]", now: "Part") -> int:
    """The words of a block that were not there in the block `before` it, if there was any."""
    old, new = ([word for part in parts for word in _words(part)] for parts in (before, (now,)))
    kept = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return len(new) - sum(block.size for block in kept)


def sum_words(found: Iterable[Words]) -> Words:
    """The words of several sections together."""
    counts = list(found)
    return Words(sum(words.translate for words in counts), sum(words.review for words in counts))


def part_words(parts: "Iterable[Part]") -> int:
    """The words of the blocks of a section."""
    return sum(len(_words(part)) for part in parts)


def _words(part: "Part") -> list[str]:
    return [] if part.kind in _LISTINGS else text_words(part.text)


def text_words(text: str) -> list[str]:
    """The words of a text as a reader sees it."""
    return [word for word in _NO_WORDS.sub(" ", text).split() if any(map(str.isalnum, word))]
