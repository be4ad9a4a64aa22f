"""`languages/*.yml` → `Language`: all that is special to a language, so that a further one costs one file."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from babel import Locale
from babel.core import UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from concord.errors import LanguageError


def _known_locale(name: str) -> str:
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError("CLDR knows no such locale") from error
    return name


class Language(BaseModel):
    """How a language writes numbers, bounds and ranges, how its titles inflect, and the words of the interface.

    Each list has first what is written, then what is read as well. A "_" in `money` and `percent` is a no-break
    space.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    locale: Annotated[str, AfterValidator(_known_locale)]
    number_words: str
    number_forms: Mapping[str, str] = {}
    money: str
    percent: str
    currencies: Mapping[str, tuple[str, ...]]
    percent_words: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]
    scales: Mapping[str, int]
    bounds: Mapping[str, tuple[str, ...]]
    count_bounds: Mapping[str, str] = {}
    ranges: tuple[tuple[str, str], ...]
    suffixes: tuple[str, ...]
    interface: Mapping[str, str]

    def __hash__(self) -> int:
        return hash(self.code)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Language) and other.code == self.code


@lru_cache
def language(code: str) -> Language:
    """The language with the code `code` (ISO 639-1).

    Raises `LanguageError` where `languages/` has no file for it, or a broken one.
    """
    file = files(__name__) / f"{code}.yml"
    if not file.is_file():
        raise LanguageError(f"languages/{code}.yml is missing: concord does not know the language {code!r}")
    try:
        return Language.model_validate({"code": code} | (YAML(typ="safe", pure=True).load(file.read_text("utf-8"))))
    except (YAMLError, ValidationError, TypeError) as error:
        raise LanguageError(f"languages/{code}.yml: {' '.join(str(error).split())}") from error
