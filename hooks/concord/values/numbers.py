"""One number ⇄ its text in a language: digits with that language's separators, or words. None is negative."""

import re
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
from num2words import num2words
from text_to_num import text2num

from concord.languages import Language

SPACES = "\u0020\u00a0\u202f\u2009"
_NO_SEPARATOR_ELSEWHERE = f"{SPACES}'’"  # groups that no language reads as a decimal mark
_LARGEST_IN_WORDS = 10**12


def read_number(text: str, language: Language) -> Decimal | None:
    """The number that the whole of `text` is, in digits or in words; None where it is none."""
    digits = read_digits(text, language)
    return read_words(text, language) if digits is None else digits


def read_digits(text: str, language: Language) -> Decimal | None:
    """The number that `text` writes in digits, with groups of three or with none."""
    match = _pattern(language.locale).fullmatch(text)
    if not match:
        return None
    return Decimal(re.sub(r"\D", "", match["whole"]) + ("." + match["part"] if match["part"] else ""))


def read_words(text: str, language: Language) -> Decimal | None:
    """The number that `text` writes out in words."""
    if not text or not any(c.isalpha() for c in text):
        return None
    words = text.casefold().replace("\u00a0", " ").split(" ")
    words[0] = language.number_forms.get(words[0], words[0])
    try:
        return Decimal(text2num(" ".join(words), language.number_words))
    except (ValueError, NotImplementedError):
        return None


def write_number(number: Decimal, language: Language, *, grouped: bool = True) -> str:
    """`number` in digits, with all its decimals and with no-break separators."""
    text = format_decimal(
        number, locale=language.locale, decimal_quantization=False, group_separator=grouped
    )
    return text.replace("\u202f", "\u00a0")


def write_words(number: Decimal, language: Language) -> str | None:
    """`number` in words that `read_words` reads back, None where there are none."""
    if number != number.to_integral_value() or not 0 <= number < _LARGEST_IN_WORDS:
        return None
    words = str(num2words(int(number), lang=language.number_words))
    return words if read_words(words, language) == number else None


@lru_cache
def _pattern(locale: str) -> re.Pattern[str]:
    group = re.escape(get_group_symbol(locale))
    decimal = re.escape(get_decimal_symbol(locale))
    return re.compile(
        rf"(?P<whole>[0-9]{{1,3}}(?P<group>{group}|[{_NO_SEPARATOR_ELSEWHERE}])[0-9]{{3}}"
        rf"(?:(?P=group)[0-9]{{3}})*|[0-9]+)(?:{decimal}(?P<part>[0-9]+))?"
    )
