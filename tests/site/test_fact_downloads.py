"""The facts as files for other programs: facts.json, its schema, facts.csv."""

import copy
import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from jsonschema import Draft202012Validator

from concord.registry import Registry
from trees import the_guide

SITE = "https://cco-guide.example/"
FOLDERS = {"en": "", "de": "de/", "nl": "nl/"}


def registry() -> Registry:
    return the_guide().registry


@pytest.fixture(scope="module")
def data(site: Path) -> Any:
    return json.loads((site / "facts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def schema(site: Path) -> Any:
    found = json.loads((site / "facts.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def test_the_json_is_as_its_schema_says(data: Any, schema: Any) -> None:
    assert [error.message for error in schema.iter_errors(data)] == []
    for name, entry in [("facts", "FactRecord"), ("sources", "SourceRecord")]:
        described = schema.schema["$defs"][entry]["properties"]
        assert all(set(found) == set(described) for found in data[name])
        assert all(text.get("description") for text in described.values())


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("kind", "rumour"), ("value", [1]), ("marks", ["doubtful"]), ("sources", "hsc"), ("gross", "yes"), ("new", 1)],
)
def test_the_schema_refuses_what_is_no_fact(data: Any, schema: Any, key: str, wrong: object) -> None:
    other = copy.deepcopy(data)
    other["facts"][0][key] = wrong
    assert not schema.is_valid(other)


def test_the_json_says_what_the_registry_says(data: Any) -> None:
    assert (data["version"], data["site"], data["languages"]) == (1, SITE, list(FOLDERS))
    assert [entry["id"] for entry in data["facts"]] == list(registry().facts)
    assert {entry["id"]: entry["address"] for entry in data["sources"]} == {
        id: source.address for id, source in registry().sources.items()
    }
    for entry in data["facts"]:
        fact = registry().facts[entry["id"]]
        assert entry["kind"] == fact.kind
        assert (tuple(entry["marks"]), tuple(entry["sources"])) == (registry().ratings[fact.id].doubts, fact.sources)
        assert {code: said["says"] for code, said in entry["languages"].items()} == fact.says
        for end in ("value", "low", "high"):
            true = getattr(fact, end, None)
            if isinstance(true, Decimal):
                assert isinstance(entry[end], int | float) and entry[end] == pytest.approx(float(true), rel=1e-12)
            else:
                assert isinstance(entry[end], str if true else type(None))


def test_values_are_those_of_a_machine(data: Any) -> None:
    entries = {entry["id"]: entry for entry in data["facts"]}
    band = entries["salary-de-range"]
    assert [band[key] for key in ("value", "low", "high")] == [None, 90_000, 230_000]
    assert [band[key] for key in ("currency", "period", "gross")] == ["EUR", "year", True]
    assert entries["tenure"]["value"] == 29.4 and entries["tenure"]["unit"] == "month"
    assert entries["fortune-500-companies"]["bound"] == "less-than"
    assert entries["salary-us-average"]["as_of"] == "2023-05"
    assert (entries["salary-de-top"]["high"], entries["salary-de-top"]["high_bound"]) == (500_000, "at-least")
    assert (entries["salary-us-range"]["country"], entries["salary-us-range"]["inferred"]) == ("US", ["country"])
    studied = entries["internal-hires"]
    assert [studied[key] for key in ("dated", "basis", "base_number")] == ["published", "survey", 155]
    assert entries["scott-russell"]["offices"][0]["until"] == "2024-08-31"
    assert "2024-07-30" in {entry["value"] for entry in data["facts"] if entry["kind"] == "date"}
    line = entries["cxo-reports-to-any"]
    assert (line["subject"], line["relation"]) == (["chief-experience-officer"], "reports-to")
    assert line["object"] == ["chief-executive-officer", "chief-operating-officer", "chief-marketing-officer"]


@pytest.mark.parametrize("language", FOLDERS)
def test_addresses_in_the_json_lead_to_row_and_explanation(site: Path, data: Any, language: str) -> None:
    pages: dict[str, set[str]] = {}
    for entry in data["facts"]:
        said = entry["languages"][language]
        is_doubtful = entry["label"] in ("disputed", "unreliable")
        assert bool(said["explanation"]) == (is_doubtful and bool(registry().facts[entry["id"]].dispute))
        for address in filter(None, (said["address"], said["explanation"])):
            page, _, id = address.partition("#")
            assert page.startswith(SITE + FOLDERS[language])
            pages.setdefault(page, set()).add(id)
    assert SITE + FOLDERS[language] + "facts/" in pages and len(pages) > 1
    for page, ids in pages.items():
        file = site / page.removeprefix(SITE) / "index.html"
        assert ids <= set(lxml.html.parse(file).xpath("//@id"))


def test_the_csv_has_a_row_a_fact(site: Path, data: Any) -> None:
    content = (site / "facts.csv").read_bytes()
    assert content.startswith("\ufeff".encode()), "a spreadsheet sees that it is UTF-8"
    with (site / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file, strict=True))
    assert [row["id"] for row in found] == list(registry().facts)
    for row, entry in zip(found, data["facts"], strict=True):
        assert None not in row and None not in row.values(), "every row has every column"
        for code, said in entry["languages"].items():
            assert {key: row[f"{key}_{code}"] for key in said} == said
        for end in ("value", "low", "high"):
            assert row[end] == ("" if entry[end] is None else str(entry[end]))
        assert row["sources"].split("; ") == entry["sources"]
        assert row["source_addresses"].split("; ") == [registry().sources[id].address for id in entry["sources"]]
