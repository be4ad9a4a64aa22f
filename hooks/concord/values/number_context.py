"""Running text around a number → its bound and currency in front, its scale and unit behind: "über € 1,5 Mio."."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from concord.languages import Language
from concord.values.folding import alternation, fold
from concord.values.measures import measure_names
from concord.values.quantity_pattern import scales
from concord.values.read import trailing_bound

_DIRECTION = {"at-least": "lower", "more-than": "lower", "at-most": "upper", "less-than": "upper", "nearly": "upper"}
_LONGEST_SIGN, _LONGEST_BOUND, _LONGEST_CLAUSE = 12, 30, 50  # characters
_CLAUSE_END = re.compile(r"[.,;:!?()\n–]")
_MINUS_SIGNS = ("-", "−", "–")  # the dash of "–3,5 %" as well, which house styles set in place of a minus
_MINUS = re.compile(r"(?:^|[^\w\s.,)%\]-]|(?<![\d%])\s)[-−–]$")  # no dash of a range: 10 -5


class NumberContext(NamedTuple):
    """What is looked for around the numbers of a language, in folded text.

    Attributes:
        sign: A currency that ends right in front of a number, perhaps with a space between; group 1 is its name.
        after: What may follow a number. Its groups: `decade`, an ending that makes a decade of a year; `scale`, a word
            such as "million", with `unit` behind it; `only`, a unit without a scale. An ordinal's suffix is no group.
        scales: The factor of each name of a scale.
        units: The unit of each name, as `NumberMention.unit` has it.
        sign_ends: The last characters of the currencies' names.
    """

    sign: re.Pattern[str]
    after: re.Pattern[str]
    scales: dict[str, Decimal]
    units: dict[str, str]
    sign_ends: frozenset[str]


def bound_before(text: str, start: int, language: Language) -> str:
    """Return "lower" or "upper" if the folded `text` says at least or at most right in front of `start`, else "".

    Behind a negation, as in "you shouldn't need more than 3", it is "not lower" or "not upper".
    """
    before = text[max(0, start - _LONGEST_BOUND) : start].rstrip()
    if not before or not (before[-1].isalpha() or before[-1] == "."):
        return ""
    bound = _DIRECTION.get(trailing_bound(before, language), "")
    return f"not {bound}" if bound and is_negated(text, start, language) else bound


def is_negative(text: str, start: int, language: Language) -> bool:
    """Whether a minus sign, or a word for it, stands right in front of `start` in the folded `text`."""
    before = text[max(0, start - _LONGEST_SIGN) : start]
    if before[-1:] in _MINUS_SIGNS:
        return _MINUS.search(before) is not None
    return before[-1:] == " " and _minus_pattern(language).search(before) is not None


@lru_cache
def _minus_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(language.prose.minus)}) $")


def is_negated(text: str, start: int, language: Language) -> bool:
    """Whether the clause in front of `start` has a negation that is no part of a bound, as "nicht mehr als" is."""
    clause = _CLAUSE_END.split(text[max(0, start - _LONGEST_CLAUSE) : start])[-1]
    negations, bounds = _negation_patterns(language)
    return negations.search(bounds.sub(" ", clause)) is not None


@lru_cache
def _negation_patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern for a negation, and one for a bound in which a word is one too."""
    words = alternation(language.prose.negations)
    bounds = alternation(name for names in language.bounds.values() for name in names)
    return re.compile(rf"(?:(?<!\w)|(?<=[a-z])(?=n'))(?:{words})(?!\w)"), re.compile(rf"(?<!\w)(?:{bounds})(?!\w)")


def sign_before(text: str, start: int, language: Language) -> re.Match[str] | None:
    """Return the match of the currency that stands right in front of `start`; group 1 is its name."""
    context = number_context(language)
    before = text[max(0, start - 2) : start].rstrip()
    if before[-1:] not in context.sign_ends:
        return None
    return context.sign.search(text, max(0, start - _LONGEST_SIGN), start)


def unit_after(text: str, end: int, language: Language) -> tuple[str, int]:
    """Return the unit that stands right behind `end`, and the end of its name; "" and `end` if there is none."""
    context = number_context(language)
    match = context.after.match(text, end)
    name = match["only"] if match else None
    return (context.units[name], match.end()) if match and name else ("", end)


@lru_cache
def number_context(language: Language) -> NumberContext:
    """Return what is looked for around the numbers of `language`."""
    prose = language.prose
    currencies = {fold(name): code for code, names in language.currencies.items() for name in names}
    units = currencies | {fold(name): unit for unit, names in language.units.items() for name in names}
    units |= {fold(name): "percent" for name in ("%", *language.percent_words)}
    units |= {name: measure for name, measure in measure_names(language).items() if name not in units}
    units |= {fold(name): "points" for name in prose.percentage_points}
    factors = scales(language) | {fold(name): Decimal(factor) for name, factor in prose.groups.items()}
    sign = re.compile(rf"(?<!\w)({alternation(currencies)})\s?$")
    after = re.compile(
        rf"(?P<decade>{alternation(prose.decade_suffixes)})(?!\w)|(?:{alternation(prose.ordinal_suffixes)})(?!\w)"
        rf"|[\s-]?(?P<scale>{alternation(factors)})(?!\w)(?:[\s-]?(?P<unit>{alternation(units)})(?!\w))?"
        rf"|[\s-]?(?P<only>{alternation(units)})(?!\w|(?<=\W[a-z])'[a-z])"  # the l of "7 l'histoire" is no litre
    )
    return NumberContext(sign, after, factors, units, frozenset(name[-1] for name in currencies))
