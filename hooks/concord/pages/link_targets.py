"""An address in a page → where it leads: a page, a file, another site, or nowhere."""

import posixpath
import re
from functools import cached_property
from typing import Literal, NamedTuple
from urllib.parse import unquote

from concord.model import Page
from concord.pages.anchors import Anchors
from concord.pages.corpus import PAGE_ENDINGS, Corpus
from concord.pages.memo import interned, once

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_FILE = re.compile(r"[^/]\.(?!(?:html?|php|aspx?|com|org|net|io|dev)$)[A-Za-z0-9]{1,5}$")
SCHEMES = frozenset(
    """
    http https mailto tel ftp ftps sftp ssh git svn irc ircs xmpp sip sips sms geo magnet news nntp urn doi data blob
    file ws wss ldap ldaps webcal feed rtsp view-source about chrome vscode matrix tg whatsapp skype callto facetime
    intent market steam spotify slack zoommtg obsidian javascript
    """.split()  # noqa: SIM905
)
MADE_BY_SITE = frozenset(("titles.json", "titles.tbx", "facts.json", "facts.schema.json", "facts.csv"))
"""The files that the build adds to the top folder of the guide."""

Kind = Literal["page", "file", "elsewhere", "scheme", "absolute", "missing", "unknown"]


class Target(NamedTuple):
    """Where an address leads.

    Attributes:
        kind: `page` or `file` of the tree, `elsewhere` for another site, `scheme` for one that is not known, `absolute`
            from the root of the site, `missing` for a page or file that does not exist, `unknown` where it may exist.
        path: Of a page, its path in the folder of its language; of what is missing, the path of the file; of an
            unknown scheme, the scheme.
        fragment: What follows the `#`.
        language: Of a page, the language whose folder it is in.
    """

    kind: Kind
    path: str = ""
    fragment: str = ""
    language: str = ""


class LinkTargets:
    """The pages and files of `corpus`, as targets of links."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def resolve(self, page: Page, address: str) -> Target:
        """Where `address` on `page` leads."""
        if scheme := _SCHEME.match(address):
            known = scheme[1].lower() in SCHEMES
            return Target("elsewhere") if known else Target("scheme", scheme[1])
        if address.startswith(("/", "\\")):
            return Target("elsewhere" if address.startswith("//") else "absolute")
        if "{{" in address:  # the site fills it in
            return Target("unknown")
        path, _, fragment = address.partition("#")
        path = unquote(path.partition("?")[0])
        if not path:
            return Target("page", page.path, unquote(fragment), page.language)
        top = self.corpus.folders[page.language]
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path))
        found = self._found(file, page, path)
        if found.kind == "missing" and not self.corpus.has_site and not path.startswith("."):
            from_top = self._found(posixpath.normpath(f"{top}/{path}"), page, path)  # where Docusaurus looks as well
            found = found if from_top.kind == "missing" else from_top
        is_of_site = self.corpus.layout != "files" and not self.corpus.is_published
        if found.kind == "missing" and is_of_site and not path.endswith(PAGE_ENDINGS):
            as_folder = posixpath.join(posixpath.splitext(page.file)[0], path)  # as a browser reads HTML on the site
            from_page = self._found(posixpath.normpath(as_folder), page, path)
            found = from_page if from_page.kind in ("page", "file") else found
        return found._replace(fragment=unquote(fragment))

    def _found(self, file: str, page: Page, typed: str) -> Target:
        if self.corpus.is_by_name and (named := self._named(file, page)):
            return named
        own = [page.language, *(code for code in self.corpus.languages if code != page.language)]
        for code in own if not self.corpus.is_by_name else ():
            inside = file.removeprefix(f"{self.corpus.folders[code]}/")
            if inside != file and inside in self.corpus.pages[code]:
                return Target("page", inside, language=code)
        if self.corpus.files is None:
            return Target("unknown")
        if file in self.corpus.files or self._is_made_by_site(file):
            return Target("file", file)
        return (
            self._of_a_complete_language(file, page)
            or self._of_a_sibling(file, page)
            or Target("missing" if self._is_file(file, typed) else "unknown", file)
        )

    def _named(self, file: str, page: Page) -> Target | None:
        """The page that `file` is, by its name; on a site, in the language of `page` if that has it.

        On a code host, a link leads to the very file that it names.
        """
        own = posixpath.relpath(file, self.corpus.folders[page.language])
        if self.corpus.layout != "files" and own in self.corpus.pages[page.language]:
            return Target("page", own, language=page.language)
        found = self.corpus.by_file.get(file)
        return Target("page", found.path, language=found.language) if found else None

    def _is_made_by_site(self, file: str) -> bool:
        tops = {posixpath.dirname(folder) for folder in self.corpus.folders.values()}
        return posixpath.basename(file) in MADE_BY_SITE and posixpath.dirname(file) in tops

    def _of_a_complete_language(self, file: str, page: Page) -> Target | None:
        """The page that the site shows instead of one that a language which is beginning does not have yet."""
        inside = file.removeprefix(f"{self.corpus.folders[page.language]}/")
        if page.language not in self.corpus.beginning or inside == file or inside not in self.corpus.expected:
            return None
        return Target("page", inside, language=next(iter(self.corpus.versions(inside))))

    def _of_a_sibling(self, file: str, page: Page) -> Target | None:
        """The same page or file of another language, which many sites show where a language has none."""
        own = f"{self.corpus.folders[page.language]}/"
        if self.corpus.is_published or not file.startswith(own):
            return None
        inside = file.removeprefix(own)
        for code, pages in self.corpus.pages.items():
            if inside in pages or f"{self.corpus.folders[code]}/{inside}" in (self.corpus.files or ()):
                return Target("unknown")
        return None

    def _is_file(self, file: str, typed: str) -> bool:
        """Whether an address that leads to no file of the tree must lead to one. A published guide has no others."""
        if self.corpus.is_published:
            return True
        folders = filter(None, (*self.corpus.folders.values(), self.corpus.docs))
        inside = any(file.startswith(f"{folder}/") for folder in folders)
        return inside and (typed.endswith(PAGE_ENDINGS) or bool(_FILE.search(typed)))

    @cached_property
    def tree(self) -> tuple[object, ...]:
        """All that `resolve` depends on: one object for trees that are equal, which is compared at once."""
        one = self.corpus
        paths = tuple((code, one.folders[code], tuple(pages)) for code, pages in one.pages.items())
        return interned((paths, one.files, one.docs, one.beginning, one.is_published, one.has_site))

    def anchors(self, page: Page) -> Anchors:
        """What fragments can name on `page`."""
        has_site, is_at_host = self.corpus.has_site, self.corpus.layout == "files"
        inputs = has_site, is_at_host
        return once(page, Anchors, inputs, lambda: Anchors(page, is_markdown=has_site, is_at_host=is_at_host))

    def with_name(self, file: str) -> list[str]:
        """The files and pages of the tree that have the same name as `file`, as shown to the user."""
        return self._names.get(posixpath.basename(file), [])

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for file in (*(page.file for page in self.corpus), *(self.corpus.files or ())):
            names.setdefault(posixpath.basename(file), []).append(file)
        return names
