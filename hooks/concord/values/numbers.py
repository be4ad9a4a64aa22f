"""One number ⇄ its text: "1.234,5" by the separators of a language, or "zweihundert". No number is negative."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache, partial

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
from text_to_num import text2num

from concord.languages import Language
from concord.values.folding import alternation
from concord.values.number_names import cardinal

NO_BREAK_SPACE = "\u00a0"
_GROUP_SEPARATORS = " \u00a0\u202f\u2009'’"  # read in every language: none has one of them as its decimal mark
_LARGEST_IN_WORDS = 10**12
_MOST_DIGITS = 18


def read_digits(text: str, language: Language) -> Decimal | None:
    """Return the number that the whole of `text` writes in digits, None where it writes none.

    The digits stand in groups of three or without groups, by the separators that CLDR has for the language. There are
    at most 18 of them, and 9 decimals.
    """
    if text.isascii() and text.isdigit() and (text[0] != "0" or text == "0"):
        return Decimal(text) if len(text) <= _MOST_DIGITS else None
    match = _pattern(language.locale).fullmatch(text)
    if not match:
        return None
    return Decimal(re.sub(r"\D", "", match["whole"]) + ("." + match["part"] if match["part"] else ""))


def read_words(text: str, language: Language) -> Decimal | None:
    """Return the number that the whole of `text` writes in words, None where it is no spelling of a number."""
    text = _with_basic_form(text.casefold().replace(NO_BREAK_SPACE, " "), language)
    if not text or not language.number_words or not all(c.isalpha() or c in " -," for c in text):
        return None
    try:
        number = text2num(text, language.number_words)
    except (ValueError, NotImplementedError):
        return None
    return Decimal(number) if _letters(text) in _spellings(number, language) else None


def write_number(number: Decimal, language: Language, *, grouped: bool = True) -> str:
    """Return `number` in digits, with all its decimals and with no-break separators."""
    whole, _, part = f"{number:f}".partition(".")
    text = str(format_decimal(int(whole), locale=language.locale, group_separator=grouped))
    return text.replace("\u202f", NO_BREAK_SPACE) + (f"{get_decimal_symbol(language.locale)}{part}" if part else "")


def plain_decimal(number: Decimal) -> Decimal:
    """Return `number` without an exponent and without zeros at the end of its decimals."""
    return Decimal(int(number)) if number == number.to_integral_value() else number.normalize()


def regroup(text: str, language: Language) -> str:
    """Return the number `text`, in digits, with the groups of the language. Its decimals stay as they were typed."""
    match = _pattern(language.locale).fullmatch(text)
    if not match:
        return text
    return write_number(Decimal(re.sub(r"\D", "", match["whole"])), language) + text[match.end("whole") :]


def write_words(number: Decimal, language: Language) -> str | None:
    """Return `number` in words that `read_words` reads back, None where there are none."""
    if not language.number_words or number != number.to_integral_value() or not 0 <= number < _LARGEST_IN_WORDS:
        return None
    words = cardinal(int(number), language.number_words)
    return words if read_words(words, language) == number else None


def _with_basic_form(text: str, language: Language) -> str:
    """Return `text` with its first word in the form that text2num knows: "eins" for "einem"."""
    first, space, rest = text.partition(" ")
    return language.number_forms.get(first, first) + space + rest


@lru_cache(maxsize=1024)
def _spellings(number: int, language: Language) -> frozenset[str]:
    """Return the letters of all ways to write `number` in words.

    text2num is not strict enough alone: it also reads "zero ten" and "zweiund zwanzig".
    """
    if not 0 <= number < _LARGEST_IN_WORDS:
        return frozenset()
    optional = alternation(language.number_optional)
    full = [words.casefold() for words in _in_words(number, language.number_words)]
    short = [re.sub(rf"(^|\s)(?:{optional})", " ", words) for words in full]  # einhundert, but never eine Milliarde
    return frozenset(_letters(words) for words in (*(_with_basic_form(words, language) for words in full), *short))


def _in_words(number: int, code: str) -> Iterator[str]:
    """Yield `number` in words as num2words writes it, and counted in hundreds, as in "fifteen hundred"."""
    words = partial(cardinal, code=code)
    yield words(number)
    hundreds, rest = divmod(number, 100)
    if 10 < hundreds < 100 and hundreds % 10:
        yield words(hundreds) + words(200).removeprefix(words(2)) + words(100 + rest).removeprefix(words(100))


def _letters(words: str) -> str:
    """Return `words` without what spellings of a number differ in: spaces, hyphens, commas, accents."""
    return "".join(c for c in unicodedata.normalize("NFD", words) if c.isalpha())


@lru_cache
def _pattern(locale: str) -> re.Pattern[str]:
    """Return the pattern of a number in digits. Its groups are `whole` and, behind the decimal mark, `part`."""
    group = re.escape(get_group_symbol(locale))
    decimal = re.escape(get_decimal_symbol(locale))
    return re.compile(
        rf"(?P<whole>[1-9][0-9]{{0,2}}(?P<group>{group}|[{_GROUP_SEPARATORS}])[0-9]{{3}}"
        rf"(?:(?P=group)[0-9]{{3}}){{0,4}}|0|[1-9][0-9]{{0,{_MOST_DIGITS - 1}}})(?:{decimal}(?P<part>[0-9]{{1,9}}))?"
    )
