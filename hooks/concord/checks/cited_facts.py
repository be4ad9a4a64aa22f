"""Aligned sections → findings where a language does not cite a fact, or gives its date less exactly (`fact-drift`)."""

from collections.abc import Iterator, Mapping

from concord.alignment.minority import deviating, unshared_items
from concord.alignment.sections import AlignedSection, aligned_sections
from concord.finding import Finding
from concord.languages import language
from concord.model import Block, Location, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.language_names import english_names
from concord.rules.messages import closest_name
from concord.values import date_parts, read_quantity

_DATE = ".as_of"  # what follows the id of a fact in a citation of its date
_PARTS = ("a year", "a month", "a day")  # what a text may give as a date, by the number of its parts


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-drift`."""
    for aligned in aligned_sections(corpus):
        yield from _check_presence(aligned, registry)
        for versions in aligned.versions:
            yield from _check_exactness(aligned, versions)


def _check_presence(aligned: AlignedSection, registry: Registry) -> Iterator[Finding]:
    """Yields a finding for each fact, or date of a fact, that some versions do not cite; order and number are free.

    A fact in a block that a language lacks, which is reported, is not reported as well, nor is the date of a fact that
    is.
    """
    cited = {code: _cited(section, registry) for code, section in aligned.sections.items()}
    if len({frozenset(facts) for facts in cited.values()}) == 1:
        return
    explained = set(_cited_in_missing(aligned, registry))
    headings = {code: section.location for code, section in aligned.sections.items()}
    blocks = _blocks_of_facts(aligned, registry)
    unshared = {one.item: one.split for one in unshared_items(cited, headings)}
    for cite, split in unshared.items():
        if cite in explained or (cite.endswith(_DATE) and unshared.get(cite.removesuffix(_DATE)) == split):
            continue
        there = headings | blocks.get(cite, {})  # none of a fact in a heading
        places = [cited[code].get(cite) or there[code] for code in split.minority]
        subject = aligned.subject(split.minority[0], places[0])
        yield subject.finding("fact-drift", places[0], {"fact": cite} | split.message_data, related=places[1:])


def _check_exactness(aligned: AlignedSection, versions: Mapping[str, Block]) -> Iterator[Finding]:
    """Yields a finding for each date of a fact that a block gives as a year, and others as a month or a day."""
    dates = {code: _date_parts(block, code) for code, block in versions.items()}
    for cite in set.intersection(*map(set, dates.values())):
        parts = {code: found[cite][0] for code, found in dates.items()}
        code, others = deviating(parts)
        if not others:
            continue
        own, theirs = (_PARTS[max(parts[one]) - 1] for one in (code, others[0]))
        places = {other: found[cite][1] for other, found in dates.items()}
        data = {"case": "date", "fact": cite, "own": own, "theirs": theirs, "having": english_names(others)}
        related = [places[other] for other in others]
        yield aligned.subject(code, places[code]).finding("fact-drift", places[code], data, related=related)


def _date_parts(block: Block, code: str) -> dict[str, tuple[frozenset[int], Location]]:
    """For each date that `block` cites: of how many parts its texts are, 1 to 3, and the place of the last one.

    A text that is no date in the language, which `fact-mismatch` reports, is left out.
    """
    found: dict[str, tuple[frozenset[int], Location]] = {}
    for reference in block.references:
        if reference.scheme == "fact" and reference.target.endswith(_DATE):
            stated = read_quantity(reference.text, language(code))
            if stated is None:
                continue
            known = found[reference.target][0] if reference.target in found else frozenset()
            found[reference.target] = known | {date_parts(stated)}, reference.location
    return found


def _blocks_of_facts(aligned: AlignedSection, registry: Registry) -> dict[str, dict[str, Location]]:
    """By citation, where the first block that has it stands in each language, also in those without it."""
    blocks: dict[str, dict[str, Location]] = {}
    for versions in aligned.versions:
        places = {code: block.location for code, block in versions.items()}
        for cite in {cite for block in versions.values() for cite, _ in _citations(block, registry)}:
            blocks[cite] = places | blocks.get(cite, {})
    return blocks


def _cited_in_missing(aligned: AlignedSection, registry: Registry) -> Iterator[str]:
    """What is cited in elements that some languages lack."""
    for outermost in aligned.rows:
        missing = [outermost] if len(outermost.elements) < len(aligned.sections) else []
        missing = missing or [row for row in outermost.walk() if len(row.elements) < len(aligned.sections)]
        for element in (element for row in missing for element in row.elements.values()):
            yield from (cite for block in element.blocks for cite, _ in _citations(block, registry))


def _cited(section: Section, registry: Registry) -> dict[str, Location]:
    """What `section` cites, with the place of the first citation of each."""
    cited: dict[str, Location] = {}
    for block in section.blocks:
        for cite, place in _citations(block, registry):
            cited.setdefault(cite, place)
    return cited


def _citations(block: Block, registry: Registry) -> Iterator[tuple[str, Location]]:
    """What `block` cites: the ids of facts, and `id.as_of` for the date of one, each with its place.

    A citation of one end of a range counts as one of the fact. An unknown id, which `fact-unknown` reports, counts
    as the one that was probably meant.
    """
    for reference in block.references:
        if reference.scheme == "fact":
            id, _, end = reference.target.partition(".")
            yield _meant_fact(id, registry) + (_DATE if f".{end}" == _DATE else ""), reference.location
    yield from ((_meant_fact(id, registry), place) for id, place in block.evidence)


def _meant_fact(id: str, registry: Registry) -> str:
    """`id`, or the one that was probably meant where there is no such fact."""
    if id not in registry.facts and registry.is_conclusive("facts", id):
        return closest_name(id, registry.facts) or id
    return id
