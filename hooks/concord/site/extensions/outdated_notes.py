"""Markdown tree of a page → with a note below the heading of each section that has to follow another language."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from concord.languages import Language
from concord.languages.locale_names import language_name
from concord.site.context import CurrentPage
from concord.site.html_elements import element
from concord.site.urls import relative_url
from concord.sync.tracker import Tracker

_AFTER_MKDOCS = -5  # MkDocs checks links with priority 0, and would not know those to another language


class OutdatedNotes(Extension):
    """The extension of Markdown for the pages of one language."""

    def __init__(self, tracker: Tracker, language: Language, current_page: CurrentPage) -> None:
        super().__init__()
        self.corpus, self.language = tracker.corpus, language
        self.outdated = outdated_sections(tracker, language.code)
        self.current_page = current_page

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the tree processor."""
        md.treeprocessors.register(_Notes(md, self), "concord-behind", _AFTER_MKDOCS)


class _Notes(Treeprocessor):
    def __init__(self, md: Markdown, owner: OutdatedNotes) -> None:
        super().__init__(md)
        self.owner = owner

    def run(self, root: Element) -> None:
        sections = dict(self.owner.outdated.get(self.owner.current_page.path, {}))
        for parent in list(root.iter()) if sections else ():
            for index, child in reversed(list(enumerate(parent))):
                if leaders := sections.pop(child.get("id", ""), ()):
                    parent.insert(index + 1, self._note(child.get("id", ""), leaders))

    def _note(self, id: str, leaders: Sequence[str]) -> Element:
        """A paragraph with a link to the section in each leading language."""
        owner, words = self.owner, self.owner.language.interface
        content: list[Element | str] = []
        for code in leaders:
            name = language_name(code, owner.language)
            path = owner.current_page.path
            href = relative_url(owner.corpus, (owner.language.code, path), (code, path), id)
            read = element("a", words["read_there"].format(language=name), href=href, hreflang=code)
            content += [" " if content else "", words["changed_elsewhere"].format(language=name), " ", read, "."]
        return element("p", *content, class_="behind", data_search_exclude="")


def outdated_sections(tracker: Tracker, code: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The languages that the language `code` has to follow, by page and section id; nothing without lock files.

    Sections without an id, descriptions, and sections that `code` lacks are left out.
    """
    found: dict[str, dict[str, Sequence[str]]] = {}
    for key, status in tracker.statuses.items() if tracker.has_locks else ():
        if not key.section or key.page not in tracker.corpus.pages[code] or code not in status.present:
            continue
        if leaders := status.languages_to_follow(code):
            found.setdefault(key.page, {})[key.section] = leaders
    return found
