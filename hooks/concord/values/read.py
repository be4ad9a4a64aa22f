"""Text → `Quantity`: a number with its bound, its range and its unit, in digits or in words.

One pattern a language, made from `languages/*.yml`: a bound, then one amount or two with a range's words between.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import get_args

from concord.languages import Language
from concord.values.dates import read_date
from concord.values.numbers import SPACES, read_digits, read_words
from concord.values.quantity import Bound, Day, Kind, Quantity, Scalar

_BOUNDS: dict[str, Bound] = {bound: bound for bound in get_args(Bound)}


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity and the stretches of the text that hold its numbers: one, or two for a range."""

    quantity: Quantity
    numbers: tuple[tuple[int, int], ...]


def read(text: str, language: Language, *, separators: Language | None = None) -> Quantity | None:
    """The quantity that the whole of `text` states, None where it states none.

    With `separators`, its digits are read as that other language groups them.
    """
    reading = parse(text, language, separators=separators)
    return reading.quantity if reading else None


def parse(text: str, language: Language, *, separators: Language | None = None) -> Reading | None:
    """As `read`, with the places of the numbers in `text`."""
    plain = re.sub(rf"[{SPACES}\t\n]", " ", text)
    for pattern, amounts in _grammar(language):
        match = pattern.fullmatch(plain)
        if match and (quantity := _quantity(match, amounts, language, separators or language)):
            return Reading(quantity, tuple(match.span(f"num{i}") for i in range(amounts)))
    return None


def trailing_bound(text: str, language: Language) -> Bound:
    """The bound that `text` ends with, "" where it ends with none: "well over " says more than."""
    match = _trailing(language).search(text)
    return _bound(match["bound"], language) if match else ""


def _quantity(match: re.Match[str], amounts: int, language: Language, separators: Language) -> Quantity | None:
    scalars: list[Scalar] = []
    last_scale = match[f"scale{amounts - 1}"]
    for i in range(amounts):
        scalar = _scalar(match, i, match[f"scale{i}"] or (amounts > 1 and last_scale) or "", language, separators)
        if scalar is None:
            return None
        scalars.append(scalar)
    names = {name for i in range(amounts) for name in (match[f"pre{i}"], match[f"post{i}"]) if name}
    units = {_unit(name, language) for name in names}
    if len(units) > 1 or len({type(scalar) for scalar in scalars}) > 1:
        return None
    kind, unit = units.pop() if units else (_plain_kind(scalars, match, amounts), "")
    low, high = scalars[0], scalars[-1]
    if low > high or (kind != "date" and isinstance(low, Day)):
        return None
    return Quantity(kind, low, high, unit, _bound(match["bound"], language))


def _scalar(match: re.Match[str], i: int, scale: str, language: Language, separators: Language) -> Scalar | None:
    text = match[f"num{i}"]
    if not scale:
        digits = read_digits(text, separators)
        return read_date(text, language) or read_words(text, language) if digits is None else digits
    written = match[f"scale{i}"]
    words = read_words(match.string[match.start(f"num{i}") : match.end(f"scale{i}")], language) if written else None
    if words is not None:
        return words
    number = read_digits(text, separators)
    number = read_words(text, language) if number is None else number
    return None if number is None else number * _scales(language)[scale.casefold()]


def _plain_kind(scalars: Iterable[Scalar], match: re.Match[str], amounts: int) -> Kind:
    if any(isinstance(scalar, Day) for scalar in scalars):
        return "date"
    is_year = all(re.fullmatch(r"[12]\d{3}", match[f"num{i}"]) for i in range(amounts))
    return "year" if is_year and not match["scale0"] else "count"


@lru_cache
def _scales(language: Language) -> dict[str, Decimal]:
    return {name.casefold(): Decimal(factor) for name, factor in language.scales.items()}


@lru_cache
def _unit(name: str, language: Language) -> tuple[Kind, str]:
    name = name.casefold()
    for currency, names in language.currencies.items():
        if name in map(str.casefold, names):
            return "money", currency
    for unit, names in language.units.items():
        if name in map(str.casefold, names):
            return "duration", unit
    return "percent", ""


@lru_cache
def _bound(name: str | None, language: Language) -> Bound:
    if name is None:
        return ""
    return next(
        _BOUNDS[bound] for bound, names in language.bounds.items() if name.casefold() in map(str.casefold, names)
    )


@lru_cache
def _trailing(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<bound>{_choice(_all(language.bounds.values()))})\s*$", re.IGNORECASE)


@lru_cache
def _grammar(language: Language) -> list[tuple[re.Pattern[str], int]]:
    """The patterns of a quantity, each with how many amounts it has: ranges before a single one."""
    bound = rf"(?:(?P<bound>{_choice(_all(language.bounds.values()))})\s+)?"
    patterns = []
    for opening, separator in language.ranges:
        start = rf"{re.escape(opening)}\s+" if opening else ""
        between = rf"\s+{separator}\s+" if separator.isalpha() else rf"\s*{re.escape(separator)}\s*"
        patterns.append((bound + start + _amount(0, language) + between + _amount(1, language), 2))
    patterns.append((bound + _amount(0, language), 1))
    return [(re.compile(pattern, re.IGNORECASE), amounts) for pattern, amounts in patterns]


def _amount(i: int, language: Language) -> str:
    currencies = _choice(_all(language.currencies.values()))
    units = _choice(["%", *language.percent_words, *_all(language.currencies.values()), *_all(language.units.values())])
    return (
        rf"(?:(?P<pre{i}>{currencies})\s*)?(?P<num{i}>\S.*?)"
        rf"(?:\s*(?P<scale{i}>{_choice(language.scales)}))?(?:\s*(?P<post{i}>{units}))?"
    )


def _all(lists: Iterable[Iterable[str]]) -> list[str]:
    return [name for names in lists for name in names]


def _choice(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))
