"""A fourth language costs one file in `languages/` and one folder in `docs/`: French, on a copy of the tree."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from trees import copy_of_the_guide

FRENCH = """
name: Français
locale: fr_FR
number_words: fr
money: "{number}_{sign}"
percent: "{number}_%"
currencies:
  EUR: [€, euros, euro]
  USD: [$, dollars, dollar]
  GBP: [£, livres, livre]
  CHF: [CHF, francs suisses]
percent_words: [pour cent]
units:
  day: [jour, jours]
  week: [semaine, semaines]
  month: [mois, mois]
  year: [an, ans, année, années]
scales:
  mille: 1000
  million: 1000000
  millions: 1000000
  milliard: 1000000000
  milliards: 1000000000
bounds:
  about: [environ, quelque]
  at-least: [au moins]
  more-than: [plus de]
  at-most: [au plus, "jusqu’à"]
  less-than: [moins de]
  nearly: [près de, presque]
ranges:
  - ["", à]
  - ["", –]
  - [entre, et]
suffixes: ["", s]
interface: {}
"""


def run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command of the copy, not the installed one."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "hooks")}
    code = "import sys; from concord.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The guide with a French folder, as a translator leaves it after a first pass over the English pages."""
    tree = copy_of_the_guide(tmp_path)
    (tree / "hooks/concord/languages/fr.yml").write_text(FRENCH, encoding="utf-8")
    shutil.copytree(tree / "docs/en", tree / "docs/fr", ignore=shutil.ignore_patterns("sync.lock"))
    settings = tree / "pyproject.toml"
    text = settings.read_text(encoding="utf-8").replace('"nl"]', '"nl", "fr"]')
    levels = (
        "[tool.concord.levels]\nlanguage-untranslated = 'info'\nlanguage-wrong = 'info'\n"  # it is still in English
    )
    settings.write_text(f"{text}\n{levels}", encoding="utf-8")
    return tree


def test_what_the_registry_does_not_say_in_french_is_reported(tree: Path) -> None:
    done = run(tree, "check")
    assert done.returncode == 1
    assert "facts/facts.yml:" in done.stdout
    assert "it is missing in fr" in done.stdout


def test_the_check_works_in_french(tree: Path) -> None:
    for file in (tree / "facts").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"^( +)en: (.*)$", r"\1en: \2\n\1fr: \2", text, flags=re.MULTILINE), encoding="utf-8")
    before = run(tree, "check", "docs/fr/pay/salary.md").stdout
    assert "docs/fr/pay/salary.md" in before and "204 518 $" in before, before
    run(tree, "check", "--fix")
    french = (tree / "docs/fr/pay/salary.md").read_text(encoding="utf-8")
    assert "[204 518 $](fact:salary-us-average)" in french
    assert "[90 000 à 230 000 €](fact:salary-de-range)" in french
    after = run(tree, "check")
    assert after.returncode == 0, after.stdout
    page = tree / "docs/fr/pay/salary.md"
    page.write_text(french.replace("204 518 $", "240 518 $", 1), encoding="utf-8")
    wrong = run(tree, "check").stdout
    assert 'fact-mismatch: "240 518 $" is not salary-us-average (204 518 $)' in wrong
