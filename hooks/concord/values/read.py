"""Text such as "mindestens 1,5 Mio. €" or "two to three years" → `Quantity`, from the whole of a short text.

Numbers inside a running text are read by `extraction` instead.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from concord.languages import Language
from concord.values.dates import read_date
from concord.values.folding import fold
from concord.values.numbers import plain_decimal, read_digits, read_words
from concord.values.quantity import Bound, Day, Kind, Quantity, Scalar
from concord.values.quantity_pattern import bound_at_end, bound_of, factor_of, open_end_of, patterns, unit_of

_LONGEST = 300  # characters: no quantity needs more, and the time of a match stays bounded


@dataclass(frozen=True, slots=True)
class Amount:
    """The spans of one amount's parts in a text. A part that the amount does not have is an empty span.

    Attributes:
        before: The currency in front of the number.
        number: The number.
        scale: The word behind the number that multiplies it, such as "million".
        after: The unit behind number and scale.
        factor: What the number is multiplied by. In "one to two million" it is a million for both amounts.
    """

    before: tuple[int, int]
    number: tuple[int, int]
    scale: tuple[int, int]
    after: tuple[int, int]
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity, the text that states it, composed as Unicode's NFC, and its amounts: one, or two for a range."""

    quantity: Quantity
    text: str
    amounts: tuple[Amount, ...]


def read_quantity(text: str, language: Language, *, separators: Language | None = None) -> Quantity | None:
    """Return the quantity that the whole of `text` states, None where it states none.

    Args:
        text: The text, with spaces, signs and scales in any order that a reader would understand.
        language: The language of its words.
        separators: The language by which its digits are grouped, if it is another one.
    """
    reading = parse_quantity(text, language, separators=separators)
    return reading.quantity if reading else None


@lru_cache(maxsize=1024)  # a fact is shown in many places
def parse_quantity(text: str, language: Language, *, separators: Language | None = None) -> Reading | None:
    """Return what `read_quantity` returns, with the places of the amounts in the text."""
    if len(text) > _LONGEST:
        return None
    text = unicodedata.normalize("NFC", text)
    folded = fold(text)
    for pattern, amounts in patterns(folded, language):
        match = pattern.fullmatch(folded)
        if match and (quantity := _quantity(match, amounts, language, separators or language)):
            return Reading(quantity, text, tuple(_amount(match, i, amounts, language) for i in range(amounts)))
    return None


def trailing_bound(text: str, language: Language) -> Bound:
    """Return the bound that `text` ends with, "" where it ends with none: `more-than` for "well over "."""
    match = bound_at_end(language).search(fold(unicodedata.normalize("NFC", text[-_LONGEST:])))
    return bound_of(match["bound"], language) if match else ""


def _amount(match: re.Match[str], i: int, amounts: int, language: Language) -> Amount:
    number = match.span(f"num{i}")
    scale = _span(match, f"scale{i}", number[1])
    before, after = _span(match, f"pre{i}", number[0]), _span(match, f"post{i}", scale[1])
    return Amount(before, number, scale, after, _factor(match, i, amounts, language))


def _span(match: re.Match[str], group: str, absent: int) -> tuple[int, int]:
    """Return the span of a group, an empty one at `absent` where the group is empty."""
    return match.span(group) if match[group] else (absent, absent)


def _factor(match: re.Match[str], i: int, amounts: int, language: Language) -> Decimal:
    """Return the factor of amount `i`: of its scale, else of the last amount's scale."""
    return factor_of(match[f"scale{i}"] or match[f"scale{amounts - 1}"], language)


def _quantity(match: re.Match[str], amounts: int, language: Language, separators: Language) -> Quantity | None:
    """Return the quantity of a match, None where its parts make no sense together."""
    scalars: list[Scalar] = []
    for i in range(amounts):
        scalar = _scalar(match, i, _factor(match, i, amounts, language), language, separators)
        if scalar is None:
            return None
        scalars.append(scalar)
    names = [match[f"{place}{i}"] for i in range(amounts) for place in ("pre", "post")]
    units = {unit_of(name, language) for name in names if name}
    if len(units) > 1:
        return None
    kind, unit = units.pop() if units else (_kind_without_unit(scalars, match, amounts), "")
    low, high = scalars[0], scalars[-1]
    if not _in_order(low, high) or (kind != "date" and isinstance(low, Day)):
        return None
    return _with_bounds(Quantity(kind, low, high, unit), match, amounts, language)


def _with_bounds(quantity: Quantity, match: re.Match[str], amounts: int, language: Language) -> Quantity | None:
    """Return `quantity` with what stands before it, and behind its amounts; None where these make no sense together."""
    bound = bound_of(match["bound"], language)
    ends = [open_end_of(match[f"open{i}"], language) for i in range(amounts)]
    if amounts == 1:
        return None if bound and ends[0] else replace(quantity, bound=bound or ends[0])
    low, high = ends
    if low == "at-least" or high == "at-most":
        return None
    return replace(quantity, bound=bound, low_bound=low, high_bound=high)


def _in_order(low: Scalar, high: Scalar) -> bool:
    if isinstance(low, Day) or isinstance(high, Day):
        return isinstance(low, Day) and isinstance(high, Day) and low <= high
    return low <= high


def _scalar(match: re.Match[str], i: int, factor: Decimal, language: Language, separators: Language) -> Scalar | None:
    """Return the value of amount `i`: a number in digits or words, times `factor`, or a date."""
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


def _kind_without_unit(scalars: Iterable[Scalar], match: re.Match[str], amounts: int) -> Kind:
    """Return the kind of a quantity without a unit: four digits without a separator, from 1000 to 2999, are a year."""
    if any(isinstance(scalar, Day) for scalar in scalars):
        return "date"
    is_year = all(re.fullmatch(r"[12][0-9]{3}", match[f"num{i}"]) for i in range(amounts))
    return "year" if is_year and not match["scale0"] else "count"
