"""A page → the titles that it mentions: by name or abbreviation, inflected, in a compound, with or without a link."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from concord.languages import Language, language
from concord.model import Block, Page, Section
from concord.pages.corpus import Corpus
from concord.pages.memo import keep, once, recall
from concord.registry import Name, Registry, Title
from concord.text.masking import BLANK, LISTINGS, mask_spans, prose_text
from concord.text.phrases import Phrase, Phrases, ending_pattern

_COMPOUND = "[a-zß-öø-ÿ]{3,}"  # Aufsichtsratsmitglied, directeursfunctie
_LEADING_MARKS = re.compile(r"\A[\W_]+")  # 't Huis
_EXPLAINS = re.compile(rf"[\]*_{BLANK}’”“»\"'\s]*\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class TitleMention:
    """A title that a block mentions.

    Attributes:
        senses: The ids of the titles that it may mean, in the order of the registry.
        start: The offset in the block's text where the name begins; it ends at `end`.
        sense: The id of the title that it means by a link or by brackets behind it, "" where neither tells.
        abbreviation: The abbreviation without its ending, "" for a name in words.
        vague: Whether another language may lack it: a name that may mean less than the title, or one in the text of a
            link, which each language words in its own way, or of a fact, which is checked elsewhere.
        linked: Whether it is a link to the title.
    """

    senses: tuple[str, ...]
    start: int
    end: int
    sense: str = ""
    abbreviation: str = ""
    vague: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class _Named(Phrase):
    """A name to look for; the attributes are those of `TitleMention`. One without senses only hides shorter names."""

    senses: tuple[str, ...] = ()
    abbreviation: str = ""
    vague: bool = False


class TitleFinder:
    """Finds the titles of `registry` in blocks of `language`; of names at one place, the longest."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self.titles = registry.titles
        self._registry, self._language = registry, language

    @cached_property
    def _names(self) -> Phrases[_Named]:
        titles = self.titles.values()
        named = [*_abbreviations(titles, self._language), *_names(titles, self._language)]
        known = Phrases(named)
        return Phrases([*named, *(name for name in _proper_names(self._registry) if any(known.find(name.name)))])

    def find(self, block: Block) -> list[TitleMention]:
        """The mentions in the prose of `block`, in order."""
        if block.kind in LISTINGS:
            return []
        text = prose_text(block)
        spans = [(reference, *reference.text_span) for reference in block.references]
        taken = [(start, end) for reference, start, end in spans if reference.scheme in ("title", "source")]
        cited = sorted((start, end) for reference, start, end in spans if reference.scheme not in ("title", "source"))
        found = [
            self._link(text, start, end, reference.target)
            for reference, start, end in spans
            if reference.scheme == "title" and reference.target in self.titles
        ]
        for start, end, name in self._names.find(mask_spans(text, taken)):
            if name.senses:
                vague = name.vague or _within(start, cited)
                found.append(TitleMention(name.senses, start, end, "", name.abbreviation, vague))
        return list(self._explained(text, sorted(found, key=lambda mention: mention.start)))

    def _link(self, text: str, start: int, end: int, target: str) -> TitleMention:
        """The mention of a link from `start` to `end` to the title `target`, by name or by abbreviation."""
        short = next((name for name in self.titles[target].abbreviations if text[start:end].startswith(name)), "")
        return TitleMention((target,), start, end, target, short, linked=True)

    def _explained(self, text: str, found: list[TitleMention]) -> Iterator[TitleMention]:
        """`found`, with the senses that follow from an abbreviation in brackets behind a name, or the reverse.

        Each settles the other: a *Forschungsvorstand (CRO)* is a chief research officer, no chief scientific officer.
        """
        senses: dict[int, str] = {}
        for index, first in enumerate(found):
            brackets = _EXPLAINS.match(text, first.end) if index + 1 < len(found) else None
            for other in range(index + 1, len(found)):
                second = found[other]
                if brackets is None or second.start >= brackets.end(1):
                    break
                short, full = (other, index) if second.abbreviation else (index, other)
                letters = found[short].abbreviation
                fitting = [id for id in found[full].senses if letters in self.titles[id].abbreviations]
                if not found[full].abbreviation and len(fitting) == 1:
                    senses.setdefault(short, fitting[0])
                    senses.setdefault(full, fitting[0])
        for index, mention in enumerate(found):
            yield replace(mention, sense=senses[index]) if index in senses and not mention.sense else mention


