"""Running text → the numbers that it mentions, in digits and in words, with their units.

What looks like a number and is none is passed over: code, addresses, versions, telephone numbers, standards.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from concord.languages import Language
from concord.values.mention import Mention, Strength
from concord.values.moments import date_words, dates, time_words, times
from concord.values.numbers import read_digits, read_words
from concord.values.read import fold, trailing_bound
from concord.values.words import compound, vocabulary

_NO_NUMBER = re.compile(
    r"""
    (`+)[^`]*\1 | <[^<>]*> | \]\([^()]*\) | \{[^{}]*\} | \[\^[^\]]*\]      # code, HTML, link targets, attributes, notes
    | (?:https?://|www\.)\S+ | \S+@\S+\.\S+                                # addresses
    | 24/7 | \bISO(?:/IEC)?[ -]\d+(?:[-:]\d+)*
    | \b(?!\d{1,2}\.\d{1,2}\.[12]\d{3}\b|\d{1,3}(?:\.\d{3})+\b)[vV]?\d+(?:\.\d+){2,}  # 1.2.3
    | \b3rd(?=[\s-]part)
    | \+\d[\d\ ()/-]{6,}\d | \b0(?!\d-\d{1,2}-[12]\d{3}\b)\d{1,4}[\s/-]\d[\d\s-]{4,}\d   # telephone numbers
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d{1,3}(?P<g>[.,'’]|\s)\d{3}(?:(?P=g)\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_FOREIGN = re.compile(r"(\d+)[.,](\d+)")
_BESIDE, _NAME_LENGTH = 40, 4  # characters
_LABEL_AFTER = re.compile(r"[\s-]?([^\W\d_]+)")
_CODE = re.compile(r"(`+)([^`]*)\1")
_SHORT_END = re.compile(r"(?<=\d)\s?[-–/]\s?(\d{2})(?!\d|[.,]\d|%)")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_HUNDREDS = "hundert|tausend|honderd|duizend"
_SHORT_WORD = 5  # letters; no compound of a number word is shorter
_BASE_UNITS = {
    "centimetre": ("metre", "0.01"),
    "kilometre": ("metre", "1000"),
    "kilogram": ("gram", "1000"),
    "tonne": ("gram", "1000000"),
    "hour": ("minute", "60"),
}
_LETTERS = 2  # a scale this short needs a currency in front: £11m
_MOST_WORDS = 7  # two hundred and four thousand five hundred
_DIRECTION = {"at-least": "lower", "more-than": "lower", "at-most": "upper", "less-than": "upper", "nearly": "upper"}


@lru_cache(maxsize=2**15)
def find(text: str, language: Language) -> tuple[Mention, ...]:
    """The numbers that `text`, Markdown before its inline pass, mentions, in order."""
    has_digits = _DIGIT.search(text) is not None
    rest = text
    if (has_digits or "`" in text) and _special(text):
        rest = _NO_NUMBER.sub(lambda match: " " * len(match[0]), text)
    rest = fold(rest)
    found: list[Mention] = list(_in_code(text)) if has_digits and "`" in text else []
    steps = [(times, time_words(language))]
    if has_digits:
        steps = [(dates, date_words(language)), *steps, (_digits, _DIGIT)]
    for step, wanted in steps:
        if wanted.search(rest):
            for mention in step(rest, language):
                found.append(mention)
                rest = rest[: mention.start] + "\0" * (mention.end - mention.start) + rest[mention.end :]
    if _any_number_word(_WORD.findall(rest), language):
        found.extend(_words(rest, language))
    return tuple(sorted(found, key=lambda mention: mention.start))


def has_article(text: str, language: Language) -> bool:
    """Whether `text` has a word that a 1 in another language may stand for."""
    return not language.prose.articles.isdisjoint(_WORD.findall(fold(text)))


def _in_code(text: str) -> Iterator[Mention]:
    """Numbers in code are good only as partners of numbers that another language has in its text."""
    for code in _CODE.finditer(text):
        for number in re.finditer(r"\d+", code[2]):
            start = code.start(2) + number.start()
            yield Mention("number", Decimal(number[0]), start, start + len(number[0]), "loose")


def _any_number_word(words: list[str], language: Language) -> bool:
    exact, beginnings, inside = _lexicon(language)
    if not exact.isdisjoint(words):
        return True
    return any(word[:3] in beginnings and inside.match(word) for word in words if len(word) > _SHORT_WORD)


@lru_cache
def _lexicon(language: Language) -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    """The number words, the first letters of all, and what a longer word looks like that holds one."""
    known = frozenset(vocabulary(language))
    long = re.compile(rf"(?:{compound(language).pattern})$|.*(?:{_HUNDREDS})")
    return known | _scales(language).keys(), frozenset(word[:3] for word in known), long


def _special(text: str) -> bool:
    return any(mark in text for mark in "`<[{@.+/0I:")


def _choice(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, map(fold, names)), key=len, reverse=True)) or "(?!)"


def _digits(text: str, language: Language) -> Iterator[Mention]:
    place = 0
    while match := _DIGITS.search(text, place):
        start, place = match.span()
        number = read_digits(match[0], language)
        if number is None:
            yield from _unreadable(text, match, language)
            continue
        mention = _with_unit(text, start, place, number, language)
        yield mention
        place = max(place, mention.end)
        if number >= 1000 and (short := _SHORT_END.match(text, place)):  # 2024–25
            century = number - number % 100
            yield Mention("number", century + Decimal(short[1]), short.start(1), short.end())
            place = short.end()


def _unreadable(text: str, match: re.Match[str], language: Language) -> Iterator[Mention]:
    """A version, or a decimal of another language; else each of its runs of digits."""
    start, end = match.span()
    if decimal := _FOREIGN.fullmatch(match[0]):
        value = Decimal(f"{decimal[1]}.{decimal[2]}")
        yield Mention("foreign", value, start, end, label=_label(text, start, end, language))
        return
    for part in re.finditer(r"\d+", match[0]):
        yield Mention("number", Decimal(part[0]), start + part.start(), start + part.end())


def _label(text: str, start: int, end: int, language: Language) -> frozenset[str]:
    """The words beside a decimal; in front of a version, "version" in every language."""
    before, after = text[max(0, start - _BESIDE) : start], _LABEL_AFTER.match(text, end)
    words = {word for word in _WORD.findall(before) if len(word) >= _NAME_LENGTH} | ({after[1]} if after else set())
    return frozenset(words | {"version"} if language.prose.version in before else words)


def _with_unit(text: str, start: int, end: int, number: Decimal, language: Language) -> Mention:
    before, after, units = _surroundings(language)
    sign = before.search(text, max(0, start - 12), start)
    unit = units[sign[1]] if sign else ""
    attached = start > 0 and (text[start - 1].isalpha() or text[start - 1] == "_") and not sign
    follows = after.match(text, end)
    if follows and follows["decade"] and not attached:
        return Mention("decade", number % 100, start, follows.end())
    if any(text[:start].rstrip().endswith(fold(word)) for word in language.prose.before_decade):
        return Mention("decade", number % 100, start, end)
    if follows and not follows["decade"]:
        if follows["scale"]:
            if len(follows["scale"]) <= _LETTERS and not sign:
                return Mention("number", number, start, end, "loose", label=_label(text, start, end, language))  # 23m
            number *= _scales(language)[follows["scale"]]
        unit = unit or units.get(follows["unit"] or follows["only"] or "", "")
        number, unit = _in_base_unit(number, unit)
        end = follows.end()
    elif end < len(text) and text[end].isalpha():
        attached = True
    label = _label(text, start, end, language) if int(number.as_tuple().exponent) < 0 else frozenset()
    if attached:
        return Mention("number", number, start, end, "loose", label=label)
    bound = _DIRECTION.get(trailing_bound(text[max(0, start - 30) : sign.start() if sign else start], language), "")
    return Mention("number", number, start, end, "digits", unit, "", bound, label)


def _in_base_unit(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """1.98 metres are 198 centimetres."""
    base, factor = _BASE_UNITS.get(unit, (unit, "1"))
    product = number * Decimal(factor)
    return (product.quantize(Decimal(1)) if product % 1 == 0 else product.normalize()), base


def _words(text: str, language: Language) -> Iterator[Mention]:
    known = vocabulary(language)
    words = [match for match in _WORD.finditer(text) if _any_number_word([match[0]], language)]
    used = 0
    for match in words:
        if match.start() < used:
            continue
        word = match[0]
        value: Decimal | None
        strength: Strength
        value, strength = known.get(word, (None, "word"))
        run = _run(text, match.start(), language) if strength == "word" or value is None else None
        if run:
            value, used = run
        elif value is not None:
            used = match.end()
        elif inside := compound(language).fullmatch(word):
            value, strength, used = _stem(inside[1], language), "loose", match.end()
        if value is None:
            continue
        if half := _half_pattern(language).match(text, used):
            value, used, strength = value + Decimal("0.5"), half.end(), "word"
        scale = _scale_pattern(language).match(text, used)
        if scale:
            value, used = value * _scales(language)[scale[1]], scale.end()
        yield Mention("number", value, match.start(), used, strength)


def _stem(stem: str, language: Language) -> Decimal | None:
    known = vocabulary(language)
    found = known.get(stem) or known.get(stem + "e")
    return found[0] if found else None


def _run(text: str, start: int, language: Language) -> tuple[Decimal, int] | None:
    """The longest run of words from `start` on that is one number, of at least two words or a long one."""
    ends = [match.end() for match, _ in zip(_WORD.finditer(text, start), range(_MOST_WORDS), strict=False)]
    for end in reversed(ends):
        segment = text[start:end]
        if re.search(r"[^\w\s'-]", segment):
            continue
        number = read_words(segment, language)
        if number is not None and number > 1:
            return number, end
    return None


@lru_cache
def _scales(language: Language) -> dict[str, Decimal]:
    return {fold(name): Decimal(factor) for name, factor in language.scales.items()}


@lru_cache
def _scale_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"[\s-]({_choice(language.scales)})(?!\w)")


@lru_cache
def _half_pattern(language: Language) -> re.Pattern[str]:
    """What follows a number word to make it a half more, where that is words of their own: one and a half."""
    endings = [pattern.removeprefix("{number}") for pattern in language.prose.halves if pattern.startswith("{number} ")]
    return re.compile(rf"(?:{_choice(endings)})(?!\w)")


@lru_cache
def _surroundings(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """What stands before a number, what stands behind it, and what unit each name means."""
    currencies = {fold(name): code for code, names in language.currencies.items() for name in names}
    units = currencies | {fold(name): unit for unit, names in language.units.items() for name in names}
    units |= {fold(name): "percent" for name in ("%", *language.percent_words)}
    units |= {fold(name): measure for measure, names in language.prose.measures.items() for name in names}
    units |= {fold(name): "points" for name in language.prose.points}
    before = re.compile(rf"(?<!\w)({_choice(currencies)})\s?$" if currencies else "(?!)")
    after = re.compile(
        rf"(?P<decade>{_choice(language.prose.decades)})(?!\w)|(?:{_choice(language.prose.ordinals)})(?!\w)"
        rf"|[\s-]?(?P<scale>{_choice(language.scales)})(?!\w)(?:[\s-]?(?P<unit>{_choice(units)})(?!\w))?"
        rf"|[\s-]?(?P<only>{_choice(units)})(?!\w)"
    )
    return before, after, units
