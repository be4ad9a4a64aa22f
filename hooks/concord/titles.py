"""The forms of a title in a language: its names with the regular endings of `languages/*.yml`."""

import re
import unicodedata
from functools import cache

from concord.languages import Language
from concord.registry import Title


def is_form(text: str, title: Title, language: Language) -> bool:
    """Whether the whole of `text` is a form of `title`; the case of its letters is left to the sentence."""
    text = unicodedata.normalize("NFC", text).strip()
    return any(re.fullmatch(pattern, text, flags) for pattern, flags in _patterns(title, language))


def names(text: str, title: Title, language: Language) -> bool:
    """Whether `text` contains a form of `title`."""
    text = unicodedata.normalize("NFC", text)
    return any(re.search(rf"(?<!\w){pattern}(?!\w)", text, flags) for pattern, flags in _patterns(title, language))


def _patterns(title: Title, language: Language) -> tuple[tuple[str, int], ...]:
    return _compiled(title.names(language.code), title.abbreviations, language)


@cache
def _compiled(
    names: tuple[str, ...], abbreviations: tuple[str, ...], language: Language
) -> tuple[tuple[str, int], ...]:
    """A pattern a name, with its flags: CXO is no CxO, and CCOern no form of CCO, but a title may begin a sentence."""
    short = tuple(ending for ending in language.suffixes if ending.strip("’'") in ("", "s"))
    return tuple(
        (_pattern(name, short), 0) if name in abbreviations else (_pattern(name, language.suffixes), re.IGNORECASE)
        for name in names
    )


def _pattern(name: str, endings: tuple[str, ...]) -> str:
    words = r"\s+".join(map(re.escape, unicodedata.normalize("NFC", name).split()))
    return rf"{words}(?:{'|'.join(sorted(map(re.escape, endings), key=len, reverse=True))})"
