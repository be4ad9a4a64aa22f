"""A text → the phrases in it, such as names of titles, with their inflected endings.

Phrases are looked up word by word in a dictionary, so that the time does not grow with their number.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, TypeVar

from concord.languages import Language


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to look for.

    Attributes:
        name: Its words. In a text, spaces or hyphens join them, and each may begin with a small or a capital letter.
            The first word begins with a letter or a digit.
        ending: A pattern that matches behind the name, with inflected endings; it may match an empty string.
        exact: Whether it has to stand in the text as it is written in `name`.
    """

    name: str
    ending: re.Pattern[str]
    exact: bool = False


_FEW = 20  # first words: up to so many are looked for one by one first, as most texts have none of them
_HEAD = 6  # letters of first words in the pattern; more would tell hardly more words apart

P = TypeVar("P", bound=Phrase)


class Phrases(Generic[P]):
    """A set of phrases. Where several match at a place, the longest is found, and of equal ones the first."""

    def __init__(self, phrases: Iterable[P]) -> None:
        self._phrases: dict[str, list[P]] = {}
        self._lengths: dict[
            str, set[int]
        ] = {}  # by words up to the second letter of the last: the lengths of phrases that end in this word
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
        """The start, the end and the phrase of each match in `text`, in order and without overlap."""
        if len(self._firsts) <= _FEW and not any(map(text.lower().__contains__, self._firsts)):
            return
        end = 0
        for first in self._start.finditer(text):
            start = first.start(1)
            if start >= end and (found := self._longest(text, start)):
                end = found[0]
                yield start, *found

    def _longest(self, text: str, start: int) -> tuple[int, P] | None:
        """The end of the longest match at `start`, and its phrase."""
        for end, phrase in sorted(self._begun(text, start), key=lambda found: -found[0]):
            as_it_is = not phrase.exact or text.startswith(phrase.name, start)
            if as_it_is and (ending := phrase.ending.match(text, end)):
                return ending.end(), phrase
        return None

    def _begun(self, text: str, start: int) -> list[tuple[int, P]]:
        """The phrases whose words are at `start`, whatever follows them, each with the end of its words."""
        found: list[tuple[int, P]] = []
        words = ""
        while word := self._word.match(text, start):
            small = _small(word[1])
            lengths = self._lengths.get(words + small[:2])
            if lengths is None:
                break
            words, place = words + small, start - len(words)
            for length in lengths:
                if length <= len(words):
                    found += [(place + length, phrase) for phrase in self._phrases.get(words[:length], ())]
            words, start = words + " ", word.end()
        return found


@cache
def phrase_finder(words: tuple[str, ...], language: Language) -> Phrases[Phrase]:
    """A finder of any of `words` with the regular endings of `language`."""
    pattern = ending_pattern(language.suffixes)
    return Phrases(Phrase(word, pattern) for word in words)


def ending_pattern(suffixes: Iterable[str], *compounds: str) -> re.Pattern[str]:
    """The pattern of the end of a phrase: one of `suffixes`, or a match of a pattern of `compounds`.

    A suffix that is an apostrophe counts behind an s only; elsewhere it closes a quotation. No letter or digit may
    follow, not even behind a full stop: CCO.pdf is a file.
    """
    tails = [f"(?<=s){suffix}" if suffix in ("’", "'") else re.escape(suffix) for suffix in suffixes]
    return re.compile(f"(?:{'|'.join([*sorted(tails, key=len, reverse=True), *compounds])})(?!_?[^\\W_]|\\.[^\\W_])")


def _beginnings(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern whose group is the next word that begins as one of `names` does, with a small or a capital letter.

    Such a word may follow a mark of emphasis (_CCO), but not an underscore in a word (A_CCO). The pattern skips all
    words before it in one match, so that each place of a text is tried once. No quantifier of a group is possessive:
    Python before 3.11.5 matches those wrongly (gh-106052).
    """
    behind: dict[str, set[str]] = {}
    for name in names:
        first, space, _ = name.partition(" ")
        whole = r"[\s-]" if space and len(first) < _HEAD else ""
        behind.setdefault(first[0], set()).add(re.escape(first[1:_HEAD]) + whole)
    heads = "|".join(f"[{re.escape(c + c.upper())}](?:{'|'.join(ends)})" for c, ends in behind.items()) or "(?!)"
    word = r"[^\W_]++(?:_[^\W_]++)*"
    return re.compile(rf"[\W_]*+(?:(?!{heads}){word}[\W_]*+)*(?:({word})|\Z)")


def _small(word: str) -> str:
    """`word` with a small first letter."""
    return word[0].lower() + word[1:]
