"""The cost of a thousand titles against a hundred: the check and the build of a guide that is all glossary.

    python -m benchmarks.speed.titles

Whole processes, start-up and all, in seconds of the processor.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from benchmarks.accuracy.corpora import ROOT

FEW, MANY = 100, 1000
MOST = 12.0  # times as long
LANGUAGES = {"en": "chief {} officer", "de": "{}vorstand", "nl": "{}directeur"}
OTHERS = {"en": "head of {}", "de": "Chief {} Officer", "nl": "chief {} officer"}
SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te")
NAVIGATION = re.compile(r"^nav:\n(?:  .*\n)+", re.MULTILINE)
COMMANDS = {"concord check": ("concord", "check"), "mkdocs build": ("mkdocs", "build", "--quiet", "--strict")}


def main() -> int:
    """Prints a row a command; the status is 1 where many titles take more than `MOST` times as long as few."""
    good = True
    with tempfile.TemporaryDirectory() as folder:
        trees = {count: Path(folder) / str(count) for count in (FEW, MANY)}
        for count, tree in trees.items():
            write(tree, count)
        for name, command in COMMANDS.items():
            few, many = (seconds(command, tree) for tree in trees.values())
            good &= many <= MOST * few
            print(
                f"{name}: {FEW} titles {few:.1f} s, {MANY} titles {many:.1f} s: "
                f"{many / few:.1f} times as long (wanted at most {MOST:.0f})"
            )
    return int(not good)


def seconds(command: tuple[str, ...], tree: Path) -> float:
    """The processor's seconds of a command that has to succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = Path(sys.executable).with_name(command[0])
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([program, *command[1:]], cwd=tree, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write(tree: Path, count: int) -> None:
    """A guide whose registry has `count` titles, each with a page that mentions it and two others in each language."""
    names = ["".join(syllables) for syllables in product(SYLLABLES, repeat=3)][:count]
    shutil.copytree(ROOT / "hooks", tree / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "overrides", tree / "overrides")
    shutil.copy(ROOT / "pyproject.toml", tree)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (tree / "mkdocs.yml").write_text(NAVIGATION.sub("nav: [glossary/index.md]\n", settings), encoding="utf-8")
    (tree / "facts").mkdir()
    for name in ("facts.yml", "sources.yml"):
        (tree / "facts" / name).write_text("{}\n", encoding="utf-8")
    for code in LANGUAGES:
        _page(tree, code, "index", "# All { #all }\n")
    with (tree / "facts" / "titles.yml").open("w", encoding="utf-8") as titles:
        for number, word in enumerate(names):
            near = [names[(number + step) % count] for step in (1, 2)]
            titles.write(_entry(word, near))
            for code, label in LANGUAGES.items():
                this, one, two = (label.format(name) for name in (word, *near))
                text = f"The {this} is not the {one}.\n\n- **{two}**\n- {this}, {_letters(word)}\n"
                _page(tree, code, word, f"# {this} {{ #{word} }}\n\n{text}")


def _entry(word: str, near: list[str]) -> str:
    labels = ", ".join(f"{code}: {label.format(word)}" for code, label in LANGUAGES.items())
    others = ", ".join(f"{code}: [{label.format(word)}]" for code, label in OTHERS.items())
    return (
        f"{word}:\n  kind: c-suite\n  abbreviations: [{_letters(word)}]\n  labels: {{{labels}}}\n"
        f"  others: {{{others}}}\n  related: [{', '.join(near)}]\n  not_same_as: [{', '.join(near)}]\n"
    )


def _letters(word: str) -> str:
    return f"C{word[::2].upper()}O"


def _page(tree: Path, code: str, name: str, text: str) -> None:
    path = tree / "docs" / code / "glossary" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ndescription: {name}.\n---\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
