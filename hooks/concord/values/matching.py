"""A number that a running text mentions, and which mentions of two texts have no partner."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

Sort = Literal["number", "month", "time", "decade", "foreign"]
Strength = Literal["digits", "word", "ordinal", "loose", "cited"]

_BASE_UNITS = {
    "week": ("day", 7),
    "year": ("month", 12),
    "hour": ("minute", 60),
    "metre": ("centimetre", 100),
    "kilometre": ("centimetre", 100_000),
    "kilogram": ("gram", 1000),
    "tonne": ("gram", 1_000_000),
}
_HALF_A_DAY = 720  # minutes


class NumberMention(NamedTuple):
    """A number at `start` up to `end` of a text.

    `value` is the number itself, a month from 1 to 12, the minutes since midnight, or a decade as it is written (1990
    or 90). `unit` is "percent", "points", a currency, a measure or a stretch of time, "" where none is named. Digits
    are always a number, a `word` or an `ordinal` may be one, a `loose` or `cited` one is only good as the partner of
    another. `halfday` is am or pm, "12" where a time does not say which, "" in 24 hours; `bound` is "lower" for at
    least and more than, "upper" for at most and less than. `label` are the words beside a decimal, by which a `foreign`
    one, which the language cannot read, such as a version, finds its partner. A 1 is `ranged` where a range begins
    with it, which no article does.
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
    ranged: bool = False

    @property
    def meaning(self) -> tuple[object, ...]:
        """All of it but its place."""
        return (*self[:2], *self[4:])


class _Pile:
    """Mentions with one meaning: the first of them, and how many are still without a partner."""

    __slots__ = ("first", "left")

    def __init__(self, first: NumberMention) -> None:
        self.first, self.left = first, 0


def unmatched(
    ours: Sequence[NumberMention], theirs: Sequence[NumberMention], our_articles: bool, their_articles: bool
) -> tuple[list[NumberMention], list[NumberMention]]:
    """The mentions on either side that have no partner on the other, without regard to order, nor to repetition.

    What is mentioned again and again is given once. A number in words counts only where the other side has a number
    left over too; a 1 may be an article there.
    """
    left, right = _piles(ours), _piles(theirs)
    for meaning, pile in left.items():
        if meaning in right:
            _match(pile, right[meaning])
    for alike in (_alike, may_match):
        _pair(left.values(), right.values(), alike)
    over, under = _left_over(left), _left_over(right)
    if exchanged := _exchanged(ours, theirs, over, under):
        return [exchanged[0]], [exchanged[1]]
    odd = _strangers(over, right, articles=their_articles, others=under)
    strange = _strangers(under, left, articles=our_articles, others=over)
    return _counting(odd, under), _counting(strange, over)


def _piles(mentions: Iterable[NumberMention]) -> dict[tuple[object, ...], _Pile]:
    piles: dict[tuple[object, ...], _Pile] = {}
    for mention in mentions:
        meaning = mention.meaning
        pile = piles.get(meaning)
        if pile is None:
            pile = piles[meaning] = _Pile(mention)
        pile.left += 1
    return piles


def _match(pile: _Pile, other: _Pile) -> None:
    number = min(pile.left, other.left)
    pile.left -= number
    other.left -= number


def _pair(left: Iterable[_Pile], right: Iterable[_Pile], alike: Callable[[NumberMention, NumberMention], bool]) -> None:
    open_piles = [pile for pile in right if pile.left]
    for pile in left:
        for other in open_piles if pile.left else ():
            if other.left and alike(pile.first, other.first):
                _match(pile, other)


def _left_over(piles: dict[tuple[object, ...], _Pile]) -> list[NumberMention]:
    return [pile.first for pile in piles.values() if pile.left]


def _exchanged(
    ours: Sequence[NumberMention],
    theirs: Sequence[NumberMention],
    over: list[NumberMention],
    under: list[NumberMention],
) -> tuple[NumberMention, NumberMention] | None:
    """A number in digits that one side says once more, and another that the other side says in its place."""
    if not len(over) == len(under) == 1 or {over[0].strength, under[0].strength} != {"digits"}:
        return None
    mine, other = over[0].meaning, under[0].meaning
    here, there = Counter(m.meaning for m in ours), Counter(m.meaning for m in theirs)
    if not 0 < there[mine] == here[mine] - 1 or not 0 < here[other] == there[other] - 1:
        return None
    pairs = zip(ours, theirs, strict=False)
    return next((pair for pair in pairs if [m.meaning for m in pair] == [mine, other]), (over[0], under[0]))


