"""`TitleBlocks` → findings of the rule `title-false-friend`. A part of the check `checks/titles.py`, its only user.

A false friend is a word that looks like one of another language and means something else: a German *Vorstand* is no
board of directors. Such words are listed under `false_friends` in `languages/*.yml`.
"""

from collections.abc import Iterator, Sequence

from concord.alignment.title_blocks import Span, TitleBlocks
from concord.finding import Finding
from concord.languages import FalseFriend, language


def false_friends(group: TitleBlocks) -> Iterator[tuple[Finding, set[str]]]:
    """Yields `title-false-friend` where a block has a false friend of what the block of another language says.

    Yields:
        The finding, and the ids of the titles mentioned at its two places: that these differ between the languages is
        explained by the finding, and must not be reported once more.
    """
    for code in group.blocks:
        friends = language(code).false_friends
        all_words = tuple(word for friend in friends for word in friend.says)
        for friend in friends if group.has_any_word(code, all_words) else ():
            spans = [span for span in group.word_spans(code, friend.says) if not group.is_quoted(code, span)]
            if not spans:
                continue
            others = {other: _Comparison(group, friend, code, other) for other in group.blocks if other != code}
            if not any(len(spans) <= comparison.meant for comparison in others.values()):
                yield from _report(group, friend, code, spans, others)


def _report(
    group: TitleBlocks, friend: FalseFriend, code: str, spans: Sequence[Span], others: "dict[str, _Comparison]"
) -> Iterator[tuple[Finding, set[str]]]:
    """Yields a finding for the first other language in which `friend`, at `spans`, stands for something else."""
    for other, comparison in others.items():
        if comparison.mistaken_for and comparison.right < len(comparison.mistaken_for):
            span, other_span = comparison.wrong_pair(spans)
            data = {
                "text": group.blocks[code].text[slice(*span)],
                "theirs": group.blocks[other].text[slice(*other_span)],
                "language": other,
                "means": friend.means[other][0],
                "right": " or ".join(friend.right[:2]),
            }
            places = [group.blocks[other].span(*other_span)]
            location = group.blocks[code].span(*span)
            finding = group.subject(code).finding("title-false-friend", location, data, related=places)
            yield finding, group.titles_overlapping(code, span) | group.titles_overlapping(other, other_span)
            return


class _Comparison:
    """The words of two languages that bear on one false friend: those of the language that has it, and of another.

    Attributes:
        mistaken_for: Where the other language says what the false friend is mistaken for.
        right: How often this language says that with one of the right words; also how often the other language lacks a
            word that both use for the meaning of the false friend.
        meant: How often the other language says what the false friend means. A word that both languages use stands for
            itself, so the uses of this language are subtracted.
    """

    def __init__(self, group: TitleBlocks, friend: FalseFriend, code: str, other: str) -> None:
        says, right = group.word_spans(code, friend.says), group.word_spans(code, friend.right)
        means = friend.means.get(other, ())
        meant = group.word_spans(other, means)
        self.mistaken_for = group.word_spans(other, friend.instead_of.get(other, ()))
        difference = len(meant) - len(group.word_spans(code, means, outside=[*says, *right]))
        lost = [
            word
            for word in means
            if difference < 0 and group.word_spans(code, (word,)) and not group.word_spans(other, (word,))
        ]
        same_in_other = group.word_spans(other, friend.right, outside=self.mistaken_for)
        self.meant = max(0, difference)
        self.right = len(right) - len(same_in_other) + len(lost[: abs(difference)])
        self._spans = sorted([*says, *right])
        self._other_spans = sorted([*self.mistaken_for, *meant])

    def wrong_pair(self, spans: Sequence[Span]) -> tuple[Span, Span]:
        """The one of `spans` to report, and the span of the other language that corresponds by the order of words."""
        pairs = zip(self._spans, self._other_spans, strict=False)
        first = (spans[0], self.mistaken_for[0])
        return next(((span, other) for span, other in pairs if span in spans and other in self.mistaken_for), first)
