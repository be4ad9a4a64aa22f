"""Text → folded text, the one form in which the patterns of this package look for words and names."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")  # a word of folded text; it may have an apostrophe inside
_SPACES = filter(str.isspace, map(chr, range(0x3001)))
_SAME = str.maketrans({"’": "'", "\u2011": "-", "\u2012": "–", "\u2014": "–"} | dict.fromkeys(_SPACES, " "))
_TO_REPLACE = re.compile(f"[{re.escape(''.join(chr(c) for c in _SAME if c != ord(' ')))}]")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


@lru_cache(maxsize=64)  # a text is searched for its numbers, its articles and its units in turn
def fold(text: str) -> str:
    """Return `text` in lower case, with one kind of space, apostrophe, hyphen and dash.

    Every character keeps its place, so that a span in the folded text is the same span in `text`.
    """
    lower = text.lower()
    if len(lower) != len(text):  # "İ" in lower case is two characters
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_SAME) if _TO_REPLACE.search(lower) else lower  # the search takes a third of the time


def western_digits(text: str) -> str:
    """Return `text` with 0 to 9 in place of the digits of other scripts; every character keeps its place."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def alternation(names: Iterable[str], space: str = " ") -> str:
    """Return a regular expression for one of `names`, folded, the longest first.

    Args:
        names: The names as a language writes them. With none, the expression matches nothing, not even "".
        space: The regular expression for a space inside a name.
    """
    longest_first = sorted(map(fold, names), key=len, reverse=True)
    return "|".join(space.join(map(re.escape, name.split(" "))) for name in longest_first) or "(?!)"
