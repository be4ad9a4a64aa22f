"""Codes of languages → their English names, for messages."""

from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError


@cache
def english_name(code: str) -> str:
    """The name of the language `code`, such as "German" for `de`; the code itself where CLDR does not know it."""
    try:
        return Locale.parse(code, sep="-" if "-" in code else "_").get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def english_names(codes: Iterable[str]) -> str:
    """The names of languages as a list, such as `English, German and Dutch`; there must be at least one."""
    *first, last = map(english_name, codes)
    return " and ".join([", ".join(first), last] if first else [last])
