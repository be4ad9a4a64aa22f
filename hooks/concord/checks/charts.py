"""Page → findings on its charts (`picture:ID`): each is in the registry, in a paragraph of its own, and shown once."""

from collections.abc import Iterator

from concord.finding import Finding, Subject
from concord.model import Block, Reference
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.messages import near_case


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `picture-unknown` and `picture-misplaced`."""
    for page in corpus:
        shown: set[str] = set()  # the ids of the charts so far
        for section in page.sections:
            for block in section.blocks:
                for reference in block.references:
                    if reference.scheme == "picture":
                        for rule, data in _broken_rules(block, reference, shown, registry):
                            data = {"picture": reference.target} | data
                            yield Subject(page, section).finding(rule, reference.location, data)
                        shown.add(reference.target)


def _broken_rules(
    block: Block, reference: Reference, shown: set[str], registry: Registry
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yields the name of each rule that `reference` breaks, with the data for its message."""
    if reference.target not in registry.charts and registry.is_conclusive("pictures", reference.target):
        yield "picture-unknown", near_case(reference.target, registry.charts)
    start, end = reference.span
    if block.kind != "p" or block.text[:start].strip() or block.text[end:].strip():
        yield "picture-misplaced", {}
    elif reference.target in shown:
        yield "picture-misplaced", {"case": "twice"}
