"""What is kept between runs never shows: findings with the cache are those without one, and nothing in it is run."""

import os
import pickle
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from py3langid.langid import LanguageIdentifier

from cache_walk import TEXTS, TITLES, Walk, files_of
from commands import BIN, ENVIRONMENT
from commands import concord_process as concord
from concord import guide
from concord.config import find_config
from concord.errors import ConcordError
from concord.storage.cache import Cache
from concord.storage.cache_directory import VARIABLE
from repositories import commit, git
from trees import lay

STEPS = 500
PAGES = {f"docs/{code}/pay.md": f"{text}\n" for code, (text, _) in TEXTS.items()} | {"facts/titles.yml": TITLES}


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory for the cache of this test alone."""
    folder = tmp_path_factory.mktemp("cache")
    use_cache(str(folder), monkeypatch)
    return folder


@pytest.fixture
def tree(tmp_path: Path, cache: Path) -> Path:
    return commit(lay(tmp_path / "tree", PAGES))


def use_cache(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has this process and all commands keep their cache where `setting` says."""
    monkeypatch.setenv(VARIABLE, setting)
    monkeypatch.setitem(ENVIRONMENT, VARIABLE, setting)


def findings(tree: Path) -> str:
    done = concord("check", "--format", "json", cwd=tree)
    assert "Traceback" not in done.stderr
    return done.stdout


def replace(tree: Path, path: str, old: str, new: str) -> None:
    text = (tree / path).read_text(encoding="utf-8")
    assert old in text
    (tree / path).write_text(text.replace(old, new), encoding="utf-8")


def outcome(tree: Path, languages: str | None) -> tuple[object, ...]:
    """All that a run works with: pages, registry, findings and the states of sections; or why it stops."""
    try:
        the_guide = guide.load_guide(find_config(tree, languages=languages))
    except ConcordError as error:
        return (str(error),)
    registry = the_guide.registry
    return the_guide.corpus.pages, registry.titles, registry.faults, the_guide.findings, the_guide.tracker.statuses


