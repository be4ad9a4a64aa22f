"""Running text → `NumberMention`s of its dates and times: 24 March 2014, 07.04.2023, 7 p.m., halb acht."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from concord.languages import Language
from concord.values.dates import day_suffix, month_names
from concord.values.folding import alternation, fold
from concord.values.number_mention import NumberMention
from concord.values.vocabulary import vocabulary

_NUMERIC_DATE = re.compile(
    r"(?<![\w.-])(?:(?P<day>\d{1,2})(?P<mark>[.-])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<year>[12]\d{3})"
    r"|(?P<iso_year>[12]\d{3})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2}))(?!\w)"
)

_SLASHED_DATE = re.compile(r"(?<![\w./-])(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>[12]\d{3})(?![\w/])")

_MORNING = 6  # the hour up to which it is night: 2 at night is in the morning, 11 at night in the evening


def extract_dates(text: str, language: Language) -> Iterator[NumberMention]:
    """Yield the day, the month and the year of each date in the folded `text`, one by one.

    The name of a month without a day or a year is no date: "may" is also a verb.
    """
    for match in _NUMERIC_DATE.finditer(text):
        day, month, year = ("day", "month", "year") if match["day"] else ("iso_day", "iso_month", "iso_year")
        if 1 <= int(match[month]) <= 12:
            yield NumberMention("month", Decimal(match[month]), *match.span(month), "word")
            yield from (NumberMention("number", Decimal(match[part]), *match.span(part)) for part in (day, year))
    for match in _SLASHED_DATE.finditer(text) if "/" in text else ():
        for part in ("one", "other"):  # which of them is the day is not known
            yield NumberMention("number", Decimal(match[part]), *match.span(part), "loose")
        yield NumberMention("number", Decimal(match["year"]), *match.span("year"))
    for match in _date_pattern(language).finditer(text):
        numbers = [group for group in ("day", "day_after", "year") if match[group]]
        if numbers:
            month_number = Decimal(month_names(language)[match["month"]])
            yield NumberMention("month", month_number, *match.span("month"), "word")
        for group in numbers:
            yield NumberMention("number", Decimal(match[group]), *match.span(group))


def extract_times(text: str, language: Language) -> Iterator[NumberMention]:
    """Yield the times of day in the folded `text`, as minutes since midnight.

    Of a range such as "9 to 11.30 a.m.", both ends are times, though only the second one says so.
    """
    for match in _time_pattern(language).finditer(text):
        if match["spelled"]:
            minutes = vocabulary(language)[match["spelled"]][0] * 60 + (-30 if language.prose.half_to else 30)
            yield NumberMention("time", minutes, *match.span(), "word", halfday="12")
            continue
        if match["first"]:
            first = Decimal(int(match["first"]) * 60 + int(match["first_minute"] or 0))
            halfday = "12" if language.prose.twelve_hours else ""
            yield NumberMention("time", first, match.start("first"), match.end("from"), halfday=halfday)
        yield _time(match, language)


def may_hold_dates(text: str, language: Language) -> bool:
    """Whether the folded `text` has the name of a month or a date in digits. Much faster than `extract_dates`."""
    return any(name in text for name in month_names(language)) or any(
        pattern.search(text) for pattern in (_NUMERIC_DATE, _SLASHED_DATE)
    )


def may_hold_times(text: str, language: Language) -> bool:
    """Whether the folded `text` has what marks a time of day. Much faster than `extract_times`."""
    halves, clock = _time_marks(language)
    return any(half in text for half in halves) or clock.search(text) is not None


def _time(match: re.Match[str], language: Language) -> NumberMention:
    """Return the time in digits that `match` ends with."""
    hour, minute, start = int(match["hour"]), int(match["minute"] or 0), match.start("hour")
    halfday = _halfday(match, language)
    if halfday == "pm" and hour < _MORNING and fold(match["pm"]).endswith(_at_night(language)):
        halfday = "am"
    hour += 12 if halfday == "pm" and hour < 12 else -12 if halfday == "am" and hour == 12 else 0
    if match["half"]:
        hour, minute, start, halfday = hour - bool(language.prose.half_to), 30, match.start("half"), "12"
    return NumberMention("time", Decimal(hour * 60 + minute), start, match.end(), halfday=halfday)


def _halfday(match: re.Match[str], language: Language) -> str:
    """Return "am" or "pm", "12" where the time may be either, "" where it is one of 24 hours."""
    if match["am"] or match["pm"]:
        return "am" if match["am"] else "pm"
    return "12" if language.prose.twelve_hours and match["vague"] else ""


@lru_cache
def _at_night(language: Language) -> tuple[str, ...]:
    return tuple(map(fold, language.prose.at_night))


@lru_cache
def _time_marks(language: Language) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the words in front of an hour in words, and a pattern for an hour in digits with what follows it."""
    prose = language.prose
    after_hour = alternation((*prose.morning, *prose.evening, *prose.o_clock))
    return tuple(map(fold, (*prose.half_past, *prose.half_to))), re.compile(rf"\d(?::|\s?(?:{after_hour}))")


@lru_cache
def _date_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern for the name of a month with a day before or after it, and a year."""
    suffix, of = day_suffix(language), alternation(language.prose.before_month)
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<day>\d{{1,2}})(?:{suffix})?(?: (?:{of}))?\s+)?"
        rf"(?P<month>{alternation(month_names(language))})(?!\w)\.?"
        rf"(?:\s+(?P<day_after>\d{{1,2}})(?:{suffix})?(?![\d:.]\d|\d|\w))?(?:,?\s+(?P<year>[12]\d{{3}})(?!\w))?"
    )


def _hours(language: Language) -> list[str]:
    """Return the cardinals from two to twelve."""
    known = vocabulary(language).items()
    return [word for word, (value, strength) in known if strength == "word" and value <= 12 and value % 1 == 0]


@lru_cache
def _time_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern for "half past seven", and for an hour in digits, or a range of two, with what follows it."""
    prose = language.prose
    half = alternation((*prose.half_to, *prose.half_past))
    until = alternation(separator for _, separator in language.ranges)
    am, pm, vague = map(alternation, (prose.morning, prose.evening, prose.o_clock))
    return re.compile(
        rf"(?<!\w)(?:{half})\s+(?P<spelled>{alternation(_hours(language))})(?!\w)"
        rf"|(?<![\w.,:-])(?P<from>(?P<first>[01]?\d|2[0-4])(?:[:.](?P<first_minute>[0-5]\d))?)?(?(from)\s?(?:{until})\s?)"
        rf"(?P<half>(?:{half})\s+)?(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?"
        rf"(?:\s?(?:(?P<am>{am})|(?P<pm>{pm})|(?P<vague>{vague}))(?!\w)|(?<=:\d\d)(?!\d|:\d))"
    )
