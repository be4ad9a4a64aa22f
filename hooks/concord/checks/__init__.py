"""Corpus and registry → findings of all checks, in order of their place.

A check is a generator of findings. It prints nothing, raises nothing and imports no other check.
"""

from collections.abc import Callable, Iterator

from concord.checks import (
    blocks,
    charts,
    facts,
    language,
    lists,
    numbers,
    pages,
    publication,
    quotations,
    registry,
    structure,
    suppressions,
    titles,
    uncited_values,
)
from concord.finding import Finding
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.storage.memo import Memo

Check = Callable[[Corpus, Registry], Iterator[Finding]]

OF_THE_WHOLE: tuple[Check, ...] = (  # their findings on a page depend on other pages as well, or on no page
    registry.check,
    pages.check,
    publication.check,
    structure.check,
    facts.check_whole,
    titles.check_whole,
)
OF_A_PAGE: tuple[Check, ...] = (  # their findings on a page depend on its versions in all languages, not on other pages
    blocks.check,
    numbers.check,
    facts.check,
    charts.check,
    lists.check,
    uncited_values.check,
    titles.check,
    language.check,
    quotations.check,
)
MEMORY: Memo[list[Finding]] = Memo("findings")


def run(corpus: Corpus, registry: Registry) -> list[Finding]:
    """The findings of all checks that no comment suppresses, sorted by place, rule and data."""
    findings = [finding for check in OF_THE_WHOLE for finding in check(corpus, registry)]
    kept = suppressions.apply([*findings, *_of_pages(corpus, registry)], corpus)
    return sorted(kept, key=lambda finding: (finding.location.start, finding.rule, sorted(finding.data.items())))


def _of_pages(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """What there is to say of each page by itself; where it was checked before, what was said then."""
    unknown: dict[str, list[Finding]] = {}
    texts = {path: _text(corpus, path) if registry.digest else "" for path in corpus.paths}
    for path, text in texts.items():
        found = MEMORY.known(registry.digest, text) if text else None
        if found is None:
            unknown[path] = []
        else:
            yield from found
    rest = corpus if len(unknown) == len(texts) else corpus.only(unknown)
    for finding in (finding for check in OF_A_PAGE for finding in check(rest, registry)):
        unknown[finding.page].append(finding)
    for path, found in unknown.items():
        if texts[path]:
            MEMORY.learn(registry.digest, texts[path], found)
        yield from found


def _text(corpus: Corpus, path: str) -> str:
    """What tells the versions of a page from any others, "" where nothing does."""
    versions = [(code, corpus.pages[code].get(path)) for code in corpus.languages]
    if any(page and not page.digest for _, page in versions):
        return ""
    return repr([(code, page and (page.file, page.digest)) for code, page in versions])
