"""Running text → the numbers that it mentions, in digits and in words, with their units.

What looks like a number and is none is passed over: code, addresses, versions, telephone numbers, standards.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from concord.languages import Language
from concord.values.dates_and_times import extract_dates, extract_times, may_hold_dates, may_hold_times
from concord.values.digits import extract_digits
from concord.values.matching import NumberMention
from concord.values.number_words import candidate_words, extract_number_words
from concord.values.read import fold
from concord.values.vocabulary import WORD

# What is passed over, by a sign without which a text has nothing of the kind.
_NO_PROSE = {
    "`": r"(`+)[^`]*\1",  # code
    "<": r"<[^<>]*>",
    "](": r"\]\([^()]*\)",  # the target of a link
    "{": r"\{[^{}]*\}",
    "[^": r"\[\^[^\]]*\]",  # a footnote's mark
    "://": r"https?://\S+",
    "www.": r"www\.\S+",
    "@": r"\S+@\S+\.\S+",
}
_NO_NUMBER = {
    "24/7": r"24/7",
    "ISO": r"\bISO(?:/IEC)?[ -]\d+(?:[-:]\d+)*",
    ".": r"\b(?!\d{1,2}\.\d{1,2}\.[12]\d{3}\b|\d{1,3}(?:\.\d{3})+\b)[vV]?\d+(?:\.\d+){2,}",  # 1.2.3
    "3rd": r"\b3rd(?=[\s-]part)",
    "+": r"\+\d[\d ()/-]{6,}\d",  # a telephone number
    "0": r"\b0(?!\d-\d{1,2}-[12]\d{3}\b)\d{1,4}[\s/-]\d[\d\s-]{4,}\d",
}
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"(`+)([^`]*)\1")
_NUMBER = re.compile(r"\d+")
_MOST_NUMBERS = 5000  # in one block: what has more is data, not prose


def extract_numbers(text: str, language: Language) -> tuple[NumberMention, ...]:
    """The numbers that `text`, Markdown before its inline pass, mentions, in order.

    Of data, each run of digits is given once, as it stands: so the time of a megabyte of numbers stays bounded.
    """
    return _find(text, language)


@lru_cache(maxsize=2**15)  # blocks, ten times those of the guide: several checks read the numbers of each
def _find(text: str, language: Language) -> tuple[NumberMention, ...]:
    has_digits = _DIGIT.search(text) is not None
    if len(text) > 2 * _MOST_NUMBERS and len(_NUMBER.findall(text)) > _MOST_NUMBERS:
        return tuple(_runs_of_digits(text))
    words = candidate_words(WORD.findall(fold(text)), language)
    if not has_digits and not words:
        return ()
    signs = tuple(sign for sign in (_NO_PROSE | _NO_NUMBER if has_digits else _NO_PROSE) if sign in text)
    rest = fold(_passed_over(signs).sub(lambda match: " " * len(match[0]), text) if signs else text)
    found: list[NumberMention] = list(_in_code(text)) if "`" in text else []
    steps = [(extract_times, may_hold_times(rest, language))]
    if has_digits:
        steps = [(extract_dates, may_hold_dates(rest, language)), *steps, (extract_digits, True)]
    for step, wanted in steps:
        if wanted:
            mentions = list(step(rest, language))
            found += mentions
            rest = _without(rest, mentions)
    if words:
        found += extract_number_words(rest, language, words)
    return tuple(sorted(found, key=lambda mention: mention.start))


def has_article(text: str, language: Language) -> bool:
    """Whether `text` has a word that a 1 in another language may stand for."""
    return not language.prose.articles.isdisjoint(WORD.findall(fold(text)))


def _in_code(text: str) -> Iterator[NumberMention]:
    """Numbers in code are good only as partners of numbers that another language has in its text."""
    for code in _CODE.finditer(text):
        for number in _NUMBER.finditer(code[2]):
            start = code.start(2) + number.start()
            yield NumberMention("number", Decimal(number[0]), start, start + len(number[0]), "loose")


def _runs_of_digits(text: str) -> Iterator[NumberMention]:
    seen = set()
    for run in _NUMBER.finditer(text):
        if run[0] not in seen:
            seen.add(run[0])
            yield NumberMention("number", Decimal(run[0]), *run.span())


def _without(text: str, mentions: Iterable[NumberMention]) -> str:
    """`text` with the `mentions` blanked out."""
    parts, place = [], 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        parts += [text[place : mention.start], "\0" * (mention.end - max(place, mention.start))]
        place = max(place, mention.end)
    return "".join([*parts, text[place:]])


@cache
def _passed_over(signs: tuple[str, ...]) -> re.Pattern[str]:
    """What looks like a number and is none, in a text with these `signs`."""
    return re.compile("|".join((_NO_PROSE | _NO_NUMBER)[sign] for sign in signs))
