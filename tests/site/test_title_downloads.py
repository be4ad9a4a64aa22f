"""The titles as files for other programs: titles.json, titles.tbx, structured data in the pages."""

import copy
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from translate.storage.tbx import tbxfile

from concord.languages import language
from concord.model import Location
from concord.registry import Title
from spelling import NAMES, Word, unknown
from trees import ROOT, the_guide

SITE = "https://cco-guide.example/"
LANGUAGES = ("en", "de", "nl")


def registered() -> Mapping[str, Title]:
    return the_guide().registry.titles


def page(site: Path, address: str) -> str:
    """The HTML at an address of the site."""
    assert address.startswith(SITE) and address.endswith("/"), address
    return (site / address.removeprefix(SITE) / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def titles(site: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((site / "titles.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def schema() -> Any:
    return etree.RelaxNG(etree.parse(ROOT / "tests/data/tbx-basic.rng"))


@pytest.mark.parametrize(("folder", "up"), [("", "../"), ("de/", "../../"), ("nl/", "../../")])
def test_the_list_leads_to_the_files(site: Path, folder: str, up: str) -> None:
    html = page(site, f"{SITE}{folder}glossary/")
    for name in ("titles.json", "titles.tbx", "titles-2019.tbx"):
        assert f'href="{up}{name}"' in html
        assert (site / name).is_file()


def test_the_json_has_every_title_in_every_language(titles: dict[str, Any]) -> None:
    assert (titles["version"], titles["site"], titles["languages"]) == (1, SITE, list(LANGUAGES))
    assert [entry["id"] for entry in titles["titles"]] == list(registered())
    for entry in titles["titles"]:
        title = registered()[entry["id"]]
        assert tuple(entry["abbreviations"]) == title.abbreviations
        assert set(entry["related"]) == set(title.related)
        assert list(entry["languages"]) == list(LANGUAGES)
        for code, said in entry["languages"].items():
            assert said["label"] == title.labels[code]
            assert set(said["others"]) == set(title.usable(code))
            assert set(said["with_seat"]) == {name for name in said["others"] if name in title.status}
            assert said["reviewed"] is title.reviewed.get(code, True)
            assert len(said["definition"]) > 20


def test_a_former_id_says_what_took_its_place_and_its_page_leads_there(site: Path, titles: dict[str, Any]) -> None:
    boards = ["vorstand", "raad-van-bestuur-nl", "raad-van-bestuur-be"]
    assert titles["replaced"] == [{"id": "executive-board", "replaced_by": boards}]
    for folder in ("", "de/", "nl/"):
        assert "../vorstand/" in page(site, f"{SITE}{folder}glossary/executive-board/")


def test_foreign_words_are_exported_nowhere_and_terms_say_where_they_are_used(
    site: Path, titles: dict[str, Any]
) -> None:
    tbx = etree.parse(site / "titles.tbx")
    found = {(*within(term), term.text) for term in tbx.iter("term")}
    assert (
        not {
            ("vorstand", "en", "Vorstand"),
            ("vorstand", "nl", "Vorstand"),
            ("authorised-signatory", "en", "Prokurist"),
        }
        & found
    )
    for id, title in registered().items():
        for code, words in title.foreign.items():
            assert not {(id, code, word) for word in words} & found
            (said,) = (entry["languages"][code] for entry in titles["titles"] if entry["id"] == id)
            assert not {*words} & {said["label"], *said["others"]}
    used = {(*within(note), note.text) for note in tbx.iterfind(".//termNote[@type='geographicalUsage']")}
    assert {
        ("raad-van-bestuur-nl", "nl", "NL"),
        ("raad-van-bestuur-be", "nl", "BE"),
        ("vorstand", "de", "DE, AT"),
    } <= used


LOANS = {("nl", "Arbeitsdirektor")}  # Dutch has no word of its own for it


def test_no_exported_term_is_one_of_another_language(site: Path, titles: dict[str, Any]) -> None:
    found = {(*within(term)[1:], term.text) for term in etree.parse(site / "titles.tbx").iter("term")}
    found |= {
        (code, name)
        for entry in titles["titles"]
        for code, said in entry["languages"].items()
        for name in (said["label"], *said["others"])
    }
    assert {(code, term) for code, term in found if is_foreign(code, term)} == LOANS


@pytest.mark.parametrize(
    ("code", "term"),
    [("en", "Vorstand"), ("en", "Prokurist"), ("nl", "Vorstand"), ("de", "raad van bestuur"), ("en", "bestuurder")],
)
def test_a_term_of_another_language_would_be_noticed(code: str, term: str) -> None:
    assert is_foreign(code, term)


def is_foreign(code: str, term: str) -> bool:
    """Whether a word of `term` is in the dictionary of another language, but in neither that of `code` nor English.

    Abbreviations are of no language.
    """
    own = {code, "en"}
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", term):
        known = {name for name in NAMES if not [*unknown(Word(word, name, Location("titles.tbx")))]}
        if known and not known & own and not word.isupper():
            return True
    return False


def test_the_json_leads_to_the_page_of_each_title(site: Path, titles: dict[str, Any]) -> None:
    for entry in titles["titles"]:
        for code, said in entry["languages"].items():
            html = page(site, said["address"])
            assert f'<html lang="{code}"' in html and f'<h1 id="{entry["id"]}"' in html


def test_titles_that_are_not_the_same_say_so_of_each_other(titles: dict[str, Any]) -> None:
    strangers = {entry["id"]: set(entry["not_same_as"]) for entry in titles["titles"]}
    assert "chief-commercial-officer" in strangers["chief-customer-officer"]
    for id, others in strangers.items():
        assert all(id in strangers[other] for other in others)


def test_the_tbx_is_valid(site: Path, schema: Any) -> None:
    document = etree.parse(site / "titles.tbx")
    assert schema.validate(document), schema.error_log
    ids = [entry.get("id") for entry in document.iter("termEntry")]
    assert ids == list(registered())
    assert {link.get("target") for link in document.iter("ref")} <= set(ids)
    for link in document.iterfind(".//tig/xref"):
        page(site, link.get("target"))


def test_the_tbx_of_2019_is_valid_and_has_the_same_terms(site: Path) -> None:
    document = etree.parse(site / "titles-2019.tbx")
    schema = etree.RelaxNG(etree.parse(ROOT / "tests/data/tbx-basic-2019.rng"))
    assert schema.validate(document), schema.error_log
    core = "{urn:iso:std:iso:30042:ed-2}"
    assert [entry.get("id") for entry in document.iter(f"{core}conceptEntry")] == list(registered())
    older = etree.parse(site / "titles.tbx").iter("term")
    assert [term.text for term in document.iter(f"{core}term")] == [term.text for term in older]


@pytest.mark.parametrize(
    ("path", "attribute", "wrong"),
    [
        (".//termNote[@type='administrativeStatus']", None, "preferred"),
        (".//termNote[@type='termType']", "type", "kind"),
        (".//langSet/descrip", "type", "subjectField"),
        (".//ref", "target", "chief-nobody"),
        (".//tig/term", None, ""),
        (".", "type", "TBX"),
    ],
)
def test_the_schema_refuses_what_is_no_tbx_basic(
    site: Path, schema: Any, path: str, attribute: str | None, wrong: str
) -> None:
    document = copy.deepcopy(etree.parse(site / "titles.tbx"))
    found = document.find(path)
    if attribute:
        found.set(attribute, wrong)
    else:
        found.text = wrong
    assert not schema.validate(document)


@pytest.mark.parametrize("code", ["de", "nl"])
def test_another_reader_finds_the_same_terms_in_the_tbx(site: Path, code: str) -> None:
    with (site / "titles.tbx").open("rb") as file:
        units = tbxfile(file, "en", code).units
    assert [unit.getid() for unit in units] == list(registered())
    for unit in units:
        title = registered()[unit.getid()]
        assert terms(unit.get_source_terms()) == names(title.id, "en")
        assert terms(unit.get_target_terms()) == names(title.id, code)
        assert unit.target == title.labels[code]


def terms(found: list[Any]) -> dict[str, str]:
    return {term.text: term.administrative_status.removesuffix("Term-admn-sts") for term in found}


def names(id: str, code: str) -> dict[str, str]:
    title = registered()[id]
    admitted = [*title.usable(code), *title.abbreviations]
    return dict.fromkeys(admitted, "admitted") | {title.labels[code]: "preferred"}


def test_the_tbx_says_which_renderings_no_source_settles(site: Path) -> None:
    document = etree.parse(site / "titles.tbx")
    noted = {(*within(note), note.text) for note in document.iterfind(".//tig/note")}
    seats = {language(code).interface["status_with_seat"] for code in LANGUAGES}
    assert {note for note in noted if note[2] not in seats} == {
        (id, code, language(code).interface["unreviewed"].strip("()"))
        for id, title in registered().items()
        for code, is_reviewed in title.reviewed.items()
        if not is_reviewed
    }


def within(note: Any) -> tuple[str, str]:
    """The title and the language of a note on a term."""
    part = note.getparent().getparent()
    return part.getparent().get("id"), part.get("{http://www.w3.org/XML/1998/namespace}lang")


THING = {"@type", "@id", "url", "name", "description", "alternateName"}  # what schema.org allows of what is used
TERM = THING | {"termCode", "inDefinedTermSet"}
TERM_SET = THING | {"inLanguage", "license", "hasDefinedTerm"}
PREFIX = {"en": "", "de": "de/", "nl": "nl/"}


def linked_data(html: str) -> list[Any]:
    """What the page defines; the rest of its structured data is another test's matter."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return [data for data in map(json.loads, found) if data["@type"].startswith("DefinedTerm")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_index_is_a_set_of_terms(site: Path, code: str) -> None:
    address = f"{SITE}{PREFIX[code]}glossary/"
    (data,) = linked_data(page(site, address))
    assert data.pop("@context") == "https://schema.org"
    assert (data["@type"], data["@id"], data["url"]) == ("DefinedTermSet", address, address)
    assert data["inLanguage"] == code and data["name"] and data["description"]
    assert set(data) <= TERM_SET
    assert [term["name"] for term in data["hasDefinedTerm"]] == [title.labels[code] for title in registered().values()]
    for term in data["hasDefinedTerm"]:
        assert term["@type"] == "DefinedTerm" and set(term) <= TERM
        (entry,) = linked_data(page(site, term["url"]))
        assert (entry["@id"], entry["name"]) == (term["@id"], term["name"])


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_entry_is_a_term_of_that_set(site: Path, titles: dict[str, Any], code: str) -> None:
    for entry in titles["titles"]:
        said = entry["languages"][code]
        (data,) = linked_data(page(site, said["address"]))
        assert data.pop("@context") == "https://schema.org"
        assert data["@type"] == "DefinedTerm" and set(data) - {"sameAs"} == TERM
        assert data.get("sameAs", []) == entry["same_as"]
        assert data["@id"] == data["url"] == said["address"]
        assert (data["name"], data["termCode"]) == (said["label"], entry["id"])
        established = [name for name in said["others"] if name not in said["with_seat"]]
        assert data["alternateName"] == [*established, *entry["abbreviations"]]
        assert data["description"] == said["definition"]
        (whole,) = linked_data(page(site, data["inDefinedTermSet"]["url"]))
        assert set(data["inDefinedTermSet"].items()) <= {(key, whole[key]) for key in data["inDefinedTermSet"]}


def test_pages_that_are_about_no_title_define_none(site: Path) -> None:
    for path in ("", "pay/salary/", "de/", "nl/glossary/cco/"):
        assert not linked_data(page(site, SITE + path))