def test_random_changes(tree: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk(tree, cache, seed=14)
    monkeypatch.syspath_prepend(str(walk.library))
    classify = LanguageIdentifier.classify

    def classify_by_version(self: Any, text: str) -> Any:
        return classify(self, text) if walk.version == "1" else ("nl", 1.0)

    monkeypatch.setattr(LanguageIdentifier, "classify", classify_by_version)
    hits = 0
    for number in range(STEPS):
        case = walk.step()
        use_cache("0", monkeypatch)
        expected = outcome(*case)
        use_cache(str(walk.foreign if number % 25 == 0 else cache), monkeypatch)
        before = {file.name: file.stat().st_mtime_ns for file in files_of(cache)}
        assert outcome(*case) == expected, (number, case)
        hits += before == {file.name: file.stat().st_mtime_ns for file in files_of(cache)}
    assert hits > STEPS / 10, "the cache is hardly ever used, and the test shows nothing"


def test_the_day_is_in_nothing_that_is_kept(tree: Path, cache: Path) -> None:
    """Two builds of one tree on different days read the same cache, and each says what has become stale by then."""
    entry = "  kind: count\n  value: 3\n  as_of: 2014\n  basis: count\n  base:\n    population: {en: a, de: b, nl: c}\n"
    rest = "  sources: [brouwer]\n  says: {en: a, de: b, nl: c}\n"
    (tree / "facts/facts.yml").write_text(f"few:\n{entry}{rest}", encoding="utf-8")
    days: dict[str, str] = {}
    for day in ("2019-12-31", "2020-01-01", "2019-12-31"):
        said = concord("check", "--today", day, "--format", "json", cwd=tree).stdout
        days.setdefault(day, said)
        assert said == days[day]
    assert ["fact-stale" in said for said in days.values()] == [False, True]


@pytest.mark.parametrize("with_registry", [True, False])
def test_languages_change_places(tree: Path, with_registry: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example of the issue: the same pages as other languages."""
    if not with_registry:
        shutil.rmtree(tree / "facts")
        (tree / "pyproject.toml").write_text("[tool.concord]\nlanguages = ['en', 'de']\n", encoding="utf-8")
    ways = ("en=docs/en,de=docs/de", "de=docs/en,en=docs/de", "de=docs/de,en=docs/en")
    kept = [concord("check", "--languages", way, "--format", "json", cwd=tree).stdout for way in ways for _ in range(2)]
    use_cache("0", monkeypatch)
    assert kept == [
        concord("check", "--languages", way, "--format", "json", cwd=tree).stdout for way in ways for _ in range(2)
    ]


class _Touch:
    """Touches a file where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return Path.touch, (self.path,)


@pytest.fixture
def crafted(tree: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache of another user, in which each value touches a file beside the tree once it is unpickled."""
    folder = tmp_path_factory.mktemp("crafted")
    with monkeypatch.context() as patch:
        use_cache(str(folder), patch)
        findings(tree)
        for kind in ("pages", "checks", "registry"):
            cache = Cache(find_config(tree), kind)
            blob = pickle.dumps(_Touch(tree.with_name("touched")))
            values = dict.fromkeys(cache.keys(), blob)
            assert values
            cache.replace(values)
    return folder


def test_whoever_has_the_key_could_have_code_run(tree: Path, crafted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So the next test shows something."""
    use_cache(str(crafted), monkeypatch)
    concord("check", cwd=tree)
    assert tree.with_name("touched").exists()


@pytest.mark.parametrize("way", ["signed by another user", "without a signature", "under .git"])
def test_what_others_have_written_is_not_run(tree: Path, cache: Path, crafted: Path, way: str) -> None:
    clean = findings(tree)
    names = [file.name for file in files_of(cache)]
    assert names == [file.name for file in files_of(crafted)]
    for name in names:
        content = (crafted / name).read_bytes()
        if way == "signed by another user":
            (cache / name).write_bytes(content)
        elif way == "without a signature":
            (cache / name).write_bytes((cache / name).read_bytes()[:32] + content[32:])
        else:
            shutil.copytree(crafted, tree / ".git", dirs_exist_ok=True)
            with closing(sqlite3.connect(tree / ".git/concord.sqlite")) as database, database:
                database.execute("CREATE TABLE IF NOT EXISTS known (edition TEXT, name TEXT, value BLOB)")
                database.execute("INSERT INTO known VALUES ('', 'pages', ?)", (content[32:],))
    assert findings(tree) == clean
    assert not tree.with_name("touched").exists()


def test_a_cache_that_the_tree_brings_with_its_key_is_not_used(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout can be somebody's home directory, as on some build servers."""
    brought = tree / ".cache"
    monkeypatch.setitem(ENVIRONMENT, VARIABLE, "")
    monkeypatch.setitem(ENVIRONMENT, "XDG_CACHE_HOME", str(brought))
    (tree / "sub/docs/en").mkdir(parents=True)
    shutil.copy(tree / "docs/en/pay.md", tree / "sub/docs/en")
    for arguments in ((), ("--docs-dir", "sub/docs", "--languages", "en")):
        assert "Traceback" not in concord("check", *arguments, cwd=tree).stderr
    assert "Traceback" not in concord("check", "--docs-dir", "docs", "--languages", "en", cwd=tree / "sub").stderr
    assert not brought.exists()


def test_a_key_that_others_can_read_is_replaced(tree: Path, cache: Path) -> None:
    clean = findings(tree)
    key = (cache / "key").read_bytes()
    assert (cache / "key").stat().st_mode & 0o777 == 0o600
    (cache / "key").chmod(0o644)
    assert findings(tree) == clean
    assert (cache / "key").stat().st_mode & 0o777 == 0o600
    assert (cache / "key").read_bytes() != key


@pytest.mark.parametrize("home", ["unset", "a file", "switched off", "relative", "writable by all"])
def test_without_a_place_there_is_no_cache(
    tree: Path, cache: Path, home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = findings(tree)
    monkeypatch.setitem(ENVIRONMENT, VARIABLE, "0" if home == "switched off" else "")
    monkeypatch.delitem(ENVIRONMENT, "XDG_CACHE_HOME", raising=False)
    if home == "unset":
        monkeypatch.delitem(ENVIRONMENT, "HOME")
    elif home == "a file":  # as read-only as can be, also for root
        (tmp_path / "home").touch()
        monkeypatch.setitem(ENVIRONMENT, "HOME", str(tmp_path / "home"))
    elif home == "relative":
        monkeypatch.setitem(ENVIRONMENT, "XDG_CACHE_HOME", "relative")
    elif home == "writable by all":
        (tmp_path / "open").mkdir()
        (tmp_path / "open").chmod(0o777)
        monkeypatch.setitem(ENVIRONMENT, VARIABLE, str(tmp_path / "open"))
    done = concord("check", "--format", "json", cwd=tree)
    assert (done.stdout, done.stderr) == (clean, "")
    assert not git(tree, "status", "--porcelain", "--ignored")
    assert not list((tmp_path / "open").glob("*"))


def test_no_git_is_needed_and_nothing_is_written_into_the_tree(tree: Path, cache: Path) -> None:
    shutil.rmtree(tree / ".git")
    before = {file: file.stat().st_mtime_ns for file in tree.rglob("*")}
    clean = findings(tree)
    assert len(files_of(cache)) == 3
    assert findings(tree) == clean
    assert {file: file.stat().st_mtime_ns for file in tree.rglob("*")} == before


def test_what_is_damaged_is_missing(tree: Path, cache: Path) -> None:
    clean = findings(tree)
    for damage in (b"", b"short", b"x" * 5000, None):
        for file in files_of(cache):
            if damage is None:
                file.unlink()
                file.mkdir()
            else:
                file.write_bytes(damage)
        assert findings(tree) == clean


def test_it_is_about_as_large_as_the_guide_however_often_that_changes(tree: Path, cache: Path) -> None:
    findings(tree)
    size = sum(file.stat().st_size for file in files_of(cache))
    for number in range(10):
        old, new = (f"chief operating officer{'x' * length}]" for length in (number, number + 1))
        replace(tree, "facts/titles.yml", old, new)
        findings(tree)
    assert sum(file.stat().st_size for file in files_of(cache)) < 2 * size


def test_trees_that_are_no_longer_used_are_forgotten(tree: Path, cache: Path) -> None:
    findings(tree)
    unused, used = cache / "0.pages", files_of(cache)
    unused.write_bytes(b"")
    for age, files in ((31, [unused, cache / "key"]), (29, used)):
        for file in files:
            os.utime(file, (time.time() - age * 86400,) * 2)
    replace(tree, "docs/de/pay.md", "1.200", "1.300")
    findings(tree)
    assert not unused.exists()
    assert (cache / "key").exists()
    assert all(file.exists() and time.time() - file.stat().st_mtime < 86400 for file in used), "used today"


def test_several_at_once(tree: Path, cache: Path) -> None:
    clean = findings(tree)
    shutil.rmtree(cache)
    command = [str(BIN / "concord"), "check", "--format", "json"]
    running = [subprocess.Popen(command, cwd=tree, env=ENVIRONMENT, stdout=subprocess.PIPE) for _ in range(4)]
    assert {process.communicate()[0].decode() for process in running} == {clean}
    assert findings(tree) == clean
    assert sorted(file.suffix for file in files_of(cache)) == [".checks", ".pages", ".registry"]


@pytest.mark.parametrize("path", ["facts/facts.yml", "facts/titles.yml", "facts/pictures.yml", "facts/claims.tsv"])
def test_a_registry_that_breaks_is_read_anew(tree: Path, path: str) -> None:
    clean = findings(tree)
    whole = (tree / path).read_bytes() if (tree / path).exists() else None
    (tree / path).write_text("a: [\n", encoding="utf-8")
    assert "registry-invalid" in findings(tree)
    (tree / path).unlink()
    (tree / path).mkdir()
    assert "registry-invalid" in findings(tree)
    (tree / path).rmdir()
    if whole is not None:
        (tree / path).write_bytes(whole)
    assert findings(tree) == clean
