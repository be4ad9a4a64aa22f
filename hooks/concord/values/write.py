"""`Quantity` → text in a language's house style, "1.500 €", and an old text → the same with a new `Quantity`."""

from dataclasses import replace
from functools import lru_cache

from concord.languages import Language
from concord.values.dates import write_date
from concord.values.folding import fold
from concord.values.numbers import NO_BREAK_SPACE, read_digits, write_number, write_words
from concord.values.quantity import Day, Quantity, Scalar, agrees, step
from concord.values.read import Amount, Reading, parse_quantity, read_quantity


@lru_cache(maxsize=1024)  # a fact is shown in many places
def write_quantity(quantity: Quantity, language: Language) -> str:
    """Return the canonical text of `quantity`, with no-break spaces. `read_quantity` gives `quantity` back."""
    low, high = quantity.low, quantity.high
    if not quantity.is_range:
        text = _amount(low, quantity, language)
    else:
        opening, separator = language.ranges[0]
        first = (_scalar if _has_unit_at_end(quantity, language) else _amount)(low, quantity, language)
        first += f" {language.or_less[0]}" if quantity.low_bound else ""
        text = f"{opening} {first} {separator} {_amount(high, quantity, language)}".strip()
        text += f" {language.or_more[0]}" if quantity.high_bound else ""
    return f"{_bound(quantity, language)} {text}" if quantity.bound else text


def rewrite_quantity(text: str, quantity: Quantity, language: Language) -> str:
    """Return `text` changed as little as possible so that it states `quantity`.

    The numbers alone are replaced if the words around them still fit, else the whole text by the canonical one. A text
    that agrees with `quantity` already is returned as it is.
    """
    reading = parse_quantity(text, language)
    if reading is None:
        return write_quantity(quantity, language)
    if agrees(quantity, reading.quantity):
        return text
    if _differs_in_numbers_only(reading.quantity, quantity):
        result = _with_numbers(reading, _rounded_as(reading.quantity, quantity), language)
        again = read_quantity(result, language) if result else None
        if result and again and agrees(quantity, again):
            return result
    if quantity.bound and reading.quantity.bound not in ("", quantity.bound):  # its words inflect what follows them
        return _capitalised_as(text, _with_bound(reading, quantity, language))
    if quantity.bound and not reading.quantity.bound:
        result = f"{_bound(quantity, language)} {rewrite_quantity(text, replace(quantity, bound=''), language)}"
        if read_quantity(result, language) == quantity:
            return result
    canonical = write_quantity(quantity, language)
    return _capitalised_as(reading.text, canonical) if reading.quantity.bound else canonical


def _with_bound(reading: Reading, quantity: Quantity, language: Language) -> str:
    """Return the text with another bound in front, and all of its other words as they are if they still fit."""
    first = reading.amounts[0]
    rest = reading.text[min(first.before[0], first.number[0]) :]
    result = f"{_bound(quantity, language)} {rewrite_quantity(rest, replace(quantity, bound=''), language)}"
    again = read_quantity(result, language)
    return result if again and agrees(quantity, again) else write_quantity(quantity, language)


def with_sign(number: str, sign: str, quantity: Quantity, language: Language) -> str:
    """Return `number` with `sign`, of its currency or of per cent, on the side where the language writes it."""
    frame = language.money if quantity.kind == "money" else language.percent
    if sign[-1:].isalpha():
        frame = frame.replace("{sign}{number}", "{sign}_{number}")  # CHF 5,000
    return frame.replace("_", NO_BREAK_SPACE).format(sign=sign, number=number)


def _differs_in_numbers_only(found: Quantity, wanted: Quantity) -> bool:
    """Whether the words around the numbers of `found` also fit `wanted`."""
    bounds = found.bound == wanted.bound or (found.bound == "about" and not wanted.bound)
    plain = found.kind in ("count", "year") and wanted.kind in ("count", "year", "duration")
    same = plain or (found.kind, found.unit) == (wanted.kind, wanted.unit)
    bounds = bounds and (found.low_bound, found.high_bound) == (wanted.low_bound, wanted.high_bound)
    return bounds and found.is_range == wanted.is_range and same


