"""Guide → what a language that is beginning does not have yet, and the findings that say how much it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concord.config import Config
from concord.finding import Finding
from concord.model import Location
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.registry.missing_texts import MissingText, missing_texts
from concord.rules.language_names import english_name


@dataclass(frozen=True)
class Missing:
    """What the language `code` does not have yet: pages out of `expected`, by path, and texts of the registry."""

    code: str
    expected: int
    pages: tuple[str, ...]
    texts: tuple[MissingText, ...]


def missing_in(corpus: Corpus, registry: Registry, code: str) -> Missing:
    """What the other languages have and `code` has not."""
    lacking = tuple(path for path in corpus.expected if path not in corpus.pages[code])
    return Missing(code, len(corpus.expected), lacking, tuple(missing_texts(registry, code)))


def beginning_findings(config: Config, corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `language-beginning` for each language that is beginning, at its place in pyproject.toml."""
    for code in corpus.languages:
        if code in corpus.beginning:
            missing = missing_in(corpus, registry, code)
            is_done = not (missing.pages or missing.texts)
            data = {"language": english_name(code), "code": code, "case": "done" if is_done else ""}
            data |= {"pages": str(len(missing.pages)), "all": str(missing.expected), "texts": str(len(missing.texts))}
            yield Finding("language-beginning", _place(config, code), data, code)


def _place(config: Config, code: str) -> Location:
    """Where the settings say that a language is beginning; their file where that is not found."""
    text = (config.root / config.file).read_text(encoding="utf-8")
    found = re.search(rf"\{{[^{{}}\n]*[\"']{re.escape(code)}[\"'=][^{{}}\n]*\}}", text)
    if not found:
        return Location(config.file)
    line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
    return Location(config.file, line, column, line, column + len(found[0]))
