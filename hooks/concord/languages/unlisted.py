"""A language without a file in `languages/` → what CLDR knows of it: its separators, its words for 1,000, its units.

Nothing is known of its number words, its endings and its typography, so that nothing that needs them is compared.
"""

from collections.abc import Iterator
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_symbol
from babel.units import format_unit

_CURRENCIES = {"EUR": "€", "USD": "$", "GBP": "£", "CHF": "CHF"}
_UNSPACED = frozenset({"Hans", "Hant", "Hani", "Jpan", "Kore", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
_UNITS = ("day", "week", "month", "year")


def unlisted_content(locale: Locale) -> dict[str, Any]:
    """The keys of a file of `languages/` for `locale`, as far as CLDR has what they say."""
    return {
        "name": locale.get_display_name() or str(locale),
        "locale": str(locale),
        "number_words": "",
        "money": "{number}_{sign}",
        "percent": "{number}_%",
        "currencies": {code: [sign, get_currency_symbol(code, locale), code] for code, sign in _CURRENCIES.items()},
        "percent_words": [],
        "units": {unit: [*_unit_names(unit, locale)] or [unit] for unit in _UNITS},
        "scales": dict(_scales(locale)),
        "bounds": {},
        "ranges": [("", "–"), ("", "-")],
        "suffixes": [""],
        "is_listed": False,
        "is_unspaced": _script(locale) in _UNSPACED,
    }


def _unit_names(unit: str, locale: Locale) -> Iterator[str]:
    for number in (1, 2, 5):
        text = format_unit(number, f"duration-{unit}", length="long", locale=locale)
        if unit not in text and (name := text.replace(str(number), "").strip()):  # else CLDR has no such form
            yield name


def _scales(locale: Locale) -> Iterator[tuple[str, int]]:
    """The words that multiply the number in front of them, with their factor: millions, Mrd., 万."""
    for forms in locale.compact_decimal_formats.values():
        for sizes in forms.values():
            for size, pattern in sizes.items():
                number, word = _split(pattern.pattern)
                if word and number and len(size) > number:
                    yield word, 10 ** (len(size) - number)


def _split(pattern: str) -> tuple[int, str]:
    """How many digits a compact pattern has, and the word behind them: `00 Mio'.'` is two digits and `Mio.`."""
    plain = pattern.partition(";")[0].replace("'", "").strip()
    word = plain.lstrip("0")
    return len(plain) - len(word), word.strip()


def _script(locale: Locale) -> str:
    likely = str(get_global("likely_subtags").get(str(locale.language), ""))
    return locale.script or "".join(likely.split("_")[1:2])
