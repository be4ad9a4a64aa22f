"""A tree that a stranger made to harm: every command runs nothing in it, reads nothing outside, and ends soon."""

import hmac
import os
import pickle
import re
from pathlib import Path
from typing import Any

import pytest

from commands import ENVIRONMENT, concord, concord_process
from concord.storage.cache_directory import VARIABLE
from processor_time import processor_time
from repositories import commit, git

PAGE = "---\ndescription: A page.\n---\n# A {{ #a }}\n\nSome words, {number}.\n"
TREE = ("--docs-dir", "tree/docs", "--languages", "en,de,nl")
FROM_OUTSIDE: tuple[tuple[str, ...], ...] = (
    ("check", *TREE),
    ("check", *TREE, "--format", "json"),
    ("check", *TREE, "--format", "sarif"),
    ("check", *TREE, "--format", "github"),
    ("check", *TREE, "--since", "HEAD"),
)
INSIDE: tuple[tuple[str, ...], ...] = (
    ("check",),
    ("check", "--since", "HEAD"),
    ("check", "--fix"),
    ("status",),
    ("status", "nl"),
    ("diff", "nl"),
    ("export", "nl", "--all"),
    ("facts",),
    ("titles",),
    ("confirm", "nl", "docs/nl"),
)
NAMES = [
    "-rf.md",
    "--fix.md",
    "--since=HEAD~1.md",
    "a\x1b[2J\x1b]0;x\x07.md",
    "a\nb::error file=x::y.md",
    "a\r.md",
    "\u202etxt.md",
    "\u2066a\u2069.md",
    "a\u200b.md",
    "a" * 250 + ".md",
    "%s%n{0}{a}.md",
    "$(touch ran).md",
    "`touch ran`.md",
    "; touch ran;.md",
    "a|b.md",
    "a#b.md",
    "a?b.md",
    "a\\..\\b.md",
    "con.md",
    " .md",
    "[a](b).md",
    "\x7f.md",
    "é.md",
    "e\u0301.md",
    "<script>.md",
    "&amp;.md",
    "\ufeff.md",
]
LINKS = {
    "out.md": "/etc/passwd",
    "zero.md": "/dev/zero",
    "terminal.md": "/dev/tty",
    "loop.md": "loop.md",
    "there.md": "back.md",
    "back.md": "there.md",
    "nowhere.md": "nowhere/at/all.md",
    "process.md": "/proc/self/environ",
    "up": "../..",
    "here": ".",
    "top": "/",
}


class Run:
    """Runs a command when it is unpickled."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (self.command,)


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "ran"


@pytest.fixture
def tree(tmp_path: Path, marker: Path) -> Path:
    """A repository with everything that its maker can put into it."""
    tree = tmp_path / "tree"
    for number, code in enumerate(("en", "de", "nl")):
        (tree / "docs" / code).mkdir(parents=True)
        (tree / "docs" / code / "a.md").write_text(PAGE.format(number=number))
    for kind in ("facts", "titles", "sources"):
        (tree / "facts").mkdir(exist_ok=True)
        (tree / "facts" / f"{kind}.yml").write_text("{}\n")
    (tree / "pyproject.toml").write_text('[tool.concord]\nlanguages = ["en", "de", "nl"]\n')
    command = f"touch '{marker}'"
    (tree / "mkdocs.yml").write_text(
        "markdown_extensions:\n"
        f"  - subprocess:Popen: {{args: [touch, '{marker}']}}\n"
        f'  - os:system: {{command: "{command}"}}\n'
        "  - evil\n"
        "  - pymdownx.snippets: {base_path: /, auto_append: [/etc/passwd]}\n"
        f'hooks: [evil.py]\nplugins: [evil]\nx: !!python/object/apply:os.system ["{command}"]\n'
    )
    evil = f"import os\nos.system({command!r})\n"
    for module in ("evil", "sitecustomize", "usercustomize", "markdown", "yaml", "babel", "conftest", "lxml"):
        (tree / f"{module}.py").write_text(evil)
        (tree / "docs" / f"{module}.py").write_text(evil)
    commit(tree)
    script = tmp_path / "run.sh"
    script.write_text(f"#!/bin/sh\n{command}\ncat\n")
    script.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "filter.x.clean", "filter.x.smudge", "core.pager", "gpg.program"):
        git(tree, "config", name, str(script))
    (tree / ".gitattributes").write_text("* filter=x diff=x\n")
    for hook in (tree / ".git" / "hooks").iterdir():
        hook.unlink()
    (tree / ".git" / "hooks" / "post-index-change").symlink_to(script)
    marker.unlink(missing_ok=True)
    return tree


def run(arguments: tuple[str, ...], cwd: Path) -> None:
    """Runs the command: it ends with an answer, in time."""
    start = processor_time()
    done = concord(*arguments, cwd=cwd)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 1, 2), done
    assert "root:x:" not in done.stdout + done.stderr
    assert processor_time() - start < 10


def run_all(tree: Path) -> None:
    for arguments in FROM_OUTSIDE:
        run(arguments, tree.parent)
    for arguments in INSIDE:
        run(arguments, tree)


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """What the files in `folder` are."""
    files = (Path(top, name) for top, _, names in os.walk(folder) for name in names)
    return {os.fsencode(file).decode("latin-1"): (file.lstat().st_mtime_ns, file.lstat().st_size) for file in files}


def test_nothing_is_run_and_nothing_is_written(tree: Path, marker: Path) -> None:
    before = state(tree.parent)
    for arguments in FROM_OUTSIDE:
        run(arguments, tree.parent)
    assert state(tree.parent) == before
    run_all(tree)
    assert not marker.exists()


def test_names_of_files_are_no_obstacle(tree: Path, marker: Path) -> None:
    for code in ("en", "de"):
        for name in NAMES:
            (tree / "docs" / code / name).write_text(PAGE.format(number=code))
        for raw in (b"\xff\xfe.md", b"\xc3.md", b"\xed\xa0\x80.md"):
            Path(os.fsdecode(os.fsencode(tree / "docs" / code) + b"/" + raw)).write_text("# A\n")
        (tree / "docs" / code / ("d" * 200)).mkdir()
        (tree / "docs" / code / ("d" * 200) / "a.md").write_text("# A\n")
    git(tree, "add", "--all")
    marker.unlink(missing_ok=True)  # git itself has run the filter
    run_all(tree)
    assert not marker.exists()


def test_links_and_devices_are_not_followed(tree: Path) -> None:
    for name, target in LINKS.items():
        (tree / "docs" / "en" / name).symlink_to(target)
    for place in ("docs/de/pipe.md", "docs/pipe.md", "facts/more.yml"):
        os.mkfifo(tree / place)
    (tree / "docs" / "nl" / "folder.md").mkdir()
    run_all(tree)


@pytest.mark.parametrize(
    "file",
    ["mkdocs.yml", "pyproject.toml", "facts/facts.yml", "facts/titles.yml", "docs/sync.lock", "docs/en/a.md", ".git"],
)
@pytest.mark.parametrize("kind", ["pipe", "zero", "out", "loop", "folder", "noise", "huge"])
def test_a_file_that_is_none_stops_nothing(file: str, kind: str, tree: Path) -> None:
    path = tree / file
    path.rename(path.with_name("away")) if path.exists() else None
    if kind == "pipe":
        os.mkfifo(path)
    elif kind in ("zero", "out", "loop"):
        path.symlink_to({"zero": "/dev/zero", "out": "/etc/passwd", "loop": path.name}[kind])
    elif kind == "folder":
        path.mkdir()
    elif kind == "noise":
        path.write_bytes(bytes(range(256)) * 100)
    else:
        with path.open("wb") as hole:
            hole.truncate(5_000_000_000)
    run(("check", *TREE, "--since", "HEAD"), tree.parent)
    run(("status",), tree)


def test_a_crafted_cache_runs_nothing(
    tree: Path, marker: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files as those of the cache, in its place, signed with another key."""
    cache = tmp_path_factory.mktemp("cache")
    monkeypatch.setitem(ENVIRONMENT, VARIABLE, str(cache))
    run(("check",), tree)
    crafted = pickle.dumps(Run(f"touch '{marker}'"))
    kept = [file for file in cache.iterdir() if file.name != "key"]
    assert kept
    for file in kept:
        file.write_bytes(hmac.digest(bytes(32), crafted, "sha256") + crafted)
    run_all(tree)
    assert not marker.exists()


