"""Page versions → findings where a language lacks a page, a section or a citation of a fact, compared by id."""

from collections import Counter
from collections.abc import Iterator, Mapping

from concord.alignment.minority import Split, split_languages, unshared_items
from concord.alignment.sections import AlignedSection, aligned_sections
from concord.alignment.stubs import announced_versions, written_versions
from concord.alignment.versions import aligned_versions
from concord.finding import Edit, Finding, Subject
from concord.model import Location, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.language_names import english_names
from concord.rules.messages import closest_name

Versions = Mapping[str, Page]  # the readable versions of one page, by language
_Neighbours = tuple[str, str]  # the ids of the sections before and after a section


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `page-missing` and `section-drift`."""
    for path in corpus.paths:
        versions = corpus.versions(path)
        if missing := _missing(corpus, path, versions):
            yield _page_missing(corpus, path, missing)
        readable = {language: page for language, page in versions.items() if not page.problems}
        if announced := announced_versions(readable):
            yield _page_announced(path, readable, announced)
        written = written_versions(versions)
        if len(written) > 1:
            yield from _check_sections(written)
            yield from _check_order(written)


def _missing(corpus: Corpus, path: str, versions: Versions) -> Split | None:
    """Which languages have a page and which lack it; one that is beginning may lack all but the home page of a site."""
    is_beginning_alone = not any(code in versions for code in corpus.complete)
    is_home = corpus.is_published and path == "index.md"
    return split_languages(corpus.languages if is_beginning_alone or is_home else corpus.complete, versions)


def _page_missing(corpus: Corpus, path: str, missing: Split) -> Finding:
    """A finding at the file that the first language in the minority lacks, or alone has."""
    places = [Location(corpus.file(language, path)) for language in missing.minority]
    return Finding(
        "page-missing",
        places[0],
        {"path": path} | missing.message_data,
        language=missing.minority[0],
        page=path,
        related=tuple(places[1:]),
    )


def _page_announced(path: str, versions: Versions, announced: tuple[str, ...]) -> Finding:
    """A finding at the first version that is no more than a heading or a sentence."""
    split = Split(tuple(code for code in versions if code not in announced), announced)
    places = [Location(versions[code].file) for code in announced]
    data = {"case": "announced", "path": path} | split.message_data
    return Subject(versions[announced[0]]).finding("page-missing", places[0], data, related=places[1:])


def _sections_by_id(page: Page) -> dict[str, Section]:
    """The sections of `page` that have an id, in order; of two with one id, which `section-id` reports, the first."""
    return {id: section for id, section in page.by_id.items() if id}


def _check_sections(versions: Versions) -> Iterator[Finding]:
    """Yields `section-drift` for each id that some versions lack; two ids for one section give one finding."""
    by_id = {language: _sections_by_id(page) for language, page in versions.items()}
    ids = {id: None for sections in by_id.values() for id in sections}
    splits = {id: split_languages(versions, [code for code in by_id if id in by_id[code]]) for id in ids}
    neighbours = {code: _neighbours(page) for code, page in versions.items()}
    alone: dict[tuple[str, _Neighbours], Section] = {}
    for id, split in splits.items():
        if split and len(split.having) == 1:
            alone.setdefault((split.having[0], neighbours[split.having[0]][id]), by_id[split.having[0]][id])
    reported: set[str] = set()
    for id, split in splits.items():
        other = _renamed(id, split, neighbours, alone) if split else None
        if split and other:
            reported |= {id, other.id}
            data = {"case": "renamed", "id": other.id, "theirs": id} | split.message_data
            related = [by_id[code][id].location for code in split.having]
            fix = (Edit(other.id_location, other.id, id),)
            subject = Subject(versions[split.lacking[0]], other)
            yield subject.finding("section-drift", other.id_location, data, related=related, fix=fix)
    for id, split in splits.items():
        if split and id not in reported and not _may_be_without_id(split, versions):
            places = [_place(id, code, versions, by_id, split) for code in split.minority]
            subject = Subject(versions[split.minority[0]], places[0][0])
            related = [location for _, location in places[1:]]
            yield subject.finding("section-drift", places[0][1], {"id": id} | split.message_data, related=related)


def _renamed(
    id: str,
    split: Split,
    neighbours: Mapping[str, Mapping[str, _Neighbours]],
    alone: Mapping[tuple[str, _Neighbours], Section],
) -> Section | None:
    """The section that one language has under another id in the place where all others have `id`; None for none.

    Its id must stand in that language alone, between the same two ids as `id` in each of the others, at least two.
    """
    if len(split.lacking) != 1 or len(split.having) < 2:
        return None
    first, *others = (neighbours[code][id] for code in split.having)
    return alone.get((split.lacking[0], first)) if all(other == first for other in others) else None


def _neighbours(page: Page) -> dict[str, _Neighbours]:
    """By the id of a section, those of the sections before and after it, "" at an end of the page."""
    ids = [section.id for section in page.sections]
    around: dict[str, _Neighbours] = {}
    for id, before, after in zip(ids, ["", *ids], [*ids[1:], ""], strict=False):
        around.setdefault(id, (before, after))
    return around


def _may_be_without_id(split: Split, versions: Versions) -> bool:
    """Whether each language that lacks the section has a heading without an id, which `section-id` reports."""
    return all(any(s.level and not s.id for s in versions[code].sections) for code in split.lacking)


def _place(
    id: str, language: str, versions: Versions, by_id: Mapping[str, Mapping[str, Section]], split: Split
) -> tuple[Section | None, Location]:
    """Where to report the section `id` in `language`: at its heading, or behind the section that it would follow."""
    if section := by_id[language].get(id):
        return section, section.location
    for section in reversed(_sections_before(versions[split.having[0]], id)):
        if previous := by_id[language].get(section.id):
            return previous, previous.blocks[-1].end
    return None, Location(versions[language].file)


def _sections_before(page: Page, id: str) -> tuple[Section, ...]:
    return page.sections[: [section.id for section in page.sections].index(id)]


def _check_order(versions: Versions) -> Iterator[Finding]:
    """Yields `section-drift` where shared sections have another order or level than in most versions: one a page."""
    by_id = {language: _sections_by_id(page) for language, page in versions.items()}
    shared = set.intersection(*map(set, by_id.values()))
    orders = {code: tuple(id for id in sections if id in shared) for code, sections in by_id.items()}
    levels = {code: tuple(by_id[code][id].level for id in sorted(shared)) for code in by_id}
    for case, values in (("order", orders), ("level", levels)):
        (usual, _), *others = Counter(values.values()).most_common()
        if not others:
            continue
        ids = {code: orders[code] if case == "order" else tuple(sorted(shared)) for code in by_id}
        deviating = {
            code: next(i for i, pair in enumerate(zip(values[code], usual, strict=True)) if pair[0] != pair[1])
            for code in versions
            if values[code] != usual
        }
        code, index = next(iter(deviating.items()))
        section = by_id[code][ids[code][index]]
        having = english_names(other for other in versions if other not in deviating)
        own = section.id if case == "order" else str(values[code][index])
        data = {"case": case, "id": section.id, "own": own, "theirs": str(usual[index]), "having": having}
        related = [by_id[other][ids[other][i]].location for other, i in deviating.items() if other != code]
        yield Subject(versions[code], section).finding("section-drift", section.location, data, related=related)


def check_facts(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-drift` for each fact that some versions of a section do not cite; order and number are free.

    A fact in a block that a language lacks, which is reported, is not reported as well.
    """
    for aligned in aligned_sections(corpus):
        cited = {code: _cited_facts(section, registry) for code, section in aligned.sections.items()}
        if len({frozenset(facts) for facts in cited.values()}) == 1:
            continue
        explained = set(_facts_of_missing(aligned, registry))
        headings = {code: section.location for code, section in aligned.sections.items()}
        blocks = _blocks_of_facts(aligned, registry)
        for fact, split, _ in unshared_items(cited, headings):
            if fact not in explained:
                there = headings | blocks.get(fact, {})  # none of a fact in a heading
                places = [cited[code].get(fact) or there[code] for code in split.minority]
                subject = aligned.subject(split.minority[0], places[0])
                yield subject.finding("fact-drift", places[0], {"fact": fact} | split.message_data, related=places[1:])


