"""The same content at another place or depth is no finding, or a single one: moved, in an item, in a sentence."""

from pathlib import Path

import pytest

from concord.rules.messages import message
from foreign import findings

LONG = "The bridge was built by the people of the town, who wanted to reach the market on the other side of the river"
LANG = "Die Brücke bauten die Leute aus der Stadt, die den Markt auf der anderen Seite des Flusses erreichen wollten"

SILENT = {
    "an alert with an empty line": (f"> [!NOTE]\n>\n> {LONG}.\n", f"> [!NOTE]\n> {LANG}.\n"),
    "a list in other digits": (f"1. {LONG}.\n2. AB 1.\n", f"\u06f1. {LANG}.\n\u06f2. AB 1.\n"),
    "a remark that stands at another place as a list": (
        f"* How to get `A_B`: [see here](https://a.example/how)\n\nEF 1.\n\nGH 2.\n\n{LONG}.\n",
        f"EF 1.\n\nGH 2.\n\n{LANG}.\n\nWie man `A_B` bekommt: [siehe hier](https://a.example/how)\n",
    ),
    "items in an item": (
        "- A 1\n- B:\n    - Run `c3`, which asks for it.\n    - Run `d4`, which checks all of it.\n",
        "- A 1\n- B:\n- `c3` fragt danach.\n- `d4` prüft das alles.\n",
    ),
    "a listing with a remark at another place": (
        f"Go on:\n\n```\n# the box\nrun all\nstop all\n```\n\n{LONG}.\n\n- A 1\n",
        f"Weiter:\n\n{LANG}.\n\n- A 1\n\n```\n# der Kasten\nrun all\nstop all\n```\n",
    ),
    "a listing that is code in a sentence": (
        "AB 1.\n\nAsk for it:\n\n```sh\n$ box get all\n```\n\nCD 2.\n",
        "AB 1.\n\nFragen Sie mit `box get all` danach.\n\nCD 2.\n",
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_the_same_at_another_place_is_not_reported(name: str, tmp_path: Path) -> None:
    english, german = SILENT[name]
    assert findings(tmp_path, en=f"# P\n\n{english}", de=f"# P\n\n{german}") == []


FOUND = {  # English, German, the rule: what is alike and differs all the same
    "an alert with more": (f"> [!NOTE]\n>\n> AB 1.\n>\n> {LONG}.\n", "> [!NOTE]\n> AB 1.\n", "block-drift"),
    "a remark at another place with another number": (
        f"* How to get `A_B` in 30 days: [see here](https://a.example/how)\n\nEF 1.\n\nGH 2.\n\n{LONG}.\n",
        f"EF 1.\n\nGH 2.\n\n{LANG}.\n\nWie man `A_B` in 40 Tagen bekommt: [siehe hier](https://a.example/how)\n",
        "block-drift",
    ),
    "other items in an item": (
        "- A 1\n- B:\n    - Run `c3`, which asks for it.\n    - Run `d4`, which checks all of it.\n",
        "- A 1\n- B:\n- `e5` fragt danach.\n- `f6` prüft das alles.\n",
        "list-drift",
    ),
    "a listing that a sentence in front of it names": (
        "AB 1.\n\nAsk with `box get all`:\n\n```sh\n$ box get all\n```\n\nCD 2.\n",
        "AB 1.\n\nFragen Sie mit `box get all`.\n\nCD 2.\n",
        "block-drift",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_missing_or_differs_at_another_place_is_found(name: str, tmp_path: Path) -> None:
    english, german, rule = FOUND[name]
    found = findings(tmp_path, en=f"# P\n\n{english}", de=f"# P\n\n{german}")
    assert rule in [one.rule for one in found]


def test_a_name_between_ideographs_is_known(tmp_path: Path) -> None:
    english = f"# P\n\nThis page shows how to use BoxMaker with PageFinder.\n\nBoxMaker came later. {LONG}.\n"
    chinese = "# P\n\n{}BoxMaker是后来才有的，由镇上的人们建造，他们想去河对岸的市场，河上以前没有桥，只有船。\n"
    assert findings(tmp_path / "a", en=english, zh=chinese.format("本文介绍如何用PageFinder使用BoxMaker。")) == []
    [found] = findings(tmp_path / "b", en=english, zh=chinese.format(""))
    assert (found.rule, found.data["begins"][:15]) == ("block-drift", "This page shows")


def test_headings_that_are_all_a_level_lower_are_one_finding(tmp_path: Path) -> None:
    english = "# P\n\n## Recipes\n\n### Bread\n\nAB 1.\n\n### Cake\n\nCD 2.\n\n### Soup\n\nEF 3.\n"
    german = english.replace("Recipes", "Rezepte").replace("### Bread", "## Brot").replace("### Cake", "## Kuchen")
    [found] = findings(tmp_path, en=english, de=german.replace("### Soup", "## Suppe"))
    assert message(found) == "3 headings from here on are on level 2, in English on level 3"


def test_a_heading_has_the_id_that_a_site_gives_it_where_a_translation_writes_it(tmp_path: Path) -> None:
    english = "# Routing\n\nAB 1.\n\n## Root and Source\n\nCD 2.\n\n## Clean Addresses\n\nEF 3.\n"
    german = "# Wege {#routing}\n\nAB 1.\n\n## Wurzel {#root-and-source}\n\nCD 2.\n"
    assert findings(tmp_path / "c", en="## Box :tada:\n\nAB 1.\n", de="## Kasten :tada: {#box}\n\nAB 1.\n") == []
    assert findings(tmp_path / "a", en=english, de=f"{german}\n## Adressen {{#clean-addresses}}\n\nEF 3.\n") == []
    [found] = findings(tmp_path / "b", en=f"{english}\n## Files\n\nGH 4.\n", de=f"{german}\n## Files\n\nGH 4.\n")
    assert (found.rule, found.data["begins"]) == ("block-drift", "Clean Addresses")
