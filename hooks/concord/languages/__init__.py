"""`languages/*.yml` → `Language`: all that is special to a language. A further one needs one such file, no code."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from babel import Locale
from babel.core import UnknownLocaleError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from ruamel.yaml.error import YAMLError

from concord.errors import LanguageError
from concord.languages.content import codes, path, read_content
from concord.languages.locales import base_language, locale_of
from concord.languages.prose import Prose
from concord.languages.unlisted import unlisted_content

REFERENCE = "en"  # the language whose file has all words of the interface
_INTERFACE_KEY = re.compile(r"  (\w+):")


NO_BREAK_SPACE = "\u00a0"


def _known_locale(name: str) -> str:
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError("CLDR knows no such locale; write one such as fr_FR") from error
    return name


def _four_marks(value: Any) -> Any:
    """Four quotation marks, from four characters or from a list of four texts; "_" is a no-break space."""
    marks = [*value] if isinstance(value, str | list | tuple) else []
    if len(marks) != 4 or not all(isinstance(mark, str) and mark for mark in marks):
        raise ValueError('it must be four marks, such as “”‘’, or a list of four: ["«_", "_»", “, ”]')
    return tuple(mark.replace("_", NO_BREAK_SPACE) for mark in marks)


Quotes = Annotated[tuple[str, str, str, str], BeforeValidator(_four_marks)]


class FalseFriend(BaseModel):
    """Words of a language that look like the translation of another language's words, and mean something else.

    Attributes:
        says: The words of this language.
        instead_of: By language, the words that they are a wrong translation of.
        means: By language, the words that they would be a right translation of.
        right: Words of this language that translate `instead_of` rightly. Where one of them stands, nothing is wrong.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    says: tuple[str, ...]
    instead_of: Mapping[str, tuple[str, ...]]
    means: Mapping[str, tuple[str, ...]]
    right: tuple[str, ...]


