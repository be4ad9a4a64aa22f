"""Numbers in words in running text: two hundred, anderthalb Millionen, viertägig."""

import re
from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from concord.languages import Language
from concord.values.matching import NumberMention, Strength
from concord.values.number_context import alternation, bound_before, number_context, unit_after
from concord.values.numbers import read_words
from concord.values.vocabulary import WORD, stem, stems, vocabulary

_HUNDREDS = ("hundert", "tausend", "honderd", "duizend")
_SHORT_WORD = 5  # letters; no compound of a number word is as short
_MOST_WORDS = 7  # two hundred and four thousand five hundred
_LONGEST = 10  # characters of a determiner
_HALF = Decimal("0.5")


def candidate_words(words: Iterable[str], language: Language) -> set[str]:
    """Those of the folded `words` that are a number or begin one."""
    exact, beginnings = _lexicon(language)
    distinct = set(words)
    longer = {word for word in distinct if len(word) > _SHORT_WORD and word[:3] in beginnings}
    return distinct & exact | {word for word in longer if stem(word, language) or any(h in word for h in _HUNDREDS)}


def extract_number_words(text: str, language: Language, wanted: Container[str]) -> Iterator[NumberMention]:
    """The numbers that the folded `text` writes in words, each beginning with one of those `wanted`."""
    used = 0
    for match in WORD.finditer(text):
        if match[0] not in wanted or match.start() < used:
            continue
        value, used, strength = _read(text, match, language)
        if value is None:
            continue
        if half := _half_pattern(language).match(text, used):
            value, used, strength = value + _HALF, half.end(), "word"
        if scale := _scale_pattern(language).match(text, used):
            value, used = value * number_context(language).scales[scale[1]], scale.end()
        unit = bound = ""
        if strength == "word":
            unit, used = unit_after(text, used, language)
            bound = bound_before(text, match.start(), language)
        yield NumberMention("number", value, match.start(), used, strength, unit, "", bound)


def _read(text: str, match: re.Match[str], language: Language) -> tuple[Decimal | None, int, Strength]:
    """The number that begins with the word `match`, its end, and how sure it is that it is one."""
    word, end = match[0], match.end()
    value: Decimal | None
    strength: Strength
    value, strength = vocabulary(language).get(word, (None, "word"))
    if word in language.prose.verbs and not _determiner(word, language).search(text[: match.start()][-_LONGEST:]):
        strength = "loose"
    if strength == "word" and (run := _run(text, match.start(), language)):
        return *run, strength
    if value is not None:
        return value, end, strength
    if front := stem(word, language):
        return _value(front, language), end, "loose"
    for scale, factor in number_context(language).scales.items():  # anderthalbtausend
        half = vocabulary(language).get(word.removesuffix(scale))
        if half and half[0] % 1:
            return half[0] * factor, end, "word"
    return None, end, "word"


def _value(front: str, language: Language) -> Decimal | None:
    known = vocabulary(language)
    found = known.get(front) or known.get(front + "e")
    return found[0] if found else read_words(front, language)


def _run(text: str, start: int, language: Language) -> tuple[Decimal, int] | None:
    """The longest run of words from `start` on that is one number, of at least two words or a long one."""
    ends = [match.end() for match, _ in zip(WORD.finditer(text, start), range(_MOST_WORDS), strict=False)]
    for end in reversed(ends):
        segment = text[start:end]
        if re.search(r"[^\w\s'-]", segment):
            continue
        number = read_words(segment, language)
        if number is not None and number > 1:
            return number, end
    return None


@lru_cache
def _lexicon(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """The number words, and the first letters of what a longer word may begin with."""
    known = frozenset(vocabulary(language))
    return known | number_context(language).scales.keys(), frozenset(word[:3] for word in known | stems(language))


@lru_cache
def _scale_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"[\s-]({alternation(language.scales)})(?!\w)")


@lru_cache
def _determiner(word: str, language: Language) -> re.Pattern[str]:
    """What stands in front of a verb only where it is an ordinal."""
    return re.compile(rf"(?<!\w)(?:{alternation(language.prose.verbs[word])})\s$")


@lru_cache
def _half_pattern(language: Language) -> re.Pattern[str]:
    """What follows a number word to make it a half more, where that is words of their own: one and a half."""
    endings = [pattern.removeprefix("{number}") for pattern in language.prose.halves if pattern.startswith("{number} ")]
    return re.compile(rf"(?:{alternation(endings)})(?!\w)")
