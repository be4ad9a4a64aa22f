"""The family `page`: each page can be read, says what it is about, and every heading has its own id."""

import re
from collections import Counter
from collections.abc import Iterator

from markdown.extensions.toc import slugify

from concord.finding import Edit, Finding, page_finding
from concord.model import Location, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")
_UNREACHABLE = {"summary": "the summary of a collapsible box", "label": "the label of a tab"}


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`page-unreadable`, `page-metadata`, `section-id`, `reference-unreachable`."""
    for page in corpus:
        for problem in page.problems:
            yield page_finding(page, None, "page-unreadable", problem.location, {"reason": problem.reason})
        if not page.problems:
            yield from _metadata(page)
            yield from _references(page)
            yield from _ids(page, corpus)


def _metadata(page: Page) -> Iterator[Finding]:
    description = page.meta.get("description")
    if not isinstance(description, str) or not description.strip():
        yield page_finding(page, None, "page-metadata", Location(page.file), {"case": "description"})
    titles = [section for section in page.sections if section.level == 1]
    if len(titles) != 1:
        place = titles[1].location if titles else Location(page.file)
        yield page_finding(page, None, "page-metadata", place, {"count": str(len(titles))})


def _references(page: Page) -> Iterator[Finding]:
    for section in page.sections:
        for block in section.blocks:
            for reference in block.references if block.kind in _UNREACHABLE else ():
                place = _UNREACHABLE[block.kind]
                data = {"text": reference.text, "where": place}
                yield page_finding(page, section, "reference-unreachable", reference.location, data)


def _ids(page: Page, corpus: Corpus) -> Iterator[Finding]:
    seen = Counter[str]()
    for index, section in enumerate(page.sections):
        if not section.level:
            continue
        seen[section.id] += bool(section.id)
        if not section.id:
            id = _proposal(page, index, corpus)
            fix = (Edit(section.id_location, "", _attribute(section, id)),) if id else ()
            case = {"case": "fixable", "id": id} if id else {}
            yield page_finding(page, section, "section-id", section.location, {"title": section.title} | case, fix=fix)
        elif not _ID.fullmatch(section.id):
            yield page_finding(page, section, "section-id", section.id_location, {"case": "form", "id": section.id})
        elif seen[section.id] > 1:
            yield page_finding(page, section, "section-id", section.id_location, {"case": "twice", "id": section.id})


def _attribute(section: Section, id: str) -> str:
    has_attributes = section.blocks and _ATTRIBUTES.search(section.blocks[0].text)
    return f"#{id} " if has_attributes else f" {{ #{id} }}"


def _proposal(page: Page, index: int, corpus: Corpus) -> str:
    """The id for a heading that has none: its sibling's, or in a new section a slug; "" where it is not certain.

    The sibling is what stands between the same two ids in another language and does not stand here. Two headings
    without ids between the same two are not told apart.
    """
    before, after, without = _surroundings(page, index)
    if without != 1:
        return ""
    ids = page.by_id.keys()
    names: dict[str, str] = {}
    siblings: set[str] = set()
    for code, version in corpus.versions(page.path).items():
        between = _between(version, before, after)
        siblings |= {section.id for section in between if section.id} - ids
        new = [section for section in between if not section.id]
        if len(new) == 1:
            names[code] = new[0].title
        elif new:
            return ""
    if len(siblings) > 1:
        return ""
    if siblings:
        return siblings.pop()
    slug = slugify(_LINK.sub(r"\1", names.get("en") or next(iter(names.values()), "")), "-")
    return slug if _ID.fullmatch(slug) and slug not in ids else ""


def _surroundings(page: Page, index: int) -> tuple[str, str, int]:
    """The ids before and after a heading, and how many headings without one stand between them."""
    sections = page.sections
    first = next((i for i in range(index - 1, -1, -1) if sections[i].id), -1)
    last = next((i for i in range(index + 1, len(sections)) if sections[i].id), len(sections))
    without = sum(1 for section in sections[first + 1 : last] if section.level)
    return sections[first].id if first >= 0 else "", sections[last].id if last < len(sections) else "", without


def _between(page: Page, before: str, after: str) -> list[Section]:
    ids = [section.id for section in page.sections]
    if (before and before not in ids) or (after and after not in ids):
        return []
    start = ids.index(before) + 1 if before else 0
    end = ids.index(after) if after else len(ids)
    return [section for section in page.sections[start:end] if section.level]
