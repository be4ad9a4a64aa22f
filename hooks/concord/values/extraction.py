"""Running text → all its `NumberMention`s: versions, dates, times, digits and words, in this order.

Each step blanks what it has found, so that no number is found twice. What looks like a number and counts nothing is
left out: code, the addresses of pages, telephone numbers, standards.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from concord.languages import Language
from concord.values.calendar_names import (
    extract_calendar_names,
    extract_months,
    may_hold_calendar_names,
    may_hold_months,
)
from concord.values.dates_and_times import extract_dates, extract_times, may_hold_dates, may_hold_times
from concord.values.designations import extract_labels
from concord.values.digits import FRACTIONS, extract_digits, extract_identifiers
from concord.values.folding import WORD, alternation, fold, western_digits
from concord.values.han_numerals import extract_han_numerals
from concord.values.number_context import number_context
from concord.values.number_mention import NumberMention
from concord.values.number_words import candidate_words, extract_number_words
from concord.values.unspaced import blank_unspaced

_NO_NUMBER = {
    "24/7": r"24/7",
    "ISO": r"\bISO(?:/IEC)?[ -]\d+(?:[-:]\d+)*",
    "+": r"\+\d[\d ()/-]{6,}\d",  # a telephone number
    "0": r"\b0(?!\d-\d{1,2}-[12]\d{3}\b)\d{1,4}[\s/-]\d[\d\s-]{4,}\d",
}
_DIGIT = re.compile(rf"[\d{FRACTIONS}]")
_NUMBER = re.compile(r"\d+")
_MOST_NUMBERS = 5000  # in one block; a block with more is data, not prose


@lru_cache(maxsize=2**15)  # texts: alignment, numbers and values that lack a fact ask for the same blocks
def extract_numbers(text: str, language: Language) -> tuple[NumberMention, ...]:
    """Return the numbers that a block mentions, in order. Equal texts are read once in a process.

    Of a block with thousands of numbers, each run of digits is returned once, without its unit, so that a megabyte of
    data takes a bounded time.

    Args:
        text: The text of a block, in which code, addresses and other markup are blanked out (`text.block_numbers`).
        language: The language of the text.
    """
    has_digits = _DIGIT.search(text) is not None
    text = western_digits(text) if has_digits else text
    han = extract_han_numerals(text) if language.is_unspaced else ()
    text = blank_unspaced(text, language) if language.is_unspaced else text
    if len(text) > 2 * _MOST_NUMBERS and len(_NUMBER.findall(text)) > _MOST_NUMBERS:
        return tuple(_runs_of_digits(text))
    folded = fold(text)
    words = candidate_words(WORD.findall(folded), language)
    found = [*extract_labels(text), *han]
    if may_hold_calendar_names(folded, language):
        found += extract_calendar_names(folded, language)
    if has_digits or words or may_hold_months(folded, language):
        found += _numbers_and_dates(text, words, language, has_digits=has_digits)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _numbers_and_dates(text: str, words: set[str], language: Language, *, has_digits: bool) -> list[NumberMention]:
    """Return what `extract_numbers` finds beside the names of days; `words` may be number words, in folded text."""
    found: list[NumberMention] = []
    signs = tuple(sign for sign in _NO_NUMBER if sign in text) if has_digits else ()
    rest = fold(_passed_over(signs).sub(lambda match: " " * len(match[0]), text) if signs else text)
    steps = [(extract_times, may_hold_times(rest, language))]
    if has_digits:
        identifiers = list(extract_identifiers(rest))
        found += identifiers
        rest = _without_idioms(_without(rest, identifiers), language)
        steps = [(extract_dates, may_hold_dates(rest, language)), *steps, (extract_digits, True)]
    for extract, needed in steps:
        if needed:
            mentions = list(extract(rest, language))
            found += mentions
            rest = _without(rest, mentions)
    if may_hold_months(rest, language):
        found += extract_months(rest, language)
    if words:
        found += extract_number_words(rest, language, words)
    return found


def article_units(text: str, language: Language) -> frozenset[str]:
    """Return the units that `text` has one of, without a number: "day" for "a day", "" for an article before any word.

    An article is also another word that a 1 in another language may stand for, such as "each". Around the clock is one
    day and one week, and a negation says that there are none: its unit is "none".
    """
    folded = fold(text)
    words = WORD.findall(folded)
    found: set[str] = set() if _denials(language).isdisjoint(words) else {"none"}
    if any(phrase in folded for phrase in _around_the_clock(language)):
        found |= {"day", "week"}
    if not language.prose.articles.isdisjoint(words):
        units = number_context(language).units
        found |= {"", *(units[match[1]] for match in _article_pattern(language).finditer(folded))}
    return frozenset(found)


@lru_cache
def _denials(language: Language) -> frozenset[str]:
    return frozenset(map(fold, language.prose.negations))


@lru_cache
def _around_the_clock(language: Language) -> tuple[str, ...]:
    return tuple(map(fold, language.prose.around_the_clock))


@lru_cache
def _article_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern for a unit behind an article; its group is the unit's name."""
    articles, units = alternation(language.prose.articles), alternation(number_context(language).units)
    return re.compile(rf"(?<!\w)(?:{articles}) ({units})(?!\w)")


def _runs_of_digits(text: str) -> Iterator[NumberMention]:
    """Yield each run of digits where it stands first."""
    seen = set()
    for run in _NUMBER.finditer(text):
        if run[0] not in seen:
            seen.add(run[0])
            yield NumberMention("number", Decimal(run[0]), *run.span())


def _without(text: str, mentions: Iterable[NumberMention]) -> str:
    """Return `text` with a null character for each character of `mentions`."""
    parts, place = [], 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        parts += [text[place : mention.start], "\0" * (mention.end - max(place, mention.start))]
        place = max(place, mention.end)
    return "".join([*parts, text[place:]])


def _without_idioms(text: str, language: Language) -> str:
    """Return the folded `text` without the digits of the phrases that count nothing, such as "3rd party"."""
    if not any(fold(idiom) in text for idiom in language.prose.idioms):
        return text
    pattern = re.compile(rf"(?<!\w)(?:{alternation(language.prose.idioms)})")
    return pattern.sub(lambda match: _DIGIT.sub(" ", match[0]), text)


@cache
def _passed_over(signs: tuple[str, ...]) -> re.Pattern[str]:
    """What looks like a number and is none, in a text with these `signs`."""
    return re.compile("|".join(_NO_NUMBER[sign] for sign in signs))
