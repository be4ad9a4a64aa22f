"""The whole guide at one moment: configuration, corpus, registry and what disagrees. Made once a build or a command."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from concord import config, rules
from concord.config import Config
from concord.errors import ConfigurationError
from concord.finding import Finding
from concord.languages import language
from concord.pages import corpus
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.registry.cached import read_cached_registry
from concord.rules.messages import level, message
from concord.storage.cache import Cache
from concord.storage.git import commit_dates
from concord.sync.findings import STRUCTURE, is_about, with_sync_findings
from concord.sync.lock.format import Key, page_of
from concord.sync.tracker import Tracker, read_tracker

_HOUSE_RULES = (
    "registry-",
    "fact-",
    "title-",
    "source-",
    "section-id",
    "page-metadata",
    "reference-",
    "quotation-",
    "picture-",
)


@dataclass(frozen=True)
class Guide:
    """What the hooks and the command share."""

    config: Config
    corpus: Corpus
    registry: Registry

    @cached_property
    def findings(self) -> list[Finding]:
        """Everything that disagrees, in order of its place.

        Without a registry these are pages that nobody wrote by the rules of this house, which then say nothing.
        """
        from concord import checks  # which take a tenth of a second to load, and whoever asks for states needs none

        found = checks.run(self.corpus, self.registry, Cache(self.config, "checks"))
        found = with_sync_findings(found, self.tracker)
        if self.config.has_registry:
            return found
        return [finding for finding in found if not finding.rule.startswith(_HOUSE_RULES)]

    @cached_property
    def modified(self) -> dict[str, str]:
        """When each page was last changed, in ISO 8601, by its file; pages of which this is not known are missing."""
        return commit_dates(self.config.root, *self.corpus.folders.values())

    @cached_property
    def tracker(self) -> Tracker:
        """Where each section of each language stands."""
        return read_tracker(self.config.root, self.corpus, self.registry)

    def differs(self, languages: Collection[str], key: Key) -> str:
        """The first thing in which the structure of a section differs between `languages`, with its place; "" for none.

        Without regard to leads, which are the reason to ask.
        """
        from concord import checks

        path = page_of(key)
        if path not in self.corpus.paths:
            return ""
        pages = {code: {path: self.corpus.pages[code][path]} for code in languages}
        between = Corpus({code: self.corpus.folders[code] for code in pages}, pages)
        for found in checks.run(between, self.registry):
            if found.rule in STRUCTURE and is_about(found, {key}):
                return f"{message(found)} ({found.location.path}:{found.location.line})"
        return ""

    def at_least(self, name: str) -> list[Finding]:
        """The findings at the level `name` (`info`, `warning`, `error`) or above."""
        return [finding for finding in self.findings if self.is_at_least(name, finding)]

    def is_at_least(self, name: str, finding: Finding) -> bool:
        """Whether `finding` is at the level `name` or above."""
        return config.LEVELS.index(level(finding, self.config.levels)) >= config.LEVELS.index(name)


def read_guide(root: Path) -> Guide:
    """The guide whose pyproject.toml lies in `root`.

    Raises `ConfigurationError` or `LanguageError` where it cannot be read at all.
    """
    return load_guide(config.read_config(root))


def load_guide(settings: Config) -> Guide:
    """The guide that `settings` describe. Raises as `read` does."""
    if not settings.languages:
        raise ConfigurationError("pyproject.toml: [tool.concord] languages names no language")
    for name in settings.levels:
        rules.rule(name)
    pages = corpus.read_corpus(settings)
    for code in settings.languages:
        language(code)
    if not settings.has_registry:
        return Guide(settings, pages, Registry())
    return Guide(settings, pages, read_cached_registry(settings))
