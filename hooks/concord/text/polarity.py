"""The text of a short block → whether it says yes or no, as a cell of a table often does."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from concord.languages import Language
from concord.values import alternation, fold

_MARKS = re.compile(r"[*_`~()\[\]\0\s]+")
_YES_SIGNS, _NO_SIGNS = "✓✔✅☑🗸👍", "✗✘❌☒❎👎"
_MOST_WORDS = 6  # of a text in which one negation decides


class Polarity(NamedTuple):
    """What a text says: yes, no, or "" where it is neither; the span of the word that says so.

    `is_negation` says that this is a negation in it, and that the text is no answer.
    """

    sense: Literal["yes", "no", ""]
    start: int = 0
    end: int = 0
    is_negation: bool = False


def read_polarity(text: str, language: Language, *, with_negations: bool) -> Polarity:
    """Return whether `text`, without its markup, is or begins with a word or a sign for yes or no.

    Args:
        text: The prose of a block; what is blanked out in it counts for nothing.
        language: The language of the text.
        with_negations: Whether a negation in a text of a few words makes it a no as well.
    """
    folded = fold(text)
    if answer := _answer_pattern(language).match(folded):
        return Polarity("yes" if answer.lastgroup == "yes" else "no", *answer.span(answer.lastgroup or 0))
    if with_negations and len(_MARKS.sub(" ", folded).split()) <= _MOST_WORDS:
        negations = list(_denial_pattern(language).finditer(folded))
        if len(negations) == 1:
            return Polarity("no", *negations[0].span(), is_negation=True)
    return Polarity("")


def may_deny(text: str, language: Language) -> bool:
    """Whether `text` may say no without a negation, as in "unset" or "ohne Grenze"."""
    return _denying_pattern(language).search(fold(text)) is not None


def may_have_polarity(text: str, language: Language) -> bool:
    """Whether `text`, with its markup, begins with an answer or has a negation. Faster than `read_polarity`."""
    folded = fold(text)
    if _answer_pattern(language).match(folded):
        return True
    if text.count(" ") >= 2 * _MOST_WORDS or not any(map(folded.__contains__, _denials(language))):
        return False
    return _denial_pattern(language).search(folded) is not None


@lru_cache
def _answer_pattern(language: Language) -> re.Pattern[str]:
    """Return a pattern for a text that is, or begins with, a yes or a no, in the groups of these names."""
    prose = language.prose
    marks = f"{_MARKS.pattern[:-1]}*"
    end = rf"(?={marks}(?:[,;:!–]|\.(?!\s*\d)|\Z))"
    yes = rf"(?P<yes>(?:{alternation(prose.yes)})(?!\w){end}|[{_YES_SIGNS}])"
    no = rf"(?P<no>(?:{alternation(prose.no)})(?!\w){end}|[{_NO_SIGNS}])"
    return re.compile(rf"{marks}(?:{yes}|{no})")


@lru_cache
def _denials(language: Language) -> tuple[str, ...]:
    return tuple(map(fold, language.prose.denials))


@lru_cache
def _denial_pattern(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)|(?<=[a-z])(?=n't))(?:{alternation(language.prose.denials)})(?![\w-]|\.\s*\d)")


@lru_cache
def _denying_pattern(language: Language) -> re.Pattern[str]:
    prose = language.prose
    beginnings, endings, words = map(
        alternation, (prose.denying_beginnings, prose.denying_endings, prose.denying_words)
    )
    return re.compile(rf"\b(?:{beginnings})\w{{2,}}|\w{{2}}(?:{endings})\b|\b(?:{words})\b")
