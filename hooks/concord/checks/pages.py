"""Page → findings on its front matter, its title, the ids of its headings, and references that the site cannot link."""

import re
from collections import Counter
from collections.abc import Iterator

from markdown.extensions.toc import slugify

from concord.finding import Edit, Finding, Subject
from concord.model import Location, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")
_UNREACHABLE = {  # kinds of blocks that the site does not search for references → their names in a message
    "summary": "the summary of a collapsible box",
    "label": "the label of a tab",
}


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `page-unreadable`, `page-metadata`, `section-id` and `reference-unreachable`."""
    for page in corpus:
        for problem in page.problems:
            yield Subject(page).finding("page-unreadable", problem.location, {"reason": problem.reason})
        if not page.problems:
            yield from _check_metadata(page)
            yield from _check_references(page)
            yield from _check_ids(page, corpus)


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
    for index, section in enumerate(page.sections):
        if not section.level:
            continue
        subject = Subject(page, section)
        seen[section.id] += bool(section.id)
        if not section.id:
            id = _proposed_id(page, index, corpus)
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


def _proposed_id(page: Page, index: int, corpus: Corpus) -> str:
    """The id for the section `index` of `page`, which has none; "" where it is not certain.

    It is the id that another language has between the same two ids, and that is missing on this page. Where no
    language has one there, it is the slug of the heading, in English if there is an English version. Where two
    headings without ids stand between the same two ids, nothing tells which is which.
    """
    before, after, without_id = _surroundings(page, index)
    if without_id != 1:
        return ""
    ids = {section.id for section in page.sections}
    titles: dict[str, str] = {}
    siblings: set[str] = set()
    for code, version in corpus.versions(page.path).items():
        between = _sections_between(version, before, after)
        siblings |= {section.id for section in between if section.id} - ids
        new = [section for section in between if not section.id]
        if len(new) == 1:
            titles[code] = new[0].title
        elif new:
            return ""
    if len(siblings) > 1:
        return ""
    if siblings:
        return siblings.pop()
    slug = slugify(_LINK.sub(r"\1", titles.get("en") or next(iter(titles.values()), "")), "-")
    return slug if _ID.fullmatch(slug) and slug not in ids else ""


def _surroundings(page: Page, index: int) -> tuple[str, str, int]:
    """The ids before and after the section `index`, and the number of headings without an id between these two.

    An id is "" where the page begins or ends before there is one.
    """
    sections = page.sections
    first = next((i for i in range(index - 1, -1, -1) if sections[i].id), -1)
    last = next((i for i in range(index + 1, len(sections)) if sections[i].id), len(sections))
    without = sum(1 for section in sections[first + 1 : last] if section.level)
    return sections[first].id if first >= 0 else "", sections[last].id if last < len(sections) else "", without


def _sections_between(page: Page, before: str, after: str) -> list[Section]:
    """The headings between two ids, "" for the page's beginning or end; [] where the page lacks one of the ids."""
    ids = [section.id for section in page.sections]
    if (before and before not in ids) or (after and after not in ids):
        return []
    start = ids.index(before) + 1 if before else 0
    end = ids.index(after) if after else len(ids)
    return [section for section in page.sections[start:end] if section.level]
