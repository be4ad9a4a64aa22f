"""What stands around a number in running text: a bound and a currency in front, a scale and a unit behind."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from concord.languages import Language
from concord.values.read import fold, trailing_bound

_DIRECTION = {"at-least": "lower", "more-than": "lower", "at-most": "upper", "less-than": "upper", "nearly": "upper"}
_LONGEST_SIGN, _LONGEST_BOUND = 12, 30  # characters


class NumberContext(NamedTuple):
    """The patterns of a language, and the scales and units that names in folded text mean."""

    sign: re.Pattern[str]
    after: re.Pattern[str]
    scales: dict[str, Decimal]
    units: dict[str, str]
    last: frozenset[str]


def bound_before(text: str, start: int, language: Language) -> str:
    """ "lower" or "upper" where the folded `text` says at least or at most right in front of `start`, else ""."""
    before = text[max(0, start - _LONGEST_BOUND) : start].rstrip()
    if not before or not (before[-1].isalpha() or before[-1] == "."):
        return ""
    return _DIRECTION.get(trailing_bound(before, language), "")


def sign_before(text: str, start: int, language: Language) -> re.Match[str] | None:
    """The currency that stands in front of `start`."""
    own = number_context(language)
    beside = text[max(0, start - 2) : start].rstrip()
    return own.sign.search(text, max(0, start - _LONGEST_SIGN), start) if beside[-1:] in own.last else None


def unit_after(text: str, end: int, language: Language) -> tuple[str, int]:
    """The unit that stands behind `end`, and the end of its name; "" and `end` where none does."""
    own = number_context(language)
    match = own.after.match(text, end)
    name = match["only"] if match else None
    return (own.units[name], match.end()) if match and name else ("", end)


@lru_cache
def number_context(language: Language) -> NumberContext:
    """What is read around the numbers of `language`."""
    prose = language.prose
    currencies = {fold(name): code for code, names in language.currencies.items() for name in names}
    units = currencies | {fold(name): unit for unit, names in language.units.items() for name in names}
    units |= {fold(name): "percent" for name in ("%", *language.percent_words)}
    units |= {fold(name): measure for measure, names in prose.measures.items() for name in names}
    units |= {fold(name): "points" for name in prose.points}
    scales = {fold(name): Decimal(factor) for name, factor in language.scales.items()}
    sign = re.compile(rf"(?<!\w)({alternation(currencies)})\s?$")
    after = re.compile(
        rf"(?P<decade>{alternation(prose.decades)})(?!\w)|(?:{alternation(prose.ordinals)})(?!\w)"
        rf"|[\s-]?(?P<scale>{alternation(scales)})(?!\w)(?:[\s-]?(?P<unit>{alternation(units)})(?!\w))?"
        rf"|[\s-]?(?P<only>{alternation(units)})(?!\w)"
    )
    return NumberContext(sign, after, scales, units, frozenset(name[-1] for name in currencies))


def alternation(names: Iterable[str]) -> str:
    """A pattern of one of the `names`, folded, the longest first; of nothing where there are none."""
    return "|".join(sorted(map(re.escape, map(fold, names)), key=len, reverse=True)) or "(?!)"
