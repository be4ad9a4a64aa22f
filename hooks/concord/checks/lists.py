"""Section → findings where a list has another number of items than the fact cited before it states (`fact-list`)."""

from collections.abc import Iterator
from itertools import groupby

from concord.finding import Finding, Subject
from concord.model import Block, Page, Reference, Section
from concord.pages.corpus import Corpus
from concord.registry import Measured, Registry

_CitedList = tuple[Reference, Measured]  # a citation, and the fact of the kind `list` that it cites


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-list`."""
    for page in corpus:
        for section in page.sections:
            yield from _check_section(page, section, registry)


def _check_section(page: Page, section: Section, registry: Registry) -> Iterator[Finding]:
    """Compares each list with the facts cited between it and the list before; one fact with its number is enough."""
    cited: list[_CitedList] = []
    for _, group in groupby(section.blocks, key=lambda block: block.group):
        blocks = tuple(group)
        if blocks[0].outer not in ("ul", "ol"):
            cited += _cited_lists(blocks, registry)
            continue
        items = max(block.item for block in blocks)
        if cited and all(fact.quantity.low != items for _, fact in cited):
            yield _finding(Subject(page, section), blocks[0], items, cited[-1], registry)
        cited = []


def _cited_lists(blocks: tuple[Block, ...], registry: Registry) -> Iterator[_CitedList]:
    """Yields the facts of the kind `list` that the paragraphs among `blocks` cite."""
    for block in blocks:
        for reference in block.references if block.kind == "p" else ():
            fact = registry.facts.get(reference.target) if reference.scheme == "fact" else None
            if isinstance(fact, Measured) and fact.kind == "list":
                yield reference, fact


def _finding(subject: Subject, first: Block, items: int, cited: _CitedList, registry: Registry) -> Finding:
    reference, fact = cited
    place = registry.place("facts", fact.id)
    data = {
        "items": str(items),
        "fact": fact.id,
        "value": str(fact.quantity.low),
        "place": f"{place.path}:{place.line}",
    }
    return subject.finding("fact-list", first.location, data, related=(reference.location, place))
