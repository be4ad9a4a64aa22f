"""Page, section or entry → its name in HTML for the reader of a page in one language, as a link."""

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from concord.languages import Language
from concord.languages.locale_names import language_name
from concord.model import Page
from concord.pages.corpus import Corpus
from concord.site.urls import relative_url
from concord.sync.present_texts import is_wording
from concord.sync.section_key import SectionKey


@dataclass(frozen=True)
class SectionNames:
    """The names for a page in `language` at the path `here`, to which the addresses of the links are relative."""

    corpus: Corpus
    language: Language
    here: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages that the page shows side by side: those that are complete, and its own."""
        own = self.language.code
        return tuple(code for code in self.corpus.languages if code == own or code in self.corpus.complete)

    def page(self, path: str) -> str:
        """The name of the page at `path`, or of the entries of a registry file, or of the interface, as a group."""
        if is_wording(path):
            name = path.removesuffix(".yml")
            return escape(self.language.interface["sources" if name == "sources" else f"entries_{name}"])
        page = self._version(path)
        return self._link(page, "", page.title)

    def section(self, key: SectionKey) -> str:
        """The title of the section `key`; of a description that it is one; of an entry its id, the same everywhere."""
        if is_wording(key.page):
            return f"<code>{escape(key.section)}</code>"
        page = next((page for page in self._versions(key.page) if key in _keys(page)), self._version(key.page))
        section = page.by_id.get(key.section)
        if section is None:
            return self._link(page, "", self.language.interface["status_description"])
        return self._link(page, "" if section.level == 1 else key.section, section.title or page.title)

    def version(self, key: SectionKey, code: str) -> str:
        """The name of the language `code`, as a link to its section `key` where it has that section."""
        name = escape(language_name(code, self.language))
        if key not in _keys(self.corpus.versions(key.page).get(code)):
            return name
        address = relative_url(self.corpus, (self.language.code, self.here), (code, key.page), key.section)
        return f'<a href="{escape(address)}">{name}</a>'

    def _versions(self, path: str) -> list[Page]:
        """The page at `path` in each language that has it, the reader's language first."""
        return sorted(self.corpus.versions(path).values(), key=lambda page: page.language != self.language.code)

    def _version(self, path: str) -> Page:
        return self._versions(path)[0]

    def _link(self, page: Page, id: str, name: str) -> str:
        address = relative_url(self.corpus, (self.language.code, self.here), (page.language, page.path), id)
        foreign = "" if page.language == self.language.code else f' lang="{page.language}" hreflang="{page.language}"'
        return f'<a href="{escape(address)}"{foreign}>{escape(name)}</a>'


def anchor(key: SectionKey) -> str:
    """The id of the heading of the section `key` on the status page."""
    return quote(str(key).replace("#", ":"), safe="/:")


def _keys(page: Page | None) -> set[SectionKey]:
    return {SectionKey(page.path, id) for id in ("", *page.by_id)} if page else set()
