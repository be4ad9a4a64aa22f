"""Page versions → findings where a language lacks a page or a section, compared by id."""

from collections import Counter
from collections.abc import Iterator, Mapping

from concord.alignment.heading_ids import with_site_ids
from concord.alignment.minority import Split, split_languages
from concord.alignment.stubs import announced_versions, written_versions
from concord.finding import Edit, Finding, Subject
from concord.model import Location, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.language_names import english_names

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
        written = with_site_ids(written_versions(versions))
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
