"""The blocks that face one another in the versions of a section, with the titles and the words that each mentions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from concord.alignment.minority import Split
from concord.finding import Finding, page_finding
from concord.languages import language
from concord.model import Block, Location, Section
from concord.text.masking import prose_text
from concord.text.phrases import phrase_finder
from concord.text.title_mentions import PageMentions, TitleMention

Span = tuple[int, int]
_CITING = frozenset("*_„“‚‘«»\"'")


@dataclass(frozen=True)
class TitleBlocks:
    """The blocks that face one another in a section's versions, and what each of them and its section mentions.

    `topics` are what the page or the section is about, which one language may call by name and another "the role".
    """

    pages: Mapping[str, PageMentions]
    sections: Mapping[str, Section]
    blocks: Mapping[str, Block]
    topics: frozenset[str]

    def may_mean(self, code: str) -> set[str]:
        """Every title that the block in the language `code` may mention."""
        return {sense for mention in self.pages[code].within(self.blocks[code]) for sense in mention.senses}

    def means(self, code: str) -> dict[str, list[TitleMention]]:
        """The titles that the block in the language `code` surely mentions, each with its mentions."""
        found: dict[str, list[TitleMention]] = {}
        for mention in self.pages[code].within(self.blocks[code]):
            if not mention.vague and (sense := self.pages[code].sense(mention)):
                found.setdefault(sense, []).append(mention)
        return found

    def text(self, code: str, mention: TitleMention) -> str:
        return self.blocks[code].text[mention.start : mention.end]

    def span(self, code: str, mention: TitleMention) -> Location:
        return self.blocks[code].span(mention.start, mention.end)

    def has(self, code: str, words: tuple[str, ...]) -> bool:
        """Whether one of `words` stands anywhere in the block, which is quickly told."""
        return any(phrase_finder(words, language(code)).find(self.blocks[code].text))

    def said(self, code: str, words: tuple[str, ...], besides: Sequence[Span] = ()) -> list[Span]:
        """Where the block says one of `words`, by itself and not in what is said `besides`."""
        if not self.has(code, words):
            return []
        found = [
            (start, end) for start, end, _ in phrase_finder(words, language(code)).find(prose_text(self.blocks[code]))
        ]
        longer = [(m.start, m.end) for m in self.pages[code].within(self.blocks[code])]
        return [
            (start, end)
            for start, end in found
            if not any(first <= start and end < last for first, last in longer)
            and not any(first < end and start < last for first, last in besides)
        ]

    def is_cited(self, code: str, span: Span) -> bool:
        """Whether that stretch of the block is emphasised, or in quotation marks: talked about, not said."""
        return self.blocks[code].text[span[0] - 1 : span[0]] in _CITING

    def overlapping(self, code: str, span: Span) -> set[str]:
        """The titles mentioned in that stretch of the block."""
        found = self.pages[code].within(self.blocks[code])
        return {sense for m in found if m.start < span[1] and span[0] < m.end for sense in m.senses}

    def finding(
        self, rule: str, code: str, place: Location, data: Mapping[str, str], related: Sequence[Location]
    ) -> Finding:
        return page_finding(self.pages[code].page, self.sections[code], rule, place, data, related=tuple(related))

    def excuses(self, id: str, parts: Split) -> bool:
        """Whether languages may differ over `id`: it is the topic, or a pronoun of a paragraph can stand for it."""
        if id in self.topics:
            return True
        return all(self.blocks[code].kind == "p" and id in self._said_before(code) for code in parts.lacking)

    def _said_before(self, code: str) -> set[str]:
        """The titles that the section mentions before the block in the language `code`."""
        blocks = takewhile(
            lambda block: block.location.start < self.blocks[code].location.start, self.sections[code].blocks
        )
        return {sense for block in blocks for mention in self.pages[code].within(block) for sense in mention.senses}
