"""Running text → the words that make another amount of a number: gross and net; a year, a month and a day."""

import re
from functools import lru_cache

from concord.languages import Language
from concord.values.folding import alternation, fold

_DIGIT = re.compile(r"\d")
_NEXT = re.compile(r"[ ,]{1,3}")  # between a number and a qualifier of it
_PERIODS = {"a_year": "year", "a_month": "month", "a_day": "day"}
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


def qualifiers_behind(text: str, start: int, language: Language) -> dict[str, tuple[int, int]]:
    """Return the spans of the qualifiers right behind `start`, one behind the other, by their names in `OPPOSITES`."""
    found: dict[str, tuple[int, int]] = {}
    folded, pattern = fold(text), _qualifiers(language)[1]
    while (space := _NEXT.match(folded, start)) and (match := pattern.match(folded, space.end())):
        found[str(match.lastgroup)] = match.span()
        start = match.end()
    return found


@lru_cache
def _qualifiers(language: Language) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return words of which each text with a qualifier has one, and a pattern with a group for each qualifier.

    "A year" is one, whether it is for each year or lasts a year: in English, "im Jahr" and "ein Jahr" are the same.
    """
    groups: list[str] = []
    words: list[str] = []
    articles = alternation(language.prose.articles)
    for name in (name for group in OPPOSITES for name in group):
        own, nouns = getattr(language.prose, name), language.units.get(_PERIODS.get(name, ""), ())
        groups.append(rf"(?P<{name}>{alternation(own)}|(?:{articles}) (?:{alternation(nouns)}))")
        words += map(fold, (*own, *nouns))
    return tuple(words), re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w|\s\[?[12]\d{{3}}(?!\w))")
