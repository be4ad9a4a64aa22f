"""A section that another language is ahead of says so, below its heading, and leads there. On Markdown's tree."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from concord.languages import Language
from concord.site.context import CurrentPage
from concord.site.html_elements import element
from concord.site.locale_names import language_name
from concord.site.urls import relative_url
from concord.sync.tracker import Tracker

_AFTER_MKDOCS = -5  # MkDocs looks at links at 0, and knows no other language's


class OutdatedNotes(Extension):
    """Markdown's extension for one language."""

    def __init__(self, tracker: Tracker, language: Language, current_page: CurrentPage) -> None:
        super().__init__()
        self.corpus, self.language = tracker.corpus, language
        self.led = outdated_sections(tracker, language.code)
        self.current_page = current_page

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Notes(md, self), "concord-behind", _AFTER_MKDOCS)


class _Notes(Treeprocessor):
    def __init__(self, md: Markdown, owner: OutdatedNotes) -> None:
        super().__init__(md)
        self.owner = owner

    def run(self, root: Element) -> None:
        sections = dict(self.owner.led.get(self.owner.current_page.path, {}))
        for parent in list(root.iter()) if sections else ():
            for index, child in reversed(list(enumerate(parent))):
                if leaders := sections.pop(child.get("id", ""), ()):
                    parent.insert(index + 1, self._note(child.get("id", ""), leaders))

    def _note(self, id: str, leaders: Sequence[str]) -> Element:
        owner, words = self.owner, self.owner.language.interface
        said: list[Element | str] = []
        for code in leaders:
            name = language_name(code, owner.language)
            href = relative_url(
                owner.corpus, (owner.language.code, owner.current_page.path), (code, owner.current_page.path), id
            )
            read = element("a", words["read_there"].format(language=name), href=href, hreflang=code)
            said += [" " if said else "", words["changed_elsewhere"].format(language=name), " ", read, "."]
        return element("p", *said, class_="behind", data_search_exclude="")


def outdated_sections(tracker: Tracker, code: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """By page and section, the languages that `code` has to follow there; nothing where nothing was agreed on."""
    found: dict[str, dict[str, Sequence[str]]] = {}
    for key, status in tracker.statuses.items() if tracker.is_kept else ():
        page, _, id = key.partition("#")
        if id and page in tracker.corpus.pages[code] and code in status.present and status.followed(code):
            found.setdefault(page, {})[id] = status.followed(code)
    return found
