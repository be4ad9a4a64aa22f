"""Errors in the digits of a number."""

import re
from collections.abc import Callable
from itertools import pairwise
from random import Random

from benchmarks.mutator.mutation import (
    ERRORS,
    VALUES,
    Change,
    Error,
    Number,
    Spot,
    error,
    masked,
    matches,
    numbers,
    put,
    shuffled,
    worth,
)


def _digits(name: str) -> Callable[[Callable[[Number, Random], str | None]], None]:
    """A class that rewrites one number in digits; what it writes must be another number of the language."""

    def register(rewrite: Callable[[Number, Random], str | None]) -> None:
        @error(name, *VALUES)
        def apply(spot: Spot, random: Random) -> str | None:
            for number in shuffled(numbers(spot.language, spot.text), random):
                new = rewrite(number, random)
                if new and worth(spot.language, new) not in (None, number.value):
                    return put(spot.text, number.start, number.end, new)
            return None

    return register


def _places(text: str) -> list[int]:
    return [index for index, character in enumerate(text) if character.isdigit()]


@_digits("digit changed")
def _(number: Number, random: Random) -> str:
    at = random.choice(_places(number.text))
    digit = random.choice([d for d in "123456789" if d != number.text[at]])
    return number.text[:at] + digit + number.text[at + 1 :]


@_digits("digits transposed")
def _(number: Number, random: Random) -> str | None:
    places = _places(number.text)
    pairs = [(a, b) for a, b in pairwise(places) if number.text[a] != number.text[b]]
    pairs = [(a, b) for a, b in pairs if a or number.text[b] != "0"]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    text = list(number.text)
    text[a], text[b] = text[b], text[a]
    return "".join(text)


@_digits("digit added")
def _(number: Number, random: Random) -> str | None:
    plain = re.fullmatch(r"\d+", number.text)
    at = random.randint(1, len(number.text)) if plain else len(number.text)
    if not plain and not re.search(r"[.,]\d{1,2}$", number.text):
        return random.choice("123456789") + number.text if len(re.split(r"\D", number.text)[0]) < 3 else None
    return number.text[:at] + random.choice("123456789") + number.text[at:]


@_digits("digit dropped")
def _(number: Number, random: Random) -> str | None:
    first = re.split(r"\D", number.text)[0]
    places = range(1 if first != number.text else 0, len(first))
    if len(first) < 2:
        return None
    at = random.choice(places)
    return number.text[:at] + number.text[at + 1 :]


@_digits("separator")
def _(number: Number, random: Random) -> str | None:
    return number.text.translate(str.maketrans(".,", ",.")) if re.search(r"[.,]", number.text) else None


@_digits("decimal shift")
def _(number: Number, random: Random) -> str | None:
    match = re.fullmatch(r"(\d+)([.,])(\d{1,2})", number.text)
    if match:
        whole, point, part = match.groups()
        return random.choice([whole + part[0] + (point + part[1:] if part[1:] else ""), f"0{point}{whole}{part}"])
    return number.text + "0" if re.fullmatch(r"[1-9]\d{0,1}", number.text) else None


@error("year", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    years = [n for n in numbers(spot.language, spot.text) if re.fullmatch(r"(19|20)\d\d", n.text)]
    if not years:
        return None
    year = random.choice(years)
    return put(spot.text, year.start, year.end, str(int(year.text) + random.choice([-10, -2, -1, 1, 2, 10])))


@error("number dropped", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    """One that stands there once: a repeated number may be merged."""
    found = numbers(spot.language, spot.text)
    for number in shuffled(found, random):
        once = sum(other.value == number.value for other in found) == 1
        lone = re.match(r"\s[^\W\d]", spot.text[number.end :])
        if once and lone and spot.text[number.start - 1 : number.start] in (" ", "["):
            return spot.text[: number.start] + spot.text[number.end + 1 :]
    return None


@error("range end", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    pattern = r"\d[\s€$£%]*(?:to|and|bis|und|tot|en|–|-)[\s€$£]+(?=\d)|\d–(?=\d)"
    ends = [match.end() for match in matches(pattern, spot.text)]
    for number in shuffled(numbers(spot.language, spot.text), random):
        if number.start in ends:
            first = str((int(number.text[0]) + random.randint(1, 7)) % 9 + 1)
            if first != number.text[0]:
                return put(spot.text, number.start, number.end, first + number.text[1:])
    return None


def _stale(spot: Spot, random: Random) -> Change | None:
    """A number that all languages have was brought up to date in the others, and not in this one."""
    for number in shuffled(numbers(spot.language, spot.text), random):
        cited = re.match(r"[^\[\n]*\]\(fact:", spot.text[number.end :])  # a fact has its own rules
        if number.value < 10 or cited or not re.fullmatch(r"\d+", number.text):
            continue
        new = str(int(number.text) + random.randint(1, 3))
        changes = {}
        for language, text in spot.others.items():
            same = [other for other in numbers(language, text) if other.text == number.text]
            if len(same) == 1 and masked(text).count(number.text) == 1:
                changes[language] = put(text, same[0].start, same[0].end, new)
        if len(changes) == len(spot.others) and masked(spot.text).count(number.text) == 1:
            return changes
    return None


ERRORS["one language stale"] = Error("one language stale", VALUES, _stale)


@error("parts against total", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    """One of three whole numbers of a block, of which the greatest is the sum of others."""
    found = [n for n in numbers(spot.language, spot.text) if n.value.is_integer()]
    total = max(found, key=lambda n: n.value, default=None)
    if total is None or len(found) < 3 or sum(n.value for n in found) != 2 * total.value:
        return None
    number = random.choice(found)
    text = number.text[:-1] + str((int(number.text[-1]) + random.randint(1, 8)) % 10)
    return put(spot.text, number.start, number.end, text)


@error("number in a heading", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    """The title says 20, the body has 19."""
    if spot.kind != "heading":
        return None
    for number in shuffled(numbers(spot.language, spot.text), random):
        if number.value > 1:
            return put(spot.text, number.start, number.end, str(int(number.value) + random.choice([-1, 1])))
    return None