def test_a_bare_repository_among_the_files_is_none(tree: Path, marker: Path) -> None:
    script = tree.parent / "run.sh"
    for place in (tree / "docs", tree / "docs" / "en"):
        lay_bare_repository(place, script)
    run_all(tree)
    assert not marker.exists()


def lay_bare_repository(place: Path, script: Path) -> None:
    """What git takes for a repository whose configuration has `script` run."""
    (place / "HEAD").write_text("ref: refs/heads/main\n")
    (place / "config").write_text(f"[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = {script}\n")
    for name in ("objects", "refs"):
        (place / name).mkdir()


PAGES = {
    "headings.md": "#a\n" * 16_000,
    "tags.md": "<a " * 16_000,
    "brackets.md": "[" * 50_000,
    "numbers.md": " ".join(map(str, range(6_000))),
    "deep.md": "".join(f"{'    ' * depth}- a\n" for depth in range(400)),
    "large.md": "words\n\n" * 200_000,
    "front.md": f"---\n{'[' * 90_000}\n---\n",
    "object.md": "---\nx: !!python/object/apply:os.system [touch ran]\n---\n# A\n",
    "script.md": "<script>x()</script>\n\n[a](javascript:x())\n\n![a](https://elsewhere.example/a.png)\n",
    "include.md": "--8<-- '/etc/passwd'\n\n{{ config }} {% include '/etc/passwd' %}\n",
    "controls.md": "\x1b[2J\x1b]0;x\x07\u202e\x00 <!-- concord: allow *: \x1b[2J -->\n",
}


def test_everything_at_once_has_an_answer_in_ten_seconds(tree: Path, marker: Path) -> None:
    """In a process of its own, as it is run on a stranger's pull request."""
    for code, text in {"en": "", "de": "17 ", "nl": "18 19 "}.items():
        for name, page in PAGES.items():
            (tree / "docs" / code / name).write_text(page if page.startswith("---") else text + page)
        for name in NAMES:
            (tree / "docs" / code / name).write_text(PAGE.format(number=code))
        for name, target in LINKS.items():
            (tree / "docs" / code / name).symlink_to(target)
        os.mkfifo(tree / "docs" / code / "pipe.md")
    lay_bare_repository(tree / "docs", tree.parent / "run.sh")
    before = state(tree.parent)
    start = processor_time()
    for arguments in (("check", *TREE), ("check", *TREE, "--since", "HEAD")):
        done = concord_process(*arguments, cwd=tree.parent)
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr and "root:x:" not in done.stdout
        for name in ("headings.md", "tags.md", "brackets.md", "large.md", "front.md", "pipe.md", "out.md", "zero.md"):
            assert re.search(rf"docs/nl/{name}:\d+:\d+: page-unreadable: ", done.stdout), name
    assert processor_time() - start < 2 * 10
    assert state(tree.parent) == before
    assert not marker.exists()
