"""Where a text mentions titles: by a name or an abbreviation, inflected or in a compound, as a link or without one."""

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, groupby

from concord.languages import Language
from concord.model import Block, Page, Section
from concord.plain import BLANK, LISTINGS, blank, links, plain
from concord.registry import Name, Registry, Title

_COMPOUND = "[a-zß-öø-ÿ]{3,}"  # Aufsichtsratsmitglied, directeursfunctie
_EXPLAINS = re.compile(rf"[\]*_{BLANK}’”“»\"'\s]*\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A title named in a block, from `start` up to `end` of its text.

    `senses` are the titles that it may mean, in the order of the registry; `sense` the one that the text itself
    settles by a link or in brackets, "" where it does not. `abbreviation` is the bare abbreviation, "" for words.
    `vague` is one that another language may do without: a name that may mean less than the title, or one in the text
    of a link, which is a language's own, or of a fact, which is checked as such.
    """

    senses: tuple[str, ...]
    start: int
    end: int
    sense: str = ""
    abbreviation: str = ""
    vague: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """A name to look for, what it may mean, and the patterns of it and of its ending; without senses it only hides."""

    name: str
    senses: tuple[str, ...]
    pattern: str
    ending: str = ""
    abbreviation: str = ""
    vague: bool = False


class Finder:
    """Finds titles of `registry` in texts of `language`, the longest name first, with one compiled pattern."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self.titles = registry.titles
        named = [*_abbreviations(registry.titles.values(), language), *_names(registry.titles.values(), language)]
        hidden = {name for name in _proper_names(registry) if any(one.name in name for one in named)}
        named += [_Named(name, (), re.escape(name)) for name in hidden - {one.name for one in named}]
        self._named = sorted(named, key=lambda one: _order(one.name))
        patterns = [(one.name, one.pattern, one.ending) for one in self._named]
        self._pattern = _alternatives(patterns) if registry.titles else None

    def find(self, block: Block) -> list[Mention]:
        """The mentions in `block`, in order. Code, addresses and the targets of links mention nothing."""
        if self._pattern is None or block.kind in LISTINGS:
            return []
        linked = any(reference.scheme == "title" for reference in block.references)
        if not linked and not self._pattern.search(block.text):
            return []
        text = plain(block)
        spans = [(reference, *span[1:3]) for span, reference in zip(links(block), block.references, strict=True)]
        taken = [(start, end) for reference, start, end in spans if reference.scheme in ("title", "source")]
        cited = sorted((start, end) for reference, start, end in spans if reference.scheme not in ("title", "source"))
        found = [
            self._link(text, start, end, reference.target)
            for reference, start, end in spans
            if reference.scheme == "title" and reference.target in self.titles
        ]
        for match in self._pattern.finditer(blank(text, taken)):
            one = self._named[(match.lastindex or 1) - 1]
            if one.senses:
                vague = one.vague or _within(match.start(), cited)
                found.append(Mention(one.senses, *match.span(), "", one.abbreviation, vague))
        return list(self._explained(text, sorted(found, key=lambda mention: mention.start)))

    def _link(self, text: str, start: int, end: int, target: str) -> Mention:
        """A link to a title. An abbreviation in its text is that title's, and settles nothing for the page."""
        short = next((name for name in self.titles[target].abbreviations if text[start:end].startswith(name)), "")
        return Mention((target,), start, end, target, short, linked=True)

    def _explained(self, text: str, found: list[Mention]) -> Iterator[Mention]:
        """`found`, with the sense of an abbreviation that stands in brackets behind its title, or the other way.

        Each settles the other: a *Forschungsvorstand (CRO)* is the chief research, and no chief scientific officer.
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


class Titled:
    """A page with what it mentions, and what its abbreviations mean there. Iterates over section, block, mention."""

    def __init__(self, page: Page, finder: Finder) -> None:
        self.page = page
        self._titles = finder.titles
        self._found = [
            (section, block, mention)
            for section in page.sections
            for block in section.blocks
            for mention in finder.find(block)
        ]
        self._by_place: dict[tuple[str, str, int, int], list[Mention]] = {}
        self.defined: dict[str, list[str]] = {}
        for _, block, mention in self._found:
            self._by_place.setdefault(_place(block), []).append(mention)
            if mention.abbreviation and mention.sense and not mention.linked:
                self.defined.setdefault(mention.abbreviation, []).append(mention.sense)
        self.full = {sense for _, _, mention in self._found if not mention.abbreviation for sense in mention.senses}

    def __iter__(self) -> Iterator[tuple[Section, Block, Mention]]:
        return iter(self._found)

    def within(self, block: Block) -> list[Mention]:
        """What `block` of the page mentions."""
        return self._by_place.get(_place(block), [])

    def default(self, mention: Mention) -> str:
        """The title that an abbreviation means in the guide, "" where it has several senses and none is its own."""
        if len(mention.senses) == 1:
            return mention.senses[0]
        own = (id for id in mention.senses if mention.abbreviation in self._titles[id].default_for)
        return next(own, "")

    def sense(self, mention: Mention) -> str:
        """The title that `mention` means on this page, "" where that cannot be told.

        It is the one that the text settles, or the page; else the default, unless the page names only another in full.
        """
        defined = {mention.sense} - {""} or {*self.defined.get(mention.abbreviation, ())}
        if len(defined) == 1:
            return next(iter(defined))
        default = self.default(mention)
        return default if default in self.full or self.full.isdisjoint(mention.senses) else ""


def _place(block: Block) -> tuple[str, str, int, int]:
    return block.path, block.kind, *block.lines[0][1:]


@cache
def phrases(words: tuple[str, ...], language: Language) -> re.Pattern[str]:
    """A pattern that finds any of `words` with the regular endings of `language`."""
    ending = _any(language.suffixes)
    return _alternatives([(word, _words(word), ending) for word in sorted(words, key=_order)])


def _order(name: str) -> tuple[str, int, str]:
    """Names with the same first letter together, the longest first."""
    return name[0].lower(), -len(name), name


def _alternatives(patterns: list[tuple[str, str, str]]) -> re.Pattern[str]:
    """One pattern for many names, their patterns and those of their endings, in order.

    The group that took part, which is empty, tells which was found. A look at the first letter passes over all names
    that begin with others, and neighbours share their ending, so that the pattern is small.
    """
    letters = []
    for letter, names in groupby(patterns, key=lambda one: one[0][0].lower()):
        first = re.escape(letter) + re.escape(letter.upper())
        runs = [
            f"(?:{'|'.join(f'{pattern}()' for _, pattern, _ in run)}){ending}"
            for ending, run in groupby(names, key=lambda one: one[2])
        ]
        letters.append(f"(?=[{first}])(?:{'|'.join(runs)})")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(letters)})(?![^\W_])")


def _abbreviations(titles: Iterable[Title], language: Language) -> Iterator[_Named]:
    """Abbreviations stand as they are: CXO is no CxO. A hyphen may join them to a word."""
    senses: dict[str, list[str]] = {}
    for title in titles:
        for name in title.abbreviations:
            senses.setdefault(name, []).append(title.id)
    endings = [ending for ending in language.suffixes if ending.strip("’'") in ("", "s")]
    for name, ids in senses.items():
        yield _Named(name, tuple(ids), re.escape(name), _any(endings), name)


def _names(titles: Iterable[Title], language: Language) -> Iterator[_Named]:
    """The names in words. One that is a word of another title's name, as *directeur*, is vague."""
    senses: dict[str, list[str]] = {}
    for title in titles:
        for name in title.names(language.code):
            ids = senses.setdefault(name, [])
            if name not in title.abbreviations and title.id not in ids:
                ids.append(title.id)
    tail = rf"(?:{_any(language.suffixes)}(?![^\W_])|{_COMPOUND})(?!-[a-zß-öø-ÿ])"
    within: dict[str, set[str]] = {}
    for name, ids in senses.items():
        words = name.lower().split()
        for start, end in combinations(range(len(words) + 1), 2):
            within.setdefault(" ".join(words[start:end]), set()).update(ids)
    for name, ids in senses.items():
        if ids:
            vague = len(within[" ".join(name.lower().split())]) > 1
            yield _Named(name, tuple(ids), _words(name), tail, vague=vague)


def _proper_names(registry: Registry) -> Iterator[str]:
    """The names of people, organisations and publishers: the CCO Council is no chief customer officer."""
    for fact in registry.facts.values():
        if isinstance(fact, Name):
            yield from (fact.value, *fact.also)
    for source in registry.sources.values():
        yield from (name for name in (source.publisher, source.author) if name)


def _any(endings: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, endings), key=len, reverse=True))})"


def _words(name: str) -> str:
    """The words of a name, joined by spaces or hyphens, without regard to the case of their first letters."""
    parts = []
    for word in unicodedata.normalize("NFC", name).split():
        first = "".join(dict.fromkeys((word[0].upper(), word[0].lower())))
        letters = [_letter(letter) for letter in word[1:]]
        parts.append("".join([f"[{re.escape(first)}]", *letters]))
    return r"(?:\s+|-)".join(parts)


def _letter(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{letter}|{apart})"


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    """Whether `place` lies in one of `spans`, which are in order."""
    index = bisect_right(spans, (place, sys.maxsize)) - 1
    return index >= 0 and place < spans[index][1]
