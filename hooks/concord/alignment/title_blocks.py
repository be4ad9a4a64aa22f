"""Aligned blocks of a section → `TitleBlocks`: the titles and the words that each of them mentions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from concord.alignment.minority import Split
from concord.finding import Subject
from concord.languages import language
from concord.model import Block, Location, Section
from concord.text.masking import prose_text
from concord.text.phrases import phrase_finder
from concord.text.title_mentions import PageMentions, TitleMention

Span = tuple[int, int]  # the offsets in a block's text where something starts and ends
_QUOTING = frozenset("*_„“‚‘«»\"'")  # marks of emphasis, and quotation marks that may open


@dataclass(frozen=True)
class TitleBlocks:
    """The blocks that correspond to one another in the versions of one section.

    Attributes:
        pages: The title mentions of each version of the page, by language.
        sections: The versions of the section, by language.
        blocks: The aligned blocks, by language.
        topics: The ids of the titles that the page or the section is about. One language may name such a title where
            another writes "the role".
    """

    pages: Mapping[str, PageMentions]
    sections: Mapping[str, Section]
    blocks: Mapping[str, Block]
    topics: frozenset[str]

    def subject(self, code: str) -> Subject:
        """The version of the section in the language `code`, as what a finding is about."""
        return Subject(self.pages[code].page, self.sections[code])

    def possible_titles(self, code: str) -> set[str]:
        """The ids of all titles that a mention in the block in the language `code` may mean."""
        return self._possible_titles_in(self.blocks[code], code)

    def certain_mentions(self, code: str) -> dict[str, list[TitleMention]]:
        """The titles that the block in the language `code` mentions without doubt, by id, with their mentions."""
        mentions: dict[str, list[TitleMention]] = {}
        for mention in self.pages[code].within(self.blocks[code]):
            if not mention.vague and (title := self.pages[code].sense(mention)):
                mentions.setdefault(title, []).append(mention)
        return mentions

    def text(self, code: str, mention: TitleMention) -> str:
        """The text of `mention` in the block in the language `code`."""
        return self.blocks[code].text[mention.start : mention.end]

    def location(self, code: str, mention: TitleMention) -> Location:
        """The place of `mention` in the source of the block in the language `code`."""
        return self.blocks[code].span(mention.start, mention.end)

    def has_any_word(self, code: str, words: tuple[str, ...]) -> bool:
        """Whether one of `words` stands anywhere in the block, code and addresses included: a quick first test."""
        return any(phrase_finder(words, language(code)).find(self.blocks[code].text))

    def word_spans(self, code: str, words: tuple[str, ...], outside: Sequence[Span] = ()) -> list[Span]:
        """Where one of `words` stands in the prose of the block in the language `code`.

        Args:
            code: The language of the block.
            words: The words or phrases, which may have the regular endings of the language.
            outside: Stretches that a word must not overlap.

        Returns:
            The spans in order, without those that are a part of a longer title.
        """
        if not self.has_any_word(code, words):
            return []
        found = [
            (start, end) for start, end, _ in phrase_finder(words, language(code)).find(prose_text(self.blocks[code]))
        ]
        titles = [(mention.start, mention.end) for mention in self.pages[code].within(self.blocks[code])]
        return [
            (start, end)
            for start, end in found
            if not any(first <= start and end < last for first, last in titles)
            and not any(first < end and start < last for first, last in outside)
        ]

    def is_quoted(self, code: str, span: Span) -> bool:
        """Whether a mark of emphasis or a quotation mark stands before `span`: the text is about the word there."""
        return self.blocks[code].text[span[0] - 1 : span[0]] in _QUOTING

    def titles_overlapping(self, code: str, span: Span) -> set[str]:
        """The ids of the titles that mentions overlapping `span` of the block may mean."""
        mentions = self.pages[code].within(self.blocks[code])
        return {sense for m in mentions if m.start < span[1] and span[0] < m.end for sense in m.senses}

    def may_differ(self, title: str, split: Split) -> bool:
        """Whether the languages may differ over `title`, an id.

        They may if it is the topic, or if each block without it is a paragraph whose section has mentioned the title
        before, so that a pronoun can stand for it.
        """
        if title in self.topics:
            return True
        return all(self.blocks[code].kind == "p" and title in self._titles_before(code) for code in split.lacking)

    def _titles_before(self, code: str) -> set[str]:
        """The ids of the titles that the section may mention before the block in the language `code`."""
        end = self.blocks[code].location.start
        before = takewhile(lambda block: block.location.start < end, self.sections[code].blocks)
        return set().union(*(self._possible_titles_in(block, code) for block in before))

    def _possible_titles_in(self, block: Block, code: str) -> set[str]:
        return {sense for mention in self.pages[code].within(block) for sense in mention.senses}
