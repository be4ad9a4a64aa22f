"""The heads of the built pages: addresses in all languages, descriptions, Open Graph, structured data."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from ruamel.yaml import YAML

from heads import ELSEWHERE, PREFIX, SITE, alternates, code_of, properties
from trees import ROOT

LONGEST = 160  # characters of a description


def test_alternates_are_whole_complete_and_mutual(pages: dict[str, Any]) -> None:
    assert len(pages) >= 420
    for address, page in pages.items():
        found = alternates(page)
        assert set(found) == {*PREFIX, "x-default"}
        assert found[code_of(address)] == address, "it names itself"
        assert found["x-default"] == found["en"]
        for code in PREFIX:
            assert code_of(found[code]) == code
            assert alternates(pages[found[code]]) == found, "each of them says the same"


def test_each_page_has_its_own_address_and_language(pages: dict[str, Any]) -> None:
    for address, page in pages.items():
        assert page.xpath("//head/link[@rel='canonical']/@href") == [address]
        assert page.get("lang") == code_of(address)


def front_matter(address: str) -> dict[str, Any]:
    """The front matter of the page at an address."""
    code = code_of(address)
    path = address.removeprefix(SITE + PREFIX[code]).rstrip("/")
    names = (f"{path}.md", f"{path}/index.md".lstrip("/"))
    file = next(file for name in names if (file := ROOT / "docs" / code / name).is_file())
    data: dict[str, Any] = YAML(typ="safe").load(file.read_text(encoding="utf-8").split("---")[1])
    return data


def test_each_page_is_described_in_its_own_words(pages: dict[str, Any]) -> None:
    seen = set()
    for address, page in pages.items():
        (description,) = page.xpath("//head/meta[@name='description']/@content")
        assert description == front_matter(address)["description"]
        assert description not in seen, f"{address} has the description of another page"
        assert len(description) <= LONGEST, f"{address}: search engines would cut it off"
        seen.add(description)


def test_a_link_to_a_page_is_shown_in_its_language(pages: dict[str, Any], site: Path) -> None:
    names = {"en": "The chief customer officer", "de": "Der Chief Customer Officer", "nl": "De chief customer officer"}
    locales = {"en": "en_GB", "de": "de_DE", "nl": "nl_NL"}
    for address, page in pages.items():
        code, said = code_of(address), properties(page)
        (heading,) = page.xpath("//h1")
        heading = "".join(text for text in heading.itertext() if text != "#")
        assert [" ".join(said["title"][0].split())] == [" ".join(heading.split())]
        assert said["description"] == page.xpath("//head/meta[@name='description']/@content")
        assert said["url"] == [address]
        assert said["type"] == ["website" if address == SITE + PREFIX[code] else "article"]
        assert said["site_name"] == [names[code]]
        assert said["locale"] == [locales[code]]
        assert sorted(said["locale:alternate"]) == sorted(set(locales.values()) - {locales[code]})
        (picture,) = said["image"]
        data = (site / picture.removeprefix(SITE)).read_bytes()
        assert [str(int.from_bytes(data[at : at + 4])) for at in (16, 20)] == [
            *said["image:width"],
            *said["image:height"],
        ]
        assert said["image:alt"]


# What schema.org lets each type have of what is used here, and what its readers want of it.
THING = {"name", "url", "description", "alternateName", "identifier"}
ALLOWED = {
    "WebPage": THING | {"@id", "inLanguage", "license", "dateModified"},
    "Dataset": THING | {"inLanguage", "license", "distribution"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Occupation": THING | {"occupationLocation", "estimatedSalary"},
    "Country": THING,
    "MonetaryAmount": {"name", "currency", "value"},
    "QuantitativeValue": {"value", "minValue", "maxValue", "unitText"},
    "DefinedTerm": THING | {"@id", "termCode", "inDefinedTermSet", "sameAs"},
    "DefinedTermSet": THING | {"@id", "inLanguage", "license", "hasDefinedTerm"},
}
WANTED = {
    "WebPage": {"url", "name", "dateModified"},
    "Dataset": {"name", "description", "license", "distribution"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Occupation": {"name", "description", "url"},
    "Country": {"name"},
    "MonetaryAmount": {"name", "currency", "value"},
    "QuantitativeValue": {"unitText"},
    "DefinedTerm": {"name", "url"},
    "DefinedTermSet": {"name", "url"},
}


def things(page: Any) -> list[Any]:
    """The structured data of a page."""
    found = [json.loads(text) for text in page.xpath("//script[@type='application/ld+json']/text()")]
    assert all(thing.pop("@context") == "https://schema.org" for thing in found)
    return found


def parts(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in structured data."""
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from parts(value)


