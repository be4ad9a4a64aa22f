"""Page versions → findings where a language lacks a page, a section or a citation of a fact, compared by id."""

from collections import Counter
from collections.abc import Iterator, Mapping

from concord.alignment.minority import Split, split_languages, unshared_items
from concord.finding import Edit, Finding, Subject
from concord.model import Location, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.messages import closest_name

Versions = Mapping[str, Page]  # the readable versions of one page, by language


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `page-missing`, `section-drift` and `fact-drift`."""
    for path in corpus.paths:
        versions = corpus.versions(path)
        if missing := split_languages(corpus.languages, versions):
            yield _page_missing(corpus, path, missing)
        readable = {language: page for language, page in versions.items() if not page.problems}
        if len(readable) > 1:
            yield from _check_sections(readable)
            yield from _check_order(readable)
            yield from _check_facts(readable, registry)


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


def _sections_by_id(page: Page) -> dict[str, Section]:
    """The sections of `page` that have an id, in order; of two with one id, which `section-id` reports, the first."""
    by_id: dict[str, Section] = {}
    for section in page.sections:
        if section.id:
            by_id.setdefault(section.id, section)
    return by_id


def _check_sections(versions: Versions) -> Iterator[Finding]:
    """Yields `section-drift` for each id that some versions lack; two ids for one section give one finding."""
    by_id = {language: _sections_by_id(page) for language, page in versions.items()}
    ids = {id: None for sections in by_id.values() for id in sections}
    splits = {id: split_languages(versions, [code for code in by_id if id in by_id[code]]) for id in ids}
    reported: set[str] = set()
    for id, split in splits.items():
        other = _renamed(id, split, versions, splits) if split else None
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


def _renamed(id: str, split: Split, versions: Versions, splits: Mapping[str, Split | None]) -> Section | None:
    """The section that one language has under another id in the place where all others have `id`; None for none.

    Its id must stand in that language alone, between the same two ids as `id` in each of the others, at least two.
    """
    if len(split.lacking) != 1 or len(split.having) < 2:
        return None
    language = split.lacking[0]
    neighbours = {_neighbours(versions[code], id) for code in split.having}
    for section in versions[language].sections:
        its_split = splits.get(section.id)
        is_alone = its_split and its_split.having == (language,)
        if is_alone and neighbours == {_neighbours(versions[language], section.id)}:
            return section
    return None


def _neighbours(page: Page, id: str) -> tuple[str, str]:
    """The ids of the sections before and after the section `id`, "" at an end of the page."""
    ids = [section.id for section in page.sections]
    place = ids.index(id)
    return ids[place - 1] if place else "", ids[place + 1] if place + 1 < len(ids) else ""


def _may_be_without_id(split: Split, versions: Versions) -> bool:
    """Whether each language that lacks the section has a heading without an id, which `section-id` reports."""
    return all(any(s.level and not s.id for s in versions[code].sections) for code in split.lacking)


def _place(
    id: str, language: str, versions: Versions, by_id: Mapping[str, Mapping[str, Section]], split: Split
) -> tuple[Section | None, Location]:
    """Where to report the section `id` in `language`: at its heading, or at the heading that it would follow."""
    if section := by_id[language].get(id):
        return section, section.location
    for section in reversed(_sections_before(versions[split.having[0]], id)):
        if previous := by_id[language].get(section.id):
            return previous, previous.location
    return None, Location(versions[language].file)


def _sections_before(page: Page, id: str) -> tuple[Section, ...]:
    return page.sections[: [section.id for section in page.sections].index(id)]


def _check_order(versions: Versions) -> Iterator[Finding]:
    """Yields `section-drift` where shared sections have another order or level than in most versions: one a page."""
    by_id = {language: _sections_by_id(page) for language, page in versions.items()}
    shared = set.intersection(*map(set, by_id.values()))
    orders = {
        language: tuple((id, section.level) for id, section in sections.items() if id in shared)
        for language, sections in by_id.items()
    }
    (usual, _), *others = Counter(orders.values()).most_common()
    if not others:
        return
    deviating = [language for language in versions if orders[language] != usual]
    places = []
    for language in deviating:
        index = next(i for i, pair in enumerate(orders[language]) if pair != usual[i])
        places.append(by_id[language][orders[language][index][0]])
        expected = usual[index]
    having = ", ".join(language for language in versions if language not in deviating)
    data = {"case": "order", "id": places[0].id, "theirs": expected[0], "having": having}
    related = [place.location for place in places[1:]]
    subject = Subject(versions[deviating[0]], places[0])
    yield subject.finding("section-drift", places[0].location, data, related=related)


def _check_facts(versions: Versions, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-drift` for each fact that some versions of a section do not cite; order and number are free."""
    by_id = {language: _sections_by_id(page) for language, page in versions.items()}
    for id in {id: None for sections in by_id.values() for id in sections}:
        sections = {language: by_id[language][id] for language in versions if id in by_id[language]}
        cited = {language: _cited_facts(section, registry) for language, section in sections.items()}
        headings = {language: section.location for language, section in sections.items()}
        for fact, split, places in unshared_items(cited, headings):
            language = split.minority[0]
            subject = Subject(versions[language], sections[language])
            yield subject.finding("fact-drift", places[0], {"fact": fact} | split.message_data, related=places[1:])


def _cited_facts(section: Section, registry: Registry) -> dict[str, Location]:
    """The ids of the facts that `section` cites, with the place of the first citation of each.

    A citation of one end of a range counts as one of the fact. An unknown id, which `fact-unknown` reports, counts
    as the one that was probably meant.
    """
    cited: dict[str, Location] = {}
    for reference in section.references:
        if reference.scheme == "fact":
            id = reference.target.partition(".")[0]
            if id not in registry.facts and registry.is_conclusive("facts", id):
                id = closest_name(id, registry.facts) or id
            cited.setdefault(id, reference.location)
    return cited
