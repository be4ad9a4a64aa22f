"""Running text → `NumberMention`s of what has digits or a value and is no quantity: chapter IV, ★★★, +49 30 1234567."""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.values.number_mention import NumberMention

_ROMAN = re.compile(  # of two letters or more; of one, the V of "Chapter V" and the X of "Article X"
    r"(?<![\w.&'’/+-])(?=[XVI]{2})X{0,3}(?:IX|IV|V?I{0,3})(?![\w'’&/+-])|(?<=[A-Z][a-z]{3} )[VX](?![\w'’&/+-]|\.\w)"
    r"|(?<=[a-z]{4} )[VX](?![\w'’&/+-]|\.\w)"
)
_VALUES = {"X": 10, "V": 5, "I": 1}
_STARS = re.compile(r"[★⭐🌟☆✩](?:[\ufe0f\ufe0e ]*[★⭐🌟☆✩])*")
_FILLED = re.compile(r"[★⭐🌟]")
_TELEPHONE = re.compile(r"\+\d[\d ()/-]{6,}\d")
_TRUNK = re.compile(r"\(0\)|\D")  # what is left out of a telephone number to compare it: the (0) of +49 (0)30
_MAY_BE = re.compile(r"[★⭐🌟☆✩+XV]|II")
_TOKEN = re.compile(r"[a-z]{0,5}\d{1,4}[a-z]{1,3}(?!\w)|[a-z]{1,5}\d{1,4}(?!\w)")
_LONGEST = 5  # letters in front of the digits of a designation


def extract_labels(text: str) -> Iterator[NumberMention]:
    """Yield the Roman numerals below 40, the ratings in stars and the telephone numbers of `text`, not folded."""
    if not _MAY_BE.search(text):
        return
    for match in _ROMAN.finditer(text):
        yield NumberMention("roman", Decimal(_roman(match[0])), *match.span(), "ordinal")
    for match in _STARS.finditer(text):
        yield NumberMention("rating", Decimal(len(_FILLED.findall(match[0]))), *match.span(), "word")
    for match in _TELEPHONE.finditer(text):
        typed = f"+{_TRUNK.sub('', match[0])}"
        yield NumberMention("telephone", Decimal(0), *match.span(), "word", typed=typed)


def designation(text: str, start: int, number: Decimal) -> NumberMention | None:
    """Return the word of letters and digits in the folded `text` whose digits begin at `start`; None for none.

    Args:
        text: The folded text.
        start: The index of the first digit.
        number: What the digits say.
    """
    first = start
    while first and start - first <= _LONGEST and text[first - 1].isalpha():
        first -= 1
    if first and (text[first - 1].isalnum() or text[first - 1] in "./_#@\0"):
        return None
    match = _TOKEN.match(text, first)
    return NumberMention("designation", number, *match.span(), "word", typed=match[0]) if match else None


def _roman(numeral: str) -> int:
    """Return the value of a Roman numeral: a letter counts against the next one where that is greater."""
    values = [_VALUES[letter] for letter in numeral]
    return sum(-value if value < behind else value for value, behind in zip(values, [*values[1:], 0], strict=True))
