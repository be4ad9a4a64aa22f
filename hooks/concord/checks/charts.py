"""The family `picture`: what a page asks to be drawn is in the registry, in a paragraph of its own, and once."""

from collections.abc import Iterator
from difflib import get_close_matches

from concord.finding import Finding, page_finding
from concord.model import Block, Reference
from concord.pages.corpus import Corpus
from concord.registry import Registry


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`picture-unknown`, `picture-misplaced`."""
    for page in corpus:
        seen: set[str] = set()
        for section in page.sections:
            for block in section.blocks:
                for reference in block.references:
                    if reference.scheme == "picture":
                        for rule, data in _wrong(block, reference, seen, registry):
                            yield page_finding(
                                page, section, rule, reference.location, {"picture": reference.target} | data
                            )
                        seen.add(reference.target)


def _wrong(
    block: Block, reference: Reference, seen: set[str], registry: Registry
) -> Iterator[tuple[str, dict[str, str]]]:
    """The rules that the reference breaks, each with what its message needs."""
    if reference.target not in registry.charts and registry.is_conclusive("pictures", reference.target):
        near = get_close_matches(reference.target, registry.charts, n=1)
        yield "picture-unknown", {"case": "near", "near": near[0]} if near else {}
    start, end = reference.span
    if block.kind != "p" or block.text[:start].strip() or block.text[end:].strip():
        yield "picture-misplaced", {}
    elif reference.target in seen:
        yield "picture-misplaced", {"case": "twice"}
