"""Registry → findings: what could not be read, and marks that are derived (`mark-derived`)."""

from collections.abc import Iterator
from pathlib import PurePath

from concord.finding import Finding
from concord.pages.corpus import Corpus
from concord.registry import KINDS, Registry

_KINDS = (*KINDS, "claims")  # each has a section that shows what an entry looks like


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `registry-invalid`, `conflict-left` and `mark-derived`."""
    for fault in registry.faults:
        kind = PurePath(fault.location.path).stem
        case = {"case": kind} if fault.rule == "registry-invalid" and kind in _KINDS else {}
        yield Finding(fault.rule, fault.location, {"reason": fault.reason} | case)
    for id, fact in registry.facts.items():
        for mark in fact.marks:
            if mark in ("disputed", "outdated"):
                yield Finding("mark-derived", registry.place("facts", id), {"fact": id, "case": mark})
