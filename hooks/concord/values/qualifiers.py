"""Words beside a number that make another number of it: gross and net, a year, a month and a day."""

import re
from functools import lru_cache

from concord.languages import Language
from concord.values.read import fold

_DIGIT = re.compile(r"\d")
OPPOSITES = (("gross", "net"), ("a_year", "a_month", "a_day"))  # what excludes one another, as keys of `prose`


def qualifiers(text: str, language: Language, group: tuple[str, ...]) -> dict[str, list[tuple[int, int]]]:
    """Which of `group` the text says, each with the stretches of its mentions."""
    found: dict[str, list[tuple[int, int]]] = {}
    if _DIGIT.search(text):
        for match in _pattern(language, group).finditer(fold(text)):
            found.setdefault(str(match.lastgroup), []).append(match.span())
    return found


@lru_cache
def _pattern(language: Language, group: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = []
    for sense in group:
        names = sorted((re.escape(fold(name)) for name in getattr(language.prose, sense)), key=len, reverse=True)
        alternatives.append(rf"(?P<{sense}>{'|'.join(names) or '(?!)'})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")
