"""A key of the registry → another one, in the registry and on every page of every language; or why it cannot be."""

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
from concord.registry.occurrences import claim_carriers, dispute_occurrences, entry_occurrences
from concord.rules.messages import closest_name
from concord.storage.atomic_write import write_files
from concord.text.masking import link_offsets

_KEY = re.compile(r"(?!(?:true|false|null)\Z)[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SITE = "mkdocs.yml"  # its navigation names pages


@dataclass(frozen=True)
class Rename:
    """What changes: the places that say the old key, and the files that get a new name. Paths as the user sees them."""

    edits: tuple[Edit, ...]
    moves: Mapping[str, str]


def plan_rename(guide: Guide, kind: str, old: str, new: str) -> Rename:
    """What it takes to call the entry `old` of `kind` (`facts`, `titles`) `new`. Writes nothing.

    Raises `ConfigurationError` where there is no such entry, where `new` can be no key or is taken, and where a file
    cannot be read, so that no place is passed over.
    """
    _check_readable(guide)
    _check_known(guide, kind, old)
    _check_free(guide, kind, new)
    name = _name(guide.corpus, kind, old)
    moves = {file: f"{file[: file.rindex(old)]}{new}{file[file.rindex(old) + len(old) :]}" for file in name.files}
    for file in moves.values():
        if (guide.config.root / file).exists():
            raise ConfigurationError(f"there is {file} already; take another name, or rename that page first")
    edits: dict[tuple[Path, int, int], Edit] = {}
    for place in _places(guide, name):
        path = (guide.config.root / place.path).resolve()  # which two pages may share
        edits[path, place.line, place.column] = Edit(place, old, new)
    return Rename(tuple(edits.values()), moves)


def apply_rename(renaming: Rename, root: Path) -> None:
    """Changes all of the files below `root`, or none.

    Raises `ConfigurationError` where one cannot be changed.
    """
    contents, left = apply_to_files(((edit,) for edit in renaming.edits), root)
    if left:
        edit, at = left[0][0], left[0][0].location
        raise ConfigurationError(f"{at.path}:{at.line}:{at.column}: write {edit.old} here plainly, then try again")
    write_files(contents, {root / old: root / new for old, new in renaming.moves.items()})


def _check_readable(guide: Guide) -> None:
    unread = [fault for fault in guide.registry.faults if Path(fault.location.path).stem in guide.registry.unread]
    problems = [problem for page in guide.corpus for problem in page.problems]
    wrong = [*((fault.location, fault.reason) for fault in unread), *((one.location, one.reason) for one in problems)]
    if wrong:
        place, reason = wrong[0]
        raise ConfigurationError(f"{place.path}:{place.line}: {reason}; mend it first, so that no place is passed over")


def _check_known(guide: Guide, kind: str, old: str) -> None:
    known = [id for other, id in guide.registry.places if other == kind]
    if old not in known:
        near = closest_name(old, known)
        remedy = f"did you mean {near}?" if near else f"`concord {kind}` lists all of them"
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
    """A key and what bears it: of a title, by language, the page and the section that explain it.

    `files` are the pages that are called after it, as `paths` in each language.
    """

    kind: str
    id: str
    homes: Mapping[str, tuple[Page, Section]]
    paths: frozenset[str]
    files: tuple[str, ...]

    def in_link(self, target: str, page: Page) -> Iterator[int]:
        """The offsets at which what a link on `page` leads to says the name."""
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
        """The offsets at which a fact or a section (`page.md#id`) that carries a claim says the name."""
        if self.kind == "facts":
            yield from [0] if word == self.id else []
        else:
            homes = {home.path for home, _ in self.homes.values()}
            yield from self._in_address(word, _path(word) in self.paths, _path(word) in homes)

    def _in_address(self, address: str, is_called_so: bool, explains: bool) -> Iterator[int]:
        path, _, anchor = address.partition("#")
        if is_called_so:
            yield _path(path).rfind("/") + 1
        if explains and anchor == self.id:
            yield len(path) + 1


def _name(corpus: Corpus, kind: str, id: str) -> _Name:
    found = {code: corpus.find_section(code, id) for code in corpus.languages} if kind == "titles" else {}
    homes = {code: home for code, home in found.items() if home}
    paths = {page.path for page, _ in homes.values() if posixpath.splitext(posixpath.basename(page.path))[0] == id}
    files = tuple(page.file for path in sorted(paths) for page in corpus.versions(path).values())
    return _Name(kind, id, homes, frozenset(paths), files)


def _places(guide: Guide, name: _Name) -> Iterator[Location]:
    """Wherever the registry, the pages and the site's navigation say the name."""
    root, folder = guide.config.root, guide.config.facts
    yield from entry_occurrences(root, folder, name.kind, name.id)
    if name.homes:
        yield from dispute_occurrences(root, folder, name.id)
    for word, place in claim_carriers(root, folder):
        yield from (_within(place, start, name.id) for start in name.in_carrier(word))
    yield from (section.id_location for _, section in name.homes.values())
    for page in guide.corpus:
        for target, place in _links(page):
            yield from (_within(place, start, name.id) for start in name.in_link(target, page))
    yield from _navigation(root, name)


def _links(page: Page) -> Iterator[tuple[str, Location]]:
    """What the links of a page lead to, each with its place: behind the link's text, or at its label."""
    for section in page.sections:
        for block in section.blocks:
            for reference, (_, _, text_end, end) in zip(block.references, link_offsets(block), strict=True):
                own = reference.scheme not in ("link", "image")
                target = f"{reference.scheme}:{reference.target}" if own else reference.target
                if reference.scheme != "image" and block.text.startswith("](", text_end):
                    yield target, block.at(max(text_end + 2, block.text.find(target, text_end, end)))
    yield from page.labelled


def _navigation(root: Path, name: _Name) -> Iterator[Location]:
    """Where the settings of the site name the pages that are called after the title."""
    if not name.paths or not (root / _SITE).exists():
        return
    pattern = re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, sorted(name.paths)))})(?![\w./-])")
    lines = re.split(r"\r\n?|\n", (root / _SITE).read_bytes().decode("utf-8-sig"))
    for number, line in enumerate(lines, 1):
        for match in pattern.finditer(line):
            start = match.start() + match[0].rfind("/") + 1
            yield _within(Location(_SITE, number), start, name.id)


def _path(address: str) -> str:
    """An address without its query and its anchor."""
    return re.split(r"[?#]", address, maxsplit=1)[0]


def _within(place: Location, start: int, text: str) -> Location:
    """The stretch of `text` that begins `start` characters behind the beginning of `place`."""
    column = place.column + start
    return Location(place.path, place.line, column, place.line, column + len(text))
