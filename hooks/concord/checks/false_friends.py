"""Words of one language that look like what another says and mean something else: *Vorstand*, board of directors."""

from collections.abc import Iterator, Sequence

from concord.alignment.title_blocks import Span, TitleBlocks
from concord.finding import Finding
from concord.languages import FalseFriend, language


def false_friends(group: TitleBlocks) -> Iterator[tuple[Finding, set[str]]]:
    """Words that look like what the others say and mean something else, each with the titles that it explains."""
    for code, block in group.blocks.items():
        friends = language(code).false_friends
        every = tuple(word for friend in friends for word in friend.says)
        for friend in friends if group.has(code, every) else ():
            found = [span for span in group.said(code, friend.says) if not group.is_cited(code, span)]
            others = {other: _Told(group, friend, code, other) for other in group.blocks if other != code and found}
            if any(len(found) <= told.meant for told in others.values()):
                continue
            for other, told in others.items():
                if told.instead and told.right < len(told.instead):
                    mine, theirs = told.wrong(found)
                    data = {
                        "text": block.text[slice(*mine)],
                        "theirs": group.blocks[other].text[slice(*theirs)],
                        "language": other,
                        "means": friend.means[other][0],
                        "right": " or ".join(friend.right[:2]),
                    }
                    places = [group.blocks[other].span(*theirs)]
                    finding = group.finding("title-false-friend", code, block.span(*mine), data, places)
                    yield finding, group.overlapping(code, mine) | group.overlapping(other, theirs)
                    break


class _Told:
    """How often what a false friend is taken for, and what it means, is told here and there.

    A word that both languages use stands for itself, and so for no other. `instead` is where the other says what the
    friend is taken for, `right` how often this one says it rightly, or a word of both that the other has lost for it,
    `meant` how often the other means the friend.
    """

    def __init__(self, group: TitleBlocks, friend: FalseFriend, code: str, other: str) -> None:
        says, means = group.said(code, friend.says), friend.means.get(other, ())
        right = group.said(code, friend.right)
        self.instead = group.said(other, friend.instead_of.get(other, ()))
        meant = group.said(other, means)
        more = len(meant) - len(group.said(code, means, besides=[*says, *right]))
        lost = [word for word in means if more < 0 and group.said(code, (word,)) and not group.said(other, (word,))]
        again = group.said(other, friend.right, besides=self.instead)
        self.meant = max(0, more)
        self.right = len(right) - len(again) + len(lost[: abs(more)])
        self._mine = sorted([*says, *right])
        self._theirs = sorted([*self.instead, *meant])

    def wrong(self, found: Sequence[Span]) -> tuple[Span, Span]:
        """Which of those `found` is the false one, and what stands at its place in the other language."""
        pairs = zip(self._mine, self._theirs, strict=False)
        return next(((m, t) for m, t in pairs if m in found and t in self.instead), (found[0], self.instead[0]))
