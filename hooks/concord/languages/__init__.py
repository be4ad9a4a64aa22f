"""`languages/*.yml` → `Language`: all that is special to a language, so that a further one costs one file."""

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
    """What a language has in running text for numbers, besides digits and number words."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    articles: frozenset[str] = frozenset()
    words: Mapping[str, Decimal] = {}
    verbs: Mapping[str, tuple[str, ...]] = {}
    endings: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    decades: tuple[str, ...] = ()
    before_decade: tuple[str, ...] = ()
    o_clock: tuple[str, ...] = ()
    morning: tuple[str, ...] = ()
    evening: tuple[str, ...] = ()
    twelve_hours: bool = False
    half_to: tuple[str, ...] = ()
    half_past: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    version: str = "version"
    halves: tuple[str, ...] = ()
    measures: Mapping[str, tuple[str, ...]] = {}
    gross: tuple[str, ...] = ()
    net: tuple[str, ...] = ()
    a_day: tuple[str, ...] = ()
    a_year: tuple[str, ...] = ()
    a_month: tuple[str, ...] = ()


class FalseFriend(BaseModel):
    """Words that are taken for what other languages say, and are not it.

    `says` stand in this language where another says one of `instead_of`; there they would be one of `means`. `right`
    are words of this language for what is meant; where one of them stands, nothing is wrong.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    says: tuple[str, ...]
    instead_of: Mapping[str, tuple[str, ...]]
    means: Mapping[str, tuple[str, ...]]
    right: tuple[str, ...]


class Language(BaseModel):
    """How a language writes numbers, bounds and ranges, how its titles inflect, and the words of the interface.

    Each list has first what is written, then what is read as well. A "_" in `money` and `percent` is a no-break
    space. `number_optional` are beginnings of a number's words that may be left out: two hundred (and) six.
    `quotes` are four marks each: a quotation's, and those of one within it. `elided` are, in lower case, what words
    that begin with an apostrophe go on with. `letters` are read alike in a search: what is typed for a letter that a
    keyboard lacks, and that letter without its mark. `common_words` are frequent words, in lower case, that the other
    languages do not have.
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
    """The codes of the languages that there is a file for."""
    return frozenset(file.name[:-4] for file in files(__name__).iterdir() if file.name.endswith(".yml"))


@lru_cache
def language(code: str) -> Language:
    """The language with the code `code` (ISO 639-1).

    Raises `LanguageError` where `languages/` has no file for it, or a broken one.
    """
    file = files(__name__) / f"{code}.yml"
    if not file.is_file():
        raise LanguageError(f"languages/{code}.yml is missing: concord does not know the language {code!r}")
    try:
        return Language.model_validate({"code": code} | (yaml.load(file.read_text("utf-8"))))
    except (YAMLError, ValidationError, TypeError) as error:
        raise LanguageError(f"languages/{code}.yml: {' '.join(str(error).split())}") from error
