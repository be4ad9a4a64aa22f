"""`languages/*.yml` → `Language`: all that is special to a language. A further one needs one such file, no code."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from babel import Locale
from babel.core import UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml.error import YAMLError

from concord import yaml
from concord.errors import LanguageError


def _known_locale(name: str) -> str:
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError("CLDR knows no such locale") from error
    return name


class Prose(BaseModel):
    """How a language mentions numbers in running text, besides plain digits and plain number words.

    Each attribute may be left out: then such mentions are not recognised. Upper and lower case are the same.

    Attributes:
        articles: Words that a 1 in another language may stand for, in lower case.
        words: Words that may mean a number, with their value: twice, dozen, half.
        ambiguous_ordinals: Words that are ordinals only right behind one of the words listed, and else something else.
        compound_endings: What may follow a number word in the same word: the "fold" of "tenfold".
        compound_parts: Number words by which a longer word is told to be a number, in lower case: the "hundert" of
            "zweihundertvier".
        ordinal_suffixes: What makes an ordinal of digits: the "th" of "24th".
        ordinal_endings: The endings of an ordinal in words. The first is the one that num2words writes.
        decade_suffixes: What makes a decade of digits: the "s" of "1990s".
        before_decade: Words in front of digits that make a decade of them.
        before_month: Words between a day in digits and the name of its month.
        o_clock: What follows the digits of a time of day.
        morning: The same, for a time before noon.
        evening: The same, for a time after noon.
        twelve_hours: Whether a time that does not say which may be before or after noon.
        half_to: Words in front of an hour for half an hour before it: "halb acht" is 7:30.
        half_past: Words in front of an hour for half an hour after it: "half past seven" is 7:30.
        percentage_points: Words for percentage points.
        version: Beginnings of words in front of a version. A decimal behind one is written alike in all languages.
        halves: A number word and a half; `{number}` is the number word.
        measures: The words for each measure. Its names are the same in all languages.
        idioms: Beginnings of phrases whose digits count nothing.
        gross: Words for an amount before deductions.
        net: Words for an amount after deductions.
        a_day: Words for an amount that is paid every day.
        a_year: The same, for every year.
        a_month: The same, for every month.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    articles: frozenset[str] = frozenset()
    words: Mapping[str, Decimal] = {}
    ambiguous_ordinals: Mapping[str, tuple[str, ...]] = {}
    compound_endings: tuple[str, ...] = ()
    compound_parts: tuple[str, ...] = ()
    ordinal_suffixes: tuple[str, ...] = ()
    ordinal_endings: Annotated[tuple[str, ...], Field(min_length=1)] = ("",)
    decade_suffixes: tuple[str, ...] = ()
    before_decade: tuple[str, ...] = ()
    before_month: tuple[str, ...] = ()
    o_clock: tuple[str, ...] = ()
    morning: tuple[str, ...] = ()
    evening: tuple[str, ...] = ()
    twelve_hours: bool = False
    half_to: tuple[str, ...] = ()
    half_past: tuple[str, ...] = ()
    percentage_points: tuple[str, ...] = ()
    version: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    measures: Mapping[str, tuple[str, ...]] = {}
    idioms: tuple[str, ...] = ()
    gross: tuple[str, ...] = ()
    net: tuple[str, ...] = ()
    a_day: tuple[str, ...] = ()
    a_year: tuple[str, ...] = ()
    a_month: tuple[str, ...] = ()


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
        scales: Words that multiply the number in front of them, with their factor: million.
        bounds: The words for each bound, as in `concord.values.Bound`.
        count_bounds: The words for a bound in front of a number without a unit, where they are others.
        ranges: What opens a range, "" for nothing, and what separates its ends.
        prose: How a running text mentions numbers.
        suffixes: The endings of a title's forms, among them "".
        quotes: Quotation marks, four in a row: the outer two and the inner two.
        elided: What may follow the apostrophe that begins a word, in lower case: the "tis" of "’tis".
        letters: What is typed for a letter that a keyboard lacks, each with that letter's plain form. A search reads
            both alike.
        false_friends: Words that are often a wrong translation.
        common_words: Frequent words, in lower case, that the other languages do not have.
        interface: The words of the site's interface, by key.
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
    scales: Mapping[str, int]
    bounds: Mapping[str, tuple[str, ...]]
    count_bounds: Mapping[str, str] = {}
    ranges: tuple[tuple[str, str], ...]
    prose: Prose = Prose()
    suffixes: tuple[str, ...]
    quotes: tuple[Annotated[str, Field(min_length=4, max_length=4)], ...] = ()
    elided: frozenset[str] = frozenset()
    letters: Mapping[str, str] = {}
    false_friends: tuple[FalseFriend, ...] = ()
    common_words: frozenset[str] = frozenset()
    interface: Mapping[str, str]

    def __hash__(self) -> int:
        return hash(self.code)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Language) and other.code == self.code


@lru_cache
def codes() -> frozenset[str]:
    """Return the codes of the languages that there is a file for."""
    return frozenset(file.name[:-4] for file in files(__name__).iterdir() if file.name.endswith(".yml"))


@lru_cache
def language(code: str) -> Language:
    """Return the language with the ISO 639-1 code `code`.

    Raises:
        LanguageError: If `languages/` has no file for it, or a broken one.
    """
    file = files(__name__) / f"{code}.yml"
    if not file.is_file():
        raise LanguageError(f"languages/{code}.yml is missing: concord does not know the language {code!r}")
    try:
        return Language.model_validate({"code": code} | (yaml.load(file.read_text("utf-8"))))
    except (YAMLError, ValidationError, TypeError) as error:
        raise LanguageError(f"languages/{code}.yml: {' '.join(str(error).split())}") from error
