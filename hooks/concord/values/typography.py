"""A quantity's text → the same words in the language's typography: "€1500" → "1.500 €"."""

import unicodedata
from functools import lru_cache

from concord.languages import Language
from concord.values.folding import fold
from concord.values.numbers import NO_BREAK_SPACE, read_digits, regroup, write_number
from concord.values.quantity import Quantity
from concord.values.read import Amount, Reading, parse_quantity, read_quantity
from concord.values.write import with_sign


@lru_cache(maxsize=1024)  # a fact is shown in many places
def typeset(text: str, language: Language) -> str:
    """Return the text of a quantity in the language's typography.

    The sign of a currency stands on its side, digits stand in groups, spaces do not break. The words stay as they are,
    and so does the quantity that the text reads as. A text that states no quantity is returned as it is.
    """
    reading = parse_quantity(text, language)
    if reading is None:
        return text
    result, place = "", 0
    for amount, sign in zip(reading.amounts, _signs(reading, language), strict=True):
        result += reading.text[place : amount.before[0]] + _typeset_amount(amount, sign, reading, language)
        place = amount.after[1]
    result += reading.text[place:]
    return result if read_quantity(result, language) == reading.quantity else text


def convert_separators(text: str, language: Language, separators: Language) -> str:
    """Return `text`, whose digits are separated as in the language `separators`, in the typography of `language`."""
    reading = parse_quantity(text, language, separators=separators)
    if reading is None:
        return text
    result, place = "", 0
    for start, end in (amount.number for amount in reading.amounts):
        number = read_digits(fold(reading.text[start:end]), separators)
        result += reading.text[place:start]
        result += reading.text[start:end] if number is None else write_number(number, language)
        place = end
    return typeset(result + reading.text[place:], language)


def _signs(reading: Reading, language: Language) -> list[str]:
    """Return the sign to write beside each amount, "" for none.

    A range in digits has one sign for both amounts if it was typed so; the language says which amount has it.
    """
    signs = [_sign(amount, reading, language) for amount in reading.amounts]
    in_digits = all(_is_in_digits(amount, reading, language) for amount in reading.amounts)
    has_words = any(_unit_word(amount, reading, language) for amount in reading.amounts)
    if len(signs) == 2 and "" in signs and in_digits and not has_words:
        shared = "".join(signs)
        return [shared, ""] if _is_sign_in_front(reading.quantity, language) else ["", shared]
    return signs


def _typeset_amount(amount: Amount, sign: str, reading: Reading, language: Language) -> str:
    """Return one amount with its unit in the language's typography. An amount in words stays as it is."""
    text = reading.text
    if not _is_in_digits(amount, reading, language):
        return text[amount.before[0] : amount.after[1]]
    number = fold(text[slice(*amount.number)])
    if reading.quantity.kind not in ("year", "date"):
        number = regroup(number, language)
    number += _no_break(text[amount.number[1] : amount.scale[0]]) + text[slice(*amount.scale)]
    if sign:
        number = with_sign(number, sign, reading.quantity, language)
    before, after = _unit_names(amount, reading)
    if not _is_sign(before, reading.quantity, language):
        number = before + _no_break(text[amount.before[1] : amount.number[0]]) + number
    if not _is_sign(after, reading.quantity, language):
        number += _no_break(text[amount.scale[1] : amount.after[0]]) + after
    return number


def _is_in_digits(amount: Amount, reading: Reading, language: Language) -> bool:
    return read_digits(fold(reading.text[slice(*amount.number)]), language) is not None


def _unit_names(amount: Amount, reading: Reading) -> tuple[str, str]:
    """Return what was typed as a unit in front of the number and behind it, "" for nothing."""
    return reading.text[slice(*amount.before)], reading.text[slice(*amount.after)]


def _sign(amount: Amount, reading: Reading, language: Language) -> str:
    """Return the sign that was typed beside the amount, "" if there is none."""
    names = _unit_names(amount, reading)
    return next((name for name in names if _is_sign(name, reading.quantity, language)), "")


def _unit_word(amount: Amount, reading: Reading, language: Language) -> str:
    """Return the unit of the amount if it is a word, such as "euros", else ""."""
    names = _unit_names(amount, reading)
    return next((name for name in names if name and not _is_sign(name, reading.quantity, language)), "")


def _is_sign(name: str, quantity: Quantity, language: Language) -> bool:
    """Whether `name` is a sign: €, US$, %, or the letters that the language writes as one."""
    is_written = quantity.kind == "money" and name == language.currencies[quantity.unit][0]
    return is_written or name == "%" or any(unicodedata.category(c) == "Sc" for c in name)


def _is_sign_in_front(quantity: Quantity, language: Language) -> bool:
    return quantity.kind == "money" and language.money.startswith("{sign}")


def _no_break(space: str) -> str:
    return NO_BREAK_SPACE if space else ""
