"""Registry, corpus, language and page → `SiteContext`, which the functions of the site take as their first argument."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from concord.languages import Language, language
from concord.model import Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.registry.staleness import Clock


@dataclass(frozen=True)
class SiteContext:
    """What is rendered, in which language, and for which page.

    Attributes:
        registry: The facts, titles, sources and charts.
        corpus: The pages of all languages.
        language: The language of the reader.
        site_url: The address of the site, with a slash at its end; "" where it is not known. Only absolute addresses
            need it.
        page: The path of the page that is rendered, such as `pay/salary.md`; "" where no single page is.
        clock: The day that the ages of facts are counted to; by default no fact is stale.
    """

    registry: Registry
    corpus: Corpus
    language: Language
    site_url: str = ""
    page: str = ""
    clock: Clock = field(default_factory=Clock)

    @property
    def code(self) -> str:
        """The code of the language (ISO 639-1)."""
        return self.language.code

    @property
    def shown_languages(self) -> tuple[str, ...]:
        """The languages to put side by side: those that are complete, and the reader's."""
        return tuple(code for code in self.corpus.languages if code == self.code or code in self.corpus.complete)

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the interface in the language, by their keys in `languages/*.yml`."""
        return self.language.interface

    def on_page(self, path: str) -> "SiteContext":
        """The same context for the page at `path`."""
        return replace(self, page=path)

    def in_language(self, code: str) -> "SiteContext":
        """The same context for a reader of another language."""
        return replace(self, language=language(code))

    def find_section(self, id: str) -> tuple[Page, Section] | None:
        """The page and the section of the language whose heading has the id `id`; None where no page has it."""
        return self.corpus.find_section(self.code, id)

    @property
    def rendered_page(self) -> Page | None:
        """The page that is rendered; None where no single page is."""
        return self.corpus.pages[self.code].get(self.page)

    def page_has(self, id: str) -> bool:
        """Whether the section whose heading has the id `id` stands on the page that is rendered."""
        place = self.find_section(id)
        return place is not None and place[0].path == self.page


@dataclass
class CurrentPage:
    """The page that Markdown renders now.

    All extensions of one pass over a language share one instance. The host sets `path` before it renders a page, and
    the extensions read it while they run: Python-Markdown tells them nothing about the file that a text comes from.
    """

    path: str = ""
