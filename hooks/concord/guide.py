"""The whole guide at one moment: configuration, corpus, registry and what disagrees. Made once a build or a command."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from concord import checks, config, corpus, registry, rules
from concord.config import Config
from concord.corpus import Corpus
from concord.errors import ConfigurationError
from concord.finding import Finding
from concord.registry import Registry
from concord.report.words import level


@dataclass(frozen=True)
class Guide:
    """What the hooks and the command share."""

    config: Config
    corpus: Corpus
    registry: Registry

    @cached_property
    def findings(self) -> list[Finding]:
        """Everything that disagrees, in order of its place."""
        return checks.run(self.corpus, self.registry)

    def at_least(self, name: str) -> list[Finding]:
        """The findings at the level `name` (`info`, `warning`, `error`) or above."""
        lowest = config.LEVELS.index(name)
        return [f for f in self.findings if config.LEVELS.index(level(f, self.config.levels)) >= lowest]


def read(root: Path) -> Guide:
    """The guide whose pyproject.toml lies in `root`.

    Raises `ConfigurationError` or `LanguageError` where it cannot be read at all.
    """
    settings = config.read(root)
    if not settings.languages:
        raise ConfigurationError("pyproject.toml: [tool.concord] languages names no language")
    for name in settings.levels:
        rules.rule(name)
    pages = corpus.read(settings)
    return Guide(settings, pages, registry.read(root, settings.facts, settings.languages))
