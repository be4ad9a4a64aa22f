"""The `NumberMention`s of two texts → those that have no partner in the other text."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal

from concord.values.measures import same_measure
from concord.values.number_mention import NO_QUANTITIES, NumberMention, matches_closely, may_match

MAX_PAIRS = 40_000  # of mentions that are compared one by one; of more, those with the same meaning alone match


class _Group:
    """Mentions of one text with the same meaning.

    Attributes:
        first: The first of them in the text.
        left: How many of them have no partner yet.
    """

    __slots__ = ("first", "left")

    def __init__(self, first: NumberMention) -> None:
        self.first, self.left = first, 0


_Groups = dict[tuple[object, ...], _Group]


def unmatched(
    ours: Sequence[NumberMention],
    theirs: Sequence[NumberMention],
    our_articles: Collection[str],
    their_articles: Collection[str],
) -> tuple[list[NumberMention], list[NumberMention]]:
    """Return the mentions of either text that have no partner in the other.

    Neither the order of the mentions nor their repetition counts; of mentions with the same meaning, the first is
    returned. A number in words is returned only if the other text has a number without a partner too; a part or a
    multiple in words, such as "half", only if there is nothing else without a partner on both sides. If both texts have
    the same numbers, but one number more often in place of another, these two are returned.

    Args:
        ours: The mentions of one text, in order.
        theirs: The mentions of the other text, in order.
        our_articles: The units behind articles of our text, "" for any: a 1, or the 24 hours of a day, in the other
            text may stand for one of them.
        their_articles: The same for the other text.
    """
    our_groups, their_groups = _grouped(ours), _grouped(theirs)
    for meaning, group in our_groups.items():
        if meaning in their_groups:
            _pair(group, their_groups[meaning])
    for is_match in (matches_closely, may_match):
        _pair_all(our_groups.values(), their_groups.values(), is_match)
    our_rest, their_rest = _without_partner(our_groups), _without_partner(their_groups)
    if swap := _swap(ours, theirs, our_rest, their_rest):
        return [swap[0]], [swap[1]]
    our_strangers = _strangers(our_rest, their_groups, articles=their_articles, rest=their_rest)
    their_strangers = _strangers(their_rest, our_groups, articles=our_articles, rest=our_rest)
    return _worth_reporting(our_strangers, their_rest), _worth_reporting(their_strangers, our_rest)


def _grouped(mentions: Iterable[NumberMention]) -> _Groups:
    groups: _Groups = {}
    for mention in mentions:
        meaning = mention.meaning
        group = groups.get(meaning)
        if group is None:
            group = groups[meaning] = _Group(mention)
        group.left += 1
    return groups


def _pair(group: _Group, other: _Group) -> None:
    """Pair as many mentions of the two groups as both have left."""
    number = min(group.left, other.left)
    group.left -= number
    other.left -= number


def _pair_all(
    ours: Iterable[_Group], theirs: Iterable[_Group], is_match: Callable[[NumberMention, NumberMention], bool]
) -> None:
    """Pair the mentions of all groups for which `is_match` holds, unless there are too many of them."""
    our_open, their_open = ([group for group in groups if group.left] for groups in (ours, theirs))
    for group in our_open if len(our_open) * len(their_open) <= MAX_PAIRS else ():
        for other in their_open if group.left else ():
            if other.left and is_match(group.first, other.first):
                _pair(group, other)


def _without_partner(groups: _Groups) -> list[NumberMention]:
    return [group.first for group in groups.values() if group.left]


def _swap(
    ours: Sequence[NumberMention],
    theirs: Sequence[NumberMention],
    our_rest: list[NumberMention],
    their_rest: list[NumberMention],
) -> tuple[NumberMention, NumberMention] | None:
    """Return a number that our text has once more, and the one that the other text has once more in its place.

    Both are in digits, and both stand in both texts. None where there is no such pair.
    """
    if not len(our_rest) == len(their_rest) == 1 or {our_rest[0].strength, their_rest[0].strength} != {"digits"}:
        return None
    mine, other = our_rest[0].meaning, their_rest[0].meaning
    here, there = Counter(m.meaning for m in ours), Counter(m.meaning for m in theirs)
    if not 0 < there[mine] == here[mine] - 1 or not 0 < here[other] == there[other] - 1:
        return None
    pairs = zip(ours, theirs, strict=False)
    return next((pair for pair in pairs if [m.meaning for m in pair] == [mine, other]), (our_rest[0], their_rest[0]))


def _strangers(
    mentions: list[NumberMention], other_groups: _Groups, *, articles: Collection[str], rest: list[NumberMention]
) -> list[NumberMention]:
    """Return those of `mentions` that the other text never mentions, not even with a partner already.

    Args:
        mentions: The mentions without a partner.
        other_groups: All mentions of the other text.
        articles: The units behind the articles of the other text, "" for any.
        rest: The mentions of the other text without a partner.
    """
    others = [group.first for group in other_groups.values()] if len(mentions) * len(other_groups) <= MAX_PAIRS else []
    if not all(other.value for other in rest):  # no article stands for a 1 in whose place is a zero
        articles = ()
    return [
        mention
        for mention in mentions
        if mention.meaning not in other_groups
        and not any(matches_closely(mention, other) for other in others)
        and not (mention.sort == "number" and any(_is_one_of(mention, unit) for unit in articles))
    ]


def _is_one_of(mention: NumberMention, unit: str) -> bool:
    """Whether `mention` may be an article in another language, with `unit` behind it: 1, or the 24 hours of "a day".

    A 0 may be the "no" of "no boxes", whose unit is "none"; a 00 or 0.0 is not.
    """
    if not mention.value and mention.typed:
        return False
    if mention.value in (0, 1):
        return unit == ("" if mention.value else "none") and not mention.ranged
    return bool(unit and mention.unit) and same_measure(mention.value, mention.unit, Decimal(1), unit)


def _worth_reporting(mentions: list[NumberMention], rest: list[NumberMention]) -> list[NumberMention]:
    """Return those of `mentions` in digits, and those in words that one of the other text's `rest` may replace."""
    is_alone = len(mentions) == len(rest) == 1
    rest = [other for other in rest if is_alone or other.strength != "quantity"]
    sorts = ((other.sort, other.shape) if other.sort in NO_QUANTITIES else () for other in rest)
    kinds = {(sort, other.strength): other for sort, other in zip(sorts, rest, strict=True)}.values()
    return [
        mention
        for mention in mentions
        if (mention.strength == "digits" and mention.sort not in NO_QUANTITIES)
        or (mention.strength in ("word", "ordinal") and any(_may_replace(other, mention) for other in kinds))
        or (mention.strength == "quantity" and is_alone and rest[0].strength not in ("loose", "cited"))
    ]


def _may_replace(other: NumberMention, mention: NumberMention) -> bool:
    """Whether a translator may have written `other` for `mention`, a number in words, by mistake."""
    if not NO_QUANTITIES.isdisjoint((mention.sort, other.sort)):
        return mention.sort == other.sort and mention.shape == other.shape
    return other.strength == "digits" or other.strength in (mention.strength, "quantity")
