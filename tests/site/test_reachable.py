"""From the home page of a language at most three clicks lead to each of its pages."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

HOMES = {"en": "/", "de": "/de/", "nl": "/nl/"}
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]+)')
_MENU = re.compile(r'<a href="([^"#]+)" class="md-nav__link')


def pages(site: Path, language: str) -> set[str]:
    """The addresses of the pages of `language` that say something of the subject, from the root of the site.

    Where the languages stand is told on a page that search engines leave out, and that the foot of each page leads to.
    """
    files = (file for file in site.rglob("index.html") if '"noindex"' not in file.read_text(encoding="utf-8"))
    every = {f"/{file.parent.relative_to(site).as_posix()}/".replace("/./", "/") for file in files}
    others = tuple(home for code, home in HOMES.items() if code not in (language, "en"))
    return {page for page in every if page.startswith(HOMES[language]) and not page.startswith(others)}


def in_the_text(site: Path, page: str) -> set[str]:
    """Where the links in the text of `page` lead."""
    html = (site / page.strip("/") / "index.html").read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    return {urljoin(page, href) for href in _LINK.findall(article)}


def in_the_menu(site: Path, page: str) -> set[str]:
    """Where the navigation that `page` shows leads."""
    html = (site / page.strip("/") / "index.html").read_text(encoding="utf-8")
    return {urljoin(page, href) for href in _MENU.findall(html)}


@pytest.mark.parametrize("language", HOMES)
def test_three_clicks_lead_to_every_page(site: Path, language: str) -> None:
    home, there = HOMES[language], pages(site, language)
    reached = {home}
    for _ in range(3):
        reached |= there & in_the_menu(site, home).union(*(in_the_text(site, page) for page in reached))
    assert there - reached == set()


@pytest.mark.parametrize("language", HOMES)
def test_the_text_of_the_home_page_leads_to_every_part(site: Path, language: str) -> None:
    home = HOMES[language]
    parts = {page.removeprefix(home).partition("/")[0] for page in pages(site, language)} - {""}
    linked = {page.removeprefix(home).partition("/")[0] for page in in_the_text(site, home) if page.startswith(home)}
    assert parts - linked == set()
