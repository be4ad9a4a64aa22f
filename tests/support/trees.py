"""Small guides on disk: tests/base with the files of a case in place of its own, or a copy of the real guide."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from filelock import FileLock

from concord.config import find_config
from concord.guide import Guide, load_guide, read_guide
from concord.storage.cache import Cache
from concord.storage.cache_directory import VARIABLE

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "base"
_NAVIGATION = re.compile(r"^nav:\n(?:  .*\n)+", re.MULTILINE)  # in mkdocs.yml
_READ_ON = re.compile(r"^  read_on:.*\n(?:    .*\n)*", re.MULTILINE)
_REDIRECTS = re.compile(r"^  redirects:.*\n(?:    .*\n)*", re.MULTILINE)
PREFACE = "---\ndescription: A page.\n---\n# Page { #page }\n\n"
_FILE = re.compile(r"^`([^`\n]+)`\n\n(`{3,})\w*\n(.*?)^\2$", re.MULTILINE | re.DOTALL)


def files_in(text: str) -> dict[str, str]:
    """The files that a Markdown text shows, each as its path in backticks and a fenced block below it."""
    return {path: content for path, _, content in _FILE.findall(text)}


def lay(tree: Path, files: Mapping[str, str]) -> Path:
    """The guide of tests/base in `tree` with `files` over it; a page without front matter gets some, and a title."""
    shutil.copytree(BASE, tree, dirs_exist_ok=True)
    for path, content in files.items():
        target = tree / path
        target.parent.mkdir(parents=True, exist_ok=True)
        is_body = path.endswith(".md") and not content.startswith("---")
        target.write_text(PREFACE + content if is_body else content, encoding="utf-8")
    return tree


def copy_of_the_guide(tree: Path) -> Path:
    """A copy of the real guide with its hooks, without what is built and installed.

    What a check of it keeps is there already, so that a command takes a second where it would take five.
    """
    for name in ("docs", "facts", "hooks", "overrides"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, tree / name)
    _keep(tree, _kept_of_the_guide())
    return tree


def copy_with_its_cache(tree: Path, target: Path) -> Path:
    """A copy of a guide in `target`, for which all that a check of it keeps is there already."""
    shutil.copytree(tree, target)
    _keep(target, _kept(tree))
    return target


def _keep(tree: Path, kept: Mapping[str, Mapping[str, bytes]]) -> None:
    for name, values in kept.items():
        Cache(find_config(tree), name).put(values)


def _kept(tree: Path) -> dict[str, dict[str, bytes]]:
    """By the names of the caches: what a check of the guide in `tree` has kept for later ones."""
    config = find_config(tree)
    caches = {name: Cache(config, name) for name in ("pages", "checks", "registry", "sections")}
    return {name: kept.get(kept.keys()) for name, kept in caches.items()}


@cache
def the_guide() -> Guide:
    """The real guide, read once in a process. To look at, not to change."""
    return read_guide(ROOT)


@cache
def _kept_of_the_guide() -> dict[str, dict[str, bytes]]:
    with FileLock(f"{os.environ[VARIABLE]}.lock"):  # the first worker checks it, the others find that in the cache
        assert load_guide(find_config(ROOT)).findings
    return _kept(ROOT)


def copy_the_history(tree: Path) -> None:
    """Gives a copy of the guide its history, for the dates of the pages; there is none in an archive."""
    history = ROOT / ".git"  # a file in a work tree
    if history.exists():
        (shutil.copytree if history.is_dir() else shutil.copy)(history, tree / ".git")


@contextmanager
def put_back_afterwards(tree: Path) -> Iterator[Path]:
    """The guide in `tree`, to change: afterwards its pages, registry, settings and languages are as before.

    What a check keeps is of one folder, so the next one takes a second where it would take ten in a further copy.
    """
    before = {file: file.read_bytes() for file in _changeable(tree)}
    yield tree
    for file in _changeable(tree) - before.keys():
        file.unlink()
    for file, content in before.items():
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)


def _changeable(tree: Path) -> set[Path]:
    folders = [tree / name for name in ("docs", "facts", "hooks/concord/languages")]
    files = {file for folder in folders for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc"}
    return files | {tree / "mkdocs.yml", tree / "pyproject.toml"}


def settings_for(*pages: str) -> str:
    """The guide's mkdocs.yml for a guide of these pages: its menu lists them, and nothing names other pages."""
    text = _NAVIGATION.sub(f"nav: [{', '.join(pages)}]\n", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    return with_redirects(_READ_ON.sub("", text), "{}")


def with_redirects(settings: str, redirects: str) -> str:
    """The text of a mkdocs.yml with these redirects in place of its own."""
    return _REDIRECTS.sub(f"  redirects: {redirects}\n", settings, count=1)


def replace(file: Path, old: str, new: str) -> tuple[int, int]:
    """Replaces the first `old` in `file` by `new`; returns the line and column at which it stood, from 1.

    The line ends of the file stay.
    """
    content = file.read_bytes().decode("utf-8")
    newline = "\r\n" if "\r\n" in content else "\n"
    text = content.replace("\r\n", "\n")
    start = text.index(old)
    changed = text[:start] + new + text[start + len(old) :]
    file.write_bytes(changed.replace("\n", newline).encode("utf-8"))
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
