"""Words beside a number that make another number of it: gross and net, a year, a month and a day."""

import re
from functools import lru_cache

from concord.languages import Language
from concord.values.number_context import alternation
from concord.values.read import fold

_DIGIT = re.compile(r"\d")
OPPOSITES = (("gross", "net"), ("a_year", "a_month", "a_day"))  # what excludes one another, as keys of `prose`


def extract_qualifiers(text: str, language: Language) -> dict[str, list[tuple[int, int]]]:
    """Which of the `OPPOSITES` a text with numbers says, each with the stretches of its mentions."""
    found: dict[str, list[tuple[int, int]]] = {}
    if _DIGIT.search(text):
        words, pattern = _words(language)
        folded = fold(text)
        for match in pattern.finditer(folded) if any(word in folded for word in words) else ():
            found.setdefault(str(match.lastgroup), []).append(match.span())
    return found


@lru_cache
def _words(language: Language) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """All such words, by which most texts are told to have none, and what finds where each stands."""
    senses = {sense: getattr(language.prose, sense) for group in OPPOSITES for sense in group}
    alternatives = (rf"(?P<{sense}>{alternation(words)})" for sense, words in senses.items())
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")
    return tuple(fold(word) for words in senses.values() for word in words), pattern
