"""The guide with a fourth language, French, as a translator leaves it after a first pass over the English pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

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
    """`concord ARGUMENTS` with the code of the copy, which knows French; the installed one does not."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "hooks")}
    code = "import sys; from concord.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


def french_guide(folder: Path) -> Path:
    """A copy of the guide in `folder` whose French pages are the English ones."""
    tree = copy_of_the_guide(folder)
    (tree / "hooks/concord/languages/fr.yml").write_text(FRENCH, encoding="utf-8")
    shutil.copytree(tree / "docs/en", tree / "docs/fr", ignore=shutil.ignore_patterns("sync.lock"))
    settings = tree / "pyproject.toml"
    text = settings.read_text(encoding="utf-8").replace('"nl"]', '"nl", "fr"]')
    levels = (
        "[tool.concord.levels]\nlanguage-untranslated = 'info'\nlanguage-wrong = 'info'\n"  # it is still in English
    )
    settings.write_text(f"{text}\n{levels}", encoding="utf-8")
    return tree
