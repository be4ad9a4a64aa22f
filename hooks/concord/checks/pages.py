"""Page → findings on its front matter, its title, the ids of its headings, and references that the site cannot link."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, partial
from itertools import islice

from concord.finding import Edit, Finding, Subject
from concord.model import Location, Page, Section
from concord.pages.anchors import ascii_slug
from concord.pages.corpus import Corpus
from concord.pages.memo import once
from concord.registry import Registry

_PLACED = re.compile(r"[^\x00-\x7f]|\w")  # in a heading: without such a character its place is a guess
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MOST = 200  # headings of another language between two ids of which one may be proposed
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")
_UNREACHABLE = {  # kinds of blocks that the site does not search for references → their names in a message
    "summary": "the summary of a collapsible box",
    "label": "the label of a tab",
}


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `page-unreadable`, `conflict-left`, `page-metadata`, `section-id` and `reference-unreachable`.

    Of `section-id`, all but what depends on other pages. Only a guide with a registry has to have ids and references;
    a page has to have a description there, and where it is published.
    """
    for page in corpus:
        for problem in page.problems:
            yield Subject(page).finding(problem.rule, problem.location, {"reason": problem.reason})
        if page.problems:
            continue
        if registry.exists or corpus.is_published:
            yield from _check_metadata(page)
        if registry.exists:
            yield from _check_references(page)
            yield from _check_ids(page, corpus)


def check_whole(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `section-id` for each section that explains a dispute, as one on another page does already."""
    homes: dict[tuple[str, str], list[tuple[Page, Section]]] = {}
    for page in corpus:
        for section in once(page, _explanations, registry, partial(_explanations, page, registry)):
            homes.setdefault((page.language, section.id), []).append((page, section))
    for found in homes.values():
        first = min(found, key=lambda home: home[0].path)[1].location
        for page, section in found:
            if section.location != first and section.level and not page.problems and _ID.fullmatch(section.id):
                data = {"case": "elsewhere", "id": section.id, "place": f"{first.path}:{first.line}"}
                yield Subject(page, section).finding("section-id", section.id_location, data, related=(first,))


def _explanations(page: Page, registry: Registry) -> list[Section]:
    return [section for id, section in page.by_id.items() if registry.is_dispute(id)]


def _check_metadata(page: Page) -> Iterator[Finding]:
    """Yields `page-metadata` where a page has no description, or not exactly one heading of level 1."""
    description = page.meta.get("description")
    if not isinstance(description, str) or not description.strip():
        yield Subject(page).finding("page-metadata", Location(page.file), {"case": "description"})
    titles = [section for section in page.sections if section.level == 1]
    if len(titles) != 1:
        place = titles[1].location if titles else Location(page.file)
        yield Subject(page).finding("page-metadata", place, {"count": str(len(titles))})


def _check_references(page: Page) -> Iterator[Finding]:
    """Yields `reference-unreachable` for each reference in a block where the site leaves it as it is."""
    for section in page.sections:
        for block in section.blocks:
            for reference in block.references if block.kind in _UNREACHABLE else ():
                data = {"text": reference.text, "where": _UNREACHABLE[block.kind]}
                yield Subject(page, section).finding("reference-unreachable", reference.location, data)


def _check_ids(page: Page, corpus: Corpus) -> Iterator[Finding]:
    """Yields `section-id` for each heading whose id is missing, malformed or taken by a heading before it."""
    seen = Counter[str]()
    gaps = _Gaps(page, corpus)
    for index, section in enumerate(page.sections):
        if not section.level:
            continue
        subject = Subject(page, section)
        seen[section.id] += bool(section.id)
        if not section.id:
            id = gaps.proposed_id(index) if _PLACED.search(section.title) else ""
            fix = (Edit(section.id_location, "", _attribute(section, id)),) if id else ()
            case = {"case": "fixable", "id": id} if id else {}
            yield subject.finding("section-id", section.location, {"title": section.title} | case, fix=fix)
        elif not _ID.fullmatch(section.id):
            yield subject.finding("section-id", section.id_location, {"case": "form", "id": section.id})
        elif seen[section.id] > 1:
            yield subject.finding("section-id", section.id_location, {"case": "twice", "id": section.id})


def _attribute(section: Section, id: str) -> str:
    """The text to insert at `section.id_location` so that the heading has `id`: into its attributes, or as new ones."""
    has_attributes = section.blocks and _ATTRIBUTES.search(section.blocks[0].text)
    return f"#{id} " if has_attributes else f" {{ #{id} }}"


class _Gaps:
    """The headings between two ids of `page`, and of its versions in the other languages."""

    def __init__(self, page: Page, corpus: Corpus) -> None:
        self._page, self._versions = page, corpus.versions(page.path)
        self._with_id = [index for index, section in enumerate(page.sections) if section.id]

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        """By language: the index of the first section with each id."""
        return {
            code: {section.id: index for index, section in reversed([*enumerate(page.sections)])}
            for code, page in self._versions.items()
        }

    def proposed_id(self, index: int) -> str:
        """The id for the section `index`, which has none; "" where it is not certain.

        It is the id that another language has between the same two ids, and that is missing on this page. Where no
        language has one there, it is the slug of the heading, in English if there is an English version. Where two
        headings without ids stand between the same two ids, nothing tells which is which.
        """
        sections, place = self._page.sections, bisect(self._with_id, index)
        first = self._with_id[place - 1] if place else -1
        last = self._with_id[place] if place < len(self._with_id) else len(sections)
        if sum(1 for section in islice(sections, first + 1, min(last, first + 4)) if section.level) != 1:
            return ""
        before, after = sections[first].id if first >= 0 else "", sections[last].id if last < len(sections) else ""
        ids = self._page.by_id.keys()
        titles: dict[str, str] = {}
        siblings: set[str] = set()
        for code in self._versions:
            for section in self._between(code, before, after):
                if not section.id and code in titles:
                    return ""
                if section.id:
                    siblings |= {section.id} - ids
                else:
                    titles[code] = section.title
                if len(siblings) > 1:
                    return ""
        if siblings:
            return siblings.pop()
        slug = ascii_slug(_LINK.sub(r"\1", titles.get("en") or next(iter(titles.values()), "")))
        return slug if _ID.fullmatch(slug) and slug not in ids else ""

    def _between(self, code: str, before: str, after: str) -> Iterator[Section]:
        """The headings between two ids, "" for the page's beginning or end; none where the page lacks one of them."""
        sections, places = self._versions[code].sections, self._places[code]
        if (not before or before in places) and (not after or after in places):
            start = places[before] + 1 if before else 0
            end = places[after] if after else len(sections)
            yield from (section for section in sections[start : min(end, start + _MOST)] if section.level)
