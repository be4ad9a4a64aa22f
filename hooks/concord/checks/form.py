"""Page → findings on its form: the points of *In short*, the line of evidence, and the lists that the site draws."""

from collections.abc import Iterator, Sequence

from concord.finding import Finding, Subject
from concord.model import Block, Page, Reference, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry

SHORT_ID, EVIDENCE_ID = "short", "evidence"  # the ids of the headings
_FEWEST, _MOST = 2, 5  # points
_LISTS = ("disputes", "sources")  # the schemes of the lines that become lists
_Line = tuple[Section, Block, Reference]


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `short-points`, `short-unreliable`, `evidence-line`, `evidence-lacking` and `list-line`."""
    for page in corpus:
        short, evidence = page.by_id.get(SHORT_ID), page.by_id.get(EVIDENCE_ID)
        if short:
            yield from _check_points(Subject(page, short), short)
            yield from _check_labels(Subject(page, short), short, registry)
        if short and evidence:
            yield from _lacking(Subject(page, short), short, evidence, registry)
        lines = [*_lines(page)]
        yield from _check_evidence(page, evidence, [line for line in lines if line[2].scheme == "evidence"])
        for scheme in _LISTS:
            yield from _check_list(page, scheme, [line for line in lines if line[2].scheme == scheme])


def _check_points(subject: Subject, short: Section) -> Iterator[Finding]:
    """Yields `short-points` where the section has no list, or other than two to five items in its lists."""
    blocks = [block for block in short.blocks if block.outer in ("ul", "ol")]
    items = len({(block.group, block.item) for block in blocks})
    if not blocks:
        yield subject.finding("short-points", short.location, {"case": "none"})
    elif not _FEWEST <= items <= _MOST:
        yield subject.finding("short-points", blocks[0].location, {"items": str(items)})


def _check_labels(subject: Subject, short: Section, registry: Registry) -> Iterator[Finding]:
    """Yields `short-unreliable` for each citation of a fact that is no basis of an answer."""
    for id, place in short.cited_facts:
        rating = registry.ratings.get(id)
        if rating and rating.label == "unreliable":
            data = {"fact": id, "why": rating.condition}
            yield subject.finding("short-unreliable", place, data, related=(registry.place("facts", id),))


def _lacking(subject: Subject, short: Section, evidence: Section, registry: Registry) -> Iterator[Finding]:
    """Yields `evidence-lacking` for each fact of a point that is not in the line of evidence."""
    listed = {id for block in evidence.blocks for id, _ in block.evidence}
    for id, place in dict(reversed([*short.cited_facts])).items() if listed else ():
        if id in registry.facts and id not in listed:
            yield subject.finding("evidence-lacking", place, {"fact": id}, related=(evidence.location,))


def _check_evidence(page: Page, evidence: Section | None, lines: Sequence[_Line]) -> Iterator[Finding]:
    """Yields `evidence-line` where it is missing, misplaced or empty, or names a fact twice."""
    if evidence and not any(reference.scheme == "evidence" for reference in evidence.references):
        yield Subject(page, evidence).finding("evidence-line", evidence.location, {"case": "missing"})
    for number, (section, block, reference) in enumerate(lines):
        subject = Subject(page, section)
        if not _is_alone(block, reference):
            yield subject.finding("evidence-line", reference.location, {})
        elif section is not evidence:
            yield subject.finding("evidence-line", reference.location, {"case": "elsewhere"})
        elif number or not reference.text.strip(" ,"):
            yield subject.finding("evidence-line", reference.location, {"case": "twice" if number else "empty"})
    for section in page.sections:
        seen: set[str] = set()
        for id, place in (named for block in section.blocks for named in block.evidence):
            if id in seen:
                yield Subject(page, section).finding("evidence-line", place, {"case": "repeated", "fact": id})
            seen.add(id)


def _check_list(page: Page, scheme: str, lines: Sequence[_Line]) -> Iterator[Finding]:
    """Yields `list-line` where a line has no paragraph of its own, or is the second for its list on the page."""
    for number, (section, block, reference) in enumerate(lines):
        if number or not _is_alone(block, reference):
            case = {"case": "twice"} if number else {}
            yield Subject(page, section).finding("list-line", reference.location, {"list": scheme} | case)


def _lines(page: Page) -> Iterator[_Line]:
    """Each reference of `page` that is a line of its own in the form of a page, with its section and block."""
    for section in page.sections:
        for block in section.blocks:
            for reference in block.references:
                if reference.scheme in ("evidence", *_LISTS):
                    yield section, block, reference


def _is_alone(block: Block, reference: Reference) -> bool:
    start, end = reference.span
    return block.kind == "p" and not block.text[:start].strip() and not block.text[end:].strip()
