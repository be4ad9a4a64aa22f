"""Guide, old key and new key of a registry entry → Rename: the edits to the registry, the pages and the navigation.

A title is also the id of a section and usually the name of a page, in each language; these change with it.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from concord.edits.apply import apply_to_files
from concord.errors import ConfigurationError
from concord.finding import Edit
from concord.guide import Guide
from concord.model import Location, Page, Section
from concord.pages.corpus import Corpus
from concord.registry.coverage import read_coverage
from concord.registry.occurrences import dispute_occurrences, entry_occurrences
from concord.rules.messages import closest_name
from concord.storage.text_file import decode_text, split_lines
from concord.storage.transaction import write_files
from concord.text.masking import link_offsets

_KEY = re.compile(r"(?!(?:true|false|null)\Z)[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SITE_CONFIG = "mkdocs.yml"  # its navigation lists pages


@dataclass(frozen=True)
class Rename:
    """The edits of a rename, and the files that get a new name: old path → new path, relative to the guide's root."""

    edits: tuple[Edit, ...]
    moves: Mapping[str, str]


def plan_rename(guide: Guide, kind: str, old: str, new: str) -> Rename:
    """Finds every place that has to change. Writes nothing.

    Args:
        guide: The guide.
        kind: `facts` or `titles`.
        old: The present key.
        new: The new key.

    Raises:
        ConfigurationError: There is no such entry; `new` is no valid key or is taken; or a page or registry file cannot
            be read, so that a place could be missed.
    """
    _check_readable(guide)
    _check_known(guide, kind, old)
    _check_free(guide, kind, new)
    name = _read_name(guide.corpus, kind, old)
    moves = {file: f"{file[: file.rindex(old)]}{new}{file[file.rindex(old) + len(old) :]}" for file in name.files}
    for file in moves.values():
        if (guide.config.root / file).exists():
            raise ConfigurationError(f"there is {file} already; take another name, or rename that page first")
    edits: dict[tuple[Path, int, int], Edit] = {}
    for place in _places(guide, name):
        path = (guide.config.root / place.path).resolve()  # two pages may be links to the same file
        edits[path, place.line, place.column] = Edit(place, old, new)
    return Rename(tuple(edits.values()), moves)


def apply_rename(rename: Rename, root: Path) -> None:
    """Changes the files below `root`: all of them, or none.

    Raises:
        ConfigurationError: A file cannot be changed.
    """
    changes, rejected = apply_to_files(((edit,) for edit in rename.edits), root)
    if rejected:
        edit, at = rejected[0][0], rejected[0][0].location
        raise ConfigurationError(f"{at.path}:{at.line}:{at.column}: write {edit.old} here plainly, then try again")
    write_files(changes, {root / old: root / new for old, new in rename.moves.items()})


def _check_readable(guide: Guide) -> None:
    """Raises `ConfigurationError` where a registry file or a page cannot be read."""
    unread = [fault for fault in guide.registry.faults if Path(fault.location.path).stem in guide.registry.unread]
    problems = [problem for page in guide.corpus for problem in page.problems]
    wrong = [*((fault.location, fault.reason) for fault in unread), *((one.location, one.reason) for one in problems)]
    if wrong:
        place, reason = wrong[0]
        raise ConfigurationError(f"{place.path}:{place.line}: {reason}; mend it first, so that no place is passed over")


def _check_known(guide: Guide, kind: str, old: str) -> None:
    known = [id for other, id in guide.registry.places if other == kind]
    if old not in known:
        similar = closest_name(old, known)
        remedy = f"did you mean {similar}?" if similar else f"`concord {kind}` lists all of them"
        raise ConfigurationError(f"there is no {kind[:-1]} {old!r}; {remedy}")


def _check_free(guide: Guide, kind: str, new: str) -> None:
    if not _KEY.fullmatch(new):
        form = "small letters, digits and single hyphens, a letter first, such as salary-us"
        raise ConfigurationError(f"{new!r} can be no key; a key is {form}")
    taken = [guide.registry.places[kind, new]] if (kind, new) in guide.registry.places else []
    if kind == "titles":
        homes = (guide.corpus.find_section(code, new) for code in guide.corpus.languages)
        taken += [home[1].id_location for home in homes if home]
    if taken:
        raise ConfigurationError(f"{new} stands already at {taken[0].path}:{taken[0].line}; take another name")


