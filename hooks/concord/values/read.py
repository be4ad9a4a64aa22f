"""Text → `Quantity`: a number with its bound, its range and its unit, in digits or in words.

One pattern a language, made from `languages/*.yml`: a bound, then one amount or two with a range's words between.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import get_args

from concord.languages import Language
from concord.values.dates import read_date
from concord.values.numbers import plain_decimal, read_digits, read_words
from concord.values.quantity import Bound, Day, Kind, Quantity, Scalar

_BOUNDS: dict[str, Bound] = {bound: bound for bound in get_args(Bound)}
_LONGEST = 300  # characters: no quantity needs more, and the patterns' time stays bounded
_SPACES = filter(str.isspace, map(chr, range(0x3001)))
_ALIKE = str.maketrans({"’": "'", "\u2011": "-", "\u2012": "–", "\u2014": "–"} | dict.fromkeys(_SPACES, " "))
_OTHERS = re.compile(f"[{re.escape(''.join(chr(c) for c in _ALIKE if c != ord(' ')))}]")
_APART = r"(?:\s+|(?<![^\W\d_])|(?![^\W\d_]))"  # a space wherever two letters would meet


@dataclass(frozen=True, slots=True)
class Amount:
    """Where an amount stands in the text: its number, and the names of its scale and unit ("" and a point: none).

    `factor` is what the number is multiplied by, also where only the other end of a range names the scale.
    """

    before: tuple[int, int]
    number: tuple[int, int]
    scale: tuple[int, int]
    after: tuple[int, int]
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity, the text (composed as NFC) that states it, and its amounts: one, or two for a range."""

    quantity: Quantity
    text: str
    amounts: tuple[Amount, ...]


def read_quantity(text: str, language: Language, *, separators: Language | None = None) -> Quantity | None:
    """The quantity that the whole of `text` states, None where it states none.

    With `separators`, its digits are read as that other language groups them.
    """
    reading = parse_quantity(text, language, separators=separators)
    return reading.quantity if reading else None


@lru_cache(maxsize=1024)  # a fact is shown in many places
def parse_quantity(text: str, language: Language, *, separators: Language | None = None) -> Reading | None:
    """As `read`, with the places of the amounts in the text."""
    if len(text) > _LONGEST:
        return None
    text = unicodedata.normalize("NFC", text)
    plain = fold(text)
    for pattern, amounts in _forms(plain, language):
        match = pattern.fullmatch(plain)
        if match and (quantity := _quantity(match, amounts, language, separators or language)):
            return Reading(quantity, text, tuple(_amount(match, i, amounts, language) for i in range(amounts)))
    return None


def trailing_bound(text: str, language: Language) -> Bound:
    """The bound that `text` ends with, "" where it ends with none: "well over " says more than."""
    match = _trailing(language).search(fold(unicodedata.normalize("NFC", text[-_LONGEST:])))
    return _bound(match["bound"], language) if match else ""


