"""Running text → `NumberMention`s of its numbers in digits: 1,5 Mio., € 1.5 million, 2½, 12k, the 1990s, 2024–25."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from concord.languages import Language
from concord.values.designations import designation
from concord.values.folding import alternation, fold
from concord.values.number_context import bound_before, is_negative, number_context, sign_before, unit_after
from concord.values.number_mention import NumberMention, Strength
from concord.values.numbers import read_digits

FRACTIONS = "¼½¾⅐-⅞"
"""The characters that are fractions, for a set in a pattern."""

_IDENTIFIER = re.compile(  # a version or an address of three or four parts, v2.1, 0x1f; a commit, a colour; 0.127.x
    r"(?<![\w.])0x[\da-f]+(?!\w)|(?<!\w)(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,40}(?!\w)|#[\da-f]{6}(?!\w)"
    r"|(?:(?<![\w.])v\d+(?:\.\d+)+|(?<![\d.])"
    r"(?!(?:\d{1,2}\.\d{1,2}\.[12]\d{3}|\d{1,3}(?:\.\d{3})+)(?!\.?\d))\d+(?:\.\d+){2,})(?:[a-z]\w*)?"
    r"|(?<![\w.])\d+(?:\.\d+)+\.x(?!\w)|(?<![\w.])\d{1,3}(?:\.(?:1\d\d|2[0-4]\d|25[0-5])){3}(?!\.?\w)"
)
_MAY_BE_IDENTIFIER = re.compile(r"[.x#]|[\da-f]{7}")
_DIGITS = re.compile(
    rf"\d{{1,3}}(?P<g>[.,'’]|\s)\d{{3}}(?:(?P=g)\d{{3}})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?|(?P<part>[{FRACTIONS}])"
)
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_ZEROS = re.compile(r"00+")
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}")
_PART = re.compile(f"[{FRACTIONS}]")
_THOUSAND_SIGN = re.compile(r"k(?!\w)")  # of 12k, in every language
_QUARTER = re.compile(r"(?<!\w)q\Z")  # in front of the number of a quarter: Q3
_SHORT_YEAR = re.compile(r"(?<=\d)\s?[-–/]\s?(\d{2})(?!\d|[.,]\d|%)")  # the end of 2024–25
_DECADES = range(20, 100, 10)  # as they are called for short
_NEARBY = 40  # characters in front of a number in which what makes it a decade is looked for
_SHORT_SCALE = 2  # letters; a scale this short needs a currency in front: £11m is 11 million, 23m is not


def extract_identifiers(text: str) -> Iterator[NumberMention]:
    """Yield the versions, addresses and hexadecimal numbers of the folded `text`, compared as they are typed."""
    for match in _IDENTIFIER.finditer(text) if _MAY_BE_IDENTIFIER.search(text) else ():
        yield NumberMention("identifier", Decimal(0), *match.span(), typed=match[0].removeprefix("v"))


def extract_digits(text: str, language: Language) -> Iterator[NumberMention]:
    """Yield the numbers that the folded `text` writes in digits, each with its unit, its scale and its bound."""
    place = 0
    while match := _DIGITS.search(text, place):
        start, place = match.span()
        if match["part"]:
            yield NumberMention("number", _part(match[0]), start, place, "word")
            continue
        number = read_digits(match[0], language)
        if number is None:
            yield from _foreign(text, match, language)
            continue
        mention = _mention(text, start, place, number, language)
        sign = "k" if _THOUSAND_SIGN.match(text, place) else ""
        is_alone = abs(mention.value) == (number * 1000 if sign else number)  # without a scale in words
        if is_alone and not _THOUSANDS.fullmatch(match[0]) and (typed := _typed(match[0])):
            mention = mention._replace(typed=typed + sign)
        yield mention
        if mention.strength == "loose" and (word := designation(text, start, number)):
            yield word
        yield from _short_scale(text, mention, number, language)
        place = mention.end
        if number >= 1000 and (short := _SHORT_YEAR.match(text, place)):
            century = number - number % 100
            yield NumberMention("number", century + Decimal(short[1]), short.start(1), short.end())
            place = short.end()


def _short_scale(text: str, mention: NumberMention, number: Decimal, language: Language) -> Iterator[NumberMention]:
    """Yield the other reading of a loose `mention`: 11m is 11 metres or 11 million, and 3bn is 3 billion."""
    context = number_context(language)
    after = context.after.match(text, mention.end) if mention.strength == "loose" else None
    if after and (factor := context.scales.get(after["scale"] or "")):
        yield mention._replace(value=number * factor)


def _typed(text: str) -> str:
    """Return the digits of a decimal, with a point between them, or of a 00; "" where `text` is another number."""
    return text.replace(",", ".") if _DECIMAL.fullmatch(text) or _ZEROS.fullmatch(text) else ""


def _part(sign: str) -> Decimal:
    """Return the value of a fraction that is one character."""
    value = Fraction(unicodedata.numeric(sign)).limit_denominator(10)
    return Decimal(value.numerator) / value.denominator


def _foreign(text: str, match: re.Match[str], language: Language) -> Iterator[NumberMention]:
    """Yield what the language cannot read: a decimal of another language, else each run of digits."""
    start, end = match.span()
    if decimal := _DECIMAL.fullmatch(match[0]):
        unit, end = unit_after(text, end, language)
        if sign := sign_before(text, start, language):
            unit = number_context(language).units[sign[1]]
        value, typed = Decimal(f"{decimal[1]}.{decimal[2]}"), _typed(match[0])
        if _THOUSAND_SIGN.match(text, match.end()):
            value, typed, end = value * 1000, f"{typed}k", match.end() + 1
        yield NumberMention("foreign", value, start, end, unit=unit, typed=typed)
        return
    for part in re.finditer(r"\d+", match[0]):
        place = start + part.start()
        yield NumberMention("number", Decimal(part[0]), place, start + part.end(), typed=_typed(part[0]))


def _mention(text: str, start: int, end: int, number: Decimal, language: Language) -> NumberMention:
    """Return the mention of `number`, which stands from `start` to `end`, with what belongs to it on both sides."""
    sign = sign_before(text, start, language)
    is_attached = _is_attached(text, start, -1) and not sign
    if is_attached and _is_quarter(text, start, end):
        return NumberMention("number", number, start, end, "ordinal")
    if _PART.match(text, end):
        number, end = number + _part(text[end]), end + 1
    elif _THOUSAND_SIGN.match(text, end):
        number, end = number * 1000, end + 1
    after = number_context(language).after.match(text, end)
    if after and after["decade"] and not is_attached:
        return NumberMention("decade", number, start, after.end())
    if _follows_decade_word(text[max(0, start - _NEARBY) : start], number, language):
        return NumberMention("decade", number, start, end)
    tail = _tail(text, end, after, language, is_money=bool(sign))
    number *= tail.factor
    if is_attached or not tail.is_sure:
        return NumberMention("number", number, start, tail.end, "loose")
    if is_negative(text, start, language):
        number = -number
    unit = number_context(language).units[sign[1]] if sign else tail.unit
    bound = bound_before(text, sign.start() if sign else start, language)
    strength: Strength = "word" if number == 100 and unit == "percent" else "digits"  # all of it, in other words
    ranged = number == 1 and _rest_of_range(language).match(text, tail.end) is not None
    return NumberMention("number", number, start, tail.end, strength, unit, bound=bound, ranged=ranged)


class _Tail(NamedTuple):
    """What stands behind a number: its scale and its unit, where they end, and whether it is a number for sure."""

    factor: Decimal
    unit: str
    end: int
    is_sure: bool = True


def _tail(text: str, end: int, after: re.Match[str] | None, language: Language, *, is_money: bool) -> _Tail:
    """Return what stands behind the number that ends at `end`; `after` is the match there of the language's pattern."""
    if not after or after["decade"]:
        return _Tail(Decimal(1), "", end, is_sure=not _is_attached(text, end, 0))
    context, scale = number_context(language), after["scale"]
    if scale and len(scale) <= _SHORT_SCALE and scale.isascii() and not is_money:
        if scale in context.units and not text[end].isalpha():
            return _Tail(Decimal(1), context.units[scale], after.end())  # 45 m are metres, 45m may be anything
        return _Tail(Decimal(1), "", end, is_sure=False)
    factor = context.scales[scale] if scale else Decimal(1)
    return _Tail(factor, context.units.get(after["unit"] or after["only"] or "", ""), after.end())


