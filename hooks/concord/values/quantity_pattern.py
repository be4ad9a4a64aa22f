"""`Language` → the regular expressions for a whole quantity, "mindestens 1,5 Mio. €", and what the names in them mean.

An expression is a bound, then one amount, or two amounts with the words of a range. An amount is a number, perhaps with
a currency in front, and a scale, a unit and an open end ("or more") behind it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import get_args

from concord.languages import Language
from concord.values.folding import alternation, fold
from concord.values.quantity import Bound, Kind, OpenHigh, OpenLow

_BOUNDS: dict[str, Bound] = {bound: bound for bound in get_args(Bound)}
_SPACES = r"\s+"
_APART = r"(?:\s+|(?<![^\W\d_])|(?![^\W\d_]))"  # a space is a must only between two letters


def patterns(folded: str, language: Language) -> Iterator[tuple[re.Pattern[str], int]]:
    """Yield the patterns that a whole `folded` text may match, each with its number of amounts: ranges first.

    The groups of a pattern are `bound`, and for each amount, 0 or 1: `num0`, the number; `pre0`, a currency in front of
    it; `scale0`, a word such as "million" behind it; `post0`, a unit; `open0`, "or more".
    """
    for opening, separator in language.ranges:
        if fold(separator).split(" ")[0] in folded:
            yield _range_pattern(opening, separator, language), 2
    yield _single_pattern(language), 1


@lru_cache
def bound_at_end(language: Language) -> re.Pattern[str]:
    """Return a pattern for a text that ends with a bound, the group `bound`."""
    return re.compile(rf"(?<!\w)(?P<bound>{alternation(_bounds(language), _SPACES)})\s*$")


def bound_of(name: str | None, language: Language) -> Bound:
    """Return what the words for a bound mean, "" for None."""
    return _bounds(language)[_single_spaced(name)] if name else ""


def open_end_of(name: str | None, language: Language) -> OpenLow | OpenHigh:
    """Return which open end the words behind an amount mean, "" for None."""
    return _open_ends(language)[_single_spaced(name)] if name else ""


def factor_of(name: str | None, language: Language) -> Decimal:
    """Return what the name of a scale multiplies by, 1 for None."""
    return scales(language)[_single_spaced(name)] if name else Decimal(1)


def unit_of(name: str, language: Language) -> tuple[Kind, str]:
    """Return the kind and the unit of a quantity that the name of a unit means."""
    return _units(language)[_single_spaced(name)]


@lru_cache
def scales(language: Language) -> dict[str, Decimal]:
    """Return the factor of each folded name of a scale: 1000000 for "mio."."""
    return {fold(name): Decimal(factor) for name, factor in language.scales.items()}


@lru_cache
def _units(language: Language) -> dict[str, tuple[Kind, str]]:
    units: dict[str, tuple[Kind, str]] = {fold(name): ("percent", "") for name in ("%", *language.percent_words)}
    units |= {fold(name): ("duration", unit) for unit, names in language.units.items() for name in names}
    return units | {fold(name): ("money", unit) for unit, names in language.currencies.items() for name in names}


@lru_cache
def _bounds(language: Language) -> dict[str, Bound]:
    return {fold(name): _BOUNDS[bound] for bound, names in language.bounds.items() for name in names}


@lru_cache
def _open_ends(language: Language) -> dict[str, OpenLow | OpenHigh]:
    ends: dict[str, OpenLow | OpenHigh] = {fold(name): "at-most" for name in language.or_less}
    return ends | {fold(name): "at-least" for name in language.or_more}


def _single_spaced(name: str) -> str:
    return re.sub(" +", " ", name)


@lru_cache
def _range_pattern(opening: str, separator: str, language: Language) -> re.Pattern[str]:
    start = rf"{alternation([opening], _SPACES)}\s+" if opening else ""
    if separator == "-":
        between = r"(?:\s+-\s+|(?<![^\W\d_])-(?![^\W\d_]))"  # the hyphen of "twenty-two" makes no range
    elif separator[0].isalpha():
        between = rf"\s+{alternation([separator], _SPACES)}\s+"
    else:
        between = rf"\s*{re.escape(separator)}\s*"
    return re.compile(
        _bound_pattern(language) + start + _amount_pattern(0, language) + between + _amount_pattern(1, language)
    )


@lru_cache
def _single_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(_bound_pattern(language) + _amount_pattern(0, language))


def _bound_pattern(language: Language) -> str:
    return rf"(?:(?P<bound>{alternation(_bounds(language), _SPACES)})\s+)?"


def _amount_pattern(i: int, language: Language) -> str:
    units = _units(language)
    currencies = alternation((name for name, (kind, _) in units.items() if kind == "money"), _SPACES)
    scale = alternation(scales(language), _SPACES)
    return (
        rf"(?:(?P<pre{i}>{currencies}){_APART})?(?P<num{i}>\S.*?)"
        rf"(?:\s*(?P<scale{i}>{scale}))?(?:{_APART}(?P<post{i}>{alternation(units, _SPACES)}))?"
        rf"(?:\s+(?P<open{i}>{alternation(_open_ends(language), _SPACES)}))?"
    )
