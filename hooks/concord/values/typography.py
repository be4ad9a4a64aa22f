"""The text of a quantity → the same words in the language's typography."""

import unicodedata
from functools import lru_cache

from concord.languages import Language
from concord.values.numbers import NO_BREAK_SPACE, read_digits, regroup, write_number
from concord.values.quantity import Quantity
from concord.values.read import Amount, Reading, fold, parse_quantity, read_quantity
from concord.values.write import framed


@lru_cache(maxsize=1024)  # a fact is shown in many places
def typeset(text: str, language: Language) -> str:
    """`text`, a fact's, in the language's typography: the place of a currency sign, no-break spaces, grouped digits.

    Its words stay as they are, and so does what it reads as.
    """
    reading = parse_quantity(text, language)
    if reading is None:
        return text
    result, place = "", 0
    for amount, sign in zip(reading.amounts, _signs(reading, language), strict=True):
        result += reading.text[place : amount.before[0]] + _set(amount, sign, reading, language)
        place = amount.after[1]
    result += reading.text[place:]
    return result if read_quantity(result, language) == reading.quantity else text


def convert_separators(text: str, language: Language, separators: Language) -> str:
    """`text`, whose digits are separated as in the language `separators`, in the typography of `language`."""
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
    """The sign to set each amount with. One that both ends of a range share stands where the language puts it."""
    signs = [_sign(amount, reading, language) for amount in reading.amounts]
    in_digits = all(_in_digits(amount, reading, language) for amount in reading.amounts)
    if len(signs) == 2 and "" in signs and in_digits and not any(_word(a, reading, language) for a in reading.amounts):
        shared = "".join(signs)
        return [shared, ""] if _leads(reading.quantity, language) else ["", shared]
    return signs


def _set(amount: Amount, sign: str, reading: Reading, language: Language) -> str:
    """One amount with its unit; one in words stays as it is."""
    text = reading.text
    if not _in_digits(amount, reading, language):
        return text[amount.before[0] : amount.after[1]]
    number = fold(text[slice(*amount.number)])
    if reading.quantity.kind not in ("year", "date"):
        number = regroup(number, language)
    number += _gap(text[amount.number[1] : amount.scale[0]]) + text[slice(*amount.scale)]
    if sign:
        number = framed(number, sign, reading.quantity, language)
    if not _is_sign(text[slice(*amount.before)], reading.quantity, language):
        number = text[slice(*amount.before)] + _gap(text[amount.before[1] : amount.number[0]]) + number
    if not _is_sign(text[slice(*amount.after)], reading.quantity, language):
        number += _gap(text[amount.scale[1] : amount.after[0]]) + text[slice(*amount.after)]
    return number


def _in_digits(amount: Amount, reading: Reading, language: Language) -> bool:
    return read_digits(fold(reading.text[slice(*amount.number)]), language) is not None


def _sign(amount: Amount, reading: Reading, language: Language) -> str:
    """The sign that was typed before or behind the amount, "" where there is none."""
    names = (reading.text[slice(*amount.before)], reading.text[slice(*amount.after)])
    return next((name for name in names if _is_sign(name, reading.quantity, language)), "")


def _word(amount: Amount, reading: Reading, language: Language) -> str:
    """The unit of the amount where it is no sign, such as euros."""
    names = (reading.text[slice(*amount.before)], reading.text[slice(*amount.after)])
    return next((name for name in names if name and not _is_sign(name, reading.quantity, language)), "")


def _is_sign(name: str, quantity: Quantity, language: Language) -> bool:
    """Whether `name` is written as a sign: €, US$, %, or letters that the language uses for one."""
    own = quantity.kind == "money" and name == language.currencies[quantity.unit][0]
    return own or name == "%" or any(unicodedata.category(c) == "Sc" for c in name)


def _leads(quantity: Quantity, language: Language) -> bool:
    return quantity.kind == "money" and language.money.startswith("{sign}")


def _gap(space: str) -> str:
    return NO_BREAK_SPACE if space else ""
