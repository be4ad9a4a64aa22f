"""The family `registry`: what could not be read of facts/*.yml."""

from collections.abc import Iterator

from concord.finding import Finding
from concord.pages.corpus import Corpus
from concord.registry import Registry


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`registry-invalid`, one for each fault."""
    for fault in registry.faults:
        yield Finding("registry-invalid", fault.location, {"reason": fault.reason})
