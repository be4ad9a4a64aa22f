"""`Language` → its number words, one by one: cardinals and ordinals from num2words, the rest from `languages/*.yml`."""

from decimal import Decimal
from functools import cache, lru_cache

from num2words import num2words

from concord.languages import Language
from concord.values.folding import fold
from concord.values.number_mention import Strength
from concord.values.numbers import read_words

_CARDINALS_BELOW = 100  # and the whole hundreds
_ORDINALS_BELOW = 32
_HALVES_BELOW = 13
_STEMS_BELOW = 13


@lru_cache
def vocabulary(language: Language) -> dict[str, tuple[Decimal, Strength]]:
    """Return the value of each folded number word, and how sure it is that it means a number.

    A `word` and an `ordinal` do, a `loose` one need not: one, half, both.
    """
    words: dict[str, tuple[Decimal, Strength]] = {}
    for number in (*range(2, _CARDINALS_BELOW), *range(_CARDINALS_BELOW, 1000, 100)):
        words[fold(_cardinal(number, language))] = (Decimal(number), "word")
    for number in range(1, _ORDINALS_BELOW):
        for ending in language.prose.ordinal_endings:
            words.setdefault(_ordinal_stem(number, language) + ending, (Decimal(number), "ordinal"))
    if any(" " in pattern for pattern in language.prose.halves):
        words[fold(_cardinal(1, language))] = (Decimal(1), "loose")  # one and a half
    words |= {fold(word): (value, "loose") for word, value in language.prose.words.items()}
    for pattern in language.prose.halves:
        for number in range(1, _HALVES_BELOW):
            word = fold(pattern.format(number=_cardinal(number, language)))
            words[word] = (Decimal(number) + Decimal("0.5"), "word")
    for name, value in language.prose.words.items():
        if value > 1 and value % 1:
            words[fold(name)] = (value, "word")
    return words


@lru_cache
def stems(language: Language) -> frozenset[str]:
    """Return what of a number word may stand in front of a compound's ending: vier, zweit, hundert."""
    cardinals = {word for word, (_, strength) in vocabulary(language).items() if strength == "word"}
    ordinals = {_ordinal_stem(number, language) for number in range(2, _STEMS_BELOW)}
    hundred = fold(_cardinal(100, language))
    return frozenset(cardinals | ordinals | {hundred.removeprefix(fold(word)) for word in language.number_optional})


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
    return str(num2words(number, lang=language.number_words))


@cache
def _ordinal_stem(number: int, language: Language) -> str:
    """Return the ordinal in words, folded, without the ending that num2words gives it: zweit."""
    ordinal = str(num2words(number, lang=language.number_words, to="ordinal"))
    return fold(ordinal).removesuffix(language.prose.ordinal_endings[0])
