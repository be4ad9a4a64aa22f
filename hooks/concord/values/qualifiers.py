"""Running text → the words that make another amount of a number: gross and net; a year, a month and a day."""

import re
from functools import lru_cache

from concord.languages import Language
from concord.values.folding import alternation, fold

_DIGIT = re.compile(r"\d")
OPPOSITES = (("gross", "net"), ("a_year", "a_month", "a_day"))
"""The qualifiers, by their names in `Prose`. Those in one group exclude one another."""


def extract_qualifiers(text: str, language: Language) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of each qualifier in `text`, by its name in `OPPOSITES`; none for a text without digits."""
    found: dict[str, list[tuple[int, int]]] = {}
    if _DIGIT.search(text):
        words, pattern = _qualifiers(language)
        folded = fold(text)
        for match in pattern.finditer(folded) if any(word in folded for word in words) else ():
            found.setdefault(str(match.lastgroup), []).append(match.span())
    return found


@lru_cache
def _qualifiers(language: Language) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return all words for a qualifier, a fast test for most texts, and a pattern with a group for each qualifier."""
    qualifiers = {name: getattr(language.prose, name) for group in OPPOSITES for name in group}
    groups = (rf"(?P<{name}>{alternation(words)})" for name, words in qualifiers.items())
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w|\s[12]\d{{3}}(?!\w))")
    return tuple(fold(word) for words in qualifiers.values() for word in words), pattern
