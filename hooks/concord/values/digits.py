"""Running text → `NumberMention`s of its numbers in digits: 1,5 Mio., € 1.5 million, the 1990s, 2024–25, 1.2.3."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from concord.languages import Language
from concord.values.folding import WORD, alternation, fold
from concord.values.number_context import bound_before, number_context, sign_before, unit_after
from concord.values.number_mention import NumberMention
from concord.values.numbers import read_digits

_DIGITS = re.compile(r"\d{1,3}(?P<g>[.,'’]|\s)\d{3}(?:(?P=g)\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_FOREIGN_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_SHORT_YEAR = re.compile(r"(?<=\d)\s?[-–/]\s?(\d{2})(?!\d|[.,]\d|%)")  # the end of 2024–25
_WORD_AFTER = re.compile(r"[\s-]?([^\W\d_]+)")
_NEARBY = 40  # characters in front of a number in which its label and its decade are looked for
_LABEL_LENGTH = 4  # letters that a word in front of a number has at least to be its label
_SHORT_SCALE = 2  # letters; a scale this short needs a currency in front: £11m is 11 million, 23m is not
_NO_LABEL: frozenset[str] = frozenset()


def extract_digits(text: str, language: Language) -> Iterator[NumberMention]:
    """Yield the numbers that the folded `text` writes in digits, each with its unit, its scale and its bound."""
    place = 0
    while match := _DIGITS.search(text, place):
        start, place = match.span()
        number = read_digits(match[0], language)
        if number is None:
            yield from _foreign(text, match, language)
            continue
        mention = _mention(text, start, place, number, language)
        yield mention
        place = mention.end
        if number >= 1000 and (short := _SHORT_YEAR.match(text, place)):
            century = number - number % 100
            yield NumberMention("number", century + Decimal(short[1]), short.start(1), short.end())
            place = short.end()


def _foreign(text: str, match: re.Match[str], language: Language) -> Iterator[NumberMention]:
    """Yield what the language cannot read: a version or a decimal of another language, else each run of digits."""
    start, end = match.span()
    if decimal := _FOREIGN_DECIMAL.fullmatch(match[0]):
        value = Decimal(f"{decimal[1]}.{decimal[2]}")
        unit, _ = unit_after(text, end, language)
        yield NumberMention("foreign", value, start, end, unit=unit, label=_label(text, start, end, language))
        return
    for part in re.finditer(r"\d+", match[0]):
        yield NumberMention("number", Decimal(part[0]), start + part.start(), start + part.end())


def _label(text: str, start: int, end: int, language: Language) -> frozenset[str]:
    """Return the words beside a decimal. The word for a version is "version" in each language, as a common label."""
    before, after = text[max(0, start - _NEARBY) : start], _WORD_AFTER.match(text, end)
    words = {word for word in WORD.findall(before) if len(word) >= _LABEL_LENGTH}
    if after:
        words.add(after[1])
    if any(fold(word) in before for word in language.prose.version):
        words.add("version")
    return frozenset(words)


def _mention(text: str, start: int, end: int, number: Decimal, language: Language) -> NumberMention:
    """Return the mention of `number`, which stands from `start` to `end`, with what belongs to it on both sides."""
    context = number_context(language)
    sign = sign_before(text, start, language)
    unit = context.units[sign[1]] if sign else ""
    attached = start > 0 and (text[start - 1].isalpha() or text[start - 1] == "_") and not sign
    after = context.after.match(text, end)
    if after and after["decade"] and not attached:
        return NumberMention("decade", number, start, after.end())
    if _follows_decade_word(text[max(0, start - _NEARBY) : start], language):
        return NumberMention("decade", number, start, end)
    if after and not after["decade"]:
        if scale := after["scale"]:
            if len(scale) <= _SHORT_SCALE and not sign:
                label = _label(text, start, end, language)
                return NumberMention("number", number, start, end, "loose", label=label)
            number *= context.scales[scale]
        unit = unit or context.units.get(after["unit"] or after["only"] or "", "")
        end = after.end()
    elif end < len(text) and text[end].isalpha():
        attached = True
    label = _label(text, start, end, language) if number.as_tuple().exponent else _NO_LABEL
    if attached:
        return NumberMention("number", number, start, end, "loose", label=label)
    bound = bound_before(text, sign.start() if sign else start, language)
    ranged = number == 1 and _rest_of_range(language).match(text, end) is not None
    return NumberMention("number", number, start, end, "digits", unit, "", bound, label, ranged)


@lru_cache
def _rest_of_range(language: Language) -> re.Pattern[str]:
    """Return a pattern for what follows the first number of a range: "to 3", "–3"."""
    return re.compile(rf"\s*(?:{alternation(separator for _, separator in language.ranges)})\s*\d")


def _follows_decade_word(before: str, language: Language) -> bool:
    """Whether `before` ends with a word that makes a decade of a number, such as the Dutch "jaren"."""
    return any(before.rstrip().endswith(fold(word)) for word in language.prose.before_decade)
