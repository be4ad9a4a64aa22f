"""`Registry.faults` → findings of the rule `registry-invalid`."""

from collections.abc import Iterator

from concord.finding import Finding
from concord.pages.corpus import Corpus
from concord.registry import Registry


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `registry-invalid` for each fault in the files of the registry."""
    for fault in registry.faults:
        yield Finding("registry-invalid", fault.location, {"reason": fault.reason})
