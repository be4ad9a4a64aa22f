"""A page, a section or an entry that some language has → its name for a reader of one, as a link."""

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from concord.languages import Language
from concord.model import Page
from concord.pages.corpus import Corpus
from concord.site.locale_names import language_name
from concord.site.metadata.head import heading
from concord.site.urls import relative_url
from concord.sync.lock.format import Key
from concord.sync.tracker import is_wording


@dataclass(frozen=True)
class SectionNames:
    """The names, in HTML, for a page in the language `own` that stands at the path `here`."""

    corpus: Corpus
    own: Language
    here: str

    def page(self, path: str) -> str:
        """The page at `path`, or what the entries of a file of the registry, or of the interface, are together."""
        if is_wording(path):
            name = path.removesuffix(".yml")
            return escape(self.own.interface["sources" if name == "sources" else f"entries_{name}"])
        page = self._version(path)
        return self._link(page, "", heading(page))

    def section(self, key: Key) -> str:
        """The section `key`. An entry goes by its id, which is the same in each language."""
        path, _, id = key.partition("#")
        if is_wording(path):
            return f"<code>{escape(id)}</code>"
        page = next((page for page in self._versions(path) if key in _keys(page)), self._version(path))
        section = next(section for section in page.sections if section.id == id)
        return self._link(page, "" if section.level == 1 else id, section.title or heading(page))

    def version(self, key: Key, code: str) -> str:
        """The language `code` by its name, as a link to its section `key` where it has that."""
        path, _, id = key.partition("#")
        name = escape(language_name(code, self.own))
        if key not in _keys(self.corpus.versions(path).get(code)):
            return name
        return f'<a href="{escape(relative_url(self.corpus, (self.own.code, self.here), (code, path), id))}">{name}</a>'

    def _versions(self, path: str) -> list[Page]:
        """The page at `path` in each language that has it, the reader's own first."""
        return sorted(self.corpus.versions(path).values(), key=lambda page: page.language != self.own.code)

    def _version(self, path: str) -> Page:
        return self._versions(path)[0]

    def _link(self, page: Page, id: str, name: str) -> str:
        address = relative_url(self.corpus, (self.own.code, self.here), (page.language, page.path), id)
        foreign = "" if page.language == self.own.code else f' lang="{page.language}" hreflang="{page.language}"'
        return f'<a href="{escape(address)}"{foreign}>{escape(name)}</a>'


def anchor(key: Key) -> str:
    """The id, on a page about many sections, of what it says of `key`."""
    return quote(key.replace("#", ":"), safe="/:")


def _keys(page: Page | None) -> set[Key]:
    return {f"{page.path}#{section.id}" for section in page.sections} if page else set()
