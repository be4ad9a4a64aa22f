"""How sure a fact is: planted entries get a careful reader's label; wrong evidence is one line each."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import concord
from concord.registry import Registry, read_registry
from trees import lay

SAYS = "says: {en: Share, de: Anteil, nl: Aandeel}"
WORDS = "{en: firms, de: Firmen, nl: firma’s}"
BASE = f"base: {{population: {WORDS}, number: 500, country: [US]}}"
SOURCES = """\
study: {title: Study, language: en, date: 2014, seen: never}
copy: {title: Copy, language: en, derived_from: [study], seen: 2026-11-22}
copy-of-copy: {title: Copy, language: en, derived_from: [copy], seen: 2026-11-22}
blog: {title: Blog, language: en, date: 2014-03-24, seen: 2026-11-22}
paper: {title: Paper, language: en, seen: 2026-11-22}
act: {title: Act, language: de, seen: 2026-11-22, statute: {country: DE, law: AktG, article: § 76, as_of: 2026-01-01}}
"""
Load = Callable[..., Registry]


def entry(id: str, value: int = 22, sources: str = "blog", **keys: str) -> str:
    """An entry for a share of 22 % with further keys."""
    lines = [f"kind: percent\n  value: {value}", f"sources: [{sources}]", SAYS]
    return f"{id}:\n  " + "\n  ".join([*lines, *(f"{key}: {text}" for key, text in keys.items() if text)]) + "\n"


def counted(id: str, sources: str, value: int = 22, **keys: str) -> str:
    return entry(id, value, sources, basis="count", base=BASE.removeprefix("base: "), **keys)


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Reads a registry with some facts."""

    def load(facts: str, sources: str = SOURCES) -> Registry:
        files = {"facts/facts.yml": facts, "facts/titles.yml": "{}\n", "facts/sources.yml": sources}
        return read_registry(lay(tmp_path, files), "facts", ("en", "de", "nl"))

    return load


@pytest.mark.parametrize(
    ("facts", "label", "condition"),
    [
        (entry("it"), "claimed", "said"),
        (entry("it", basis="opinion"), "claimed", "said"),  # an opinion with a number is no count
        (entry("it", basis="estimate", base=BASE.removeprefix("base: ")), "claimed", "said"),
        (counted("it", "blog"), "one-count", "count"),
        (counted("it", "copy, copy-of-copy"), "one-count", "count"),
        (counted("it", "blog, paper"), "one-count", "count"),  # two texts on one count
        (counted("it", "copy", same_as="[too]") + counted("too", "copy-of-copy"), "one-count", "count"),
        (counted("it", "study") + counted("too", "copy-of-copy", same_as="[it]"), "one-count", "count"),
        (counted("it", "blog", same_as="[too]") + counted("too", "paper"), "well-supported", "counts"),
        (counted("it", "blog") + counted("too", "paper", same_as="[it]"), "well-supported", "counts"),
        (entry("it", same_as="[too]") + counted("too", "paper"), "one-count", "count"),
        (entry("it", sources="act", basis="law"), "well-supported", "law"),
        (entry("it", basis="document"), "well-supported", "document"),
        (counted("it", "blog", contradicts="[too]") + entry("too", 90, "paper"), "disputed", "contradicted"),
        (counted("it", "blog") + entry("too", 90, "paper", contradicts="[it]"), "disputed", "contradicted"),
        (counted("it", "blog") + counted("too", "blog", 90, contradicts="[it]"), "disputed", "contradicted"),
        (counted("it", "study") + entry("too", 90, "copy", contradicts="[it]"), "one-count", "count"),  # a bad copy
        (
            counted("it", "blog", same_as="[twin]") + entry("twin", contradicts="[too]") + entry("too", 90, "paper"),
            "disputed",
            "contradicted",
        ),
        (entry("it", basis="document", marks="[damaged]", dispute="x1"), "unreliable", "damaged"),
        (counted("it", "blog", marks="[misattributed]", dispute="x1"), "unreliable", "misattributed"),
        (
            counted("it", "blog") + entry("too", 90, "paper", contradicts="[it]", marks="[damaged]", dispute="x1"),
            "one-count",
            "count",
        ),
        (counted("it", "blog", as_of="2001", dated="stated"), "one-count", "count"),
        (counted("it", "blog", as_of="2000", dated="stated"), "unreliable", "outlived"),
        (entry("it", marks="[disputed]", dispute="x1"), "disputed", "contradicted"),
        (entry("it", marks="[outdated]", dispute="x1"), "unreliable", "outlived"),
        (counted("it", "blog", lowered=f"{{label: claimed, reason: {WORDS}}}"), "claimed", "lowered"),
    ],
)
def test_the_label_is_that_of_a_careful_reader(load: Load, facts: str, label: str, condition: str) -> None:
    registry = load(facts)
    assert registry.faults == ()
    assert (registry.ratings["it"].label, registry.ratings["it"].condition) == (label, condition)


def test_a_range_of_contradictions_is_one_dispute(load: Load) -> None:
    shares = [(22, "blog"), (35, "paper"), (90, "study")]
    registry = load("".join(counted(f"f{v}", s, v, contradicts="[f22]" if v > 22 else "") for v, s in shares))
    assert registry.faults == ()
    assert [fact.id for fact in registry.ratings["f22"].contradicting] == ["f35", "f90"]
    assert {rating.label for rating in registry.ratings.values()} == {"disputed"}