def _rounded_as(found: Quantity, quantity: Quantity) -> Quantity:
    """Return `quantity`, rounded as much as the numbers of `found` if `found` is approximate."""
    if found.bound != "about" or quantity.bound:
        return quantity
    return replace(quantity, low=_round(found.low, quantity.low), high=_round(found.high, quantity.high))


def _round(written: Scalar, true: Scalar) -> Scalar:
    """Return `true` rounded to the last digit before the trailing zeros of `written`, but never to 0."""
    if isinstance(written, Day) or isinstance(true, Day) or not written:
        return true
    return (true / step(written)).to_integral_value() * step(written) or true


def _with_numbers(reading: Reading, quantity: Quantity, language: Language) -> str | None:
    """Return the text with the numbers of `quantity`, None if a word beside one would no longer fit."""
    found, text = reading.quantity, reading.text
    result, place = "", 0
    ends = ((found.low, quantity.low), (found.high, quantity.high))
    for amount, (old, new) in zip(reading.amounts, ends, strict=False):
        number, end = _new_number(reading, amount, new, quantity, language)
        result += text[place : amount.number[0]] + number
        place = end
        names = text[slice(*amount.before)] + text[slice(*amount.after)]
        if _form(old, language) != _form(new, language) and names[-1:].isalpha() and quantity.kind != "percent":
            if quantity.kind != "duration":
                return None  # whether "dollars" has another form for 1 is not known
            result += text[place : amount.after[0]] + _unit_name(quantity, new, language)
            place = amount.after[1]
    return result + text[place:]


def _form(scalar: Scalar, language: Language) -> str:
    """Return the category of the plural form behind a number; "" behind a day."""
    return "" if isinstance(scalar, Day) else language.plural_category(scalar)


def _unit_name(quantity: Quantity, scalar: Scalar, language: Language) -> str:
    return "" if isinstance(scalar, Day) else language.unit_name(quantity.unit, scalar)


def _new_number(
    reading: Reading, amount: Amount, scalar: Scalar, quantity: Quantity, language: Language
) -> tuple[str, int]:
    """Return `scalar` in the style of the number it replaces, and where in the text the replaced part ends.

    The style is digits or words, and with the old scale, "1,5 Mio.", if the new number has at most two decimals then.
    """
    start, end = amount.number
    if isinstance(scalar, Day):
        return _scalar(scalar, quantity, language), end
    old, scaled = read_digits(fold(reading.text[start:end]), language), scalar / amount.factor
    if old is None:
        counted = scalar if amount.scale[0] < amount.scale[1] else scaled
        is_inflected = counted == 1 and language.number_forms and amount.after[0] < amount.after[1]
        words = None if is_inflected else write_words(counted, language)
        words = words and _capitalised_as(reading.text[start:end], words)
        return words or _scalar(scalar, quantity, language), amount.scale[1]
    if amount.factor > 1 and scaled >= 1 and scaled == round(scaled, 2) and (scaled == 1) == (old == 1):
        return write_number(scaled.normalize(), language), end
    return _scalar(scalar, quantity, language), amount.scale[1]


def _bound(quantity: Quantity, language: Language) -> str:
    """Return the words in front of a quantity that say its bound."""
    words = language.bounds[quantity.bound][0]
    return language.count_bounds.get(quantity.bound, words) if quantity.kind == "count" else words


def _has_unit_at_end(quantity: Quantity, language: Language) -> bool:
    """Whether a range has its unit behind the second amount only: 2 to 3 years, 20 bis 30 %, but $2 to $3."""
    frame = language.money if quantity.kind == "money" else language.percent
    return quantity.kind == "duration" or (quantity.kind in ("money", "percent") and frame.startswith("{number}_"))


def _capitalised_as(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _amount(scalar: Scalar, quantity: Quantity, language: Language) -> str:
    number = _scalar(scalar, quantity, language)
    if quantity.kind in ("money", "percent"):
        sign = language.currencies[quantity.unit][0] if quantity.kind == "money" else "%"
        return with_sign(number, sign, quantity, language)
    if quantity.kind == "duration":
        return f"{number}{NO_BREAK_SPACE}{_unit_name(quantity, scalar, language)}"
    return number


def _scalar(scalar: Scalar, quantity: Quantity, language: Language) -> str:
    if isinstance(scalar, Day):
        return write_date(scalar, language)
    return write_number(scalar, language, grouped=quantity.kind != "year")
