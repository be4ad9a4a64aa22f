"""Corpus and registry → findings of all checks, in order of their place.

A check is a generator of findings. It prints nothing, raises nothing and imports no other check.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from concord.alignment.causes import one_a_notice, one_a_shift, one_a_table, without_consequences
from concord.checks import (
    blocks,
    broken_links,
    charts,
    cited_facts,
    comments,
    definitions,
    facts,
    form,
    inline_code,
    language,
    links,
    listings,
    lists,
    negations,
    numbers,
    opposites,
    pages,
    paid_periods,
    publication,
    quotations,
    registry,
    stale,
    structure,
    suppressions,
    titles,
    uncited_dates,
    uncited_values,
    unlisted_languages,
)
from concord.finding import Finding
from concord.model import Page
from concord.pages.corpus import Corpus
from concord.pages.memo import keep, recall
from concord.registry import Registry
from concord.registry.staleness import Clock
from concord.storage.cache import Cache

Check = Callable[[Corpus, Registry], Iterator[Finding]]

OF_THE_WHOLE: tuple[Check, ...] = (  # their findings on a page depend on other pages as well, or on no page
    publication.check,
    unlisted_languages.check,
    broken_links.check,
    links.check_whole,
)
OF_THE_REGISTRY: tuple[Check, ...] = (  # the same, where there is a registry
    registry.check,
    pages.check_whole,
    facts.check_whole,
)
OF_THE_TEXTS: tuple[Check, ...] = (  # on a page they depend on its versions alone, and on whether there is a registry
    pages.check,
    structure.check,
    blocks.check,
    listings.check,
    comments.check,
    links.check,
    inline_code.check,
    numbers.check,
    opposites.check,
    negations.check,
    language.check,
    quotations.check,
)
OF_A_PAGE: tuple[Check, ...] = (  # on a page they depend on its versions and on the registry, which there is
    cited_facts.check,
    facts.check,
    paid_periods.check,
    charts.check,
    form.check,
    lists.check,
    uncited_dates.check,
    uncited_values.check,
    titles.check,
    definitions.check,
)


class PageRecord(NamedTuple):
    """What the checks of one page in all its languages give: its findings, and the titles that each language uses."""

    findings: tuple[Finding, ...]
    title_uses: Mapping[str, tuple[titles.TitleUse, ...]]


def run(corpus: Corpus, registry: Registry, cache: Cache | None = None, clock: Clock | None = None) -> list[Finding]:
    """The findings of all checks that no comment suppresses, sorted by place, rule and data.

    Args:
        corpus: The pages.
        registry: What they are checked against.
        cache: The records of pages that earlier runs have checked; those of this run replace them. What depends on the
            day is in no record.
        clock: The day that the ages of facts are counted to; without it, no fact is stale.
    """
    records = _page_records(corpus, registry, cache)
    uses = [(page, records[page.path].title_uses.get(page.language, ())) for page in corpus]
    of_the_whole = OF_THE_WHOLE + OF_THE_REGISTRY if registry.exists else OF_THE_WHOLE
    findings = [finding for check in of_the_whole for finding in check(corpus, registry)]
    if registry.exists:
        findings += titles.check_whole(corpus, registry, uses)
        findings += stale.check(registry, clock or Clock())
    findings += [finding for record in records.values() for finding in record.findings]
    kept = suppressions.apply(without_consequences(findings), corpus)
    if not corpus.is_published:
        kept = one_a_notice(kept)
    return sorted(kept, key=lambda finding: (finding.location.start, finding.rule, sorted(finding.data.items())))


def _page_records(corpus: Corpus, registry: Registry, cache: Cache | None) -> dict[str, PageRecord]:
    """The record of each page: the one that is kept where all its versions and the registry are as they were, else new.

    It is kept in memory with one of the versions, for the next check of this process, and in the cache for other ones.
    A check of the guide without the cache of records takes 2.4 times as long (1.35 s, 0.55 s with it).
    """
    inputs = {path: _record_inputs(corpus, registry, path) for path in corpus.paths}
    records: dict[str, PageRecord] = {}
    for path, versions in inputs.items():
        if known := recall(versions.keeper, PageRecord, versions):
            records[path] = known
    if unknown := [path for path in inputs if path not in records]:
        new = corpus.only(unknown) if records else corpus
        records |= _cached_records(new, registry, None if records else cache)  # the cache has those of a whole run
    for path, versions in inputs.items():
        keep(versions.keeper, PageRecord, versions, records[path])
    return {path: records[path] for path in inputs}


class _RecordInputs(NamedTuple):
    """All that the record of a page depends on: its version in each language, and what it is checked against."""

    versions: tuple[Page | None, ...]
    registry: Registry
    folders: tuple[tuple[str, str], ...]
    beginning: frozenset[str]
    is_site: tuple[bool, bool]

    @property
    def keeper(self) -> Page:
        """The version that keeps the record."""
        return next(filter(None, self.versions))

    @property
    def of_the_texts(self) -> tuple[object, ...]:
        """What of it `OF_THE_TEXTS` depend on."""
        has_registry = (self.registry.exists, bool(self.registry.facts))
        return self.versions, has_registry, self.folders, self.beginning, self.is_site


def _record_inputs(corpus: Corpus, registry: Registry, path: str) -> _RecordInputs:
    versions = tuple(pages.get(path) for pages in corpus.pages.values())
    is_site = (corpus.is_published, corpus.has_site)
    return _RecordInputs(versions, registry, tuple(corpus.folders.items()), corpus.beginning, is_site)


def _cached_records(corpus: Corpus, registry: Registry, cache: Cache | None) -> dict[str, PageRecord]:
    """The records of all pages of `corpus`, those that the cache does not have new; afterwards it has them all."""
    keys = {path: _cache_key(corpus, registry, path) for path in corpus.paths}
    values = cache.get(filter(None, keys.values())) if cache else {}
    records: dict[str, PageRecord] = {path: pickle.loads(values[key]) for path, key in keys.items() if key in values}
    unknown = [path for path in corpus.paths if path not in records]
    records |= _check_pages(corpus.only(unknown) if records else corpus, registry)
    if cache and unknown:
        new = {keys[path]: pickle.dumps(records[path], pickle.HIGHEST_PROTOCOL) for path in unknown if keys[path]}
        cache.replace(values | new)
    return records


def _check_pages(corpus: Corpus, registry: Registry) -> dict[str, PageRecord]:
    findings = {path: [*found] for path, found in _check_texts(corpus, registry).items()}
    uses: dict[str, dict[str, tuple[titles.TitleUse, ...]]] = {path: {} for path in corpus.paths}
    if registry.exists:
        for finding in (finding for check in OF_A_PAGE for finding in check(corpus, registry)):
            findings[finding.page].append(finding)
        for page, page_uses in titles.title_uses(corpus, registry):
            uses[page.path][page.language] = page_uses
    counted = {path: one_a_table(one_a_shift(found), corpus.versions(path)) for path, found in findings.items()}
    return {path: PageRecord(tuple(counted[path]), uses[path]) for path in corpus.paths}


def _check_texts(corpus: Corpus, registry: Registry) -> dict[str, tuple[Finding, ...]]:
    """The findings of `OF_THE_TEXTS` on each page; kept, so that after an edit of the registry they are there still."""
    inputs = {path: _record_inputs(corpus, registry, path) for path in corpus.paths}
    known = {path: recall(one.keeper, OF_THE_TEXTS, one.of_the_texts) for path, one in inputs.items()}
    unknown: dict[str, list[Finding]] = {path: [] for path, found in known.items() if found is None}
    if unknown:
        new = corpus if len(unknown) == len(inputs) else corpus.only([*unknown])
        for finding in (finding for check in OF_THE_TEXTS for finding in check(new, registry)):
            unknown[finding.page].append(finding)
    for path, found in unknown.items():
        keep(inputs[path].keeper, OF_THE_TEXTS, inputs[path].of_the_texts, tuple(found))
    return {path: tuple(unknown[path]) if path in unknown else known[path] or () for path in inputs}


def _cache_key(corpus: Corpus, registry: Registry, path: str) -> str:
    """The hash of all that the record of a page depends on; "" where that is not known, and nothing is to be kept."""
    versions = [(code, corpus.pages[code].get(path)) for code in corpus.languages]
    if not registry.digest or any(page and not page.digest for _, page in versions):
        return ""
    contents = [(code, page and (page.file, page.digest)) for code, page in versions]
    return hashlib.sha256(repr((registry.digest, path, contents)).encode()).hexdigest()
