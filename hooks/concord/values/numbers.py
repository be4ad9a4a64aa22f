"""One number ⇄ its text in a language: digits with that language's separators, or words. None is negative."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
from num2words import num2words
from text_to_num import text2num

from concord.languages import Language

NO_BREAK_SPACE = "\u00a0"
_NO_SEPARATOR_ELSEWHERE = " \u00a0\u202f\u2009'’"  # groups that no language reads as a decimal mark
_LARGEST_IN_WORDS = 10**12
_MOST_DIGITS = 18


def read_digits(text: str, language: Language) -> Decimal | None:
    """The number that `text` writes in digits, with groups of three or with none; 18 digits and 9 decimals at most."""
    if text.isascii() and text.isdigit() and (text[0] != "0" or text == "0"):
        return Decimal(text) if len(text) <= _MOST_DIGITS else None
    match = _pattern(language.locale).fullmatch(text)
    if not match:
        return None
    return Decimal(re.sub(r"\D", "", match["whole"]) + ("." + match["part"] if match["part"] else ""))


def read_words(text: str, language: Language) -> Decimal | None:
    """The number that `text` writes out in words, in a spelling that the language has for it."""
    text = _first_word(text.casefold().replace(NO_BREAK_SPACE, " "), language)
    if not text or not all(c.isalpha() or c in " -," for c in text):
        return None
    try:
        number = text2num(text, language.number_words)
    except (ValueError, NotImplementedError):
        return None
    return Decimal(number) if _squash(text) in _spellings(number, language) else None


def write_number(number: Decimal, language: Language, *, grouped: bool = True) -> str:
    """`number` in digits, with all its decimals and with no-break separators."""
    whole, _, part = f"{number:f}".partition(".")
    text = str(format_decimal(int(whole), locale=language.locale, group_separator=grouped))
    return text.replace("\u202f", NO_BREAK_SPACE) + (f"{get_decimal_symbol(language.locale)}{part}" if part else "")


def plain_decimal(number: Decimal) -> Decimal:
    """`number` without an exponent or zeros behind the decimal mark, however many digits it has."""
    return Decimal(int(number)) if number == number.to_integral_value() else number.normalize()


def regroup(text: str, language: Language) -> str:
    """The number `text`, in digits, with the language's own groups; its decimals stay as they were typed."""
    match = _pattern(language.locale).fullmatch(text)
    if not match:
        return text
    return write_number(Decimal(re.sub(r"\D", "", match["whole"])), language) + text[match.end("whole") :]


def write_words(number: Decimal, language: Language) -> str | None:
    """`number` in words that `read_words` reads back, None where there are none."""
    if number != number.to_integral_value() or not 0 <= number < _LARGEST_IN_WORDS:
        return None
    words = str(num2words(int(number), lang=language.number_words))
    return words if read_words(words, language) == number else None


def _first_word(text: str, language: Language) -> str:
    first, space, rest = text.partition(" ")
    return language.number_forms.get(first, first) + space + rest


@lru_cache(maxsize=1024)
def _spellings(number: int, language: Language) -> frozenset[str]:
    """The ways to write `number` in words, squashed: text2num also reads "zero ten" and "zweiund zwanzig"."""
    if not 0 <= number < _LARGEST_IN_WORDS:
        return frozenset()
    optional = "|".join(map(re.escape, language.number_optional)) or "(?!)"
    full = [words.casefold() for words in _in_words(number, language.number_words)]
    short = [re.sub(rf"(^|\s)(?:{optional})", " ", words) for words in full]  # einhundert, but never eine Milliarde
    return frozenset(_squash(words) for words in (*(_first_word(words, language) for words in full), *short))


def _in_words(number: int, code: str) -> Iterator[str]:
    def words(number: int) -> str:
        return str(num2words(number, lang=code))

    yield words(number)
    hundreds, rest = divmod(number, 100)
    if 10 < hundreds < 100 and hundreds % 10:  # fifteen hundred
        yield words(hundreds) + words(200).removeprefix(words(2)) + words(100 + rest).removeprefix(words(100))


def _squash(words: str) -> str:
    """`words` without what spellings differ in: spaces, hyphens, commas, accents."""
    return "".join(c for c in unicodedata.normalize("NFD", words) if c.isalpha())


@lru_cache
def _pattern(locale: str) -> re.Pattern[str]:
    group = re.escape(get_group_symbol(locale))
    decimal = re.escape(get_decimal_symbol(locale))
    return re.compile(
        rf"(?P<whole>[1-9][0-9]{{0,2}}(?P<group>{group}|[{_NO_SEPARATOR_ELSEWHERE}])[0-9]{{3}}"
        rf"(?:(?P=group)[0-9]{{3}}){{0,4}}|0|[1-9][0-9]{{0,{_MOST_DIGITS - 1}}})(?:{decimal}(?P<part>[0-9]{{1,9}}))?"
    )
