"""A code of a language as projects write it (`de`, `zh-CN`, `pt_BR`, `JP`, `cn`) → the locale of CLDR that it means."""

import re
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError, get_global

_CODE = re.compile(r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<territory>[a-z]{2}|\d{3}))?", re.I)
_MOST_PEOPLE = 60  # percent of a country


@cache
def locale_of(code: str) -> Locale | None:
    """The locale of a code, None for what is no code.

    Letters in upper case that are no language are a country, for the language that most people write there: `JP`. So
    they are in lower case, where nearly all people of the country speak a language that is its own: `cn`.
    """
    match = _CODE.fullmatch(code)
    if not match:
        return None
    language, script, territory = match["language"].lower(), match["script"], match["territory"]
    if locale := _parsed(language, script, territory):
        return locale
    if territory and territory.upper() in Locale.parse("en").territories:
        return _parsed(language, script, None)  # a country for which CLDR has nothing of its own: fr-JP
    if len(code) == 2 and (likely := get_global("likely_subtags").get(f"und_{code.upper()}")):
        parts = str(likely).split("_")
        if code.isupper() or _is_language_of(parts[0], code.upper()):
            return _parsed(parts[0], parts[1], None)
    return None


def base_language(code: str) -> str:
    """The ISO 639-1 code of the language of `code`, without a script or a country; `code` itself where it is none."""
    locale = locale_of(code)
    return str(locale.language) if locale else code


@cache
def country_of(code: str) -> str:
    """The ISO 3166 code of the country that `code` names, or where most people write the language, in lower case."""
    locale = locale_of(code)
    if not locale:
        return ""
    parts = (locale.language, locale.script) if locale.script else (locale.language,)
    likely = str(get_global("likely_subtags").get("_".join(parts), ""))
    return (locale.territory or likely.rpartition("_")[2]).lower()


def _is_language_of(language: str, country: str) -> bool:
    """Whether most people of `country` speak `language`, which is spoken there before all."""
    home = str(get_global("likely_subtags").get(language)).split("_")[-1]
    spoken = get_global("territory_languages").get(country, {}).get(language, {})
    return home == country and spoken.get("population_percent", 0) > _MOST_PEOPLE


def _parsed(language: str, script: str | None, territory: str | None) -> Locale | None:
    """The locale with these parts; None where CLDR has none, or has it under the code of another language."""
    parts = [language, *([script.title()] if script else []), *([territory.upper()] if territory else [])]
    try:
        locale = Locale.parse("_".join(parts))
    except (UnknownLocaleError, ValueError):
        return None
    return locale if locale.language == language else None
