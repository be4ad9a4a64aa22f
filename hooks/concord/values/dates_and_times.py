"""Dates and times in running text, digits and words: 24 March 2014, 07.04.2023, 7 p.m., halb acht."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from babel.dates import get_month_names

from concord.languages import Language
from concord.values.matching import NumberMention
from concord.values.number_context import alternation
from concord.values.read import fold
from concord.values.vocabulary import vocabulary

_NUMERIC_DATE = re.compile(
    r"(?<![\w.-])(?:(?P<day>\d{1,2})(?P<mark>[.-])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<year>[12]\d{3})"
    r"|(?P<iso_year>[12]\d{3})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2}))(?!\w)"
)


def extract_dates(text: str, language: Language) -> Iterator[NumberMention]:
    """The day, the month and the year of each date, one by one; a month alone is none."""
    for match in _NUMERIC_DATE.finditer(text):
        day, month, year = ("day", "month", "year") if match["day"] else ("iso_day", "iso_month", "iso_year")
        if 1 <= int(match[month]) <= 12:
            yield NumberMention("month", Decimal(match[month]), *match.span(month), "word")
            yield from (NumberMention("number", Decimal(match[part]), *match.span(part)) for part in (day, year))
    pattern, months = _month_pattern(language)
    for match in pattern.finditer(text):
        numbers = [group for group in ("day", "after", "year") if match[group]]
        if numbers:
            yield NumberMention("month", Decimal(months[match["month"]]), *match.span("month"), "word")
        for group in numbers:
            yield NumberMention("number", Decimal(match[group]), *match.span(group))


def extract_times(text: str, language: Language) -> Iterator[NumberMention]:
    """The times of day, as minutes since midnight; both of a range, where the second alone says that it is one."""
    for match in _time_pattern(language).finditer(text):
        if match["spelled"]:
            minutes = vocabulary(language)[match["spelled"]][0] * 60 + (-30 if language.prose.half_to else 30)
            yield NumberMention("time", minutes, *match.span(), "word", halfday="12")
            continue
        if match["first"]:
            hour, minute = int(match["first"]), int(match["first_minute"] or 0)
            halfday = "12" if language.prose.twelve_hours else ""
            yield NumberMention(
                "time", Decimal(hour * 60 + minute), match.start("first"), match.end("from"), halfday=halfday
            )
        hour, minute, start = int(match["hour"]), int(match["minute"] or 0), match.start("hour")
        halfday = _halfday(match, language)
        hour += 12 if halfday == "pm" and hour < 12 else -12 if halfday == "am" and hour == 12 else 0
        if match["half"]:
            hour, minute, start, halfday = hour - bool(language.prose.half_to), 30, match.start("half"), "12"
        yield NumberMention("time", Decimal(hour * 60 + minute), start, match.end(), halfday=halfday)


def _halfday(match: re.Match[str], language: Language) -> str:
    if match["am"] or match["pm"]:
        return "am" if match["am"] else "pm"
    return "12" if language.prose.twelve_hours and match["vague"] else ""


def may_hold_dates(text: str, language: Language) -> bool:
    """Whether the folded `text` has the name of a month or a date in digits: quicker told than where."""
    return any(name in text for name in _month_pattern(language)[1]) or _NUMERIC_DATE.search(text) is not None


def may_hold_times(text: str, language: Language) -> bool:
    """Whether the folded `text` has what a time of day is told by."""
    halves, clock = _time_words(language)
    return any(half in text for half in halves) or clock.search(text) is not None


@lru_cache
def _time_words(language: Language) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The words in front of a spelled hour, and what stands behind one in digits."""
    prose = language.prose
    behind = alternation((*prose.morning, *prose.evening, *prose.o_clock))
    return tuple(map(fold, (*prose.half_past, *prose.half_to))), re.compile(rf"\d(?::|\s?(?:{behind}))")


@lru_cache
def _month_pattern(language: Language) -> tuple[re.Pattern[str], dict[str, int]]:
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            months = get_month_names(width, context, language.locale)
            names |= {fold(name).rstrip("."): number for number, name in months.items()}
    ending = alternation((*language.prose.ordinals, "."))
    pattern = (
        rf"(?<![\w.,-])(?:(?P<day>\d{{1,2}})(?:{ending})?(?: of)?\s+)?(?P<month>{alternation(names)})(?!\w)\.?"
        rf"(?:\s+(?P<after>\d{{1,2}})(?:{ending})?(?![\d:.]\d|\d|\w))?(?:,?\s+(?P<year>[12]\d{{3}})(?!\w))?"
    )
    return re.compile(pattern), names


def _hours(language: Language) -> list[str]:
    """The cardinals from two to twelve."""
    known = vocabulary(language).items()
    return [word for word, (value, strength) in known if strength == "word" and value <= 12 and value % 1 == 0]


@lru_cache
def _time_pattern(language: Language) -> re.Pattern[str]:
    prose = language.prose
    half = alternation((*prose.half_to, *prose.half_past))
    until = alternation(separator for _, separator in language.ranges)
    return re.compile(
        rf"(?<!\w)(?:{half})\s+(?P<spelled>{alternation(_hours(language))})(?!\w)"
        rf"|(?<![\w.,:-])(?P<from>(?P<first>[01]?\d|2[0-4])(?:[:.](?P<first_minute>[0-5]\d))?)?(?(from)\s?(?:{until})\s?)"
        rf"(?P<half>(?:{half})\s+)?(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?:"
        rf"\s?(?:(?P<am>{alternation(prose.morning)})|(?P<pm>{alternation(prose.evening)})|(?P<vague>{alternation(prose.o_clock)}))(?!\w)"
        rf"|(?<=:\d\d)(?![\d:])(?P<bare>))"
    )
