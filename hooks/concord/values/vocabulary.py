"""`Language` → its number words, one by one: cardinals and ordinals from num2words, the rest from `languages/*.yml`."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from concord.languages import Language
from concord.values.folding import fold
from concord.values.measures import measure_names
from concord.values.number_mention import Strength
from concord.values.number_names import cardinal, ordinal
from concord.values.numbers import read_words

_CARDINALS_BELOW = 100  # and the whole hundreds
_ORDINALS_BELOW = 32
_HALVES_BELOW = 13
_STEMS_BELOW = 13
_STRETCHES = ("decade", "fortnight")  # units that mean a number of others: a decade is ten years


@lru_cache
def vocabulary(language: Language) -> dict[str, tuple[Decimal, Strength]]:
    """Return the value of each folded number word, and how sure it is that it means a number.

    A `word` and an `ordinal` do, and so does a `quantity`, for which another language may have other words: half,
    twice, dozen. A `loose` one need not: one, both, thousand.
    """
    words: dict[str, tuple[Decimal, Strength]] = {}
    if not language.number_words:
        return words
    for number in (*range(2, _CARDINALS_BELOW), *range(_CARDINALS_BELOW, 1000, 100)):
        words[fold(_cardinal(number, language))] = (Decimal(number), "word")
    for number in range(1, _ORDINALS_BELOW):
        for ending in language.prose.ordinal_endings:
            words.setdefault(_ordinal_stem(number, language) + ending, (Decimal(number), "ordinal"))
    if any(" " in pattern for pattern in language.prose.halves):
        words[fold(_cardinal(1, language))] = (Decimal(1), "loose")  # one and a half
    words |= {fold(word): (value, "loose") for word, value in language.prose.words.items()}
    words |= {word: (words[word][0], "loose") for word in map(fold, language.scales) if word in words}
    for word, value in _quantities(language):
        words.setdefault(word, (value, "quantity"))  # "third" is an ordinal as well
    return words | {word: (value, "word") for word, value in _with_halves(language)}


def _quantities(language: Language) -> Iterator[tuple[str, Decimal]]:
    """Yield the folded words for multiples, for parts, and for units that are a number of others: decade."""
    yield from ((fold(word), value) for word, value in language.prose.quantities.items())
    for number in range(2, _STEMS_BELOW):
        yield from ((fold(_cardinal(number, language) + end), Decimal(number)) for end in language.prose.multiples)
    yield from ((fold(word), Decimal(1) / parts) for word, parts in language.prose.fractions.items())
    yield from ((word, Decimal(1)) for word, unit in measure_names(language).items() if unit in _STRETCHES)


def _with_halves(language: Language) -> Iterator[tuple[str, Decimal]]:
    """Yield the folded words for a number with a part behind it: anderthalb, three and a half."""
    for pattern in language.prose.halves:
        for number in range(1, _HALVES_BELOW):
            yield fold(pattern.format(number=_cardinal(number, language))), number + Decimal("0.5")
    yield from ((fold(word), value) for word, value in language.prose.words.items() if value % 1)


@lru_cache
def stems(language: Language) -> frozenset[str]:
    """Return what of a number word may stand in front of a compound's ending: vier, zweit, hundert."""
    if not language.number_words:
        return frozenset()
    cardinals = {word for word, (_, strength) in vocabulary(language).items() if strength == "word"}
    ordinals = {_ordinal_stem(number, language) for number in range(2, _STEMS_BELOW)}
    return frozenset(cardinals | ordinals | {hundred(language)})


@lru_cache
def hundred(language: Language) -> str:
    """Return the word for a hundred, folded, without a word for one in front; "" where no number word is known."""
    if not language.number_words:
        return ""
    one_hundred = fold(_cardinal(100, language))
    shorter = (one_hundred.removeprefix(fold(word)) for word in language.number_optional)
    return min(shorter, key=len, default=one_hundred).split()[-1]


def number_parts(word: str, language: Language) -> int:
    """Return how many of the parts that the folded `word` names make a whole: 3 for "thirds"."""
    return _fractions(language)[word]


@lru_cache
def _fractions(language: Language) -> dict[str, int]:
    return {fold(word): parts for word, parts in language.prose.fractions.items()}


def stem(word: str, language: Language) -> str:
    """Return the longest stem of the folded `word` that has a compound's ending behind it, "" for none: viertägig."""
    known, endings = stems(language), _compound_endings(language)
    lengths = range(len(word) - 1, 1, -1)
    return next((word[:length] for length in lengths if word[:length] in known and word[length:] in endings), "")


def stem_value(found: str, language: Language) -> Decimal | None:
    """Return the number that a stem means."""
    words = vocabulary(language)
    known = words.get(found) or words.get(found + language.prose.ordinal_endings[0])
    return known[0] if known else read_words(found, language)


@lru_cache
def _compound_endings(language: Language) -> frozenset[str]:
    return frozenset(map(fold, language.prose.compound_endings))


@cache
def _cardinal(number: int, language: Language) -> str:
    return cardinal(number, language.number_words)


@cache
def _ordinal_stem(number: int, language: Language) -> str:
    """Return the ordinal in words, folded, without the ending that num2words gives it: zweit."""
    return fold(ordinal(number, language.number_words)).removesuffix(language.prose.ordinal_endings[0])
