"""Chinese or Japanese text → the numbers in its own numerals: 一万 is 10,000, 百分之一 is 1 %, 二〇二四 is 2024.

A numeral is often a part of a word, so that it is `loose`: good only as the partner of a number in digits.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from concord.values.number_mention import NumberMention

_DIGITS = {sign: value for value, signs in enumerate(("〇零", "一", "二两兩", *"三四五六七八九")) for sign in signs}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SIGNS = "".join((*_DIGITS, *_TENS, *_MYRIADS))
_NUMERAL = re.compile(rf"(?<![\d{_SIGNS}])(?<!\d\s)(?P<number>[{_SIGNS}]+)")
_PERCENT = re.compile(rf"百分之(?P<number>[{_SIGNS}]+)")


def extract_han_numerals(text: str) -> Iterator[NumberMention]:
    """Yield the numbers that `text` has in Han numerals."""
    for unit, pattern in (("percent", _PERCENT), ("", _NUMERAL)):
        for match in pattern.finditer(text):
            yield NumberMention("number", Decimal(_value(match["number"])), *match.span(), "loose", unit)


def _value(numeral: str) -> int:
    if len(numeral) > 1 and all(sign in _DIGITS for sign in numeral):
        return int("".join(str(_DIGITS[sign]) for sign in numeral))
    total = section = digit = 0
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            section, digit = section + (digit or 1) * _TENS[sign], 0
        else:
            total, section, digit = total + (section + digit or 1) * _MYRIADS[sign], 0, 0
    return total + section + digit
