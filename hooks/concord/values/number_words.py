"""Running text → `NumberMention`s of its numbers in words: two hundred, anderthalb Millionen, viertägig."""

import re
from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from concord.languages import Language
from concord.values.folding import WORD, alternation
from concord.values.number_context import bound_before, number_context, unit_after
from concord.values.number_mention import NumberMention, Strength
from concord.values.numbers import read_words
from concord.values.vocabulary import hundred, number_parts, stem, stem_value, stems, vocabulary

_BEGINNING = 3  # letters by which a long word is told to begin with no number word
_SHORT_WORD = 5  # letters; no compound of a number word is as short
_MOST_WORDS = 7  # two hundred and four thousand five hundred
_LONGEST = 10  # characters of an article or a determiner, with the space behind it
_HALF, _HUNDRED = Decimal("0.5"), Decimal(100)
_LARGE = 1_000_000  # "a thousand" may be any large number


def candidate_words(words: Iterable[str], language: Language) -> set[str]:
    """Return those of the folded `words` that are a number word or may be a compound with one."""
    known, beginnings = _lexicon(language)
    distinct, parts = set(words), language.prose.compound_parts
    longer = {word for word in distinct if len(word) > _SHORT_WORD and word[:_BEGINNING] in beginnings}
    return distinct & known | {word for word in longer if stem(word, language) or any(part in word for part in parts)}


def extract_number_words(text: str, language: Language, candidates: Container[str]) -> Iterator[NumberMention]:
    """Yield the numbers that the folded `text` writes in words, each beginning with one of `candidates`."""
    used = 0
    for match in WORD.finditer(text):
        if match[0] not in candidates or match.start() < used:
            continue
        value, used, strength = _read(text, match, language)
        if value is None:
            continue
        if half := _half_pattern(language).match(text, used):
            value, used, strength = value + _HALF, half.end(), "word"
        elif (parts := _fraction_pattern(language).match(text, used)) and strength in ("word", "loose") and value >= 1:
            value, used, strength = value / number_parts(parts[1], language), parts.end(), "word"
        if article := _article_pattern(language).match(text, used) if strength == "quantity" and value < 1 else None:
            used = article.end()  # half an hour
        if scale := _scale_pattern(language).match(text, used):
            value, used = value * number_context(language).scales[scale[1]], scale.end()
            strength = "word" if strength == "quantity" else strength
        unit = bound = ""
        if strength in ("word", "quantity") and match[0] not in number_context(language).scales:
            unit = number_context(language).units.get(match[0], "")  # of a decade
            unit, used = (unit, used) if unit else unit_after(text, used, language)
            bound = bound_before(text, match.start(), language)
        yield NumberMention("number", value, match.start(), used, strength, unit, "", bound)


def _read(text: str, match: re.Match[str], language: Language) -> tuple[Decimal | None, int, Strength]:
    """Return the number that begins with the word `match`, None for none, its end, and how sure it is to be one."""
    word, end = match[0], match.end()
    value: Decimal | None
    strength: Strength
    value, strength = vocabulary(language).get(word, (None, "word"))
    if word in language.prose.ambiguous_ordinals:
        before = text[: match.start()][-_LONGEST:]
        if not _determiner_pattern(word, language).search(before):
            strength = "loose"
    if strength == "word" and (several := _several_words(text, match.start(), language)):
        is_vague = word in _bare_scales(language) and several[1] == end  # several thousand
        return *several, "loose" if is_vague else strength
    if value is not None:
        return value, end, strength
    if word == hundred(language):
        return _HUNDRED, end, "loose"
    factor = number_context(language).scales.get(word)
    if factor and factor >= _LARGE and _article_before_pattern(language).search(text[: match.start()][-_LONGEST:]):
        return factor, end, "word"  # a billion dollars, a round number that need not be an amount of the registry
    if beginning := stem(word, language):
        return stem_value(beginning, language), end, "loose"
    for scale, factor in number_context(language).scales.items():  # anderthalbtausend
        half = vocabulary(language).get(word.removesuffix(scale))
        if half and half[0] % 1:
            return half[0] * factor, end, "word"
    return None, end, "word"


def _several_words(text: str, start: int, language: Language) -> tuple[Decimal, int] | None:
    """Return the value and the end of the longest run of words from `start` on that is one number above 1."""
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
    """Return the number words, and the first letters of each word that a compound may begin with."""
    known = frozenset(vocabulary(language))
    beginnings = frozenset(word[:_BEGINNING] for word in known | stems(language))
    return known | number_context(language).scales.keys() | {hundred(language)}, beginnings


@lru_cache
def _bare_scales(language: Language) -> frozenset[str]:
    """Return the words that, alone, may mean many of something rather than a number: hundred, thousand."""
    return frozenset(number_context(language).scales) | {hundred(language)}


@lru_cache
def _scale_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"[\s-]({alternation(number_context(language).scales)})(?!\w)")


@lru_cache
def _article_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern for an article between "half" and a unit or a scale."""
    following = alternation({**number_context(language).units, **number_context(language).scales})
    of = alternation(language.prose.before_month)
    return re.compile(rf" (?:(?:{of}) )?(?:{alternation(language.prose.articles)})(?= (?:{following})(?!\w))")


@lru_cache
def _article_before_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(language.prose.articles)}) $")


@lru_cache
def _fraction_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern for a part behind the number of parts: two thirds. Its group is the part."""
    return re.compile(rf"[\s-]({alternation(language.prose.fractions)})(?!\w)")


@lru_cache
def _determiner_pattern(word: str, language: Language) -> re.Pattern[str]:
    """Return a pattern for what stands in front of an ambiguous `word` only where it is an ordinal."""
    return re.compile(rf"(?<!\w)(?:{alternation(language.prose.ambiguous_ordinals[word])})\s$")


@lru_cache
def _half_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern for separate words behind a number that add a half to it: "one and a half"."""
    endings = [pattern.removeprefix("{number}") for pattern in language.prose.halves if pattern.startswith("{number} ")]
    return re.compile(rf"(?:{alternation(endings)})(?!\w)")
