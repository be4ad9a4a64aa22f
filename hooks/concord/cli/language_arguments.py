"""LANGUAGE arguments of the command line → the code of a language, or an error that says what was probably meant."""

import re

import click

from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.languages import language
from concord.languages.locale_names import language_name
from concord.rules.messages import closest_name, join_names


def english_name(code: str) -> str:
    """The name of a language in messages: `Dutch`."""
    return language_name(code, language("en"))


def check_language(name: str, guide: Guide) -> None:
    """Raises `ConfigurationError` where `name` is no code of a language of the guide."""
    codes = guide.corpus.languages
    if name in codes:
        return
    command = click.get_current_context().command_path
    if code := meant_language(name, codes):
        if is_name(name, code):
            raise ConfigurationError(f"{name} goes by its code here: {command} {code} …")
        raise ConfigurationError(f"the guide has no language {name!r}; did you mean {code}?")
    if name in guide.corpus.paths or "/" in name or name.endswith((".md", ".yml")):
        raise ConfigurationError(f"name the language first: {command} {codes[-1]} {name} (or {', '.join(codes[:-1])})")
    raise ConfigurationError(f"the guide has no language {name!r}; it has {join_names(codes)}")


def is_name(name: str, code: str) -> bool:
    """Whether `name` is what a language is called, in English or in itself, or almost so, and no code."""
    known = [each.casefold() for each in (english_name(code), language(code).name)]
    return bool(closest_name(name.casefold(), known))


def check_other_language(name: str, source: str, guide: Guide) -> None:
    """Raises `ConfigurationError` where the guide lacks a language, or `source`, "" for none, is the same one."""
    for code in filter(None, (name, source)):
        check_language(code, guide)
    if name == source:
        raise ConfigurationError(f"--from {source}: a language does not follow itself")


def meant_language(name: str, codes: tuple[str, ...]) -> str:
    """The one of `codes` that `name` probably means: as its name, with a region, or with a slip; "" where none is."""
    plain = name.casefold()
    names = {each.casefold(): code for code in codes for each in (code, english_name(code), language(code).name)}
    near = closest_name(plain, [each for each in names if len(each) > 2 or len(plain) < 4])
    return names.get(plain) or names.get(re.split("[-_]", plain)[0]) or names.get(near, "")
