"""Numbers in digits in running text, with what stands around them: € 1.5 million, the 1990s, 2024–25, 1.2.3."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from concord.languages import Language
from concord.values.matching import NumberMention
from concord.values.number_context import alternation, bound_before, number_context, sign_before, unit_after
from concord.values.numbers import read_digits
from concord.values.read import fold
from concord.values.vocabulary import WORD

_DIGITS = re.compile(r"\d{1,3}(?P<g>[.,'’]|\s)\d{3}(?:(?P=g)\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_FOREIGN = re.compile(r"(\d+)[.,](\d+)")
_SHORT_END = re.compile(r"(?<=\d)\s?[-–/]\s?(\d{2})(?!\d|[.,]\d|%)")
_LABEL_AFTER = re.compile(r"[\s-]?([^\W\d_]+)")
_BESIDE, _NAME_LENGTH = 40, 4  # characters
_LETTERS = 2  # a scale this short needs a currency in front: £11m
_NOTHING: frozenset[str] = frozenset()


def extract_digits(text: str, language: Language) -> Iterator[NumberMention]:
    """The numbers that the folded `text` writes in digits."""
    place = 0
    while match := _DIGITS.search(text, place):
        start, place = match.span()
        number = read_digits(match[0], language)
        if number is None:
            yield from _unreadable(text, match, language)
            continue
        mention = _with_unit(text, start, place, number, language)
        yield mention
        place = mention.end
        if number >= 1000 and (short := _SHORT_END.match(text, place)):  # 2024–25
            century = number - number % 100
            yield NumberMention("number", century + Decimal(short[1]), short.start(1), short.end())
            place = short.end()


def _unreadable(text: str, match: re.Match[str], language: Language) -> Iterator[NumberMention]:
    """A version, or a decimal of another language; else each of its runs of digits."""
    start, end = match.span()
    if decimal := _FOREIGN.fullmatch(match[0]):
        value = Decimal(f"{decimal[1]}.{decimal[2]}")
        unit, _ = unit_after(text, end, language)
        yield NumberMention("foreign", value, start, end, unit=unit, label=_label(text, start, end, language))
        return
    for part in re.finditer(r"\d+", match[0]):
        yield NumberMention("number", Decimal(part[0]), start + part.start(), start + part.end())


def _label(text: str, start: int, end: int, language: Language) -> frozenset[str]:
    """The words beside a decimal; in front of a version, "version" in every language."""
    before, after = text[max(0, start - _BESIDE) : start], _LABEL_AFTER.match(text, end)
    words = {word for word in WORD.findall(before) if len(word) >= _NAME_LENGTH} | ({after[1]} if after else set())
    return frozenset(words | {"version"} if language.prose.version in before else words)


def _with_unit(text: str, start: int, end: int, number: Decimal, language: Language) -> NumberMention:
    own = number_context(language)
    sign = sign_before(text, start, language)
    unit = own.units[sign[1]] if sign else ""
    attached = start > 0 and (text[start - 1].isalpha() or text[start - 1] == "_") and not sign
    follows = own.after.match(text, end)
    if follows and follows["decade"] and not attached:
        return NumberMention("decade", number, start, follows.end())
    if _is_decade(text[max(0, start - _BESIDE) : start], language):
        return NumberMention("decade", number, start, end)
    if follows and not follows["decade"]:
        if follows["scale"]:
            if len(follows["scale"]) <= _LETTERS and not sign:
                return NumberMention(
                    "number", number, start, end, "loose", label=_label(text, start, end, language)
                )  # 23m
            number *= own.scales[follows["scale"]]
        unit = unit or own.units.get(follows["unit"] or follows["only"] or "", "")
        end = follows.end()
    elif end < len(text) and text[end].isalpha():
        attached = True
    label = _label(text, start, end, language) if number.as_tuple().exponent else _NOTHING
    if attached:
        return NumberMention("number", number, start, end, "loose", label=label)
    bound = bound_before(text, sign.start() if sign else start, language)
    ranged = number == 1 and _other_end(language).match(text, end) is not None
    return NumberMention("number", number, start, end, "digits", unit, "", bound, label, ranged)


@lru_cache
def _other_end(language: Language) -> re.Pattern[str]:
    """What follows the first number of a range."""
    return re.compile(rf"\s*(?:{alternation(separator for _, separator in language.ranges)})\s*\d")


def _is_decade(before: str, language: Language) -> bool:
    """Whether words such as the Dutch "jaren" stand in front of a number."""
    return any(before.rstrip().endswith(fold(word)) for word in language.prose.before_decade)