def _strangers(
    mentions: list[NumberMention],
    there: dict[tuple[object, ...], _Pile],
    *,
    articles: bool,
    others: list[NumberMention],
) -> list[NumberMention]:
    """Those that the other side says nothing like, not even once more."""
    return [
        mention
        for mention in mentions
        if mention.meaning not in there
        and not any(_alike(mention, pile.first) for pile in there.values())
        and not (articles and _may_be_an_article(mention, others))
    ]


def _may_be_an_article(mention: NumberMention, others: list[NumberMention]) -> bool:
    """A 1, unless a zero stands in its place."""
    return (
        mention.sort == "number" and mention.value == 1 and not mention.ranged and all(other.value for other in others)
    )


def _counting(mentions: list[NumberMention], others: list[NumberMention]) -> list[NumberMention]:
    """Those of the unmatched `mentions` that say something: digits, or what the other side has another of."""
    return [
        mention
        for mention in mentions
        if (mention.strength == "digits" and mention.sort != "month")
        or (mention.strength in ("word", "ordinal") and any(_rival(mention, other) for other in others))
    ]


def _rival(mention: NumberMention, other: NumberMention) -> bool:
    if (mention.sort == "month") != (other.sort == "month"):
        return False
    return other.strength == "digits" or other.strength == mention.strength


def may_match(mention: NumberMention, other: NumberMention) -> bool:
    """Whether two mentions may be of the same number, as far as both say what it counts."""
    if mention.bound and other.bound and mention.bound != other.bound:
        return False
    if mention.unit and other.unit and mention.unit != other.unit:
        return _converted(mention) == _converted(other)
    return _value(mention, other)


def _converted(mention: NumberMention) -> tuple[str, Decimal]:
    """1.98 metres are 198 centimetres, two weeks 14 days."""
    unit, factor = _BASE_UNITS.get(mention.unit, (mention.unit, 1))
    return unit, mention.value * factor


def _alike(mention: NumberMention, other: NumberMention) -> bool:
    """The same number, and both with a unit or both without."""
    return bool(mention.unit) == bool(other.unit) and may_match(mention, other)


def _value(mention: NumberMention, other: NumberMention) -> bool:
    sorts = {mention.sort, other.sort}
    if {mention.strength, other.strength} == {"word", "ordinal"}:
        return False  # a fifth one is not five
    if "time" in sorts:
        return _time(mention, other)
    if "month" in sorts:
        return len(sorts) == 1 and mention.value == other.value
    if "decade" in sorts:
        return mention.value == other.value or _year_in_short(mention.value, other.value)
    if "loose" in (mention.strength, other.strength) and _year_in_short(mention.value, other.value):
        return True
    return mention.value == other.value and ("foreign" not in sorts or _same_label(mention, other))


def _year_in_short(one: Decimal, other: Decimal) -> bool:
    """SS19 is the season of 2019, the nineties are the 1990s."""
    short, whole = sorted((one, other))
    return 0 <= short < 100 and 1000 <= whole < 2100 and whole % 100 == short


def _same_label(mention: NumberMention, other: NumberMention) -> bool:
    """Whether a word beside both is the same: PowerShell 5.1 is PowerShell 5.1 in every language."""
    return not mention.label.isdisjoint(other.label)


def _time(mention: NumberMention, other: NumberMention) -> bool:
    if mention.sort == other.sort:
        vague = "12" in (mention.halfday, other.halfday)
        return mention.value == other.value or (vague and mention.value % _HALF_A_DAY == other.value % _HALF_A_DAY)
    time, number = (mention, other) if mention.sort == "time" else (other, mention)
    if number.sort not in ("number", "foreign"):
        return False
    clock = int(number.value) * 60 + (number.value - int(number.value)) * 100  # between 9 and 7 p.m., 9.30 and 7 p.m.
    lasting = {"hour": number.value * 60, "minute": number.value}  # in Dutch, 4 uur is also four hours
    minutes = lasting.get(number.unit) if number.unit else clock
    return minutes is not None and minutes in (time.value, time.value % _HALF_A_DAY)
