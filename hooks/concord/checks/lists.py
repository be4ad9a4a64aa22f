"""The lists of the sources: where a text says how many items a list has, citing the fact, the list has that many."""

from collections.abc import Iterator
from itertools import groupby

from concord.finding import Finding, page_finding
from concord.model import Block, Page, Reference, Section
from concord.pages.corpus import Corpus
from concord.registry import Measured, Registry

_Promise = tuple[Reference, Measured]


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`fact-list`."""
    for page in corpus:
        for section in page.sections:
            yield from _section(page, section, registry)


def _section(page: Page, section: Section, registry: Registry) -> Iterator[Finding]:
    """Each list of the section against the facts cited in the text since the list before it."""
    promised: list[_Promise] = []
    for _, group in groupby(section.blocks, key=lambda block: block.group):
        blocks = tuple(group)
        if blocks[0].outer not in ("ul", "ol"):
            promised += _promises(blocks, registry)
            continue
        items = max(block.item for block in blocks)
        if promised and all(fact.quantity.low != items for _, fact in promised):
            yield _finding(page, section, blocks[0], items, promised[-1], registry)
        promised = []


def _promises(blocks: tuple[Block, ...], registry: Registry) -> Iterator[_Promise]:
    for block in blocks:
        for reference in block.references if block.kind == "p" else ():
            fact = registry.facts.get(reference.target) if reference.scheme == "fact" else None
            if isinstance(fact, Measured) and fact.kind == "list":
                yield reference, fact


def _finding(page: Page, section: Section, first: Block, items: int, promise: _Promise, registry: Registry) -> Finding:
    reference, fact = promise
    place = registry.place("facts", fact.id)
    data = {
        "items": str(items),
        "fact": fact.id,
        "value": str(fact.quantity.low),
        "place": f"{place.path}:{place.line}",
    }
    return page_finding(page, section, "fact-list", first.location, data, related=(reference.location, place))
