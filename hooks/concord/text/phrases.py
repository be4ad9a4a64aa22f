"""Names of several words in running text, each with its endings: looked up word by word, however many there are."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, TypeVar

from concord.languages import Language


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name to look for, and the pattern of what ends it.

    Spaces or hyphens join its words, which begin with a small or a capital letter; an `exact` one stands as it is. The
    first one begins with a letter or a digit.
    """

    name: str
    ending: re.Pattern[str]
    exact: bool = False


_FEW = 20  # words that are sooner looked for one by one, where most texts have none of them
_HEAD = 6  # letters of a first word by which most words that begin no phrase are told

P = TypeVar("P", bound=Phrase)


class Phrases(Generic[P]):
    """Many phrases to look for at once. Where several begin, the longest is found, and of equal ones the first."""

    def __init__(self, phrases: Iterable[P]) -> None:
        self._phrases: dict[str, list[P]] = {}
        self._lengths: dict[str, set[int]] = {}  # of phrases, by their words up to two letters of the last
        for phrase in phrases:
            for form in {unicodedata.normalize("NFC", phrase.name), unicodedata.normalize("NFD", phrase.name)}:
                if words := [_small(word) for word in form.replace("-", " ").split()]:
                    self._add(words, phrase)
        self._firsts = {name.partition(" ")[0].lower() for name in self._phrases}

    def _add(self, words: list[str], phrase: P) -> None:
        name = " ".join(words)
        self._phrases.setdefault(name, []).append(phrase)
        heads = [" ".join([*words[:count], word[:2]]) for count, word in enumerate(words)]
        for head in heads:
            self._lengths.setdefault(head, set())
        self._lengths[heads[-1]].add(len(name))

    @cached_property
    def _start(self) -> re.Pattern[str]:
        return _beginnings(self._phrases)

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile(rf"([^\s-]{{1,{max(map(len, self._phrases), default=1)}}})(?:\s+|-)?")

    def find(self, text: str) -> Iterator[tuple[int, int, P]]:
        """Where phrases start and end in `text`, in order and without overlap."""
        if len(self._firsts) <= _FEW and not any(map(text.lower().__contains__, self._firsts)):
            return
        end = 0
        for first in self._start.finditer(text):
            start = first.start(1)
            if start >= end and (found := self._longest(text, start)):
                end = found[0]
                yield start, *found

    def _longest(self, text: str, start: int) -> tuple[int, P] | None:
        """The end of the phrase that starts there, and the phrase."""
        for end, phrase in sorted(self._begun(text, start), key=lambda found: -found[0]):
            as_it_is = not phrase.exact or text.startswith(phrase.name, start)
            if as_it_is and (ending := phrase.ending.match(text, end)):
                return ending.end(), phrase
        return None

    def _begun(self, text: str, start: int) -> list[tuple[int, P]]:
        """The phrases whose words stand there, whatever ends them, each with the end of its words."""
        found: list[tuple[int, P]] = []
        said = ""
        while word := self._word.match(text, start):
            small = _small(word[1])
            lengths = self._lengths.get(said + small[:2])
            if lengths is None:
                break
            said, place = said + small, start - len(said)
            for length in lengths:
                if length <= len(said):
                    found += [(place + length, phrase) for phrase in self._phrases.get(said[:length], ())]
            said, start = said + " ", word.end()
        return found


@cache
def phrase_finder(words: tuple[str, ...], language: Language) -> Phrases[Phrase]:
    """What finds any of `words` with the regular endings of `language`."""
    pattern = ending_pattern(language.suffixes)
    return Phrases(Phrase(word, pattern) for word in words)


def ending_pattern(suffixes: Iterable[str], *compounds: str) -> re.Pattern[str]:
    """What ends a phrase: one of `suffixes`, or a word that the pattern of `compounds` describes.

    An apostrophe alone is one behind an s only; elsewhere it closes a quotation. CCO.pdf is a file.
    """
    tails = [f"(?<=s){suffix}" if suffix in ("’", "'") else re.escape(suffix) for suffix in suffixes]
    return re.compile(f"(?:{'|'.join([*sorted(tails, key=len, reverse=True), *compounds])})(?!_?[^\\W_]|\\.[^\\W_])")


def _beginnings(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern whose group is a word that begins as one of `names` does, with a small or a capital letter.

    One may begin behind a mark of emphasis, _CCO, but not within a name as A_CCO. All other words are run over at
    once, up to the next such word or the end of the text: so the names are tried once a word, and no place twice.
    """
    behind: dict[str, set[str]] = {}
    for name in names:
        first, space, _ = name.partition(" ")
        whole = r"[\s-]" if space and len(first) < _HEAD else ""
        behind.setdefault(first[0], set()).add(re.escape(first[1:_HEAD]) + whole)
    heads = "|".join(f"[{re.escape(c + c.upper())}](?:{'|'.join(ends)})" for c, ends in behind.items()) or "(?!)"
    word = r"[^\W_]++(?:_[^\W_]++)*+"
    return re.compile(rf"[\W_]*+(?:(?!{heads}){word}[\W_]*+)*+(?:({word})|\Z)")


def _small(word: str) -> str:
    """`word` with a small first letter."""
    return word[0].lower() + word[1:]
