"""Text such as "24. März 2014" or "2014-03" ⇄ `Day`. The names of the months come from CLDR."""

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton, get_month_names

from concord.languages import Language
from concord.values.folding import alternation, fold
from concord.values.quantity import Day

_ISO = re.compile(r"([12][0-9]{3})-([0-9]{2})(?:-([0-9]{2}))?")
# With full stops, every language writes the day first.
_DOTTED = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([12][0-9]{3})")


def read_date(text: str, language: Language) -> Day | None:
    """Return the day or month that the whole of `text` names, None where it names none, or one that does not exist.

    A date such as "3/5/2024" is None: it is the 3rd of May in Europe and the 5th of March in the USA.
    """
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _DOTTED.fullmatch(text):
        return _day(match[3], match[2], match[1])
    match = _pattern(language).fullmatch(fold(text))
    if match and not (match["day"] and match["day_after"]):
        return _day(match["year"], str(month_names(language)[match["month"]]), match["day"] or match["day_after"])
    return None


def write_date(day: Day, language: Language) -> str:
    """Return `day` with the month in words, in the order and case of the language."""
    if day.day:
        return format_date(date(*day), format="long", locale=language.locale)
    return format_skeleton("yMMMM", date(day.year, day.month, 1), locale=language.locale)


@lru_cache
def month_names(language: Language) -> dict[str, int]:
    """Return the number of each month, 1 to 12, by its names: in full and abbreviated, folded, without a full stop."""
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            months = get_month_names(width, context, language.locale)
            names |= {fold(name).rstrip("."): number for number, name in months.items()}
    return names


def day_suffix(language: Language) -> str:
    """Return a regular expression for what may follow the digits of a day: a full stop, or the "th" of "24th"."""
    return alternation((*language.prose.ordinal_suffixes, "."))


def _day(year: str, month: str, day: str | None) -> Day | None:
    """Return the day, or the month where `day` is None; None where the calendar does not have it."""
    try:
        found = date(int(year), int(month), 1 if day is None else int(day))
    except ValueError:
        return None
    return Day(found.year, found.month, 0 if day is None else found.day)


@lru_cache
def _pattern(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<day>[0-9]{{1,2}})(?:{day_suffix(language)})?\s+)?(?P<month>{alternation(month_names(language))})\.?"
        rf"(?:\s+(?P<day_after>[0-9]{{1,2}}),?)?\s+(?P<year>[12][0-9]{{3}})"
    )
