"""Running text → `NumberMention`s of its days of the week, by the names that CLDR has: Monday, Mondays, montags."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from babel.dates import get_day_names

from concord.languages import Language
from concord.values.folding import alternation, fold
from concord.values.number_mention import NumberMention


def extract_weekdays(text: str, language: Language) -> Iterator[NumberMention]:
    """Yield the days of the week in the folded `text`, Monday as 0; the name may begin a longer word: Montagabend."""
    days = _day_names(language)
    for match in _pattern(language).finditer(text):
        yield NumberMention("weekday", Decimal(days[match[1]]), *match.span(1), "word")


def may_hold_weekdays(text: str, language: Language) -> bool:
    """Whether the folded `text` has the name of a day of the week. Much faster than `extract_weekdays`."""
    return any(map(text.__contains__, _day_names(language)))


@lru_cache
def _day_names(language: Language) -> dict[str, int]:
    """Return the number of each day, 0 to 6, by its name in full, folded."""
    names = get_day_names("wide", "stand-alone", language.locale)
    return {fold(name): number for number, name in names.items()}


@lru_cache
def _pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({alternation(_day_names(language))})")
