"""A day or a month ⇄ its text in a language, with the names that CLDR gives the months."""

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton, get_month_names

from concord.languages import Language
from concord.values.quantity import Day

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")  # day first wherever it is written with full stops


def read_date(text: str, language: Language) -> Day | None:
    """The day or month that the whole of `text` names; None where it names none, or one that does not exist.

    `3/5/2024` is none: half the world reads it as a day in March.
    """
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3] or 0))
    if match := _DOTTED.fullmatch(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    pattern, months = _months(language.locale)
    if match := pattern.fullmatch(text):
        day = match["day"] or match["day_after"] or "0"
        return _day(int(match["year"]), months[match["month"].casefold().rstrip(".")], int(day))
    return None


def write_date(day: Day, language: Language) -> str:
    """`day` in full, in the order and case of the language."""
    if day.day:
        return format_date(date(*day), format="long", locale=language.locale)
    return format_skeleton("yMMMM", date(day.year, day.month, 1), locale=language.locale)


def _day(year: int, month: int, day: int) -> Day | None:
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return Day(year, month, day)


@lru_cache
def _months(locale: str) -> tuple[re.Pattern[str], dict[str, int]]:
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            months = get_month_names(width, context, locale)
            names |= {name.casefold().rstrip("."): number for number, name in months.items()}
    choice = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pattern = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s)?(?P<month>{choice})\.?(?:\s(?P<day_after>\d{{1,2}}),)?\s(?P<year>\d{{4}})"
    return re.compile(pattern, re.IGNORECASE), names