@dataclass(frozen=True)
class _Name:
    """A key, and what has it as its name.

    `homes` has, for a title, the page and the section that define it, by language. `paths` are those of these pages
    that are named after it, relative to a language's folder, and `files` their files in all languages.
    """

    kind: str
    id: str
    homes: Mapping[str, tuple[Page, Section]]
    paths: frozenset[str]
    files: tuple[str, ...]

    def in_link(self, target: str, page: Page) -> Iterator[int]:
        """The offsets in the `target` of a link on `page` at which the name stands."""
        if target.startswith(f"{self.kind[:-1]}:"):
            start = target.index(":") + 1
            if target[start:].partition(".")[0] == self.id:
                yield start
        elif self.homes:
            path = unquote(_path(target))
            file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path)) if path else page.file
            homes = {home.file for home, _ in self.homes.values()}
            yield from self._in_address(target, file in self.files and path != "", file in homes)

    def in_carrier(self, word: str) -> Iterator[int]:
        """The offsets in `word`, a fact or a section (`page.md#id`) in a list of claims, at which the name stands."""
        if self.kind == "facts":
            yield from [0] if word == self.id else []
        else:
            homes = {home.path for home, _ in self.homes.values()}
            yield from self._in_address(word, _path(word) in self.paths, _path(word) in homes)

    def _in_address(self, address: str, is_named_after: bool, is_home: bool) -> Iterator[int]:
        """The offsets of the name in an address, by what is known of its page."""
        path, _, anchor = address.partition("#")
        if is_named_after:
            yield _path(path).rfind("/") + 1
        if is_home and anchor == self.id:
            yield len(path) + 1


def _read_name(corpus: Corpus, kind: str, id: str) -> _Name:
    found = {code: corpus.find_section(code, id) for code in corpus.languages} if kind == "titles" else {}
    homes = {code: home for code, home in found.items() if home}
    paths = {page.path for page, _ in homes.values() if posixpath.splitext(posixpath.basename(page.path))[0] == id}
    files = tuple(page.file for path in sorted(paths) for page in corpus.versions(path).values())
    return _Name(kind, id, homes, frozenset(paths), files)


def _places(guide: Guide, name: _Name) -> Iterator[Location]:
    """Every place in the registry, on the pages and in the site's navigation at which the name stands."""
    root, folder = guide.config.root, guide.config.facts
    yield from entry_occurrences(root, folder, name.kind, name.id)
    if name.homes:
        yield from dispute_occurrences(root, folder, name.id)
    for word, place in (carrier for row in read_coverage(root, folder) for carrier in row.carriers):
        yield from (_within(place, start, name.id) for start in name.in_carrier(word))
    yield from (section.id_location for _, section in name.homes.values())
    for page in guide.corpus:
        for target, place in _links(page):
            yield from (_within(place, start, name.id) for start in name.in_link(target, page))
        evidence = (cited for section in page.sections for block in section.blocks for cited in block.evidence)
        yield from (place for id, place in evidence if (name.kind, name.id) == ("facts", id))
    yield from _navigation(root, name)


def _links(page: Page) -> Iterator[tuple[str, Location]]:
    """The targets of the links of a page, each with its place: after the link's text, or where its label is defined."""
    for section in page.sections:
        for block in section.blocks:
            for reference, (_, _, text_end, end) in zip(block.references, link_offsets(block), strict=True):
                has_scheme = reference.scheme not in ("link", "image")
                target = f"{reference.scheme}:{reference.target}" if has_scheme else reference.target
                if reference.scheme != "image" and block.text.startswith("](", text_end):
                    yield target, block.at(max(text_end + 2, block.text.find(target, text_end, end)))
    yield from page.labelled


def _navigation(root: Path, name: _Name) -> Iterator[Location]:
    """Where the site's navigation lists the pages that are named after the title."""
    if not name.paths or not (root / _SITE_CONFIG).exists():
        return
    pattern = re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, sorted(name.paths)))})(?![\w./-])")
    lines = split_lines(decode_text((root / _SITE_CONFIG).read_bytes()))
    for number, line in enumerate(lines, 1):
        for match in pattern.finditer(line):
            start = match.start() + match[0].rfind("/") + 1
            yield _within(Location(_SITE_CONFIG, number), start, name.id)


def _path(address: str) -> str:
    """An address without its query and its anchor."""
    return re.split(r"[?#]", address, maxsplit=1)[0]


def _within(place: Location, start: int, text: str) -> Location:
    """The location of `text`, which begins `start` characters after the beginning of `place`, on its line."""
    column = place.column + start
    return Location(place.path, place.line, column, place.line, column + len(text))
