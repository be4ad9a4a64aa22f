"""Words beside a number that make another number of it: gross and net, a year, a month and a day."""

import re
from functools import lru_cache

from concord.languages import Language
from concord.values.around import choice
from concord.values.read import fold

_DIGIT = re.compile(r"\d")
OPPOSITES = (("gross", "net"), ("a_year", "a_month", "a_day"))  # what excludes one another, as keys of `prose`


def qualifiers(text: str, language: Language) -> dict[str, list[tuple[int, int]]]:
    """Which of the `OPPOSITES` a text with numbers says, each with the stretches of its mentions."""
    found: dict[str, list[tuple[int, int]]] = {}
    if _DIGIT.search(text):
        for match in _pattern(language).finditer(fold(text)):
            found.setdefault(str(match.lastgroup), []).append(match.span())
    return found


@lru_cache
def _pattern(language: Language) -> re.Pattern[str]:
    senses = (sense for group in OPPOSITES for sense in group)
    alternatives = (rf"(?P<{sense}>{choice(getattr(language.prose, sense))})" for sense in senses)
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")