def _blocks_of_facts(aligned: AlignedSection, registry: Registry) -> dict[str, dict[str, Location]]:
    """By the id of a fact, where the first block that cites it stands in each language, also in those without it."""
    blocks: dict[str, dict[str, Location]] = {}
    for versions in aligned_versions(aligned):
        places = {code: block.location for code, block in versions.items()}
        for id in {_meant_fact(id, registry) for block in versions.values() for id, _ in block.cited_facts}:
            blocks[id] = places | blocks.get(id, {})
    return blocks


def _facts_of_missing(aligned: AlignedSection, registry: Registry) -> Iterator[str]:
    """The ids of the facts that are cited in elements that some languages lack."""
    for outermost in aligned.rows:
        missing = [outermost] if len(outermost.elements) < len(aligned.sections) else []
        missing = missing or [row for row in outermost.walk() if len(row.elements) < len(aligned.sections)]
        for element in (element for row in missing for element in row.elements.values()):
            yield from (_meant_fact(id, registry) for block in element.blocks for id, _ in block.cited_facts)


def _cited_facts(section: Section, registry: Registry) -> dict[str, Location]:
    """The ids of the facts that `section` cites, with the place of the first citation of each.

    A citation of one end of a range counts as one of the fact. An unknown id, which `fact-unknown` reports, counts
    as the one that was probably meant.
    """
    cited: dict[str, Location] = {}
    for id, place in section.cited_facts:
        cited.setdefault(_meant_fact(id, registry), place)
    return cited


def _meant_fact(id: str, registry: Registry) -> str:
    """`id`, or the one that was probably meant where there is no such fact."""
    if id not in registry.facts and registry.is_conclusive("facts", id):
        return closest_name(id, registry.facts) or id
    return id
