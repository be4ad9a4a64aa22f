"""Guide and a git ref → TouchedSections: what differs since that commit, to select the findings about it.

A section is touched in all languages where its lines differ in any language, or where it cites an entry of the registry
that differs.
"""

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from concord.errors import ConfigurationError
from concord.finding import Finding
from concord.guide import Guide
from concord.model import Location, Page, Section
from concord.pages.block_parser import Parser
from concord.pages.corpus import Corpus
from concord.pages.parser import parse_page
from concord.registry import Registry, Statement
from concord.since.touched_lines import TouchedLines
from concord.storage.git import Change, changes_since, content_at
from concord.storage.text_file import BOM
from concord.sync.section_key import SectionKey
from concord.untrusted.mkdocs_yml import menu_of

_DEFINITION = re.compile(r" {0,3}\*?\[[^\]]+\]:")  # of a link label or an abbreviation: it affects the whole page
_KEY = re.compile(r"[\"']?([^\s#\"'{}\[\]%&*!|>-][^\"':]*)[\"']?\s*:")
_KINDS = {"title": "titles", "source": "sources", "picture": "pictures"}
_OF_A_BLOCK = frozenset(  # rules about a single block
    ("language-untranslated", "language-wrong", "value-uncited", "date-uncited", "quotation-marks", "link-broken")
)

Entry = tuple[str, str]  # kind (`facts`, `titles`, `sources`, `pictures`) and id


@dataclass
class TouchedSections:
    """What differs since a commit.

    Attributes:
        corpus: The present pages.
        registry: The present registry.
        pages: The paths of pages that count as touched as a whole.
        sections: The path and the section id of each touched section; the id "" is what stands before the first
            heading.
        unnamed: The paths of pages with a touched section whose heading has no id: it cannot be found in the other
            languages, so all sections of the page count as touched.
        entries: The registry entries that differ.
        files: The registry files that differ.
        cited: The registry entries that a touched section cites, or cited before.
        lines: The lines that differ, by the file of a page.
    """

    corpus: Corpus
    registry: Registry
    pages: set[str] = field(default_factory=set)
    sections: set[tuple[str, str]] = field(default_factory=set)
    unnamed: set[str] = field(default_factory=set)
    entries: set[Entry] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    cited: set[Entry] = field(default_factory=set)
    lines: dict[str, TouchedLines] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pages = {page.file: page for page in self.corpus}

    def concerns(self, finding: Finding) -> bool:
        """Whether `finding` is about something touched: its page, a section that it names, or one of its places.

        What is about aligned blocks, or about a single one, is so only where one of these blocks is touched. A conflict
        concerns everybody: it may be in a file that is not compared here, such as a lock file.
        """
        if finding.rule == "conflict-left" or finding.page in self.pages:
            return True
        if finding.rule == "link-broken" and self._has_target(finding):
            return True
        if finding.group or finding.rule in _OF_A_BLOCK:
            return any(self._has_block(place) for place in (finding.location, *finding.related, *finding.group))
        named = {finding.section, finding.data.get("id", ""), finding.data.get("theirs", "")} - {""}
        return (
            finding.page in self.unnamed
            or any((finding.page, id) in self.sections for id in named)
            or any(self._has_location(place) for place in (finding.location, *finding.related))
            or (not finding.page and self._has_entry(finding.location))
        )

    def has(self, page: Page, section: Section | None) -> bool:
        """Whether `section` of `page` is touched, in this language or another."""
        return self._has_page(page.path) or (page.path, _section_id(section)) in self.sections

    def has_key(self, key: SectionKey) -> bool:
        """Whether the section `key` of a page, or the entry `key` of the registry, is touched."""
        is_entry = (key.page.removesuffix(".yml"), key.section) in self.entries
        return is_entry or self._has_page(key.page) or key in self.sections

    def _has_page(self, path: str) -> bool:
        return path in self.pages or path in self.unnamed

    def touch(self, path: str, section: Section | None) -> None:
        """Adds a section of the page at `path`; None is what stands before the first heading."""
        id = _section_id(section)
        if id is None:
            self.unnamed.add(path)
        else:
            self.sections.add((path, id))

    def _has_block(self, place: Location) -> bool:
        return place.path in self.lines and self.lines[place.path].has(place)

    def _has_target(self, finding: Finding) -> bool:
        """Whether a link leads nowhere since its target was changed, or since a page is gone."""
        target = self._pages.get(finding.data.get("page", ""))
        if target:
            return self._has_page(target.path) or any(path == target.path for path, _ in self.sections)
        return bool(self.pages)

    def _has_location(self, place: Location) -> bool:
        page = self._pages.get(place.path)
        return page is not None and self.has(page, page.section_at(place.line))

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
            file = posixpath.normpath(f"{folder}/{change.path}")
            path = guide.corpus.path_of(file, language)
            if change.path.endswith(".md") and path:
                text = change.before.removeprefix(BOM)
                before = parse_page(text, parser, language=language, path=path, file=file)
                _add_page(touched, replace(change, path=path), before, pages.get(path))
    _add_menu(touched, ref, guide)
    touched.cited |= {entry for entry, page, section in _citations(guide.corpus) if touched.has(page, section)}
    if guide.config.has_registry:
        _add_entries(touched, ref, guide)
    for entry, page, section in _citations(guide.corpus):
        if entry in touched.entries:
            touched.touch(page.path, section)
    return touched


def _citations(pages: Iterable[Page]) -> Iterator[tuple[Entry, Page, Section]]:
    """Each reference as the entry that it cites, with its page and section."""
    return ((entry, page, section) for page in pages for section in page.sections for entry in _entries(section))


def _entries(section: Section) -> Iterator[Entry]:
    """The entries that a section cites, for an end of a range its fact."""
    yield from (("facts", id) for id, _ in section.cited_facts)
    yield from ((_KINDS[link.scheme], link.target) for link in section.references if link.scheme in _KINDS)


def _add_page(touched: TouchedSections, change: Change, before: Page, now: Page | None) -> None:
    """Adds the sections of a page in one language that have a line that was removed or added."""
    if now is None or _counts_as_whole(change, before, now):
        touched.pages.add(change.path)
        touched.cited |= {entry for entry, _, _ in _citations([before])}
        return
    touched.lines[now.file] = TouchedLines(now, change)
    old = list(_sections(before, change.removed))
    for section in (*old, *_sections(now, change.added)):
        touched.touch(change.path, section)
    touched.cited |= {entry for section in old if section for entry in _entries(section)}


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
        section = page.section_at(number)
        if text.strip() or (section and number < section.blocks[-1].lines[-1][1]):
            yield section


def _section_id(section: Section | None) -> str | None:
    """The id of the section in all languages, "" before the first heading; None for a heading without an id."""
    if section is None or not section.level:
        return ""
    return section.id or None


def _add_menu(touched: TouchedSections, ref: str, guide: Guide) -> None:
    """Adds the descriptions of pages whose title in the menus differs."""
    config = guide.config
    if not config.menu.titles:
        return
    with suppress(ConfigurationError):  # the pages may have a repository of their own
        before = menu_of(content_at(config.root, ref, config.site_file))
        for page in guide.corpus:
            if before.title(page.path, page.language) != config.menu.title(page.path, page.language):
                touched.touch(page.path, None)


def _add_entries(touched: TouchedSections, ref: str, guide: Guide) -> None:
    """Adds the registry entries that have a changed line, statements about such titles, and charts of such facts."""
    names = {f"{kind}.yml": kind for kind in ("facts", *_KINDS.values())}
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