FAULTS = {  # an entry: the key that is reported, and what is said
    entry("a", dated="stated"): ("dated", "the date is stated, but as_of is missing; give it, or say unknown"),
    entry("b", dated="unknown"): ("dated", "tried must say what was tried"),
    entry("c", dated="unknown", tried=WORDS, as_of="2014"): ("as_of", "the date is unknown according to dated"),
    entry("d", dated="stated", tried=WORDS, as_of="2014"): ("tried", "take it out"),
    entry("e", dated="published", as_of="2015"): ("as_of", "its sources are of 2014-03-24; correct one of them"),
    entry("f", dated="published", as_of="2015", sources="paper"): ("as_of", "its sources have no date"),
    entry("g", dated="guessed", as_of="2015"): ("dated", "stated, published, inferred or unknown"),
    entry("h", basis="survey"): ("basis", "a survey needs base, here or at its source: population, and number"),
    entry("i", basis="hearsay"): ("basis", "opinion, definition"),
    entry("j", basis="opinion", base=BASE.removeprefix("base: ")): (
        "base",
        "only a count, survey or estimate has a base",
    ),
    entry("k", basis="law"): ("basis", "law needs a source with statute: country, law, article and as_of"),
    entry("l", basis="count", base="{number: 5}"): ("base", "base.population: it is missing"),
    entry("m", basis="count", base="{population: {en: firms}}"): ("base", "it is missing in de, nl"),
    entry("n", basis="count", base=f"{{population: {WORDS}, country: [Germany]}}"): ("base", "a country by ISO 3166"),
    entry("o", same_as="[nowhere]"): ("same_as", "facts.yml has no nowhere"),
    entry("p", contradicts="[p]"): ("contradicts", "a fact cannot be tied to itself"),
    entry("q", same_as="[good]", contradicts="[good]"): ("same_as", "good is among contradicts as well"),
    entry("r", lowered=f"{{label: claimed, reason: {WORDS}}}"): ("lowered", "it is claimed already"),
    entry("s", lowered=f"{{label: well-supported, reason: {WORDS}}}"): ("lowered", "one-count, claimed"),
    entry("t", high_bound="at-least"): ("high_bound", "only a range has an open end"),
    entry("u", marks="[misattributed]"): ("marks", "a mark needs dispute"),
    entry("v", whole="0"): ("whole", "it must be more than 0"),
    entry("w").replace("kind: percent", "kind: count\n  whole: 20"): (
        "whole",
        "a part cannot be larger than its whole",
    ),
}


def test_wrong_evidence_is_one_line_each_with_its_place_and_a_remedy(load: Load) -> None:
    registry = load(entry("good") + "".join(FAULTS))
    said = {fault.reason.split(",")[0]: fault for fault in registry.faults}
    assert len(registry.faults) == len(said) == len(FAULTS)
    lines = (entry("good") + "".join(FAULTS)).splitlines()
    for text, (key, reason) in FAULTS.items():
        fault = said[text[0]]
        assert reason in fault.reason
        assert lines[fault.location.line - 1].strip().startswith(f"{key}:")
    assert set(registry.facts) == {"good"}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("derived_from: [nowhere]", "sources.yml has no nowhere"),
        ("derived_from: [bad]", "it would be made from itself"),
        ("statute: {country: DE, law: AktG, article: § 76}", "statute.as_of: it is missing"),
        (
            "statute: {country: Germany, law: AktG, article: § 76, as_of: 2026}",
            "statute.country: it must be a country by ISO 3166",
        ),
        ("base: {number: 5}", "base.population: it is missing"),
        ("seen: soon", "a year, a month"),
        ("seen: 2026-11-22, seen_as: whole", "must be page or excerpt"),
        ("seen: never, seen_as: page", "nobody has looked at it"),
    ],
)
def test_wrong_origins_are_reported(load: Load, source: str, reason: str) -> None:
    seen = "" if source.startswith("seen") else ", seen: 2026-11-22"
    registry = load("{}\n", f"bad: {{title: Bad, language: en, {source}{seen}}}\n")
    assert [reason in fault.reason for fault in registry.faults] == [True]


@pytest.mark.parametrize(
    ("office", "reason"),
    [
        ("{at: SAP}", "either a title"),
        ("{title: nowhere, at: SAP}", "titles.yml has no nowhere"),
        (f"{{says: {WORDS}, at: SAP, from: 2024-08, until: 2021}}", "until is before from"),
        (f"{{says: {WORDS}}}", "at: it is missing"),
    ],
)
def test_wrong_offices_are_reported(load: Load, office: str, reason: str) -> None:
    person = f"ann:\n  kind: person\n  value: Ann\n  sources: [blog]\n  {SAYS}\n  offices:\n    - {office}\n"
    assert [reason in fault.reason for fault in load(person).faults] == [True]
    good = f"{{says: {WORDS}, at: SAP, from: 2021, until: 2021-05}}"
    assert load(person.replace(office, good)).faults == ()


def test_old_marks_hold_and_are_noted(tmp_path: Path) -> None:
    fact = entry("share", marks="[disputed]", dispute="x1")
    page = "# Pay { #pay }\n\n[22%](fact:share)\n\n## Why { #x1 }\n\n[22%](fact:share)\n"
    files = {
        f"docs/{code}/pay.md": page.replace("22%", text)
        for code, text in (("en", "22%"), ("de", "22 %"), ("nl", "22%"))
    }
    files |= {"facts/facts.yml": fact, "facts/sources.yml": SOURCES}
    found = json.loads(concord("check", "--format", "json", cwd=lay(tmp_path, files)).stdout)["findings"]
    notes = [(finding["level"], finding["message"]) for finding in found if finding["rule"] == "mark-derived"]
    assert notes == [("info", "share is marked disputed, which follows from contradicts now")]
