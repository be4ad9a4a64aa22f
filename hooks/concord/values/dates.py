"""A day or a month ⇄ its text in a language, with the names that CLDR gives the months."""

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton, get_month_names

from concord.languages import Language
from concord.values.quantity import Day

_ISO = re.compile(r"([12][0-9]{3})-([0-9]{2})(?:-([0-9]{2}))?")
_DOTTED = re.compile(
    r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([12][0-9]{3})"
)  # day first wherever it is written with full stops


def read_date(text: str, language: Language) -> Day | None:
    """The day or month that the whole of `text` names; None where it names none, or one that does not exist.

    `3/5/2024` is none: half the world reads it as a day in March.
    """
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _DOTTED.fullmatch(text):
        return _day(match[3], match[2], match[1])
    pattern, months = _months(language.locale)
    match = pattern.fullmatch(text.lower())
    if match and not (match["day"] and match["day_after"]):
        return _day(match["year"], str(months[match["month"]]), match["day"] or match["day_after"])
    return None


def write_date(day: Day, language: Language) -> str:
    """`day` in full, in the order and case of the language."""
    if day.day:
        return format_date(date(*day), format="long", locale=language.locale)
    return format_skeleton("yMMMM", date(day.year, day.month, 1), locale=language.locale)


def _day(year: str, month: str, day: str | None) -> Day | None:
    """The day, or the month where `day` is None; None where the calendar has none such."""
    try:
        found = date(int(year), int(month), 1 if day is None else int(day))
    except ValueError:
        return None
    return Day(found.year, found.month, 0 if day is None else found.day)


@lru_cache
def _months(locale: str) -> tuple[re.Pattern[str], dict[str, int]]:
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            months = get_month_names(width, context, locale)
            names |= {name.lower().rstrip("."): number for number, name in months.items()}
    choice = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pattern = (
        rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?\s+)?(?P<month>{choice})\.?"
        rf"(?:\s+(?P<day_after>[0-9]{{1,2}}),?)?\s+(?P<year>[12][0-9]{{3}})"
    )
    return re.compile(pattern), names
