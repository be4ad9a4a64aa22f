"""The forms of a title in a language: its names with the regular endings of `languages/*.yml`."""

import re
from functools import lru_cache

from concord.languages import Language
from concord.registry import Title


def is_form(text: str, title: Title, language: Language) -> bool:
    """Whether the whole of `text` is a form of `title`; the case of its letters is left to the sentence."""
    return any(re.fullmatch(pattern, text.strip(), flags) for pattern, flags in _patterns(title, language))


def names(text: str, title: Title, language: Language) -> bool:
    """Whether `text` contains a form of `title`."""
    return any(re.search(rf"(?<!\w){pattern}(?!\w)", text, flags) for pattern, flags in _patterns(title, language))


def _patterns(title: Title, language: Language) -> tuple[tuple[str, int], ...]:
    return _compiled(title.names(language.code), title.abbreviations, language)


@lru_cache(maxsize=None)
def _compiled(
    names: tuple[str, ...], abbreviations: tuple[str, ...], language: Language
) -> tuple[tuple[str, int], ...]:
    """A pattern a name, with its flags: CXO is no CxO, but a title may begin a sentence."""
    endings = "|".join(sorted(map(re.escape, language.suffixes), key=len, reverse=True))
    return tuple(
        (rf"{re.escape(name)}(?:{endings})", 0 if name in abbreviations else re.IGNORECASE) for name in names
    )
