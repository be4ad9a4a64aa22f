"""The titles that readers of the guide meet come first: in the list, in the search, and where a title is mentioned."""

import json
from functools import cache
from xml.etree.ElementTree import Element

import pytest

from concord.languages import language
from concord.site.context import SiteContext
from concord.site.glossary.a_to_z import a_to_z
from concord.site.glossary.mentions import mentioning_pages
from concord.site.glossary.title_card import titles_by_abbreviation
from concord.site.search_index import search_index, title_index
from concord.site.search_text import Entry
from concord.site.section_links import sections_by_title
from concord.text.title_mentions import title_mentions
from trees import the_guide

CCO = "chief-customer-officer"


@cache
def context() -> SiteContext:
    """The site of the guide in English, at the page that lists the titles."""
    guide = the_guide()
    return SiteContext(guide.registry, guide.corpus, language("en"), "https://cco-guide.example/", "glossary/index.md")


def items(part: Element) -> list[str]:
    return ["".join(item.itertext()) for item in part.iter("li")]


@pytest.mark.parametrize("code", ["en", "de", "nl"])
def test_the_list_has_them_first_and_each_part_in_order(code: str) -> None:
    parts = list(a_to_z(context().in_language(code)))
    (border,) = [place for place, part in enumerate(parts) if part.get("id") == "further"]
    core = {f"page:{id}/" for id, title in the_guide().registry.titles.items() if title.core}
    assert 25 <= len(core) <= 35
    before, behind = (
        {link.get("href") for part in some if part.tag == "ul" for link in part.iter("a")}
        for some in (parts[2:border], parts[border:])
    )
    assert core <= before
    assert not core & behind
    for some in (parts[2:border], parts[border + 1 :]):
        letters = [part.text for part in some if part.get("class") == "letter"]
        assert letters == sorted(set(map(str, letters)))


def test_an_abbreviation_has_them_before_others() -> None:
    senses = titles_by_abbreviation("CSO", the_guide().registry)
    assert [title.core for title in senses] == sorted((title.core for title in senses), reverse=True)


def test_the_search_sets_the_others_back() -> None:
    entries = {path: [Entry("", "Page", ("Text.",))] for path in the_guide().corpus.pages["en"]}
    docs = json.loads(search_index(context(), entries, {}))["docs"]
    weight = {doc["location"]: doc.get("boost", 1) for doc in docs}
    assert weight["glossary/chief-customer-officer/"] == weight["role/definition/"] == weight["glossary/cco/"] == 1
    assert weight["glossary/chief-actuarial-officer/"] == weight["glossary/cho/"] == 0.5


def test_a_shared_name_leads_to_them_first() -> None:
    found = title_index(context().in_language("de"))["personalvorstand"]
    assert found == ["glossary/chief-human-resources-officer/", "glossary/chief-people-officer/"]


def test_where_a_title_is_mentioned_the_guide_comes_first_and_the_rest_is_folded() -> None:
    places = sections_by_title(title_mentions(the_guide().corpus, the_guide().registry)["en"])[CCO]
    places = [place for place in places if place[0].path != "glossary/chief-customer-officer.md"]
    shown, folded = mentioning_pages(context(), the_guide().registry.titles[CCO], places)
    assert (len(list(shown.iter("a"))), len(items(shown))) == (8, 8)
    assert all(str(link.get("href")).startswith("page:../") for link in shown.iter("a")), "pages of the guide"
    summary, everything = folded
    assert (folded.tag, summary.text) == ("details", f"All places ({len(places)})")
    assert len(items(everything)) == len({page.path for page, _ in places})
    order = [str(next(item.iter("a")).get("href")).startswith("page:../") for item in everything]
    assert order == sorted(order, reverse=True)


def test_what_few_pages_mention_is_not_folded() -> None:
    page = the_guide().corpus.pages["en"]["role/definition.md"]
    (shown,) = mentioning_pages(context(), the_guide().registry.titles[CCO], [(page, page.sections[0])])
    assert len(items(shown)) == 1


def test_two_titles_of_one_name_are_told_apart_by_their_countries() -> None:
    listed = [item for part in a_to_z(context().in_language("nl")) if part.tag == "ul" for item in items(part)]
    boards = [item.partition(" ·")[0] for item in listed if item.startswith("Raad van bestuur")]
    assert boards == ["Raad van bestuur (NL)", "Raad van bestuur (BE)"]
