"""Every address in the built site leads somewhere: pages, sections, files, what the sitemap and the searches name."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

SITE = "https://cco-guide.example/"
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


@pytest.fixture(scope="module")
def whole(site: Path) -> Site:
    return Site(site)


def test_every_link_leads_to_a_page_and_a_place_on_it(whole: Site) -> None:
    assert len(whole.pages) > 400
    links = {(page, link) for page in whole.pages for link in whole.links(page)}
    assert not sorted(f"{page}: {link}" for page, link in links if whole.leads_nowhere(link))


def test_the_sitemap_leads_to_pages(whole: Site) -> None:
    sitemap = etree.parse(whole.folder / "sitemap.xml")
    named = [str(value) for value in sitemap.xpath("//*[local-name()='loc']/text() | //@href")]
    assert named
    assert not [link for link in named if whole.leads_nowhere(link)]


def test_every_result_of_a_search_leads_to_its_place(whole: Site) -> None:
    for index in whole.folder.rglob("search_index.json"):
        root = whole.address(index.parent.parent) + "/" * (index.parent.parent != whole.folder)
        places = [str(entry["location"]) for entry in json.loads(index.read_text(encoding="utf-8"))["docs"]]
        assert places
        assert not [place for place in places if whole.leads_nowhere(urljoin(root, place))]
