"""Former name of a rule → its current name; configuration with former names → findings of the rule `rule-renamed`."""

import re
from collections.abc import Iterator, Mapping

from concord.config import Config
from concord.finding import Finding
from concord.model import Location

FORMER_NAMES: Mapping[str, str] = {  # accepted in configuration, in comments and by `concord rule`
    "allowance-unused": "suppression-unused",
    "fact-unmarked": "value-uncited",
}


def current_name(name: str) -> str:
    """The current name of the rule that is or was called `name`; any other word is returned as it is."""
    return FORMER_NAMES.get(name, name)


def all_names(rule: str) -> tuple[str, ...]:
    """The current name `rule` and every former name of the same rule."""
    return (rule, *(old for old, new in FORMER_NAMES.items() if new == rule))


def renamed_levels(config: Config) -> Iterator[Finding]:
    """Yields `rule-renamed` for each level in `config` under a former name, at its place in pyproject.toml."""
    for old in config.levels:
        if old in FORMER_NAMES:
            yield Finding("rule-renamed", _place(old, config), {"old": old, "new": current_name(old)})


def _place(name: str, config: Config) -> Location:
    """The first place in the file of `config` where `name` is a key; the top of the file where none is found."""
    text = (config.root / config.file).read_text(encoding="utf-8")
    key = re.search(rf"^[^#\n]*?(?<![\w-])({name})[\"']?\s*=", text, re.MULTILINE)
    if not key:
        return Location(config.file)
    line, column = text.count("\n", 0, key.start(1)) + 1, key.start(1) - text.rfind("\n", 0, key.start(1))
    return Location(config.file, line, column, line, column + len(name))