@lru_cache(maxsize=64)  # a text is read for its numbers, its articles and its units, one after the other
def fold(text: str) -> str:
    """`text` in lower case, with one kind of space, apostrophe and hyphen, each character in its place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_ALIKE) if _OTHERS.search(lower) else lower  # most texts have none: a third of the time


def _single_spaced(name: str) -> str:
    return re.sub(" +", " ", name)


def _amount(match: re.Match[str], i: int, amounts: int, language: Language) -> Amount:
    number = match.span(f"num{i}")
    scale = _span(match, f"scale{i}", number[1])
    before, after = _span(match, f"pre{i}", number[0]), _span(match, f"post{i}", scale[1])
    return Amount(before, number, scale, after, _factor(match, i, amounts, language))


def _span(match: re.Match[str], name: str, absent: int) -> tuple[int, int]:
    return match.span(name) if match[name] else (absent, absent)


def _factor(match: re.Match[str], i: int, amounts: int, language: Language) -> Decimal:
    name = match[f"scale{i}"] or match[f"scale{amounts - 1}"]
    return _scales(language)[_single_spaced(name)] if name else Decimal(1)


def _quantity(match: re.Match[str], amounts: int, language: Language, separators: Language) -> Quantity | None:
    scalars: list[Scalar] = []
    for i in range(amounts):
        scalar = _scalar(match, i, _factor(match, i, amounts, language), language, separators)
        if scalar is None:
            return None
        scalars.append(scalar)
    names = [match[f"{place}{i}"] for i in range(amounts) for place in ("pre", "post")]
    units = {_units(language)[_single_spaced(name)] for name in names if name}
    if len(units) > 1:
        return None
    kind, unit = units.pop() if units else (_plain_kind(scalars, match, amounts), "")
    low, high = scalars[0], scalars[-1]
    if not _in_order(low, high) or (kind != "date" and isinstance(low, Day)):
        return None
    return Quantity(kind, low, high, unit, _bound(match["bound"], language))


def _in_order(low: Scalar, high: Scalar) -> bool:
    if isinstance(low, Day) or isinstance(high, Day):
        return isinstance(low, Day) and isinstance(high, Day) and low <= high
    return low <= high


def _scalar(match: re.Match[str], i: int, factor: Decimal, language: Language, separators: Language) -> Scalar | None:
    text = match[f"num{i}"]
    number = read_digits(text, separators)
    if factor == 1:
        return read_date(text, language) or read_words(text, language) if number is None else number
    if number is None:
        start, end = match.span(f"num{i}")
        if match[f"scale{i}"]:
            words = read_words(match.string[start : match.end(f"scale{i}")], language)
            if words is not None:
                return words
            if match.start(f"scale{i}") == end:
                return None  # "fivem"
        number = read_words(text, language)
    return None if number is None else plain_decimal(number * factor)


def _plain_kind(scalars: Iterable[Scalar], match: re.Match[str], amounts: int) -> Kind:
    if any(isinstance(scalar, Day) for scalar in scalars):
        return "date"
    is_year = all(re.fullmatch(r"[12][0-9]{3}", match[f"num{i}"]) for i in range(amounts))
    return "year" if is_year and not match["scale0"] else "count"


@lru_cache
def _scales(language: Language) -> dict[str, Decimal]:
    return {fold(name): Decimal(factor) for name, factor in language.scales.items()}


@lru_cache
def _units(language: Language) -> dict[str, tuple[Kind, str]]:
    """What each name of a unit means."""
    units: dict[str, tuple[Kind, str]] = {fold(name): ("percent", "") for name in ("%", *language.percent_words)}
    units |= {fold(name): ("duration", unit) for unit, names in language.units.items() for name in names}
    return units | {fold(name): ("money", unit) for unit, names in language.currencies.items() for name in names}


def _bound(name: str | None, language: Language) -> Bound:
    return _bounds(language)[_single_spaced(name)] if name else ""


@lru_cache
def _bounds(language: Language) -> dict[str, Bound]:
    return {fold(name): _BOUNDS[bound] for bound, names in language.bounds.items() for name in names}


@lru_cache
def _trailing(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<bound>{_choice(_bounds(language))})\s*$")


def _forms(plain: str, language: Language) -> Iterator[tuple[re.Pattern[str], int]]:
    """The patterns that `plain` may match, each with how many amounts it has: ranges before a single one."""
    for opening, separator in language.ranges:
        if fold(separator).split(" ")[0] in plain:
            yield _range_pattern(opening, separator, language), 2
    yield _single_pattern(language), 1


@lru_cache
def _range_pattern(opening: str, separator: str, language: Language) -> re.Pattern[str]:
    start = rf"{_choice([opening])}\s+" if opening else ""
    between = rf"\s+{_choice([separator])}\s+" if separator[0].isalpha() else rf"\s*{re.escape(separator)}\s*"
    if separator == "-":
        between = r"(?:\s+-\s+|(?<![^\W\d_])-(?![^\W\d_]))"  # twenty-two is no range
    return re.compile(
        _bound_pattern(language) + start + _amount_pattern(0, language) + between + _amount_pattern(1, language)
    )


@lru_cache
def _single_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(_bound_pattern(language) + _amount_pattern(0, language))


def _bound_pattern(language: Language) -> str:
    return rf"(?:(?P<bound>{_choice(_bounds(language))})\s+)?"


def _amount_pattern(i: int, language: Language) -> str:
    currencies = _choice(name for name, (kind, _) in _units(language).items() if kind == "money")
    return (
        rf"(?:(?P<pre{i}>{currencies}){_APART})?(?P<num{i}>\S.*?)"
        rf"(?:\s*(?P<scale{i}>{_choice(_scales(language))}))?(?:{_APART}(?P<post{i}>{_choice(_units(language))}))?"
    )


def _choice(names: Iterable[str]) -> str:
    longest_first = sorted(map(fold, names), key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, name.split(" "))) for name in longest_first)
