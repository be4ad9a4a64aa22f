"""Configuration → `Guide`: pages, registry and findings. It is read once a build or a command."""

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
from concord.pages.markdown_extensions import ignored_extensions
from concord.registry import Registry
from concord.registry.cached import read_cached_registry
from concord.rules.former_names import current_name, renamed_levels
from concord.rules.messages import level, message
from concord.storage.cache import Cache
from concord.storage.git import commit_dates
from concord.sync.findings import STRUCTURE, is_about, with_sync_findings
from concord.sync.section_key import SectionKey
from concord.sync.tracker import Tracker, read_tracker

_REGISTRY_RULES = (  # beginnings of the rules that only pages written for a registry can follow
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
    """A guide as it is at present, for the hooks and the command.

    What it yields is worked out when it is first asked for, and kept.
    """

    config: Config
    corpus: Corpus
    registry: Registry

    @cached_property
    def findings(self) -> list[Finding]:
        """The findings of all checks, ordered by their place.

        Without a registry, those of rules that need one are left out; a page that is published needs its front matter.
        """
        from concord import checks  # takes 0.1 s to load, and a command that shows the status needs no check

        found = checks.run(self.corpus, self.registry, Cache(self.config, "checks"))
        found = with_sync_findings(found, self.tracker)
        found += [*renamed_levels(self.config), *ignored_extensions(self.config)]
        if self.config.has_registry:
            return found
        left_out = tuple(name for name in _REGISTRY_RULES if not (self.config.publish and name == "page-metadata"))
        return [finding for finding in found if not finding.rule.startswith(left_out)]

    @cached_property
    def modified(self) -> dict[str, str]:
        """The date of the last commit of each page in ISO 8601, by its file; pages without one are missing."""
        return commit_dates(self.config.root, *self.corpus.folders.values())

    @cached_property
    def tracker(self) -> Tracker:
        """The translation status of each section in each language."""
        return read_tracker(self.config.root, self.corpus, self.registry)

    def differs(self, languages: Collection[str], key: SectionKey) -> str:
        """The first thing in which the structure of a section differs between `languages`, with its place; "" for none.

        "" where there is none. It does not matter which language leads, unlike in `findings`.
        """
        from concord import checks

        path = key.page
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
    """The guide whose pyproject.toml is in the folder `root`.

    Raises:
        ConfigurationError: The configuration or a folder cannot be read.
        LanguageError: A language has no description.
    """
    return load_guide(config.read_config(root))


def load_guide(settings: Config) -> Guide:
    """The guide that `settings` describe; raises what `read_guide` does."""
    if not settings.languages:
        raise ConfigurationError("pyproject.toml: [tool.concord] languages names no language")
    for name in settings.levels:
        rules.rule(current_name(name))
    pages = corpus.read_corpus(settings)
    for code in settings.languages:
        language(code)
    if not settings.has_registry:
        return Guide(settings, pages, Registry())
    return Guide(settings, pages, read_cached_registry(settings))
