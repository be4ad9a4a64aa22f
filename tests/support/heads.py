"""The elements of a built page's head, and the addresses of the languages."""

from typing import Any

SITE = "https://cco-guide.example/"
ELSEWHERE = "https://example.org/guide/"  # a site in a folder of its host
PREFIX = {"en": "", "de": "de/", "nl": "nl/"}


def code_of(address: str, site: str = SITE) -> str:
    """The language that a page has by its address."""
    folder = address.removeprefix(site).partition("/")[0]
    return folder if folder in PREFIX else "en"


def alternates(page: Any) -> dict[str, str]:
    """The addresses that a page gives, by language, as a browser reads `rel`."""
    links = page.xpath("//head/link[@hreflang]")
    assert all(link.get("rel").split() == ["alternate"] for link in links)
    assert len(links) == len({link.get("hreflang") for link in links})
    return {link.get("hreflang"): link.get("href") for link in links}


def properties(page: Any) -> dict[str, list[str]]:
    """The Open Graph properties of a page."""
    found: dict[str, list[str]] = {}
    for meta in page.xpath("//head/meta[@property]"):
        found.setdefault(meta.get("property").removeprefix("og:"), []).append(meta.get("content"))
    return found
