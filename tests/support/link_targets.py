"""A built site and everything in it that can be linked to."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from heads import SITE

ATTRIBUTES = ("href", "src", "srcset", "data", "action", "poster")


class Site:
    """What can be linked to: the files of a built site, and the ids of its pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = {self.address(file): html.parse(file).getroot() for file in sorted(folder.rglob("*.html"))}
        files = {self.address(file) for file in folder.rglob("*") if file.is_file()}
        self.ids: dict[str, set[str]] = {address: set() for address in files}
        for address, page in self.pages.items():
            self.ids[address] = {str(value) for value in page.xpath("//@id | //a/@name")}

    def address(self, file: Path) -> str:
        return urljoin(SITE, file.relative_to(self.folder).as_posix().removesuffix("index.html"))

    def links(self, address: str) -> Iterator[str]:
        """The addresses that a page names, whole."""
        for attribute in ATTRIBUTES:
            for value in self.pages[address].xpath(f"//@{attribute}"):
                yield urljoin(address, str(value).split(" ")[0] if attribute == "srcset" else str(value))

    def leads_nowhere(self, link: str) -> bool:
        """Whether it is an address of this site at which nothing lies."""
        page, _, fragment = link.partition("#")
        if not page.startswith(SITE) or fragment.startswith(":~:"):
            return False
        path = unquote(urlsplit(page)._replace(query="").geturl())
        return path not in self.ids or bool(fragment and unquote(fragment) not in self.ids[path] | {"__top"})
