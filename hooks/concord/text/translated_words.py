"""Two codes → whether they differ only in words that were translated: `docker build -t minha-app .`, `→ value`.

Names of examples, texts and labels in a listing are words of the language of the page. They are told by the prose of
the page, where the word stands and not in the prose of the other language, or else by their letters. So `--mode slow`
in place of `--mode fast` is none, nor are numbers, options, names of functions or what has a capital inside.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher

from concord.model import Page
from concord.pages.memo import once
from concord.text.language_identification import likeliness
from concord.text.masking import LISTINGS, prose_text

_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:(?:\s*['’/_-]|\s)\s*[^\W\d_]+)*")
_SIGN = re.compile(r"\d+|[^\w\s]|_")
_PUNCTUATION = re.compile(r"[.,;:!?…](?=[\s\"')\]]|$)|(?<=\w)['’](?=\s|$)")
_KEPT = re.compile(  # options, constants, names of functions, camelCase
    r"(?<![\w-])--?\w[\w-]*|\b[A-Z][A-Z\d]*_[A-Z\d_]+\b|\w+(?=\()|\b\w*[a-z][A-Z]\w*"
)
_MIN_SHARE = 0.5  # of the words that differ, which must be words of one of the languages alone
_LIKELY, _THEIR_LIKELY = 0.7, 0.6  # from 0 to 1: how likely the words must be of their language
_SURE = 1.4  # ... and the sum of both
_MIN_LETTERS = 4  # of a word that tells a language: gcc is none
_COGNATE = 0.7  # how alike words are of which one tells no language: positive, positivo


def prose_words(page: Page) -> frozenset[str]:
    """The words of the prose of `page`, without accents."""
    return once(page, "prose words", None, lambda: frozenset(_words_of(page)))


def is_same_but_words(codes: Mapping[str, str], pages: Mapping[str, Page], languages: tuple[str, ...]) -> bool:
    """Whether two `codes`, by language, differ only in words that are translations.

    Args:
        codes: The codes.
        pages: The versions of their page.
        languages: Those of the guide, first the leading one, in which the second code may be left.
    """
    (code, text), (model, other) = codes.items()
    if Counter(_KEPT.findall(text)) != Counter(_KEPT.findall(other)) or _signs(text) != _signs(other):
        return False
    words, theirs = (Counter(_WORD.findall(one.casefold())) for one in (text, other))
    more, less = ([word for word in found if len(word) > 1] for found in (words - theirs, theirs - words))
    if not more or not less:
        return False
    if not all(map(str.isascii, (*more, *less))):
        return True
    original = languages[0] if code != languages[0] else model
    own, their = (prose_words(pages[one]) if one in pages else frozenset() for one in (code, original))
    their |= prose_words(pages[model])
    long = " ".join(word for word in more if len(word) >= _MIN_LETTERS)
    sure = 1.0 if _are_of(more, own - their) else likeliness(long, code, original, languages) if long else 0.5
    their_sure = 1.0 if _are_of(less, their - own) else likeliness(" ".join(less), original, code, languages)
    if SequenceMatcher(None, " ".join(more), " ".join(less)).ratio() >= _COGNATE:
        their_sure = max(their_sure, _THEIR_LIKELY)
    return sure >= _LIKELY and their_sure >= _THEIR_LIKELY and sure + their_sure >= _SURE


def _are_of(words: list[str], vocabulary: frozenset[str]) -> bool:
    return sum(word in vocabulary for word in words) >= _MIN_SHARE * len(words)


def _signs(code: str) -> Counter[str]:
    """The numbers and signs of `code` that are no part of a text."""
    return Counter(_SIGN.findall(_WORDS.sub(" ", _PUNCTUATION.sub(" ", code))))


def _words_of(page: Page) -> set[str]:
    blocks = (block for section in page.sections for block in section.blocks if block.kind not in LISTINGS)
    text = unicodedata.normalize("NFKD", "\n".join(map(prose_text, blocks)).casefold())
    return set(_WORD.findall("".join(character for character in text if not unicodedata.combining(character))))
