"""Numbers in words in running text: two hundred, anderthalb Millionen, viertägig."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from concord.languages import Language
from concord.values.around import around, bound_before, choice, unit_after
from concord.values.mention import Mention, Strength
from concord.values.numbers import read_words
from concord.values.words import compound, stems, vocabulary

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_HUNDREDS = "hundert|tausend|honderd|duizend"
_SHORT_WORD = 5  # letters; no compound of a number word is as short
_MOST_WORDS = 7  # two hundred and four thousand five hundred
_HALF = Decimal("0.5")


def number_words(words: Iterable[str], language: Language) -> set[str]:
    """Those of the folded `words` that are a number or begin one."""
    exact, beginnings, inside = _lexicon(language)
    distinct = set(words)
    found = distinct & exact
    for word in distinct:
        if len(word) > _SHORT_WORD and word[:3] in beginnings and inside.match(word):
            found.add(word)
    return found


def spelled(text: str, language: Language) -> Iterator[Mention]:
    """The numbers that the folded `text` writes in words."""
    wanted = number_words(WORD.findall(text), language)
    used = 0
    for match in WORD.finditer(text) if wanted else ():
        if match[0] not in wanted or match.start() < used:
            continue
        value, used, strength = _read(text, match, language)
        if value is None:
            continue
        if half := _half_pattern(language).match(text, used):
            value, used, strength = value + _HALF, half.end(), "word"
        if scale := _scale_pattern(language).match(text, used):
            value, used = value * around(language).scales[scale[1]], scale.end()
        unit = bound = ""
        if strength == "word":
            unit, used = unit_after(text, used, language)
            bound = bound_before(text, match.start(), language)
        yield Mention("number", value, match.start(), used, strength, unit, "", bound)


def _read(text: str, match: re.Match[str], language: Language) -> tuple[Decimal | None, int, Strength]:
    """The number that begins with the word `match`, its end, and how sure it is that it is one."""
    word, end = match[0], match.end()
    value: Decimal | None
    strength: Strength
    value, strength = vocabulary(language).get(word, (None, "word"))
    if strength == "word" and (run := _run(text, match.start(), language)):
        return *run, strength
    if value is not None:
        return value, end, strength
    if inside := compound(language).fullmatch(word):
        return _stem(inside[1], language), end, "loose"
    for scale, factor in around(language).scales.items():  # anderthalbtausend
        stem = vocabulary(language).get(word.removesuffix(scale))
        if stem and stem[0] % 1:
            return stem[0] * factor, end, "word"
    return None, end, "word"


def _stem(stem: str, language: Language) -> Decimal | None:
    known = vocabulary(language)
    found = known.get(stem) or known.get(stem + "e")
    return found[0] if found else read_words(stem, language)


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
def _lexicon(language: Language) -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    """The number words, the first letters of all, and what a longer word looks like that holds one."""
    known = frozenset(vocabulary(language))
    long = re.compile(rf"(?:{compound(language).pattern})$|.*(?:{_HUNDREDS})")
    return known | around(language).scales.keys(), frozenset(word[:3] for word in known | stems(language)), long


@lru_cache
def _scale_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"[\s-]({choice(language.scales)})(?!\w)")


@lru_cache
def _half_pattern(language: Language) -> re.Pattern[str]:
    """What follows a number word to make it a half more, where that is words of their own: one and a half."""
    endings = [pattern.removeprefix("{number}") for pattern in language.prose.halves if pattern.startswith("{number} ")]
    return re.compile(rf"(?:{choice(endings)})(?!\w)")
