"""The number words of a language, one by one: cardinals and ordinals by num2words, the rest from `languages/*.yml`."""

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, cast

from num2words import num2words

from concord.languages import Language
from concord.values.read import fold

Sort = Literal["word", "ordinal", "loose"]
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")  # of folded text
_UP_TO = 100
_ORDINALS_UP_TO = 32
_HALVES_UP_TO = 13
_GERMANIC_ENDINGS = ("", "n", "r", "s", "m", "ns")


@lru_cache
def vocabulary(language: Language) -> dict[str, tuple[Decimal, Sort]]:
    """Each number word with its value; `loose` is one that need not be a number: half, both."""
    words: dict[str, tuple[Decimal, Sort]] = {}
    for number in (*range(2, _UP_TO), *range(_UP_TO, 1000, 100)):
        words[fold(_cardinal(number, language))] = (Decimal(number), "word")
    for number in range(1, _ORDINALS_UP_TO):
        for ending in _GERMANIC_ENDINGS:
            words.setdefault(fold(_ordinal(number, language)) + ending, (Decimal(number), "ordinal"))
    if any(" " in pattern for pattern in language.prose.halves):
        words[fold(_cardinal(1, language))] = (Decimal(1), "loose")  # one and a half
    words |= {fold(word): (value, "loose") for word, value in language.prose.words.items()}
    for pattern in language.prose.halves:
        for number in range(1, _HALVES_UP_TO):
            half = (Decimal(number) + Decimal("0.5"), "word")
            words[fold(pattern.format(number=_cardinal(number, language)))] = cast(tuple[Decimal, Sort], half)
    for word, value in language.prose.words.items():
        if value > 1 and value % 1:
            words[fold(word)] = (value, "word")
    return words


@lru_cache
def stems(language: Language) -> frozenset[str]:
    """What of a number word may stand in front of an ending: vier, zweit, hundert."""
    cardinals = {word for word, (_, sort) in vocabulary(language).items() if sort == "word"}
    ordinals = {fold(_ordinal(number, language)).removesuffix("e") for number in range(2, 13)}
    hundred = fold(_cardinal(100, language))
    return frozenset(cardinals | ordinals | {hundred.removeprefix(fold(word)) for word in language.number_optional})


def stem(word: str, language: Language) -> str:
    """The number word in front of an ending that `word` is written with as one, "" where it is none: viertägig."""
    known, endings = stems(language), _endings(language)
    lengths = range(len(word) - 1, 1, -1)
    return next((word[:length] for length in lengths if word[:length] in known and word[length:] in endings), "")


@lru_cache
def _endings(language: Language) -> frozenset[str]:
    return frozenset(map(fold, language.prose.endings))


@cache
def _cardinal(number: int, language: Language) -> str:
    return str(num2words(number, lang=language.number_words))


@cache
def _ordinal(number: int, language: Language) -> str:
    return str(num2words(number, lang=language.number_words, to="ordinal"))
