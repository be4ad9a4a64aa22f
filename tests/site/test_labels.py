"""How sure each fact is, as readers see it: every label follows from the table on the page about the guide."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from concord.languages import language
from trees import the_guide

FOLDERS = {"en": "", "de": "de/", "nl": "nl/"}
COUNTED = ("count", "survey")
OLD_PAY, OLD_COUNT = 10, 25  # years; the page names them


def rows(site: Path, code: str) -> list[tuple[str, str]]:
    """The label and the condition of each row of the table."""
    page = html.parse(str(site / FOLDERS[code] / "about/index.html"))
    (table,) = page.iterfind(".//table[@class='labels']")
    found = table.iterfind("./tbody/tr")
    return [("".join(row[0].itertext()), "".join(row[1].itertext())) for row in found]


def origins(source: str, sources: dict[str, Any]) -> set[str]:
    made_from = sources[source]["derived_from"]
    return set().union(*(origins(other, sources) for other in made_from)) if made_from else {source}


def is_old(fact: Any) -> bool:
    limit = OLD_PAY if fact["occupation"] else OLD_COUNT if fact["basis"] in (*COUNTED, "estimate") else 1000
    return bool(fact["as_of"]) and 2026 - int(fact["as_of"][:4]) > limit


def independent(facts: list[Any], sources: dict[str, Any]) -> int:
    """How many groups of facts there are that share no origin."""
    groups: list[set[str]] = []
    for fact in facts:
        found = set().union(*(origins(source, sources) for source in fact["sources"]))
        joined = [group for group in groups if group & found]
        groups = [group for group in groups if group not in joined] + [found.union(*joined)]
    return len(groups)


def holds(condition: str, fact: Any, facts: dict[str, Any], sources: dict[str, Any]) -> bool:
    """Whether a condition, by the key of its sentence, holds for a fact of facts.json."""
    same = [fact, *(facts[id] for id in fact["same_as"])]
    counts = independent([one for one in same if one["basis"] in COUNTED], sources)
    return {
        "damaged": "damaged" in fact["marks"],
        "misattributed": "misattributed" in fact["marks"],
        "outlived": is_old(fact),
        "contradicted": bool(fact["contradicts"]),
        "law": any(one["basis"] == "law" for one in same),
        "document": any(one["basis"] == "document" for one in same),
        "counts": counts > 1,
        "count": counts == 1,
        "said": True,
    }[condition]


@pytest.mark.parametrize("code", FOLDERS)
def test_every_label_follows_from_the_table_that_readers_see(site: Path, code: str) -> None:
    words = language(code).interface
    data = json.loads((site / "facts.json").read_text(encoding="utf-8"))
    facts, sources = ({entry["id"]: entry for entry in data[kind]} for kind in ("facts", "sources"))
    limits = {"pay": OLD_PAY, "count": OLD_COUNT}
    conditions = {
        text.format_map(limits): key.removeprefix("when_") for key, text in words.items() if key.startswith("when_")
    }
    table = rows(site, code)
    order = [words[f"label_{name}"] for name in ("well_supported", "one_count", "claimed", "disputed", "unreliable")]
    for id, fact in facts.items():
        label = next(label for label, when in table if holds(conditions[when], fact, facts, sources))
        lowered = the_guide().registry.facts[id].lowered
        if lowered:
            label = max(label, words["label_" + lowered.label.replace("-", "_")], key=order.index)
        assert fact["languages"][code]["how_sure"].startswith(f"{label}: "), id
        assert (
            any(letter.isdigit() for letter in fact["languages"][code]["how_sure"])
            or words["undated"] in fact["languages"][code]["how_sure"]
        )


@pytest.mark.parametrize("code", FOLDERS)
def test_a_note_says_how_sure_its_fact_is(site: Path, code: str) -> None:
    data = json.loads((site / "facts.json").read_text(encoding="utf-8"))
    said = {fact["id"]: fact["languages"][code]["how_sure"] for fact in data["facts"]}
    page = html.parse(str(site / FOLDERS[code] / "adoption/figures/index.html"))
    notes = {
        note.get("id").removeprefix("note-"): "".join(note.itertext())
        for note in page.iterfind(".//aside//p[@class='note']")
    }
    assert len(notes) > 20
    for id, text in notes.items():
        assert f"{language(code).interface['how_sure']}: {said[id]}." in text


def test_a_year_that_is_inferred_is_shown_as_such(site: Path) -> None:
    for code, text in {
        "en": "2012 (inferred, 14 years ago)",
        "de": "2012 (erschlossen, vor 14 Jahren)",
        "nl": "2012 (afgeleid, 14 jaar geleden)",
    }.items():
        page = html.parse(str(site / FOLDERS[code] / "facts/index.html"))
        (row,) = page.iterfind(".//tr[@id='fact-tenure']")
        assert text in [cell.text_content() for cell in row]
