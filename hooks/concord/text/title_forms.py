"""A text and a title → whether the text is, or has, a form of it: a name with a regular ending of `languages/*.yml`."""

import unicodedata
from functools import cache

from concord.languages import Language
from concord.registry import Title


def is_title_form(text: str, title: Title, language: Language) -> bool:
    """Whether all of `text` is a form of `title`, in capital or small letters, as a title may begin a sentence."""
    text = _plain(text)
    exact, any_case = _forms(title.names(language.code), title.abbreviations, language)
    return text in exact or text.lower() in any_case


def names_title(text: str, title: Title, language: Language) -> bool:
    """Whether `text` contains a form of `title`."""
    text = _plain(text)
    exact, any_case = _forms(title.names(language.code), title.abbreviations, language)
    lower = text.lower()
    return any(_has(text, form) for form in exact) or any(_has(lower, form) for form in any_case)


def begins_with_title(text: str, title: Title, language: Language) -> bool:
    """Whether `text` begins with a form of one of the names that `title` has in the language without reservation."""
    terms = tuple(name for name in title.terms(language.code) if name not in title.status)
    names = (*terms, *title.forms.get(language.code, ()))
    _, any_case = _forms(names, title.abbreviations, language)
    lower = f"{_plain(text).lower()} "
    return any(lower.startswith(form) and not lower[len(form)].isalnum() for form in any_case)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _has(text: str, form: str) -> bool:
    """Whether `form` is in `text` with no letter or digit beside it."""
    place = text.find(form)
    while place >= 0:
        beside = text[max(0, place - 1) : place] + text[place + len(form) : place + len(form) + 1]
        if not any(character.isalnum() or character == "_" for character in beside):
            return True
        place = text.find(form, place + 1)
    return False


@cache
def _forms(
    names: tuple[str, ...], abbreviations: tuple[str, ...], language: Language
) -> tuple[frozenset[str], frozenset[str]]:
    """The forms of abbreviations, which keep their case, and in lower case the forms of names, whose case is free.

    CXO is not CxO. Abbreviations take no ending but an s: CCOern is no form of CCO.
    """
    short = [ending for ending in language.suffixes if ending.strip("’'") in ("", "s")]
    exact = {form + ending for form in map(_plain, set(names) & set(abbreviations)) for ending in short}
    free = {form + ending for form in map(_plain, set(names) - set(abbreviations)) for ending in language.suffixes}
    return frozenset(exact), frozenset(form.lower() for form in free)
