"""Trees of pages in memory, and the check of one page at a time, so that thousands of changes take seconds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from concord import checks, rules
from concord.config import Config, read_config
from concord.finding import Finding
from concord.model import Page, Section
from concord.pages.block_parser import Parser
from concord.pages.corpus import Corpus, read_corpus
from concord.pages.parser import parse_page
from concord.registry import Registry, read_registry
from concord.untrusted.mkdocs_yml import Menu

ROOT = Path(__file__).parents[2]
SYNTHETIC = ROOT / "benchmarks" / "corpus"
FIELD = ROOT.parent / "shared" / "field"
SETTINGS = read_config(ROOT)
PREFACE = "---\ndescription: A page.\n---\n\n# Page { #page }\n\n"


@dataclass(frozen=True, eq=False)
class Focus(Corpus):
    """A corpus of which only the page `path` is looked at; links still find the pages of `whole`."""

    path: str = ""
    whole: Corpus | None = None

    @cached_property
    def paths(self) -> tuple[str, ...]:
        return (self.path,)

    def __iter__(self) -> Iterator[Page]:
        return iter(self.versions(self.path).values())

    @cached_property
    def _homes(self) -> dict[tuple[str, str], tuple[Page, Section]]:
        whole = self.whole._homes if self.whole else {}
        own = {(page.language, section.id): (page, section) for page in self for section in page.sections}
        return {key: own.get(key, home) if home[0].path == self.path else home for key, home in whole.items()}


class Tree:
    """Pages in several languages with or without a registry, read once."""

    def __init__(self, settings: Config, with_registry: bool) -> None:
        self.settings = settings
        self.parser = parser_of(settings)
        self.corpus = read_corpus(settings)
        self.registry = (
            read_registry(settings.root, settings.facts, settings.languages)
            if with_registry
            else Registry(exists=False)
        )
        self._usual: dict[str, Counter[str]] = {}

    @property
    def docs(self) -> Path:
        return self.settings.root / self.settings.docs

    def findings(self) -> list[Finding]:
        """What the whole tree has at or above warning."""
        return grave(checks.run(self.corpus, self.registry))

    def changed(self, path: str, texts: Mapping[str, str]) -> list[Finding]:
        """The findings that the page `path` has with `texts` in some languages, and not without."""
        usual = self._usual.setdefault(path, Counter(map(signature, self._check(path, {}))))
        left = usual.copy()
        new = []
        for finding in self._check(path, texts):
            if left[signature(finding)] > 0:
                left[signature(finding)] -= 1
            else:
                new.append(finding)
        return new

    def usual(self, path: str) -> int:
        """How many findings the page has as it is."""
        return sum(self._usual.setdefault(path, Counter(map(signature, self._check(path, {})))).values())

    def _check(self, path: str, texts: Mapping[str, str]) -> list[Finding]:
        pages = {language: dict(own) for language, own in self.corpus.pages.items()}
        for language, text in texts.items():
            file = self.corpus.file(language, path)
            pages[language][path] = parse_page(text, self.parser, language=language, path=path, file=file)
        focus = Focus(self.corpus.folders, pages, self.corpus.is_published, path=path, whole=self.corpus)
        return grave(checks.run(focus, self.registry))


def parser_of(settings: Config) -> Parser:
    return Parser(settings.extensions, settings.page_limits)


def signature(finding: Finding) -> str:
    return f"{finding.rule} {finding.location.path} {sorted(finding.data.items())}"


def grave(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if rules.rule(finding.rule).level != "info"]


def guide() -> Tree:
    return Tree(SETTINGS, with_registry=True)


def synthetic() -> Tree:
    settings = replace(SETTINGS, docs="benchmarks/corpus", menu=Menu())
    return Tree(settings, with_registry=False)


def tree(docs: Path, languages: tuple[str, ...]) -> Tree:
    """Any tree of pages, without a registry."""
    return Tree(replace(SETTINGS, root=docs, docs=".", languages=languages), with_registry=False)


def small(texts: Mapping[str, str], titles: bool = False, preface: str = PREFACE) -> list[Finding]:
    """The findings on one page with these texts; with the guide's titles where they matter."""
    parser = parser_of(SETTINGS)
    folders = {language: language for language in texts}
    pages = {
        language: {
            "page.md": parse_page(preface + text, parser, language=language, path="page.md", file=f"{language}/page.md")
        }
        for language, text in texts.items()
    }
    whole = read_registry(ROOT, SETTINGS.facts, SETTINGS.languages) if titles else Registry(exists=False)
    return grave(
        checks.run(Corpus(folders, pages), Registry(titles=whole.titles, places=whole.places) if titles else whole)
    )


def warm_up(languages: Iterable[str]) -> None:
    """Loads what a first check loads and later ones find there: models, dictionaries, patterns."""
    words = "The people of this town have had 12 meetings on 8 May 2024 at 7 p.m., and not two of them were short."
    small({language: words for language in languages})
