"""Every check, through one runner: corpus and registry → findings, in all languages, once, in order of their place.

A check is a generator that prints nothing, raises nothing and knows no other check.
"""

from collections.abc import Callable, Iterator

from concord import rules
from concord.checks import (
    allowances,
    blocks,
    facts,
    lists,
    numbers,
    pages,
    pictures,
    quotations,
    registry,
    structure,
    titles,
    unmarked,
    wording,
)
from concord.corpus import Corpus
from concord.finding import Finding
from concord.registry import Registry

Check = Callable[[Corpus, Registry], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    registry.check,
    pages.check,
    structure.check,
    blocks.check,
    numbers.check,
    facts.check,
    pictures.check,
    lists.check,
    unmarked.check,
    titles.check,
    wording.check,
    quotations.check,
)


def run(corpus: Corpus, registry: Registry) -> list[Finding]:
    """Everything that disagrees."""
    findings = (finding for check in CHECKS for finding in check(corpus, registry))
    kept = allowances.apply(findings, corpus, rules.names())
    return sorted(kept, key=lambda finding: (finding.location.start, finding.rule, sorted(finding.data.items())))
