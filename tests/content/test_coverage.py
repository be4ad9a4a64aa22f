"""facts/claims.tsv and coverage.tsv: each claim of the sources is in the guide, or left out for a stated reason."""

import csv
from collections import Counter
from collections.abc import Iterator

import pytest

from concord.config import read_config
from concord.pages.corpus import read_corpus
from concord.registry import Registry, read_registry
from trees import ROOT

ROWS = {"S0": 30, "S1": 102, "S2": 28, "S3": 138, "S4": 38}  # of the five texts
FIGURES = {"money", "duration", "count", "percent", "person", "organisation"}
IN_WORDS = {"S0-013", "S3-032"}  # "a number of years", "only half": ways of speaking
REASONS = ("heading", "advertising", "page furniture", "duplicate of S", "address of an organisation", "open: ")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (ROOT / "facts" / "coverage.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


@pytest.fixture(scope="module")
def the_registry() -> Registry:
    return read_registry(ROOT, "facts", read_config(ROOT).languages)


def facts(row: dict[str, str]) -> list[str]:
    return [carrier for carrier in row["carried_by"].split() if "#" not in carrier]


def expected_ids() -> Iterator[str]:
    return (f"{source}-{number:03}" for source, count in ROWS.items() for number in range(1, count + 1))


def test_every_claim_stands_there_once(rows: list[dict[str, str]], the_registry: Registry) -> None:
    assert [row["claim"] for row in rows] == [*the_registry.claims]
    assert [id for id in the_registry.claims if id[0] == "S"] == [*expected_ids()]
    assert all(claim.line for claim in the_registry.claims.values() if claim.id[0] == "S")


def test_every_fact_is_carried_by_a_claim_of_each_of_its_sources(the_registry: Registry) -> None:
    for id, fact in the_registry.facts.items():
        assert {*fact.sources} == {the_registry.claims[claim].source for claim in fact.claims}, id


def test_a_claim_is_carried_or_left_for_a_reason(rows: list[dict[str, str]]) -> None:
    assert [row["claim"] for row in rows if bool(row["carried_by"]) == bool(row["left"])] == []
    assert [row["claim"] for row in rows if row["left"] and not row["left"].startswith(REASONS)] == []


def test_every_figure_and_name_is_a_fact(rows: list[dict[str, str]], the_registry: Registry) -> None:
    figures = {id for id, claim in the_registry.claims.items() if claim.kind in FIGURES}
    without = {row["claim"] for row in rows if row["claim"] in figures and not row["left"] and not facts(row)}
    assert without == IN_WORDS


def test_the_table_and_the_registry_say_the_same(rows: list[dict[str, str]], the_registry: Registry) -> None:
    """A fact carries a claim there if and only if it names it here."""
    here = Counter((row["claim"], fact) for row in rows for fact in facts(row))
    there = Counter((claim, id) for id, fact in the_registry.facts.items() for claim in fact.claims)
    assert here == there


def test_every_section_of_the_table_is_there_in_each_language(rows: list[dict[str, str]]) -> None:
    settings = read_config(ROOT)
    there = {
        (page.language, f"{page.path}#{section.id}") for page in read_corpus(settings) for section in page.sections
    }
    named = {carrier for row in rows for carrier in row["carried_by"].split() if "#" in carrier}
    assert {(language, name) for language in settings.languages for name in named} - there == set()
