"""What a section, or an entry of the registry or the interface, says in one language: now, or at some time."""

from dataclasses import dataclass

from concord.model import Block, Location, Section
from concord.sync.diff.word_diff import Part, parts
from concord.sync.fingerprint import Home
from concord.sync.lock.format import Key
from concord.sync.tracker import Book, home_of


@dataclass(frozen=True)
class Telling:
    """The `blocks` of the page at `path`; `home` knows the pages that they lead to."""

    language: str
    location: Location
    path: str
    home: Home
    blocks: tuple[Block, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """It as a reader sees it."""
        return parts(self.blocks, self.path, self.home)


def now(book: Book, language: str, key: Key) -> Telling | None:
    """What `key` says at present; None where it does not exist in `language`."""
    if language not in book.present.get(key, ()):
        return None
    location = book.place(key, language)
    if (key, language) in book.wordings:
        return of_words(book.wordings[key, language], language, location)
    path, _, id = key.partition("#")
    pages = book.corpus.pages[language]
    section = next(section for section in pages[path].sections if section.id == id)
    return of_section(section, language, path, home_of(pages))


def of_section(section: Section, language: str, path: str, home: Home) -> Telling:
    """What `section` of the page at `path` says."""
    return Telling(language, section.location, path, home, section.blocks)


def of_words(text: str, language: str, location: Location) -> Telling:
    """What an entry says that stands at `location`; each line is a block."""
    place = (0, location.line, location.column)
    blocks = (Block("p", line, location.path, number, "p", 0, (place,)) for number, line in enumerate(text.split("\n")))
    return Telling(language, location, "", lambda _: "", tuple(blocks))
