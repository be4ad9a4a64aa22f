"""Code of a language → what its file `languages/*.yml` has, before anything of it is judged."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from concord import yaml

CATEGORIES = ("zero", "one", "two", "few", "many", "other")  # of plural forms in CLDR; each language has some of them


@lru_cache
def codes() -> frozenset[str]:
    """Return the codes of the languages that there is a file for."""
    return frozenset(file.name[:-4] for file in files(__package__).iterdir() if file.name.endswith(".yml"))


def path(code: str) -> Path:
    """The file of the language `code`, whether it exists or not."""
    return Path(str(files(__package__))) / f"{code}.yml"


@lru_cache
def read_content(code: str) -> dict[str, Any]:
    """What the file of the language `code` has, with the forms of a plural beside the names that they are read by.

    Raises:
        YAMLError, ValueError: It is no YAML, not UTF-8, or no list of keys.
    """
    content = yaml.load(path(code).read_text("utf-8"))
    if not isinstance(content, dict):
        raise ValueError("it is no list of keys")
    return with_split_forms(content)


def with_split_forms(content: Mapping[str, Any]) -> dict[str, Any]:
    """`content`, with the plural forms of units and of words of the interface as keys of their own."""
    units, words = content.get("units"), content.get("interface")
    unit_forms, word_forms = _forms(units), _forms(words)
    split = dict(content)
    if isinstance(units, dict) and unit_forms:
        names = {unit: list(dict.fromkeys(forms.values())) for unit, forms in unit_forms.items()}
        split |= {"units": {**units, **names}, "unit_forms": unit_forms}
    if isinstance(words, dict) and word_forms:
        texts = {key: forms["other"] for key, forms in word_forms.items()}
        split |= {"interface": {**words, **texts}, "interface_forms": word_forms}
    return split


def _forms(values: Any) -> dict[str, dict[str, str]]:
    """Those of `values` that have a form for each of some plural categories, "other" among them."""
    found = values.items() if isinstance(values, dict) else ()
    return {key: forms for key, forms in found if isinstance(forms, dict) and {"other"} <= {*forms} <= {*CATEGORIES}}
