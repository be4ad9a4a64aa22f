"""Configuration → `Guide`: pages, registry and findings. It is read once a build or a command."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from concord import config, rules
from concord.config import Config
from concord.errors import ConfigurationError, LanguageError
from concord.finding import Finding
from concord.languages import language
from concord.languages.content import codes
from concord.new_language.language_file import is_usable, language_findings
from concord.new_language.missing import beginning_findings
from concord.pages import corpus
from concord.pages.corpus import Corpus
from concord.pages.markdown_extensions import ignored_extensions
from concord.pages.page_reader import PageReader
from concord.registry import Registry
from concord.registry.cached import read_cached_registry
from concord.registry.staleness import Clock, newest_day
from concord.rules.former_names import current_name, renamed_levels
from concord.rules.messages import UNCONFIRMABLE, level, message
from concord.storage.build_day import build_day
from concord.storage.cache import Cache
from concord.storage.git import commit_dates
from concord.sync.findings import EXPLAINED_BY_LEAD, is_about, with_sync_findings
from concord.sync.section_key import SectionKey
from concord.sync.tracker import Tracker, read_tracker
from concord.values import Day


@dataclass(frozen=True)
class Guide:
    """A guide as it is at present, for the hooks and the command.

    What it yields is worked out when it is first asked for, and kept.
    """

    config: Config
    corpus: Corpus
    registry: Registry
    language_findings: tuple[Finding, ...] = ()  # of the files of its languages
    earlier: Tracker | None = None  # of an earlier moment, of which the lock files and statuses are used again

    def changed(self, corpus: Corpus, registry: Registry) -> "Guide":
        """The guide with other pages or another registry, of which only what differs is computed again.

        Its findings are those of a guide that is read anew. The cache on disk is neither read nor written.
        """
        return replace(self, corpus=corpus, registry=registry, earlier=self.tracker.without_texts())

    @cached_property
    def findings(self) -> list[Finding]:
        """The findings of all checks, ordered by their place."""
        from concord import checks  # takes 0.1 s to load, and a command that shows the status needs no check

        cache = None if self.earlier else Cache(self.config, "checks")
        found = checks.run(self.corpus, self.registry, cache, self.clock)
        found = with_sync_findings(found, self.tracker)
        found += [*renamed_levels(self.config), *ignored_extensions(self.config), *self.language_findings]
        found += beginning_findings(self.config, self.corpus, self.registry)
        found.sort(key=lambda finding: finding.rule != "conflict-left")  # before everything else
        if self.config.layout == "files":  # each file may have languages of its own
            found = [finding for finding in found if finding.rule != "page-missing"]
        if self.corpus.is_by_name:
            found = [replace(one, data={**one.data, UNCONFIRMABLE: "yes"}) for one in found]
        return found

    @cached_property
    def clock(self) -> Clock:
        """The day that ages are counted to, and how old facts may be."""
        if not self.registry.facts:
            return Clock()
        given = self.config.today or build_day(self.config.root)
        day = Day(given.year, given.month, given.day) if given else None
        return Clock(day or newest_day(self.registry.facts, self.registry.sources), self.config.stale_after)

    @cached_property
    def modified(self) -> dict[str, str]:
        """The date of the last commit of each page in ISO 8601, by its file; pages without one are missing."""
        return commit_dates(self.config.root, *self.corpus.folders.values())

    @cached_property
    def tracker(self) -> Tracker:
        """The translation status of each section in each language."""
        if self.earlier:
            return replace(self.earlier, corpus=self.corpus, registry=self.registry)
        return read_tracker(self.config, self.corpus, self.registry)

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
            if found.rule in EXPLAINED_BY_LEAD and is_about(found, {key}):
                return f"{message(found)} ({found.location.path}:{found.location.line})"
        return ""

    @cached_property
    def errors(self) -> list[Finding]:
        """The findings at the level `error`."""
        return self.at_least("error")

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


def load_guide(settings: Config, reader: PageReader | None = None) -> Guide:
    """The guide that `settings` describe, with the pages that `reader` reads; raises what `read_guide` does."""
    if not settings.languages:
        remedy = "name them there, or with --languages en,de"
        raise ConfigurationError(
            f"pyproject.toml: [tool.concord] languages names no language, and none is seen; {remedy}"
        )
    for name in settings.levels:
        rules.rule(current_name(name))
    pages = corpus.read_corpus(settings, reader)
    wrong = [one for code in settings.languages for one in _language_findings(code, settings)]
    usable = tuple(code for code in settings.languages if not wrong or is_usable(code))
    if not usable:
        first = wrong[0]
        raise LanguageError(f"{first.location.path}:{first.location.line}: {message(first)}")
    if usable != settings.languages:
        settings = replace(settings, languages=usable)
        pages = corpus.read_corpus(settings, reader)
    known = read_cached_registry(settings) if settings.has_registry else Registry(exists=False)
    return Guide(settings, pages, known, tuple(wrong))


def _language_findings(code: str, settings: Config) -> list[Finding]:
    """The faults of the file of a language. Raises `LanguageError` where there is none, and one is needed."""
    if code not in codes():
        if settings.publish:
            raise LanguageError(f"languages/{code}.yml is missing: it has the words of the site for {code!r}")
        language(code)
        return []
    return language_findings(code, settings.root, with_interface=settings.publish)