def test_structured_data_has_the_shapes_of_schema_org(pages: dict[str, Any]) -> None:
    for address, page in pages.items():
        for part in parts(things(page)):
            kind, keys = part["@type"], set(part) - {"@type"}
            assert WANTED[kind] <= keys <= ALLOWED[kind], f"{address}: {kind}"
            assert all(part[key] not in ("", None) for key in keys - {"alternateName"})
            for key in {"url", "item", "@id"} & keys:
                assert part[key] in pages and code_of(part[key]) == code_of(address)


def test_the_way_to_each_page_leads_through_the_indices_above_it(pages: dict[str, Any]) -> None:
    for address, page in pages.items():
        ways = [thing for thing in things(page) if thing["@type"] == "BreadcrumbList"]
        home = SITE + PREFIX[code_of(address)]
        if address == home:
            assert not ways
            continue
        ((*above, last),) = (way["itemListElement"] for way in ways)
        assert [step["position"] for step in (*above, last)] == list(range(1, len(above) + 2))
        assert last["item"] == address and above[0]["item"] == home
        assert [step["item"] for step in above] == sorted(
            (other for other in pages if other != address and address.startswith(other) and other.startswith(home)),
            key=len,
        )
        for step in (*above, last):
            assert [step["name"]] == properties(pages[step["item"]])["title"]


def occupations(page: Any) -> dict[str, Any]:
    return {thing["name"]: thing for thing in things(page) if thing["@type"] == "Occupation"}


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "chief customer officer"), ("de", "Chief Customer Officer"), ("nl", "chief customer officer")],
)
def test_pay_that_nobody_counted_is_not_said_to_machines(pages: dict[str, Any], code: str, name: str) -> None:
    for path in ("", "pay/salary/"):
        found = occupations(pages[SITE + PREFIX[code] + path])
        assert "estimatedSalary" not in found[name]
    assert not occupations(pages[SITE + PREFIX[code] + "role/history/"])


@pytest.mark.parametrize(
    ("code", "name", "country", "says"),
    [
        ("en", "chief customer officer", "Germany", "Pay of an experienced CCO in Germany"),
        ("de", "Chief Customer Officer", "Deutschland", "Gehalt erfahrener CCOs in Deutschland"),
        ("nl", "chief customer officer", "Duitsland", "Salaris van een ervaren CCO in Duitsland"),
    ],
)
def test_sound_pay_is(changed: Path, code: str, name: str, country: str, says: str) -> None:
    page = html.parse(changed / PREFIX[code] / "pay/salary/index.html").getroot()
    occupation = occupations(page)[name]
    assert occupation["occupationLocation"] == {"@type": "Country", "name": country, "identifier": "DE"}
    (salary,) = occupation["estimatedSalary"]
    assert (salary["name"], salary["currency"]) == (says, "EUR")
    assert salary["value"] == {"@type": "QuantitativeValue", "minValue": 120000, "maxValue": 200000, "unitText": "YEAR"}
    assert occupation["url"] == f"{ELSEWHERE}{PREFIX[code]}glossary/chief-customer-officer/"
