"""A language that is beginning: the site has its pages and leads to no others; other languages are as before."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from french import PAGES, beginning_guide, build, run, served
from heads import SITE
from previews import BANNER, wait_for
from shared import shared
from trees import copy_the_history

PATHS = {"", "glossary/chief-customer-officer/"}  # of the French pages, below fr/
LISTS_LANGUAGES = {"sitemap.xml", "sitemap.xml.gz", "404.html", "404.en.html", "404.de.html", "404.nl.html"}


def build_with(folder: Path) -> None:
    """French is added by the steps of CONTRIBUTING.md, mended, checked and built in strict mode, with the history."""
    tree = beginning_guide(folder)
    copy_the_history(tree)
    for arguments in (["schema"], ["check", "--fix"], ["check"]):
        done = run(tree, *arguments)
        assert done.returncode == 0, done.stdout
    done = build(tree)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(tmp_path_factory, "with-french", build_with) / "site"


@pytest.fixture(scope="session")
def french(beginning: Path) -> dict[str, Any]:
    """The French pages by their path below fr/."""
    top = beginning / "fr"
    return {
        file.parent.relative_to(top).as_posix().removeprefix("."): html.parse(file).getroot()
        for file in top.rglob("index.html")
    }


def test_the_preview_is_green_and_has_french(beginning: Path, tmp_path: Path) -> None:
    with served(beginning.parent, tmp_path) as running:
        page = wait_for(f"{running.address}/fr/", lambda text: "</html>" in text)
    assert not BANNER.search(page), "nothing is wrong"
    assert html.fromstring(page).get("lang") == "fr"
    assert "Le chief customer officer" in page
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "WARNING" not in log and "ERROR" not in log


def test_there_are_three_pages(french: dict[str, Any]) -> None:
    assert {*french} == {"", "glossary/chief-customer-officer", "status"}
    assert len(PAGES) == 2, "the third is made by the site: where the languages stand"


def test_no_link_leads_to_a_page_that_does_not_exist(beginning: Path, french: dict[str, Any]) -> None:
    for path, page in french.items():
        here = beginning / "fr" / path
        for link in page.xpath("//a[@href]"):
            target = link.get("href").partition("#")[0].partition("?")[0]
            if target and ":" not in target:
                file = (beginning / target.lstrip("/") if target.startswith("/") else here / target).resolve()
                assert (file / "index.html" if file.is_dir() else file).is_file(), (path, target)


def test_a_link_to_what_french_lacks_says_so(french: dict[str, Any]) -> None:
    (link, *_) = french[""].xpath("//article//a[.='Ce qu’il gagne']")
    assert (link.get("href"), link.get("hreflang")) == ("../pay/salary/", "en")
    assert link.getnext().text_content() == " (anglais)"


def test_what_the_registry_lacks_is_not_taken_for_french(french: dict[str, Any]) -> None:
    text = french["glossary/chief-customer-officer"].text_content()
    assert "chief experience officer (anglais)" in text
    assert "Part des chief customer officers qui dépendaient du directeur général" in text


def test_a_stand_in_is_read_in_its_own_language(french: dict[str, Any]) -> None:
    found = 0
    for path, page in french.items():
        for node in page.xpath("//article//text()[contains(., '(anglais)')]"):
            before = node.getparent() if node.is_tail else node.getparent().getprevious()
            assert node.startswith(" (anglais)") and node.count("(anglais)") == 1, (path, node)
            assert before.text_content() and "en" in (before.get("lang"), before.get("hreflang")), (path, node)
            found += before.get("lang") == "en"
    assert found, "the registry lacks French texts"


def test_the_switch_leads_to_pages_that_exist(beginning: Path, french: dict[str, Any]) -> None:
    def switch(page: Any) -> list[str]:
        return [link.get("hreflang") for link in page.xpath("//ul[@class='languages__list']//a")]

    assert all(switch(page) == ["en", "de", "nl", "fr"] for page in french.values())
    for path in ("", "de/", "nl/"):
        home, salary = (html.parse(beginning / path / name / "index.html").getroot() for name in ("", "pay/salary"))
        assert switch(home) == ["en", "de", "nl", "fr"]
        assert switch(salary) == ["en", "de", "nl"]


def test_search_engines_are_told_of_these_alone(beginning: Path) -> None:
    sitemap = (beginning / "sitemap.xml").read_text(encoding="utf-8")
    found = {line for line in sitemap.splitlines() if line.startswith(f"<loc>{SITE}fr/")}
    assert found == {f"<loc>{SITE}fr/{path}</loc>" for path in PATHS}
    assert sitemap.count('hreflang="fr"') == 4 * len(PATHS)


def test_the_other_languages_are_as_before(site: Path, beginning: Path) -> None:
    """Byte for byte, but for what lists the languages: the pages that exist in French, the sitemap, the status, 404."""
    there = {code: {f"{code}{path}index.html" for path in PATHS} for code in ("", "de/", "nl/")}
    may_differ = LISTS_LANGUAGES | {f"{code}status/index.html" for code in there} | set().union(*there.values())
    for file in site.rglob("*"):
        name = file.relative_to(site).as_posix()
        if file.is_file() and name not in may_differ:
            assert file.read_bytes() == (beginning / name).read_bytes(), name
    for name in set().union(*there.values()):
        texts = [html.parse(top / name).getroot().find(".//article").text_content() for top in (site, beginning)]
        assert texts[0] == texts[1], name
