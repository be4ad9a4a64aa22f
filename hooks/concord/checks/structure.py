"""The family `structure`: the same pages, sections and facts in each language, compared by id."""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from concord.alignment.minority import Split, split_languages, uneven_items
from concord.finding import Edit, Finding, page_finding
from concord.model import Location, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry

Versions = Mapping[str, Page]


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`page-missing`, `section-drift`, `fact-drift`."""
    for path in corpus.paths:
        versions = corpus.versions(path)
        if missing := split_languages(corpus.languages, versions):
            yield _page_missing(corpus, path, missing, versions)
        readable = {language: page for language, page in versions.items() if not page.problems}
        if len(readable) > 1:
            yield from _sections(readable)
            yield from _order(readable)
            yield from _facts(readable, registry)


def _page_missing(corpus: Corpus, path: str, missing: Split, versions: Versions) -> Finding:
    places = [Location(corpus.file(language, path)) for language in missing.reported]
    return Finding(
        "page-missing",
        places[0],
        {"path": path} | missing.words,
        language=missing.reported[0],
        page=path,
        related=tuple(places[1:]),
    )


def _named(page: Page) -> dict[str, Section]:
    """The sections that have an id, by it; of two with one id, which `section-id` reports, the first."""
    return {id: section for id, section in page.by_id.items() if id}


def _sections(versions: Versions) -> Iterator[Finding]:
    named = {language: _named(page) for language, page in versions.items()}
    every = {id: None for sections in named.values() for id in sections}
    splits = {id: split_languages(versions, [code for code in named if id in named[code]]) for id in every}
    paired: set[str] = set()
    for id, parts in splits.items():
        if parts and len(parts.lacking) == 1 and len(parts.having) > 1:
            other = _renamed(id, parts, versions, splits)
            if other:
                paired |= {id, other.id}
                page = versions[parts.lacking[0]]
                yield page_finding(
                    page,
                    other,
                    "section-drift",
                    other.id_location,
                    {"case": "renamed", "id": other.id, "theirs": id} | parts.words,
                    related=tuple(named[code][id].location for code in parts.having),
                    fix=(Edit(other.id_location, other.id, id),),
                )
    for id, parts in splits.items():
        if parts and id not in paired and not _waits_for_an_id(id, parts, versions):
            places = [_where(id, code, versions, named, parts) for code in parts.reported]
            page = versions[parts.reported[0]]
            yield page_finding(
                page,
                places[0][0],
                "section-drift",
                places[0][1],
                {"id": id} | parts.words,
                related=tuple(place for _, place in places[1:]),
            )


def _renamed(id: str, parts: Split, versions: Versions, splits: Mapping[str, Split | None]) -> Section | None:
    """The section that stands, under an id of its own, where the other languages have `id`."""
    language = parts.lacking[0]
    theirs = {_neighbours(versions[code], id) for code in parts.having}
    for section in versions[language].sections:
        own = splits.get(section.id)
        if own and own.having == (language,) and theirs == {_neighbours(versions[language], section.id)}:
            return section
    return None


def _neighbours(page: Page, id: str) -> tuple[str, str]:
    ids = [section.id for section in page.sections]
    place = ids.index(id)
    return ids[place - 1] if place else "", ids[place + 1] if place + 1 < len(ids) else ""


def _waits_for_an_id(id: str, parts: Split, versions: Versions) -> bool:
    """Whether each language that lacks `id` has a heading without one, which `section-id` reports."""
    return all(any(s.level and not s.id for s in versions[code].sections) for code in parts.lacking)


def _where(
    id: str, language: str, versions: Versions, named: Mapping[str, Mapping[str, Section]], parts: Split
) -> tuple[Section | None, Location]:
    """The heading of the section; in a language that lacks it, the heading that it would come after."""
    if section := named[language].get(id):
        return section, section.location
    for section in reversed(_until(versions[parts.having[0]], id)):
        if mine := named[language].get(section.id):
            return mine, mine.location
    return None, Location(versions[language].file)


def _until(page: Page, id: str) -> tuple[Section, ...]:
    return page.sections[: [section.id for section in page.sections].index(id)]


def _order(versions: Versions) -> Iterator[Finding]:
    """The sections that all languages have, in another order or on another level in the minority."""
    shared = set.intersection(*(set(_named(page)) for page in versions.values()))
    orders = {
        language: tuple((id, section.level) for id, section in _named(page).items() if id in shared)
        for language, page in versions.items()
    }
    (usual, _), *others = Counter(orders.values()).most_common()
    if not others:
        return
    odd = [language for language in versions if orders[language] != usual]
    places = []
    for language in odd:
        index = next(i for i, pair in enumerate(orders[language]) if pair != usual[i])
        places.append(_named(versions[language])[orders[language][index][0]])
        expected = usual[index]
    yield page_finding(
        versions[odd[0]],
        places[0],
        "section-drift",
        places[0].location,
        {
            "case": "order",
            "id": places[0].id,
            "theirs": expected[0],
            "having": ", ".join(language for language in versions if language not in odd),
        },
        related=tuple(place.location for place in places[1:]),
    )


def _facts(versions: Versions, registry: Registry) -> Iterator[Finding]:
    """The facts that each version of a section cites, without their order or number."""
    named = {language: _named(page) for language, page in versions.items()}
    for id in {id: None for sections in named.values() for id in sections}:
        sections = {language: named[language][id] for language in versions if id in named[language]}
        cited = {language: _citations(section, registry) for language, section in sections.items()}
        headings = {language: section.location for language, section in sections.items()}
        for fact, parts, places in uneven_items(cited, headings):
            first = parts.reported[0]
            data = {"fact": fact} | parts.words
            yield page_finding(versions[first], sections[first], "fact-drift", places[0], data, related=places[1:])


def _citations(section: Section, registry: Registry) -> dict[str, Location]:
    """The facts of a section, each with the place of its first citation; an end of a range counts as the range.

    An unknown id, which `fact-unknown` reports, counts as the one that was probably meant.
    """
    cited: dict[str, Location] = {}
    for reference in section.references:
        if reference.scheme == "fact":
            id = reference.target.partition(".")[0]
            if id not in registry.facts and registry.is_conclusive("facts", id):
                id = next(iter(get_close_matches(id, registry.facts, n=1)), id)
            cited.setdefault(id, reference.location)
    return cited
