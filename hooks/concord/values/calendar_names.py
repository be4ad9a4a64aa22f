"""Running text → `NumberMention`s of its days of the week and seasons, and of months without a day or a year.

The names of days and months are those of CLDR: Monday, Mondays, montags, Montagabend.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel.dates import get_day_names, get_month_names

from concord.languages import Language
from concord.values.folding import alternation, fold
from concord.values.number_mention import NumberMention

_SEASONS = ("spring", "summer", "autumn", "winter")
_CONTEXT: Literal["format"] = "format"  # where one locale was read before, Babel 2.18 has its "stand-alone" for others
_LONGEST = 14  # characters of a word in front of a month, with the space


def extract_calendar_names(text: str, language: Language) -> Iterator[NumberMention]:
    """Yield the days of the week in the folded `text`, Monday as 0, and its seasons; a longer word may begin so."""
    days, seasons = _day_names(language), _season_names(language)
    for match in _pattern(language).finditer(text):
        if match[1] in days:
            yield NumberMention("weekday", Decimal(days[match[1]]), *match.span(1), "word")
        else:
            yield NumberMention("season", Decimal(seasons[match[1]]), *match.span(1), "word")


def extract_months(text: str, language: Language) -> Iterator[NumberMention]:
    """Yield the months in the folded `text`, in which its dates are blanked out; none of a language without a file.

    They are as sure as an ordinal: a month alone may be the name of a person.
    """
    names = _month_names(language)
    for match in _months_pattern(language.locale).finditer(text):
        leads = language.prose.ambiguous_months.get(match[0])
        if leads is None or _lead_pattern(leads).search(text[max(0, match.start() - _LONGEST) : match.start()]):
            yield NumberMention("month", Decimal(names[match[0]]), *match.span(), "ordinal")


def may_hold_calendar_names(text: str, language: Language) -> bool:
    """Whether the folded `text` has the name of a day of the week or of a season. Faster than to extract them."""
    return any(map(text.__contains__, _day_names(language))) or any(map(text.__contains__, _season_names(language)))


def may_hold_months(text: str, language: Language) -> bool:
    """Whether the folded `text` has the name of a month in full. Faster than to extract them."""
    return any(map(text.__contains__, _month_names(language)))


@lru_cache
def _day_names(language: Language) -> dict[str, int]:
    """Return the number of each day, 0 to 6, by its name in full, folded."""
    days = (get_day_names("wide", "stand-alone", language.locale), get_day_names("wide", _CONTEXT, language.locale))
    return {fold(name): number for names in days for number, name in names.items()}


@lru_cache
def _season_names(language: Language) -> dict[str, int]:
    """Return the number of each season, from 0 for spring, by its folded names."""
    seasons = language.prose.seasons
    return {fold(name): number for number, season in enumerate(_SEASONS) for name in seasons.get(season, ())}


def _month_names(language: Language) -> dict[str, int]:
    """Return the number of each month, 1 to 12, by its name in full, folded; none of a language without a file."""
    return _names_in(language.locale) if language.is_listed else {}


@lru_cache
def _names_in(locale: str) -> dict[str, int]:
    return {fold(name): number for number, name in get_month_names("wide", _CONTEXT, locale).items()}


@lru_cache
def _pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({alternation((*_day_names(language), *_season_names(language)))})")


@lru_cache
def _months_pattern(locale: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(_names_in(locale))})(?!\w)")


@lru_cache
def _lead_pattern(leads: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(leads)}) \Z")
