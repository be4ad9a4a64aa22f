"""Guide and a git ref → the sections that the change since then touches, in every language; then findings → theirs.

A section is touched where its lines differ in any language, or where it cites an entry of the registry that differs.
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

_DEFINITION = re.compile(r" {0,3}\*?\[[^\]]+\]:")  # of a link's label or an abbreviation, for any section of the page
_KEY = re.compile(r"[\"']?([^\s#\"'{}\[\]%&*!|>-][^\"':]*)[\"']?\s*:")
_KINDS = {"fact": "facts", "title": "titles", "source": "sources", "picture": "pictures"}

Entry = tuple[str, str]  # kind (`facts`, `titles`, `sources`, `pictures`) and id


@dataclass
class TouchedSections:
    """What a change touches: whole `pages` by path, `sections` by path and id, and `entries` of the registry.

    The id "" stands for what comes before a page's first heading. A page whose touched section has no id, by which
    the other languages could know it, counts as a whole. `files` are those of the registry that differ; `cited` are
    the entries that a touched section cites, or did.
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
        """Whether `finding` is about something touched: its page, a section that it names, or where it stands."""
        named = {finding.section, finding.data.get("id", ""), finding.data.get("theirs", "")} - {""}
        return (
            finding.page in self.pages
            or any((finding.page, id) in self.sections for id in named)
            or any(self._has(place) for place in (finding.location, *finding.related))
            or (not finding.page and self._has_entry(finding.location))
        )

    def has(self, page: Page, section: Section | None) -> bool:
        """Whether `section` of `page` is touched, in this language or another."""
        return page.path in self.pages or (page.path, _key(section)) in self.sections

    def touch(self, path: str, section: Section | None) -> None:
        """Takes note of a section of the page at `path`; None is what comes before the first heading."""
        key = _key(section)
        if key is None:
            self.pages.add(path)
        else:
            self.sections.add((path, key))

    def _has(self, place: Location) -> bool:
        page = self._pages.get(place.path)
        return page is not None and self.has(page, _section_at(page, place.line))

    def _has_entry(self, place: Location) -> bool:
        above = [
            (other.line, entry)
            for entry, other in self.registry.places.items()
            if other.path == place.path and other.line <= place.line
        ]
        return max(above)[1] in self.entries | self.cited if above else place.path in self.files


def touched_since(ref: str, guide: Guide) -> TouchedSections:
    """What differs between the commit that `ref` names and the files as they are now.

    Raises `ConfigurationError` where there is no git, no repository or no such commit.
    """
    touched = TouchedSections(guide.corpus, guide.registry)
    parser = Parser(guide.config.extensions)
    for language, pages in guide.corpus.pages.items():
        folder = guide.corpus.folders[language]
        for change in changes_since(guide.config.root / folder, ref):
            if change.path.endswith(".md"):
                text, file = change.before.removeprefix(BOM), f"{folder}/{change.path}"
                before = parse_page(text, parser, language=language, path=change.path, file=file)
                _add(touched, change, before, pages.get(change.path))
    touched.cited |= {entry for entry, page, section in _citations(guide.corpus) if touched.has(page, section)}
    if guide.config.has_registry:
        _add_entries(touched, ref, guide)
    for entry, page, section in _citations(guide.corpus):
        if entry in touched.entries:
            touched.touch(page.path, section)
    return touched


def _citations(pages: Iterable[Page]) -> Iterator[tuple[Entry, Page, Section]]:
    return ((_entry(link), page, section) for page in pages for section, link in page.references)


def _entry(reference: Reference) -> Entry:
    """The entry that a reference cites, an end of a range as its fact; a plain link cites none that there is."""
    return _KINDS.get(reference.scheme, ""), reference.target.partition(".")[0]


def _add(touched: TouchedSections, change: Change, before: Page, now: Page | None) -> None:
    """The sections of one page in one language that have a changed line, on either side."""
    if now is None or _is_whole(change, before, now):
        touched.pages.add(change.path)
        touched.cited |= {entry for entry, _, _ in _citations([before])}
        return
    old = list(_sections(before, change.removed))
    for section in (*old, *_sections(now, change.added)):
        touched.touch(change.path, section)
    touched.cited |= {_entry(link) for section in old if section for link in section.references}


def _is_whole(change: Change, before: Page, now: Page) -> bool:
    """Whether more of the page may differ than its changed lines tell."""
    lines = [*change.removed.values(), *change.added.values()]
    return bool(
        change.replaced
        or before.problems
        or now.problems
        or any(map(_DEFINITION.match, lines))
        or "\r" in change.before.replace("\r\n", "")  # ends a line of the page, but none of git's
    )


def _sections(page: Page, lines: Mapping[int, str]) -> Iterator[Section | None]:
    """The section of each line; a blank one behind a section's last block is in none."""
    for number, text in lines.items():
        section = _section_at(page, number)
        if text.strip() or (section and number < section.blocks[-1].lines[-1][1]):
            yield section


def _section_at(page: Page, line: int) -> Section | None:
    index = bisect_right(page.sections, line, key=lambda section: section.location.line)
    return page.sections[index - 1] if index else None


def _key(section: Section | None) -> str | None:
    """The id by which every language knows the section; None where it has a heading without one."""
    if section is None or not section.level:
        return ""
    return section.id or None


def _add_entries(touched: TouchedSections, ref: str, guide: Guide) -> None:
    """The entries of the registry that have a changed line, and the statements about titles that have one."""
    names = {f"{kind}.yml": kind for kind in _KINDS.values()}
    folder = guide.config.root / guide.config.facts
    if not folder.is_dir():
        touched.files |= {f"{guide.config.facts}/{name}" for name in names}
        return
    for change in changes_since(folder, ref):
        if kind := names.get(change.path):
            touched.files.add(f"{guide.config.facts}/{change.path}")
            now = sorted((place.line, id) for (other, id), place in guide.registry.places.items() if other == kind)
            touched.entries |= {(kind, id) for id in _changed(change, now)}
    titles = {id for kind, id in touched.entries if kind == "titles"}
    for fact in guide.registry.facts.values():
        if isinstance(fact, Statement) and titles & {*fact.subject, *fact.object}:
            touched.entries.add(("facts", fact.id))
    for picture in guide.registry.charts.values():
        if any(("facts", fact.id) in touched.entries for fact in guide.registry.chart_facts(picture)):
            touched.entries.add(("pictures", picture.id))


def _changed(change: Change, now: list[tuple[int, str]]) -> Iterator[str]:
    """The ids of the entries that differ, by the lines at which each begins; blank lines and comments do not count."""
    rows = enumerate(change.before.split("\n"), start=1)
    before = [(number, match[1].strip()) for number, row in rows if (match := _KEY.match(row))]
    if change.replaced:
        yield from (id for _, id in (*before, *now))
    for entries, lines in ((before, change.removed), (now, change.added)):
        for number, text in lines.items():
            index = bisect_right(entries, (number, "\U0010ffff"))
            if index and text.strip() and not text.lstrip().startswith("#"):
                yield entries[index - 1][1]