class Language(BaseModel):
    """How a language writes numbers and inflects titles, and the words of the interface in it.

    Of several ways to write something, the first is written, and all are read. Two languages with the same code are
    equal, so that a language is a cheap key of a cache.

    Attributes:
        code: The ISO 639-1 code, which is the name of the file.
        name: The language's name for itself.
        locale: The CLDR locale, which has the separators of numbers and the names of months.
        number_words: The code of the language in num2words and text2num.
        number_forms: Forms of a number's first word, each with the form that text2num knows.
        number_optional: What may be left out at the beginning of a number's words: two hundred (and) six.
        money: Where the sign of a currency stands; `{sign}`, `{number}`, and "_" for a no-break space.
        percent: The same, for per cent.
        currencies: The names of each currency, by its ISO 4217 code. The first is its sign.
        percent_words: Words for per cent.
        units: The names of a day, week, month and year. The first is the singular, the second the plural.
        unit_forms: Of units whose file has a form for each plural category of CLDR, these forms.
        scales: Words that multiply the number in front of them, with their factor: million.
        bounds: The words for each bound, as in `concord.values.Bound`.
        count_bounds: The words for a bound in front of a number without a unit, where they are others.
        or_less: What follows the lower end of a range that is open.
        or_more: What follows the upper end of a range that is open: 200,000 to 500,000 or more.
        ranges: What opens a range, "" for nothing, and what separates its ends.
        prose: How a running text mentions numbers.
        suffixes: The endings of a title's forms, among them "".
        articles: The articles that a definition may begin with, in lower case.
        quotes: Quotation marks, the outer two and the inner two, each with the no-break space that belongs to it.
        elided: What may follow the apostrophe that begins a word, in lower case: the "tis" of "’tis".
        letters: What is typed for a letter that a keyboard lacks, each with that letter's plain form. A search reads
            both alike.
        false_friends: Words that are often a wrong translation.
        placeholders: What the name of something that a reader is to replace has in it, in lower case.
        common_words: Frequent words, in lower case, that the other languages do not have.
        conjunctions: Those of `common_words` that stand in names as well: research and development.
        interface: The words of the site's interface, by key.
        interface_forms: Of words with a number whose file has a form for each plural category of CLDR, these forms.
        is_listed: Whether there is a file for it. Of another one, only what CLDR has is known.
        is_unspaced: Whether words stand next to numbers and to each other without a space, as in Chinese.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    code: str
    name: str
    locale: Annotated[str, AfterValidator(_known_locale)]
    number_words: str
    number_forms: Mapping[str, str] = {}
    number_optional: tuple[str, ...] = ()
    money: str
    percent: str
    currencies: Mapping[str, tuple[str, ...]]
    percent_words: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]
    unit_forms: Mapping[str, Mapping[str, str]] = {}
    scales: Mapping[str, int]
    bounds: Mapping[str, tuple[str, ...]]
    count_bounds: Mapping[str, str] = {}
    or_less: Annotated[tuple[str, ...], Field(min_length=1)] = ("≤",)
    or_more: Annotated[tuple[str, ...], Field(min_length=1)] = ("+",)
    ranges: tuple[tuple[str, str], ...]
    prose: Prose = Prose()
    suffixes: tuple[str, ...]
    articles: frozenset[str] = frozenset()
    quotes: tuple[Quotes, ...] = ()
    placeholders: tuple[str, ...] = ()
    elided: frozenset[str] = frozenset()
    letters: Mapping[str, str] = {}
    false_friends: tuple[FalseFriend, ...] = ()
    common_words: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    interface: Mapping[str, str]
    interface_forms: Mapping[str, Mapping[str, str]] = {}
    is_listed: bool = True
    is_unspaced: bool = False

    __hash__ = object.__hash__  # there is one object for a language, which many functions keep results for
    __eq__ = object.__eq__

    def plural_category(self, number: Decimal | int) -> str:
        """The category of CLDR whose form goes with `number`: "one", "few", "other"."""
        is_whole = number == int(number)
        return str(Locale.parse(self.locale).plural_form(int(number) if is_whole else number))

    def unit_name(self, unit: str, number: Decimal | int) -> str:
        """The name of a unit behind `number`: "1 day", "2 days"."""
        category = self.plural_category(number)
        if forms := self.unit_forms.get(unit):
            return forms.get(category, forms["other"])
        return self.units[unit][category != "one"]

    def counted(self, key: str, count: int) -> str:
        """The word of the interface at `key` that says a number, with `count` in it."""
        forms = self.interface_forms.get(key, {})
        return forms.get(self.plural_category(count), self.interface[key]).format(count=count)


@lru_cache
def language(code: str) -> Language:
    """Return the language with the code `code`: ISO 639-1, perhaps with a script or a country behind it.

    Without a file in `languages/`, it is what CLDR knows of it.

    Raises:
        LanguageError: If neither `languages/` nor CLDR has it, or `languages/` has a broken file.
    """
    if code not in codes():
        return _without_file(code)
    try:
        content = read_content(code)
        stand_ins = {} if code == REFERENCE else read_content(REFERENCE)["interface"]
        words = {**stand_ins, **content["interface"]} if isinstance(content.get("interface"), dict) else None
        return Language.model_validate({**content, "code": code, "interface": words})
    except (YAMLError, ValidationError, ValueError, TypeError) as error:
        raise LanguageError(f"languages/{code}.yml cannot be used; `concord check` says why") from error


def _without_file(code: str) -> Language:
    """The language `code`, which has no file of its own: with that of `de` for `de-AT`, else by CLDR alone."""
    locale = locale_of(code)
    if locale is None:
        raise LanguageError(f"languages/{code}.yml is missing: concord does not know the language {code!r}")
    if (base := base_language(code)) in codes():
        return language(base).model_copy(update={"code": code, "locale": str(locale)})
    return Language.model_validate({**unlisted_content(locale), "code": code, "interface": {}})


def is_listed(code: str) -> bool:
    """Whether `languages/` has a file for the language `code`, or for its language in another country."""
    return language(code).is_listed


def own_words(code: str) -> Mapping[str, str]:
    """The words of the interface that the file of a language has, without those that stand in for missing ones."""
    own: Mapping[str, str] = read_content(code)["interface"] if code in codes() else {}
    return {key: text for key, text in language(code).interface.items() if key in own}


@lru_cache
def interface_places(code: str) -> tuple[Path, Mapping[str, int]]:
    """The file of a language, and the line of each word of the interface in it, by its key."""
    file = path(code)
    before, _, words = file.read_text(encoding="utf-8").partition("\ninterface:\n")
    rows = enumerate(words.split("\n"), start=before.count("\n") + 3)
    return file, {match[1]: number for number, row in reversed([*rows]) if (match := _INTERFACE_KEY.match(row))}
