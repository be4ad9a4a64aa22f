"""A command that is killed while it changes files is undone by the next one: no file stays half changed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from agreed import confirm, found_guide
from commands import ENVIRONMENT
from concord.storage.cache_directory import VARIABLE
from repositories import commit
from shared import shared
from translators import export, say, text, translate, units
from trees import ROOT, replace

LANGUAGES = ("en", "de", "nl")
PAGES = ("inn", "pay", "chief-financial-officer")
CITED = {
    "en": "It is [€123,000](fact:salary) by `pay now`. [CFO](title:chief-financial-officer)",
    "de": "Es sind [123.000 €](fact:salary) mit `pay now`. [CFO](title:chief-financial-officer)",
    "nl": "Dat is [€ 123.000](fact:salary) met `pay now`. [CFO](title:chief-financial-officer)",
}
CFO = {"en": "Chief financial officer", "de": "Finanzvorstand", "nl": "Financieel directeur"}
MONEY = {
    "en": "The chief financial officer counts the money.",
    "de": "Der Finanzvorstand zählt das Geld.",
    "nl": "De financieel directeur telt het geld.",
}


@pytest.fixture(scope="session")
def founded_guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        tree = found_guide(folder / "guide")
        for code in LANGUAGES:
            for page in PAGES[:2]:
                with (tree / f"docs/{code}/{page}.md").open("a", encoding="utf-8") as file:
                    file.write(f"\n## CCO {{ #cited-{page} }}\n\n{CITED[code]}\n")
            (tree / f"docs/{code}/chief-financial-officer.md").write_text(
                f"---\ndescription: A page.\n---\n# {CFO[code]} {{ #{PAGES[-1]} }}\n\n{MONEY[code]}\n\n{CITED[code]}\n",
                encoding="utf-8",
            )
        confirm(tree, *(f"{page}.md" for page in PAGES), "facts.yml", "titles.yml")

    return shared(tmp_path_factory, "killed", make) / "guide"


@pytest.fixture
def tree(founded_guide: Path, tmp_path: Path) -> Path:
    return shutil.copytree(founded_guide, tmp_path / "guide")


def with_another_value(tree: Path) -> None:
    replace(tree / "facts/facts.yml", "123000", "125000")


def with_translations(tree: Path) -> None:
    """A file that a translator gives back: German anew, a page that is lacking, and a unit that cannot be placed."""
    (tree / "docs/de/inn.md").unlink()
    commit(tree)
    file = export(tree, "de", "--all")
    for one in units(file):
        translate(one, "Und ")
    say(next(one for one in units(file) if "CCO" in text(one, "source")), " ")
    (tree / "back.xlf").write_bytes(etree.tostring(file))


def with_new_sentences(tree: Path) -> None:
    for code in LANGUAGES:
        for page in PAGES:
            with (tree / f"docs/{code}/{page}.md").open("a", encoding="utf-8") as file:
                file.write({"en": "\nSo it is.\n", "de": "\nSo ist es.\n", "nl": "\nZo is het.\n"}[code])


def with_other_code(tree: Path) -> None:
    for page in PAGES:
        replace(tree / f"docs/en/{page}.md", "`pay now`", "`pay later`")


COMMANDS: dict[str, tuple[Callable[[Path], object], int]] = {
    "check --fix": (with_another_value, 33),
    "facts rename salary pay": (lambda _: None, 34),
    "titles rename chief-financial-officer chief-of-money": (lambda _: None, 34),
    "import back.xlf": (with_translations, 33),
    "confirm all . --all": (with_new_sentences, 33),
    "diff nl --apply": (with_other_code, 33),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_after_a_kill_the_same_command_does_what_it_would_have_done(command: str, tree: Path, tmp_path: Path) -> None:
    """200 kills together; each is followed by one more run, after which all files are as without the kill."""
    prepare, count = COMMANDS[command]
    prepare(tree)
    arguments = [sys.executable, str(ROOT / "tests/support/kills.py"), str(tree), str(count), *command.split()]
    path = os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests/support")])
    done = subprocess.run(
        arguments,
        env=ENVIRONMENT | {"PYTHONPATH": path, VARIABLE: str(tmp_path / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["kills"] == count
    assert found["half_changed"] > count / 20, found
