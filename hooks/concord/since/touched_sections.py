"""Guide and a git ref → TouchedSections: what differs since that commit, to select the findings about it.

A section is touched in all languages where its lines differ in any language, or where it cites an entry of the registry
that differs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from concord.finding import Finding
from concord.guide import Guide
from concord.model import Location, Page, Reference, Section
from concord.pages.block_parser import Parser
from concord.pages.corpus import Corpus
from concord.pages.parser import parse_page
from concord.registry import Registry, Statement
from concord.storage.git import Change, changes_since
from concord.storage.text_file import BOM

_DEFINITION = re.compile(r" {0,3}\*?\[[^\]]+\]:")  # of a link label or an abbreviation: it affects the whole page
_KEY = re.compile(r"[\"']?([^\s#\"'{}\[\]%&*!|>-][^\"':]*)[\"']?\s*:")
_KINDS = {"fact": "facts", "title": "titles", "source": "sources", "picture": "pictures"}

Entry = tuple[str, str]  # kind (`facts`, `titles`, `sources`, `pictures`) and id


@dataclass
class TouchedSections:
    """What differs since a commit.

    Attributes:
        corpus: The present pages.
        registry: The present registry.
        pages: The paths of pages that count as touched as a whole.
        sections: The path and the section id of each touched section; the id "" is what stands before the first
            heading. A touched section that has a heading without an id cannot be found in the other languages, so its
            page counts as a whole.
        entries: The registry entries that differ.
        files: The registry files that differ.
        cited: The registry entries that a touched section cites, or cited before.
    """

    corpus: Corpus
    registry: Registry
    pages: set[str] = field(default_factory=set)
    sections: set[tuple[str, str]] = field(default_factory=set)
    entries: set[Entry] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    cited: set[Entry] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._pages = {page.file: page for page in self.corpus}

    def concerns(self, finding: Finding) -> bool:
        """Whether `finding` is about something touched: its page, a section that it names, or one of its places."""
        named = {finding.section, finding.data.get("id", ""), finding.data.get("theirs", "")} - {""}
        return (
            finding.page in self.pages
            or any((finding.page, id) in self.sections for id in named)
            or any(self._has_location(place) for place in (finding.location, *finding.related))
            or (not finding.page and self._has_entry(finding.location))
        )

    def has(self, page: Page, section: Section | None) -> bool:
        """Whether `section` of `page` is touched, in this language or another."""
        return page.path in self.pages or (page.path, _section_id(section)) in self.sections

    def touch(self, path: str, section: Section | None) -> None:
        """Adds a section of the page at `path`; None is what stands before the first heading."""
        id = _section_id(section)
        if id is None:
            self.pages.add(path)
        else:
            self.sections.add((path, id))

    def _has_location(self, place: Location) -> bool:
        page = self._pages.get(place.path)
        return page is not None and self.has(page, _section_at(page, place.line))

    def _has_entry(self, place: Location) -> bool:
        """Whether the registry entry that `place` is in is touched or cited."""
        above = [
            (other.line, entry)
            for entry, other in self.registry.places.items()
            if other.path == place.path and other.line <= place.line
        ]
        return max(above)[1] in self.entries | self.cited if above else place.path in self.files


def touched_since(ref: str, guide: Guide) -> TouchedSections:
    """What differs between the commit that `ref` names and the present files.

    Raises:
        ConfigurationError: There is no git, no repository or no such commit.
    """
    touched = TouchedSections(guide.corpus, guide.registry)
    parser = Parser(guide.config.extensions, guide.config.page_limits)
    for language, pages in guide.corpus.pages.items():
        folder = guide.corpus.folders[language]
        for change in changes_since(guide.config.root / folder, ref):
            if change.path.endswith(".md"):
                text, file = change.before.removeprefix(BOM), f"{folder}/{change.path}"
                before = parse_page(text, parser, language=language, path=change.path, file=file)
                _add_page(touched, change, before, pages.get(change.path))
    touched.cited |= {entry for entry, page, section in _citations(guide.corpus) if touched.has(page, section)}
    if guide.config.has_registry:
        _add_entries(touched, ref, guide)
    for entry, page, section in _citations(guide.corpus):
        if entry in touched.entries:
            touched.touch(page.path, section)
    return touched


def _citations(pages: Iterable[Page]) -> Iterator[tuple[Entry, Page, Section]]:
    """Each reference as the entry that it cites, with its page and section."""
    return ((_entry(link), page, section) for page in pages for section, link in page.references)


def _entry(reference: Reference) -> Entry:
    """The entry that a reference cites, for an end of a range its fact; for a plain link an entry that never exists."""
    return _KINDS.get(reference.scheme, ""), reference.target.partition(".")[0]


def _add_page(touched: TouchedSections, change: Change, before: Page, now: Page | None) -> None:
    """Adds the sections of a page in one language that have a line that was removed or added."""
    if now is None or _counts_as_whole(change, before, now):
        touched.pages.add(change.path)
        touched.cited |= {entry for entry, _, _ in _citations([before])}
        return
    old = list(_sections(before, change.removed))
    for section in (*old, *_sections(now, change.added)):
        touched.touch(change.path, section)
    touched.cited |= {_entry(link) for section in old if section for link in section.references}


def _counts_as_whole(change: Change, before: Page, now: Page) -> bool:
    """Whether more sections of the page may differ than those with changed lines."""
    lines = [*change.removed.values(), *change.added.values()]
    return bool(
        change.replaced
        or before.problems
        or now.problems
        or any(map(_DEFINITION.match, lines))
        or "\r" in change.before.replace("\r\n", "")  # a lone CR ends a line for the parser, but not for git
    )


def _sections(page: Page, lines: Mapping[int, str]) -> Iterator[Section | None]:
    """The section of each line; a blank line after the last block of a section is in none."""
    for number, text in lines.items():
        section = _section_at(page, number)
        if text.strip() or (section and number < section.blocks[-1].lines[-1][1]):
            yield section


def _section_at(page: Page, line: int) -> Section | None:
    """The section that a line is in; None before the first one."""
    index = bisect_right(page.sections, line, key=lambda section: section.location.line)
    return page.sections[index - 1] if index else None


def _section_id(section: Section | None) -> str | None:
    """The id of the section in all languages, "" before the first heading; None for a heading without an id."""
    if section is None or not section.level:
        return ""
    return section.id or None


def _add_entries(touched: TouchedSections, ref: str, guide: Guide) -> None:
    """Adds the registry entries that have a changed line, statements about such titles, and charts of such facts."""
    names = {f"{kind}.yml": kind for kind in _KINDS.values()}
    folder = guide.config.root / guide.config.facts
    if not folder.is_dir():
        touched.files |= {f"{guide.config.facts}/{name}" for name in names}
        return
    for change in changes_since(folder, ref):
        if kind := names.get(change.path):
            touched.files.add(f"{guide.config.facts}/{change.path}")
            now = sorted((place.line, id) for (other, id), place in guide.registry.places.items() if other == kind)
            touched.entries |= {(kind, id) for id in _changed_entries(change, now)}
    titles = {id for kind, id in touched.entries if kind == "titles"}
    for fact in guide.registry.facts.values():
        if isinstance(fact, Statement) and titles & {*fact.subject, *fact.object}:
            touched.entries.add(("facts", fact.id))
    for picture in guide.registry.charts.values():
        if any(("facts", fact.id) in touched.entries for fact in guide.registry.chart_facts(picture)):
            touched.entries.add(("pictures", picture.id))


def _changed_entries(change: Change, now: list[tuple[int, str]]) -> Iterator[str]:
    """The ids of the entries that differ. Blank lines and comments do not count.

    `now` has the line at which each present entry begins and its id, in order.
    """
    rows = enumerate(change.before.split("\n"), start=1)
    before = [(number, match[1].strip()) for number, row in rows if (match := _KEY.match(row))]
    if change.replaced:
        yield from (id for _, id in (*before, *now))
    for entries, lines in ((before, change.removed), (now, change.added)):
        for number, text in lines.items():
            index = bisect_right(entries, (number, "\U0010ffff"))
            if index and text.strip() and not text.lstrip().startswith("#"):
                yield entries[index - 1][1]
