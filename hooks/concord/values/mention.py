"""A number that a running text mentions, and which mentions of two texts have no partner."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Sort = Literal["number", "month", "time", "decade", "foreign"]
Strength = Literal["digits", "word", "ordinal", "loose"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A number at `start` up to `end` of a text.

    `value` is the number itself, a month from 1 to 12, the minutes since midnight, or a decade's two digits. `unit` is
    "percent", "points", a currency, a measure or a stretch of time, "" where none is named. Digits are always a number,
    a `word` or an `ordinal` may be one, a `loose` one is only good as the partner of another. `halfday` is am or pm,
    "12" where a time does not say which, "" in 24 hours; `bound` is "lower" for at least and more than, "upper" for at
    most and less than. `label` are the words beside a decimal, by which a `foreign` one, which the
    language cannot read, such as a version, finds its partner.
    """

    sort: Sort
    value: Decimal
    start: int
    end: int
    strength: Strength = "digits"
    unit: str = ""
    halfday: str = ""
    bound: str = ""
    label: frozenset[str] = frozenset()


def unmatched(
    ours: Sequence[Mention], theirs: Sequence[Mention], our_articles: bool, their_articles: bool
) -> tuple[list[Mention], list[Mention]]:
    """The mentions on either side that have no partner on the other, without regard to order, nor to repetition.

    A number in words counts only where the other side has a number left over too; a 1 may be an article there.
    """
    left, right = _pair(list(ours), list(theirs), _alike)
    left, right = _pair(left, right, same)
    odd = [
        m
        for m in left
        if not (any(_alike(m, other) for other in theirs) or (their_articles and _may_be_an_article(m, right)))
    ]
    strange = [
        m
        for m in right
        if not (any(_alike(other, m) for other in ours) or (our_articles and _may_be_an_article(m, left)))
    ]
    return _counting(odd, right), _counting(strange, left)


def _may_be_an_article(mention: Mention, others: list[Mention]) -> bool:
    """A 1, unless a zero stands in its place."""
    return mention.sort == "number" and mention.value == 1 and all(other.value for other in others)


def _counting(mentions: list[Mention], others: list[Mention]) -> list[Mention]:
    """Those of the unmatched `mentions` that say something: digits, or what the other side has another of."""
    return [
        mention
        for mention in mentions
        if (mention.strength == "digits" and mention.sort != "month")
        or (mention.strength != "loose" and any(_rival(mention, other) for other in others))
    ]


def _rival(mention: Mention, other: Mention) -> bool:
    if (mention.sort == "month") != (other.sort == "month"):
        return False
    return other.strength == "digits" or other.strength == mention.strength


def _pair(
    left: list[Mention], right: list[Mention], alike: Callable[[Mention, Mention], bool]
) -> tuple[list[Mention], list[Mention]]:
    rest = []
    for mention in left:
        partner = next((index for index, other in enumerate(right) if alike(mention, other)), None)
        if partner is None:
            rest.append(mention)
        else:
            right = right[:partner] + right[partner + 1 :]
    return rest, right


def same(mention: Mention, other: Mention) -> bool:
    """Whether two mentions may be of the same number, as far as both say what it counts."""
    if mention.unit and other.unit and mention.unit != other.unit:
        return False
    if mention.bound and other.bound and mention.bound != other.bound:
        return False
    return _value(mention, other)


def _alike(mention: Mention, other: Mention) -> bool:
    """The same number with the same unit."""
    return mention.unit == other.unit and same(mention, other)


def _value(mention: Mention, other: Mention) -> bool:
    if "time" in (mention.sort, other.sort):
        return _time(mention, other)
    if "month" in (mention.sort, other.sort):
        return mention.sort == other.sort and mention.value == other.value
    if "decade" in (mention.sort, other.sort):
        return mention.value % 100 == other.value % 100
    if "loose" in (mention.strength, other.strength) and _year_in_short(mention.value, other.value):
        return True
    if "foreign" in (mention.sort, other.sort):
        return mention.value == other.value and _same_label(mention, other)
    return mention.value == other.value


def _year_in_short(one: Decimal, other: Decimal) -> bool:
    """SS19 is the season of 2019."""
    short, whole = sorted((one, other))
    return 10 <= short < 100 and 1900 <= whole < 2100 and whole % 100 == short


def _same_label(mention: Mention, other: Mention) -> bool:
    """Whether a word beside both is the same: PowerShell 5.1 is PowerShell 5.1 in every language."""
    return not mention.label.isdisjoint(other.label)


def _time(mention: Mention, other: Mention) -> bool:
    if mention.sort == other.sort:
        vague = "12" in (mention.halfday, other.halfday)
        return mention.value == other.value or (vague and mention.value % 720 == other.value % 720)
    time, number = (mention, other) if mention.sort == "time" else (other, mention)
    if number.sort not in ("number", "foreign"):
        return False
    clock = number.value // 1 * 60 + number.value % 1 * 100  # 9 tot 19.00 uur, 9.30 tot 19.00 uur
    minutes = {"": clock, "minute": number.value}.get(number.unit)  # in Dutch, 4 uur is also four hours
    return minutes is not None and minutes in (time.value, time.value % 720)
