"""Every address within the built site exists: in links of pages, the sitemap and the search indices."""

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

from link_targets import Site


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
    for index in whole.folder.rglob("search/index.json"):
        root = whole.address(index.parent.parent) + "/" * (index.parent.parent != whole.folder)
        places = [str(entry["location"]) for entry in json.loads(index.read_text(encoding="utf-8"))["docs"]]
        assert places
        assert not [place for place in places if whole.leads_nowhere(urljoin(root, place))]
