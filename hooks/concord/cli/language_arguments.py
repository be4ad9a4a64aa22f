"""LANGUAGE arguments of the command line → the code of a language, or an error that says what was probably meant."""

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
        raise ConfigurationError(f"{name} goes by its code here: {command} {code} …")
    if name in guide.corpus.paths or "/" in name or name.endswith((".md", ".yml")):
        raise ConfigurationError(f"name the language first: {command} {codes[-1]} {name} (or {', '.join(codes[:-1])})")
    raise ConfigurationError(f"the guide has no language {name!r}; it has {join_names(codes)}")


def check_other_language(name: str, source: str, guide: Guide) -> None:
    """Raises `ConfigurationError` where the guide lacks a language, or `source`, "" for none, is the same one."""
    for code in filter(None, (name, source)):
        check_language(code, guide)
    if name == source:
        raise ConfigurationError(f"--from {source}: a language does not follow itself")


def meant_language(name: str, codes: tuple[str, ...]) -> str:
    """The one of `codes` whose name, in English or in itself, is `name` or almost so; "" where none is."""
    names = {each.casefold(): code for code in codes for each in (code, english_name(code), language(code).name)}
    near = closest_name(name.casefold(), [each for each in names if len(each) > 2])
    return names.get(name.casefold()) or names.get(near, "")
