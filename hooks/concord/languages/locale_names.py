"""Codes of languages and countries → their names in a language, from CLDR."""

from babel import Locale

from concord.languages import Language


def language_name(code: str, language: Language) -> str:
    """What the language `code` (ISO 639-1) is called in `language`: German, Deutsch, Duits.

    A code that CLDR does not know is returned as it is.
    """
    return str(Locale.parse(language.locale).languages.get(code, code))


def country_name(code: str, language: Language) -> str:
    """What the country `code` (ISO 3166) is called in `language`; the code where CLDR does not know it."""
    return str(Locale.parse(language.locale).territories.get(code, code))
