"""The guide with a fourth language, French: as whole pages after a first pass, or beginning with two of them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from textwrap import dedent, indent

from concord import yaml
from previews import Preview, preview
from trees import ROOT, copy_of_the_guide, replace

DATA = ROOT / "tests/data/french"
PAGES = {"index.md": "index.md", "chief-customer-officer.md": "glossary/chief-customer-officer.md"}  # file → page
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
prose:
  before_decade: [années]
  decade_suffixes: [s]  # of the English that is left
"""  # beside the words of the interface
_MKDOCS = "from mkdocs.__main__ import cli; cli()"
SECTION = re.compile(r"(?ms)^## How to add a language\n(.*?)^## ")  # of CONTRIBUTING.md


def run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`concord ARGUMENTS` with the code of the copy, which knows French; the installed one does not."""
    return _python(tree, "import sys; from concord.cli import main; main(sys.argv[1:])", *arguments)


def build(tree: Path) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` with the code of the copy."""
    return _python(tree, _MKDOCS, "build", "--strict")


def served(tree: Path, folder: Path) -> AbstractContextManager[Preview]:
    """`mkdocs serve --strict` with the code of the copy; `folder` takes what it writes."""
    return preview(tree, folder, "--strict", code=str(tree / "hooks"))


def _python(tree: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=tree, env=_environment(tree), capture_output=True, text=True, check=False)


def _environment(tree: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(tree / "hooks"), "NO_MKDOCS_2_WARNING": "1"}


def french_guide(folder: Path) -> Path:
    """A copy of the guide in `folder` whose French pages are the English ones."""
    tree = copy_of_the_guide(folder)
    interface = (DATA / "fr.yml").read_text(encoding="utf-8").partition("\ninterface:")
    (tree / "hooks/concord/languages/fr.yml").write_text(FRENCH + "".join(interface[1:]), encoding="utf-8")
    shutil.copytree(tree / "docs/en", tree / "docs/fr", ignore=shutil.ignore_patterns("sync.lock"))
    settings = tree / "pyproject.toml"
    text = settings.read_text(encoding="utf-8").replace('"nl"]', '"nl", "fr"]')
    levels = (
        "[tool.concord.levels]\nlanguage-untranslated = 'info'\nlanguage-wrong = 'info'\n"  # it is still in English
    )
    settings.write_text(f"{text}\n{levels}", encoding="utf-8")
    return tree


def beginning_guide(folder: Path, copy: Callable[[Path], Path] = copy_of_the_guide) -> Path:
    """A copy of the guide in `folder` to which French was added as CONTRIBUTING.md says: two pages and ten facts."""
    tree = copy(folder)
    shutil.copy(DATA / "fr.yml", tree / "hooks/concord/languages/fr.yml")
    languages, locale = listing("toml"), listing("yaml", "- locale: fr")
    replace(tree / "pyproject.toml", 'languages = ["en", "de", "nl"]\n', languages)
    for file, page in PAGES.items():
        target = tree / "docs/fr" / page
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DATA / file, target)
    for kind, entries in yaml.load((DATA / "texts.yml").read_text(encoding="utf-8")).items():
        add_texts(tree / f"facts/{kind}.yml", entries)
    replace(tree / "mkdocs.yml", "\nwatch:", f"\n{indent(locale, ' ' * 8).rstrip()}\n\nwatch:")
    return tree


def listing(kind: str, start: str = "") -> str:
    """The listing of a kind that begins with `start` in the section of CONTRIBUTING.md on adding a language."""
    found = SECTION.search((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert found
    texts = re.findall(rf"(?ms)^   ```{kind}\n(.*?)^   ```$", found[1])
    return next(dedent(text) for text in texts if dedent(text).startswith(start))


def add_texts(file: Path, entries: dict[str, dict[str, str]]) -> None:
    """Adds French texts to entries of the registry, each behind the Dutch one."""
    text = file.read_text(encoding="utf-8")
    for id, texts in entries.items():
        for key, french in texts.items():
            pattern = rf"(^{id}:\n(?:(?:  .*)?\n)*?( *){key}:\n(?:\2  .*\n)*?\2  nl: .*\n)"
            text, count = re.subn(pattern, rf'\g<1>\g<2>  fr: "{french}"\n', text, count=1, flags=re.MULTILINE)
            assert count == 1, (id, key)
    file.write_text(text, encoding="utf-8")
