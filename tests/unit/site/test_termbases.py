"""The termbases of the titles: the form of each edition, and terms of the language alone."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from lxml import etree

from concord.languages import language
from concord.site.context import SiteContext
from concord.site.downloads.titles_tbx import titles_tbx
from concord.site.downloads.titles_tbx_2019 import titles_tbx_2019
from trees import ROOT, the_guide

LOANS = {"Arbeitsdirektor"}  # a German office that Dutch has no word for
CODE = "{http://www.w3.org/XML/1998/namespace}lang"
CORE, MIN, BASIC = (
    "{urn:iso:std:iso:30042:ed-2}",
    "{http://www.tbxinfo.net/ns/min}",
    "{http://www.tbxinfo.net/ns/basic}",
)
STATUS = "termNote[@type='administrativeStatus']"
EDITIONS = {"2008": (titles_tbx, "tbx-basic.rng"), "2019": (titles_tbx_2019, "tbx-basic-2019.rng")}


@cache
def of_the_guide() -> SiteContext:
    return SiteContext(the_guide().registry, the_guide().corpus, language("en"), "https://cco-guide.example/")


def tree(edition: str, context: SiteContext | None = None) -> Any:
    """The termbase, of the guide where nothing else is given."""
    return etree.fromstring(EDITIONS[edition][0](context or of_the_guide()).encode())


def exported(context: SiteContext) -> Iterator[tuple[str, str]]:
    """Each term of the termbase with the code of its language, without abbreviations."""
    for part in tree("2019", context).iter(f"{CORE}langSec"):
        for section in part.iter(f"{CORE}termSec"):
            if section.findtext(f"{BASIC}termType") == "fullForm":
                yield part.get(CODE), section.findtext(f"{CORE}term")


def strays(context: SiteContext) -> set[tuple[str, str]]:
    """The exported terms of another language: words that the registry has as foreign, and those of German in Dutch or
    of Dutch in German. What is English too is a loan, for both use English titles as they are.
    """
    terms = {*exported(context)}
    own = {code: {term.casefold() for of, term in terms if of == code} for code in ("en", "de", "nl")}
    mixed = own["de"] & own["nl"] - own["en"]
    foreign = {
        (code, word)
        for title in the_guide().registry.titles.values()
        for code, words in title.foreign.items()
        for word in words
    }
    native = {
        (code, term) for title in the_guide().registry.titles.values() for code in own for term in title.terms(code)
    }
    return {(code, term) for code, term in terms if term.casefold() in mixed} | (terms & (foreign - native))


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_edition_is_valid(edition: str) -> None:
    schema = etree.RelaxNG(etree.parse(ROOT / "tests" / "data" / EDITIONS[edition][1]))
    assert schema.validate(tree(edition)), schema.error_log


def test_the_editions_have_the_same_terms_with_the_same_status() -> None:
    old = [
        (
            entry.get("id"),
            part.get(CODE),
            term.findtext("term"),
            term.findtext("termNote[@type='administrativeStatus']"),
        )
        for entry in tree("2008").iter("termEntry")
        for part in entry.iter("langSet")
        for term in part.iter("tig")
    ]
    new = [
        (entry.get("id"), part.get(CODE), term.findtext(f"{CORE}term"), term.findtext(f"{MIN}administrativeStatus"))
        for entry in tree("2019").iter(f"{CORE}conceptEntry")
        for part in entry.iter(f"{CORE}langSec")
        for term in part.iter(f"{CORE}termSec")
    ]
    assert new == old
    assert {status for *_, status in new} == {"preferredTerm-admn-sts", "admittedTerm-admn-sts"}


def test_no_term_is_one_of_another_language() -> None:
    assert {term for _, term in strays(of_the_guide())} == LOANS


@pytest.mark.parametrize(
    ("id", "code", "word"),
    [
        ("vorstand", "en", "Vorstand"),
        ("authorised-signatory", "en", "Prokurist"),
        ("supervisory-board", "nl", "Aufsichtsrat"),
        ("supervisory-board", "de", "raad van commissarissen"),
    ],
)
def test_a_term_of_another_language_would_be_found(id: str, code: str, word: str) -> None:
    wrong = (
        the_guide()
        .registry.titles[id]
        .model_copy(update={"others": {**the_guide().registry.titles[id].others, code: (word,)}})
    )
    registry = replace(of_the_guide().registry, titles={**the_guide().registry.titles, id: wrong})
    assert (code, word) in strays(replace(of_the_guide(), registry=registry))


def test_names_that_are_not_established_or_mean_it_in_part_are_left_out() -> None:
    terms = {*exported(of_the_guide())}
    assert {("de", "Vorstand Kunde"), ("de", "IT-Vorstand"), ("nl", "adjunct-directeur")} & terms == {
        ("de", "Vorstand Kunde"),
        ("de", "IT-Vorstand"),
    }
    assert not {"Kundenvorstand", "klantdirecteur", "Bereichsleiter", "directeur"} & {term for _, term in terms}


def test_a_term_that_needs_a_seat_says_so_and_one_of_a_country_names_it() -> None:
    sections = {section.findtext(f"{CORE}term"): section for section in tree("2019").iter(f"{CORE}termSec")}
    assert sections["Vorstand Kunde"].findtext(f"{CORE}note") == language("de").interface["status_with_seat"]
    assert sections["gedelegeerd bestuurder"].findtext(f"{BASIC}geographicalUsage") == "BE"


def test_a_concept_leads_to_the_same_one_elsewhere() -> None:
    entries = {entry.get("id"): entry for entry in tree("2008").iter("termEntry")}
    links = [link.get("target") for link in entries["chief-executive-officer"].findall("xref")]
    assert links == [*the_guide().registry.titles["chief-executive-officer"].same_as()]
    assert not entries["chief-people-officer"].findall("xref"), "human resources manager is wider"