class PageMentions:
    """The titles that a page mentions, and what its abbreviations mean. Iterates over section, block and mention.

    Attributes:
        page: The page.
        finder: The finder of its language.
        defined: By abbreviation, the senses that the page gives it in brackets.
        full: The titles that the page mentions by a name in words.
    """

    def __init__(self, page: Page, finder: TitleFinder) -> None:
        self.page, self.finder = page, finder
        self._titles = finder.titles
        self._found = [
            (section, block, mention)
            for section in page.sections
            for block in section.blocks
            for mention in finder.find(block)
        ]
        self._by_place: dict[tuple[str, str, int, int], list[TitleMention]] = {}
        self.defined: dict[str, list[str]] = {}
        for _, block, mention in self._found:
            self._by_place.setdefault(_place(block), []).append(mention)
            if mention.abbreviation and mention.sense and not mention.linked:
                self.defined.setdefault(mention.abbreviation, []).append(mention.sense)
        self.full = {sense for _, _, mention in self._found if not mention.abbreviation for sense in mention.senses}

    def __iter__(self) -> Iterator[tuple[Section, Block, TitleMention]]:
        return iter(self._found)

    def within(self, block: Block) -> list[TitleMention]:
        """The mentions in `block` of the page."""
        return self._by_place.get(_place(block), [])

    def default(self, mention: TitleMention) -> str:
        """The title that `mention` means in the guide by default, "" where it has several senses and no default."""
        if len(mention.senses) == 1:
            return mention.senses[0]
        defaults = (id for id in mention.senses if mention.abbreviation in self._titles[id].default_for)
        return next(defaults, "")

    def sense(self, mention: TitleMention) -> str:
        """The title that `mention` means on this page, "" where that is open.

        It is the one that a link or brackets settle, here or elsewhere on the page; else the default, unless the page
        mentions only other senses by name.
        """
        if mention.sense:
            return mention.sense
        defined = set(self.defined.get(mention.abbreviation, []))
        if len(defined) == 1:
            return next(iter(defined))
        default = self.default(mention)
        return default if default in self.full or self.full.isdisjoint(mention.senses) else ""


def _place(block: Block) -> tuple[str, str, int, int]:
    return block.path, block.kind, *block.lines[0][1:]


def _abbreviations(titles: Iterable[Title], language: Language) -> Iterator[_Named]:
    """The abbreviations of `titles`, whose case counts: CXO is not CxO. A hyphen may join them to a word."""
    senses: dict[str, list[str]] = {}
    for title in titles:
        for name in title.abbreviations:
            senses.setdefault(name, []).append(title.id)
    end = ending_pattern(suffix for suffix in language.suffixes if suffix.strip("’'") in ("", "s"))
    for name, ids in senses.items():
        yield _Named(name, end, True, tuple(ids), name)


def _names(titles: Iterable[Title], language: Language) -> Iterator[_Named]:
    """The names of `titles` in words. One that is a word, or ends a word, of another name is vague: *directeur*."""
    senses: dict[str, list[str]] = {}
    for title in titles:
        for name in title.names(language.code):
            ids = senses.setdefault(name, [])
            if name not in title.abbreviations and title.id not in ids:
                ids.append(title.id)
    tail = ending_pattern(language.suffixes, _COMPOUND)
    alone = re.compile(f"{tail.pattern}(?!-[a-zß-öø-ÿ])")  # a directeur-generaal is no directeur
    within: dict[str, set[str]] = {" ".join(name.lower().split()): set() for name in senses}
    for name, ids in senses.items():
        for part in _parts(name.lower().split()):
            if part in within:
                within[part].update(ids)
    for name, ids in senses.items():
        if ids:
            vague = len(within[" ".join(name.lower().split())]) > 1
            yield _Named(name, alone if vague else tail, False, tuple(ids), vague=vague)


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Each run of successive `words`, and each end of a word."""
    yield from (" ".join(words[start:end]) for start, end in combinations(range(len(words) + 1), 2))
    yield from (word[start:] for word in words for start in range(1, len(word)))


def _proper_names(registry: Registry) -> Iterator[_Named]:
    """The names of people, organisations and publishers, which hide titles: the CCO Council is no officer."""
    facts = [fact for fact in registry.facts.values() if isinstance(fact, Name)]
    names = {name for fact in facts for name in (fact.value, *fact.also)}
    names.update(name for source in registry.sources.values() for name in (source.publisher, source.author))
    end = ending_pattern([""])
    for name in sorted({_LEADING_MARKS.sub("", name) for name in names} - {""}):
        yield _Named(name, end, True)


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    """Whether the offset `place` is in one of `spans`, which are sorted."""
    index = bisect_right(spans, (place, sys.maxsize)) - 1
    return index >= 0 and place < spans[index][1]


def title_mentions(corpus: Corpus, registry: Registry) -> dict[str, list[PageMentions]]:
    """By language, its pages with the titles that they mention."""
    found: dict[str, list[PageMentions]] = {code: [] for code in corpus.languages}
    for page in corpus:
        found[page.language].append(page_mentions(page, registry))
    return found


def page_mentions(page: Page, registry: Registry) -> PageMentions:
    """The titles that `page` mentions; kept with the page."""
    finder = title_finder(registry, page.language)
    return once(page, PageMentions, finder, lambda: PageMentions(page, finder))


def title_finder(registry: Registry, code: str) -> TitleFinder:
    """The finder of the language `code`; kept with the registry."""
    return once(registry, (TitleFinder, code), (), lambda: TitleFinder(registry, language(code)))


def keep_finders(former: Registry, registry: Registry, codes: Iterable[str]) -> None:
    """Lets `registry` have the finders of `former`, if it has the same names: they take long to make."""
    if registry.titles == former.titles and [*_proper_names(registry)] == [*_proper_names(former)]:
        for code in codes:
            if finder := recall(former, (TitleFinder, code), ()):
                keep(registry, (TitleFinder, code), (), finder)
