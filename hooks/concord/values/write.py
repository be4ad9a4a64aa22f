"""`Quantity` → text in a language's house style, and a text brought up to date or into its typography."""

import re
from decimal import Decimal
from functools import lru_cache

from concord.languages import Language
from concord.values.dates import write_date
from concord.values.numbers import read_digits, write_number, write_words
from concord.values.quantity import Day, Quantity, Scalar
from concord.values.read import parse

NO_BREAK_SPACE = "\u00a0"


def write(quantity: Quantity, language: Language) -> str:
    """The canonical text of `quantity`, with no-break spaces, so that `read` gives `quantity` back."""
    low, high = quantity.low, quantity.high
    if not quantity.is_range:
        text = _amount(low, quantity, language)
    else:
        opening, separator = language.ranges[0]
        first = _scalar(low, quantity, language) if quantity.kind == "duration" else _amount(low, quantity, language)
        text = f"{opening} {first} {separator} {_amount(high, quantity, language)}".strip()
    if not quantity.bound:
        return text
    words = language.bounds[quantity.bound][0]
    if quantity.kind == "count":
        words = language.count_bounds.get(quantity.bound, words)
    return f"{words} {text}"


def rewrite(text: str, quantity: Quantity, language: Language) -> str:
    """`text` made to state `quantity`: its numbers alone where all else is right already, else the canonical text."""
    reading = parse(text, language)
    if reading is None or not _same_frame(reading.quantity, quantity):
        return write(quantity, language)
    found = reading.quantity
    if found.bound == "about" and not quantity.bound:
        quantity = Quantity(
            quantity.kind, _like(found.low, quantity.low), _like(found.high, quantity.high), quantity.unit
        )
    pieces, place = [], 0
    for (start, end), scalar in zip(reading.numbers, (quantity.low, quantity.high), strict=False):
        new = _in_style_of(text[start:end], scalar, quantity, language)
        pieces += [text[place:start], new]
        place = end
    result = "".join(pieces) + text[place:]
    again = parse(result, language)
    return result if again and (again.quantity.low, again.quantity.high) == (quantity.low, quantity.high) else write(
        quantity, language
    )


def typeset(text: str, language: Language) -> str:
    """`text`, a fact's, in the language's typography: the place of a currency sign, no-break spaces, grouped digits.

    Its words stay as they are.
    """
    reading = parse(text, language)
    if reading is None:
        return text
    quantity = reading.quantity
    pieces, place = [], 0
    for start, end in reading.numbers:
        before, after = _sign(quantity, text[place:start], text[end:], language)
        number = read_digits(text[start:end].replace(NO_BREAK_SPACE, " "), language)
        if number is not None and (before or after):
            pieces += [text[place : start - before], _amount(number, quantity, language)]
            place = end + after
    return _unit_of_digits(language).sub(NO_BREAK_SPACE, "".join(pieces) + text[place:])


def _sign(quantity: Quantity, before: str, after: str, language: Language) -> tuple[int, int]:
    """How many characters the currency or per cent sign takes up in front of a number, and behind it."""
    if quantity.kind not in ("money", "percent"):
        return 0, 0
    sign = re.escape(language.currencies[quantity.unit][0] if quantity.kind == "money" else "%")
    front, back = re.search(rf"{sign}\s*$", before), re.match(rf"\s*{sign}", after)
    return len(front[0]) if front else 0, len(back[0]) if back else 0


@lru_cache
def _unit_of_digits(language: Language) -> re.Pattern[str]:
    """The space between digits and their scale or unit, which stays on one line."""
    words = [*language.scales, *(name for names in language.units.values() for name in names)]
    return re.compile(rf"(?<=\d) (?=(?:{'|'.join(map(re.escape, words))})(?!\w))")


def _same_frame(found: Quantity, wanted: Quantity) -> bool:
    """Whether only the numbers differ."""
    bounds = found.bound == wanted.bound or (found.bound == "about" and not wanted.bound)
    plain = found.kind == "count" and wanted.kind == "duration"
    return bounds and found.is_range == wanted.is_range and (plain or (found.kind, found.unit) == (wanted.kind, wanted.unit))


def _like(written: Scalar, true: Scalar) -> Scalar:
    """`true` rounded as roughly as `written` is."""
    if isinstance(written, Day) or isinstance(true, Day) or not written:
        return true
    step = Decimal(1).scaleb(int(written.normalize().as_tuple().exponent))
    return (true / step).to_integral_value() * step or true


def _in_style_of(old: str, scalar: Scalar, quantity: Quantity, language: Language) -> str:
    if isinstance(scalar, Decimal) and read_digits(old.replace(NO_BREAK_SPACE, " "), language) is None:
        return write_words(scalar, language) or _scalar(scalar, quantity, language)
    return _scalar(scalar, quantity, language)


def _amount(scalar: Scalar, quantity: Quantity, language: Language) -> str:
    number = _scalar(scalar, quantity, language)
    if quantity.kind == "money":
        frame = language.money.replace("_", NO_BREAK_SPACE)
        return frame.format(sign=language.currencies[quantity.unit][0], number=number)
    if quantity.kind == "percent":
        return language.percent.replace("_", NO_BREAK_SPACE).format(number=number)
    if quantity.kind == "duration":
        return f"{number}{NO_BREAK_SPACE}{language.units[quantity.unit][scalar != 1]}"
    return number


def _scalar(scalar: Scalar, quantity: Quantity, language: Language) -> str:
    if isinstance(scalar, Day):
        return write_date(scalar, language)
    return write_number(scalar, language, grouped=quantity.kind != "year")
