"""Random changes of two work trees of one repository, of a library and of the cache, for the test of the cache."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from repositories import commit, git

LANGUAGES = ("en", "de", "nl")
TEXTS = {  # of a page, by language: each pair of languages agrees on some and not on others
    "en": ("The CEO earns 1,200 euros, says the chief operating officer.", "See [the page](pay.md#page) on 30 people."),
    "de": ("Der CEO verdient 1.200 Euro, sagt der Chief Operating Officer.", "Siehe [die Seite](pay.md#page): 30."),
    "nl": ("De CEO verdient 1.200 euro, zegt de chief operating officer.", "Zie [de pagina](pay.md#page) over 30."),
}
ENGLISH = "This is what the people of the town said when they were asked about it by us."
HEAD = "---\ndescription: A page.\n---\n\n# Page { #page }\n\n"
TITLES = """\
chief-executive-officer:
  kind: c-suite
  abbreviations: [CEO]
  default_for: [CEO]
  labels: {en: chief executive officer, de: Vorstandsvorsitzender, nl: bestuursvoorzitter}

chief-operating-officer:
  kind: c-suite
  labels: {en: chief operating officer, de: Chief Operating Officer, nl: operationeel directeur}
  others: {nl: [chief operating officer]}
"""
ORDERS = (None, "en,de,nl", "nl,de,en", "de,en", "en=docs/de,de=docs/en", "de=docs/en,en=docs/de", "en=docs/nl,nl=docs")


def files_of(cache: Path) -> list[Path]:
    return sorted(file for file in cache.iterdir() if file.name != "key")


class Walk:
    """Random changes of two work trees, of the libraries and of the cache itself."""

    def __init__(self, tree: Path, cache: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.cache = cache
        self.other_tree = tree.with_name("worktree")
        git(tree, "worktree", "add", "--quiet", "--detach", str(self.other_tree))
        self.trees = [tree, self.other_tree]
        self.commits = [git(tree, "rev-parse", "HEAD").strip()]
        self.foreign = cache.with_name(f"{cache.name}-foreign")
        self.foreign.mkdir(mode=0o700)
        self.library = cache.with_name(f"{cache.name}-library")
        self.set_library_version("1")
        self.steps: list[Callable[[], object]] = [
            *[self.edit_page] * 8,
            *[self.edit_registry] * 4,
            *[self.check_out] * 2,
            *[self.edit_settings] * 2,
            *[self.change_library] * 2,
            self.delete_cache,
            *[self.damage_cache] * 2,
            self.mix_up_cache,
            self.take_foreign_cache,
            self.restore_cache,
            self.replace_key,
        ]

    def step(self) -> tuple[Path, str | None]:
        """Changes something; returns what is to be checked: the tree, and the languages."""
        self.random.choice(self.steps)()
        return self.random.choice(self.trees), self.random.choice(ORDERS)

    def edit_page(self) -> None:
        tree, code, name = self.random.choice(self.trees), *map(self.random.choice, (LANGUAGES, ("pay.md", "way.md")))
        file = tree / "docs" / code / name
        text = self.random.choice(
            [*TEXTS[code], ENGLISH, "1.300 [1](fact:salary) CEO.", "See [there](way.md#x).", "40\n:   Forty."]
        )
        head = self.random.choice([HEAD, HEAD, HEAD.replace("#page", "#seite"), "---\nx: [\n---\n", ""])
        if self.random.random() < 0.1:
            file.unlink(missing_ok=True)
        elif self.random.random() < 0.1:
            file.write_bytes(b"\xff\n")
        else:
            file.write_text(f"{head}{text}\n", encoding="utf-8")

    def edit_registry(self) -> None:
        tree = self.random.choice(self.trees)
        new = [
            TITLES,
            TITLES.replace("others: {nl: [chief operating officer]}", "others: {}"),
            TITLES.replace("Chief Operating Officer", "Betriebschef"),
            TITLES.replace(", nl: operationeel directeur", ""),
            TITLES.replace("kind: c-suite", "kind: [", 1),
        ]
        (tree / "facts/titles.yml").write_text(self.random.choice(new), encoding="utf-8")

    def check_out(self) -> None:
        tree = self.random.choice(self.trees)
        if len(self.commits) < 5:
            self.commits.append(git(commit(tree), "rev-parse", "HEAD").strip())
        git(tree, "checkout", "--quiet", "--force", "--detach", self.random.choice(self.commits))

    def edit_settings(self) -> None:
        tree = self.random.choice(self.trees)
        new = [
            "[attr_list, def_list]",
            "[attr_list]",
            "[]",
            "[attr_list, {toc: {toc_depth: 2}}]",
            "[no_such_extension]",
        ]
        (tree / "mkdocs.yml").write_text(f"markdown_extensions: {self.random.choice(new)}\n", encoding="utf-8")

    def change_library(self) -> None:
        self.set_library_version(self.random.choice("12"))

    def set_library_version(self, version: str) -> None:
        """Installs a version of py3langid: the second one takes everything for Dutch."""
        shutil.rmtree(self.library, ignore_errors=True)
        (self.library / f"py3langid-9.{version}.dist-info").mkdir(parents=True)
        self.version = version

    def delete_cache(self) -> None:
        for file in self.cache.iterdir():
            file.unlink()

    def damage_cache(self) -> None:
        if files := files_of(self.cache):
            file = self.random.choice(files)
            content = bytearray(file.read_bytes())
            place = self.random.randrange(len(content))
            if self.random.random() < 0.5:
                content[place] ^= 1 << self.random.randrange(8)
            else:
                del content[place:]
            file.write_bytes(content)

    def mix_up_cache(self) -> None:
        """Puts the content of one file into another, as it was signed."""
        if files := files_of(self.cache):
            file, other = self.random.choice(files), self.random.choice(files)
            file.write_bytes(other.read_bytes())

    def take_foreign_cache(self) -> None:
        for file in files_of(self.foreign):
            shutil.copy(file, self.cache)

    def restore_cache(self) -> None:
        """Puts back files of an earlier moment, or saves those of now for later ones."""
        saved = self.cache.with_name(f"{self.cache.name}-saved")
        if saved.exists():
            shutil.copytree(saved, self.cache, dirs_exist_ok=True)
            shutil.rmtree(saved)
        else:
            shutil.copytree(self.cache, saved)

    def replace_key(self) -> None:
        (self.cache / "key").write_bytes(self.random.choice([b"", b"k" * 32, self.random.randbytes(32)]))
