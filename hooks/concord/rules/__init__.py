"""`rules/*.md` → `Rule`: each rule has one page with its level, its wording, the reason for it, and examples."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from concord import yaml
from concord.errors import ConfigurationError

_PAGE = re.compile(r"---\n(.*?)\n---\n+(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wording:
    """The message of a finding and the hint what to do; placeholders such as `{text}` are filled with its data."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        name: Its name, such as `number-drift`.
        level: Its default level: `info`, `warning` or `error`.
        wordings: Its wording by case, which a finding names in `data["case"]`; "" is the usual case.
        page: Its page in Markdown, without the front matter.
        is_comparison: Whether it compares the languages, of which one may be ahead of the others.
    """

    name: str
    level: str
    wordings: Mapping[str, Wording]
    page: str
    is_comparison: bool = False

    @property
    def summary(self) -> str:
        """The first paragraph below the heading of its page."""
        return self.page.split("\n\n")[1].replace("\n", " ")


@lru_cache
def names() -> tuple[str, ...]:
    """The names of all rules, in alphabetical order."""
    return tuple(sorted(file.name[:-3] for file in files(__name__).iterdir() if file.name.endswith(".md")))


@lru_cache
def rule(name: str) -> Rule:
    """The rule with the current name `name`.

    Raises:
        ConfigurationError: There is no such rule, or its page has no front matter.
    """
    if name not in names():
        raise ConfigurationError(f"there is no rule {name!r}; `concord rule` lists them")
    match = _PAGE.fullmatch((files(__name__) / f"{name}.md").read_text(encoding="utf-8"))
    if not match:
        raise ConfigurationError(f"rules/{name}.md has no front matter")
    front: dict[str, Any] = yaml.load(match[1])
    usual = Wording(front["message"], front["hint"])
    cases = {
        case: Wording(words.get("message", usual.message), words.get("hint", usual.hint))
        for case, words in front.get("cases", {}).items()
    }
    return Rule(name, front["level"], {"": usual} | cases, match[2], front.get("comparison", False))
