"""Words of the registry and the interface, and titles in the menu, go out and come back."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from concord.guide import read_guide
from schemas import check_xliff
from translators import export, give_back, reword, say, target, text, unit, units
from trees import ROOT, copy_of_the_guide, lay

LANGUAGES = ("en", "de", "nl")
MENU = """site_name: Small
markdown_extensions: [attr_list]
nav:
  - Wages: pay.md
plugins:
  - i18n:
      languages:
        - {locale: en, name: English, build: true, default: true}
        - locale: de
          name: Deutsch
          nav_translations:
            Wages: Löhne
        - locale: nl
          name: Nederlands
          nav_translations:
            Wages: Lonen
"""
FACTS = """first:
  kind: count
  value: 3
  as_of: 2014
  dated: stated
  basis: count
  base:
    population: {en: large firms, de: große Firmen, nl: grote bedrijven}
  sources: [vault]
  says:
    en: Number of roads
    de: Zahl der Straßen   # a comment
    nl: "Aantal wegen"
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    source = "vault:\n  title: T\n  publisher: P\n  language: en\n  seen: 2026-01-01\n"
    return lay(tmp_path, {"mkdocs.yml": MENU, "facts/facts.yml": FACTS, "facts/sources.yml": source})


def sent(tree: Path, code: str, *pages: str) -> Any:
    return export(tree, code, *pages, "--all", "--from", "en" if code != "en" else "nl")


def test_a_text_of_the_registry_is_put_in_its_place(tree: Path) -> None:
    file = sent(tree, "nl", "facts.yml")
    check_xliff(file, "xliff")
    assert [(text(one, "source"), text(one, "target")) for one in units(file)] == [
        ("large firms", "grote bedrijven"),
        ("Number of roads", "Aantal wegen"),
    ]
    reword(unit(file, "roads"), "Aantal wegen", "Aantal wegen: “alle”")
    reword(unit(file, "firms"), "grote bedrijven", "grote ondernemingen, ook {andere}")
    done = give_back(tree, file)
    assert done.exit_code == 0 and "facts.yml: 2 units" in done.output, done.output
    wanted = FACTS.replace('"Aantal wegen"', '"Aantal wegen: “alle”"')
    wanted = wanted.replace("grote bedrijven}", '"grote ondernemingen, ook {andere}"}')
    assert (tree / "facts/facts.yml").read_text(encoding="utf-8") == wanted
    assert give_back(tree, file).output == "nothing new in it\n"


def test_a_text_that_the_registry_lacks_is_added(tree: Path) -> None:
    lacking = FACTS.replace('    nl: "Aantal wegen"\n', "").replace(", nl: grote bedrijven", "")
    (tree / "facts/facts.yml").write_text(lacking, encoding="utf-8")
    (tree / "pyproject.toml").write_text(
        '[tool.concord]\nlanguages = ["en", "de", {code = "nl", beginning = true}]\npublish = true\n', encoding="utf-8"
    )
    file = sent(tree, "nl", "facts.yml")
    say(unit(file, "roads"), "Aantal wegen")
    say(unit(file, "firms"), "grote bedrijven")
    done = give_back(tree, file)
    assert done.exit_code == 0, done.output
    wanted = FACTS.replace('"Aantal wegen"', "Aantal wegen")
    assert read_guide(tree).registry.facts["first"].says["nl"] == "Aantal wegen"
    assert (tree / "facts/facts.yml").read_text(encoding="utf-8").splitlines() == wanted.splitlines()


def test_a_title_in_the_menu_goes_out_with_its_page(tree: Path) -> None:
    file = sent(tree, "nl", "pay.md")
    assert text(unit(file, "Wages"), "target") == "Lonen"
    reword(unit(file, "Wages"), "Lonen", "Salarissen")
    reword(unit(file, "A page."), target(unit(file, "A page.")).text, "Een bladzijde.")
    done = give_back(tree, file)
    assert done.exit_code == 0 and "pay.md: 2 units" in done.output, done.output
    assert (tree / "mkdocs.yml").read_text(encoding="utf-8") == MENU.replace("Lonen", "Salarissen")
    assert 'description: "Een bladzijde."' in (tree / "docs/nl/pay.md").read_text(encoding="utf-8")


def test_into_the_language_of_the_menu_its_title_is_a_note(tree: Path) -> None:
    file = sent(tree, "en", "pay.md")
    assert not [one for one in units(file) if text(one, "source") == "Lonen"]
    assert "the title of the page in the menu, see mkdocs.yml: Lonen" in "".join(file.itertext())


@pytest.fixture(scope="module")
def the_guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_guide(tmp_path_factory.mktemp("guide"))


def test_every_text_of_the_registry_goes_out(the_guide: Path) -> None:
    """All that the registry counts as a text, without further names of titles, which have no counterpart each."""
    registry = read_guide(ROOT).registry
    file = sent(the_guide, "nl", "facts.yml", "titles.yml", "sources.yml", "pictures.yml")
    found = {text(one, "source") for one in units(file)}
    entries = (*registry.facts.values(), *registry.sources.values(), *registry.charts.values())
    assert {" ".join(one.split()) for entry in entries for one in entry.wordings("en")} <= {
        " ".join(one.split()) for one in found
    }
    assert {title.labels["en"] for title in registry.titles.values()} <= found


def test_a_word_of_the_interface_comes_back(the_guide: Path) -> None:
    """With the code of the guide itself, as who works on it has it."""
    words = the_guide / "hooks/concord/languages/nl.yml"
    before = words.read_text(encoding="utf-8")
    own_concord(the_guide, "export", "nl", "interface", "--all", "--from", "en", "--output", "out.xlf")
    file = etree.parse(the_guide / "out.xlf").getroot()
    check_xliff(file, "xliff")
    say(unit(file, "Filter by word or number"), "Zeef op woord of getal")
    (lost,) = (one for one in units(file) if " reports to " in text(one, "source"))
    say(lost, "hij rapporteert")
    (the_guide / "back.xlf").write_bytes(etree.tostring(file))
    done = own_concord(the_guide, "import", "back.xlf")
    assert "interface: 1 unit" in done and "the mark {who} (code 1) is missing in it" in done, done
    (old,) = (line for line in before.splitlines() if line.startswith("  filter: "))
    assert words.read_text(encoding="utf-8") == before.replace(old, "  filter: Zeef op woord of getal")


def own_concord(tree: Path, *arguments: str) -> str:
    command = [sys.executable, "-c", f"from concord.cli import main; main({list(arguments)})"]
    environment = {**os.environ, "PYTHONPATH": str(tree / "hooks")}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr
