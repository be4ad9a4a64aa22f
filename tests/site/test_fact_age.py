"""A reader sees how old a fact is that is too old for what it rests on: in its note, and in the table of all facts."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import lxml.html
import pytest

from concord.config import find_config
from concord.guide import load_guide
from concord.languages import language
from concord.site.context import SiteContext
from concord.site.facts.note import fact_note
from concord.site.facts.table import fact_table
from trees import lay

FACTS = """\
counted:
  kind: count
  value: 35
  as_of: 2014
  dated: inferred
  basis: count
  base:
    population: {en: firms, de: Firmen, nl: bedrijven}
  sources: [code]
  says: {en: Firms, de: Firmen, nl: Bedrijven}
said:
  kind: count
  value: 35
  as_of: 2014
  dated: stated
  basis: opinion
  sources: [code]
  says: {en: Firms, de: Firmen, nl: Bedrijven}
ruled:
  kind: count
  value: 3
  as_of: 1965-09-06
  basis: law
  sources: [code]
  says: {en: Firms, de: Firmen, nl: Bedrijven}
"""
SOURCES = """\
code: {title: A code, language: de, seen: 2024-05-01, statute: {country: DE, law: AktG, article: § 76, as_of: 2020}}
brouwer: {title: Chief Customer Officer, language: nl, seen: 2019}
"""
DATES = {
    "en": ("As of: 2014 (inferred, 12 years ago).", "As of: 2014.", "Last looked at: 1 May 2024 (2 years ago)."),
    "de": (
        "Stand: 2014 (erschlossen, vor 12 Jahren).",
        "Stand: 2014.",
        "Zuletzt eingesehen: 1. Mai 2024 (vor 2 Jahren).",
    ),
    "nl": (
        "Stand: 2014 (afgeleid, 12 jaar geleden).",
        "Stand: 2014.",
        "Laatst geraadpleegd: 1 mei 2024 (2 jaar geleden).",
    ),
}
FOLDERS = {"en": "", "de": "de/", "nl": "nl/"}


def context(tree: Path, code: str, day: date) -> SiteContext:
    guide = load_guide(replace(find_config(tree), today=day))
    return SiteContext(guide.registry, guide.corpus, language(code), clock=guide.clock)


def notes(here: SiteContext) -> dict[str, str]:
    return {id: "".join(fact_note(here, fact).itertext()) for id, fact in here.registry.facts.items()}


@pytest.mark.parametrize("code", DATES)
def test_the_note_says_it(tmp_path: Path, code: str) -> None:
    tree = lay(tmp_path, {"facts/facts.yml": FACTS, "facts/sources.yml": SOURCES})
    old = notes(context(tree, code, date(2026, 11, 30)))
    for id, said in zip(("counted", "said", "ruled"), DATES[code], strict=True):
        assert f" {said} " in old[id]
    fresh = notes(context(tree, code, date(2019, 12, 31)))
    assert f" {DATES[code][1]} " in fresh["said"]
    assert [said for said in DATES[code] if said in "".join(fresh.values())] == [DATES[code][1]]


def test_the_table_says_it_and_is_sorted_by_the_date_alone(tmp_path: Path) -> None:
    tree = lay(tmp_path, {"facts/facts.yml": FACTS, "facts/sources.yml": SOURCES})
    table = fact_table(context(tree, "en", date(2026, 11, 30)))
    cells = [row.findall("td")[1] for row in table.findall(".//tbody/tr")]
    assert [(cell.text, cell.get("data-number")) for cell in cells] == [
        ("2014 (inferred, 12 years ago)", "20140000"),
        ("2014", "20140000"),
        ("6 September 1965", "19650906"),
    ]


@pytest.mark.parametrize("code", FOLDERS)
def test_the_site_says_it(site: Path, code: str) -> None:
    """Pay of May 2023, since June 2026."""
    page = lxml.html.parse(site / FOLDERS[code] / "pay/salary/index.html").getroot()
    note = page.get_element_by_id("note-salary-us-average").text_content()
    form = {"en": r"\(\d+ years ago\)", "de": r"\(vor \d+ Jahren\)", "nl": r"\(\d+ jaar geleden\)"}
    assert re.search(rf" 2023 {form[code]}\. ", note)