def _is_quarter(text: str, start: int, end: int) -> bool:
    """Whether the number is that of a quarter of a year: Q3."""
    is_short = end - start == 1 and text[start] in "1234" and not text[end : end + 1].isalnum()
    return is_short and _QUARTER.search(text, max(0, start - 2), start) is not None


def _is_attached(text: str, edge: int, side: int) -> bool:
    """Whether a letter stands at the `edge` of a number, in front (`side` -1) or behind (0): A4, but not 1280x800."""
    beside = text[max(0, edge + side) : edge + side + 1] if edge + side >= 0 else ""
    if beside in ("x", "×"):
        beyond = edge - 2 if side else edge + 1
        return not (0 <= beyond < len(text) and text[beyond].isdigit())
    if side < 0 and beside == "v" and not text[max(0, edge - 2) : edge - 1].isalnum():
        return False  # v2 is version 2
    return beside.isalpha() or (side < 0 and beside == "_")


@lru_cache
def _rest_of_range(language: Language) -> re.Pattern[str]:
    """Return a pattern for what follows the first number of a range: "to 3", "–3"."""
    return re.compile(rf"\s*(?:{alternation(separator for _, separator in language.ranges)})\s*\d")


def _follows_decade_word(before: str, number: Decimal, language: Language) -> bool:
    """Whether `before` ends with what makes a decade of `number`: the Dutch "jaren", and of 90 "años" or `'`."""
    if any(before.rstrip().endswith(fold(word)) for word in language.prose.before_decade):
        return True
    years = {fold(word) for word in language.units.get("year", ())}
    return number in _DECADES and (
        before.endswith(("'", "’")) or before.split(" ")[-2:-1] in [[word] for word in years]
    )
