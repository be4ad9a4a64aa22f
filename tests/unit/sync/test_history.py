"""A text that was agreed on is found by its hash in rewritten histories, and after pages and sections were renamed."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreed import SENTENCES, page
from commands import BIN, ENVIRONMENT, concord
from concord.config import read_config
from concord.languages import language
from concord.storage.cache import Cache
from concord.storage.cache_directory import VARIABLE
from concord.sync.fingerprint import text_hash
from concord.sync.history.entries import EntryHistory
from concord.sync.section_key import SectionKey
from repositories import commit, git
from trees import ROOT, replace


def correct(tree: Path, file: str = "pay.md") -> None:
    """Changes May to June in the English text."""
    replace(tree / "docs/en" / file, "in May", "in June")


def changes(tree: Path, *pages: str) -> dict[str, Any]:
    """What Dutch has to follow in English, by section: the deleted and inserted runs; None where it is not known."""
    done = concord("diff", "nl", *pages, "--format", "json", cwd=tree)
    assert done.returncode == 0, done.stderr
    found = {}
    for section in json.loads(done.stdout)["sections"]:
        change = next(change for change in section["changes"] if change["language"] == "en")
        runs = [run for block in change["blocks"] for run in block["runs"]]
        found[f"{section['page']}#{section['section']}"] = (
            [r for r in runs if "kept" not in r] if change["found"] else None
        )
    return found


JUNE = [{"deleted": "May"}, {"inserted": "June"}]


def as_it_is(tree: Path) -> None:
    correct(tree)


def long_ago(tree: Path) -> None:
    correct(tree)
    for word in ("first", "second", "third"):
        replace(tree / "docs/en/pay.md", "The owner", f"The {word} owner")
        commit(tree)
        replace(tree / "docs/en/pay.md", f"The {word} owner", "The owner")


def squashed(tree: Path) -> None:
    first = git(tree, "rev-list", "--max-parents=0", "HEAD").strip()
    git(tree, "reset", "--quiet", "--soft", first)
    git(tree, "commit", "--quiet", "--amend", "--message=All at once")
    git(tree, "reflog", "expire", "--expire=now", "--all")
    git(tree, "gc", "--quiet", "--prune=now")
    correct(tree)


def rebased(tree: Path) -> None:
    first = git(tree, "rev-list", "--max-parents=0", "HEAD").strip()
    git(tree, "switch", "--quiet", "--create", "other", first)
    replace(tree / "docs/en/inn.md", "many", "a great many")
    commit(tree)
    git(tree, "rebase", "--quiet", "other", "main")
    git(tree, "reflog", "expire", "--expire=now", "--all")
    concord("confirm", "en", "inn.md", "--no-change", "The same", cwd=tree)
    correct(tree)


def made_in_a_merge(tree: Path) -> None:
    """Only the merge commit has the text that was agreed on, neither of its parents."""
    for branch, word in (("one", "innkeeper"), ("two", "host")):
        git(tree, "switch", "--quiet", "--create", branch, "main")
        replace(tree / "docs/en/pay.md", "The owner", f"The {word}")
        commit(tree)
    git(tree, "merge", "--quiet", "--strategy=ours", "--no-commit", "one")
    replace(tree / "docs/en/pay.md", "The host", "The landlord")
    concord("confirm", "en", "pay.md", "--lead", cwd=tree)
    commit(tree)
    for code in ("de", "nl"):
        concord("confirm", code, "pay.md", "--already", cwd=tree)
    correct(tree)


def on_a_branch(tree: Path) -> None:
    """The commit with the text is only on another branch."""
    git(tree, "branch", "keep")
    empty = git(tree, "hash-object", "-t", "tree", "/dev/null").strip()
    head = git(tree, "commit-tree", empty, "-m", "Anew").strip()
    git(tree, "reset", "--quiet", "--soft", head)
    correct(tree)
    commit(tree)


def checked_out_with_crlf(tree: Path) -> None:
    correct(tree)
    for file in (tree / "docs").rglob("*.md"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def neighbour_renamed(tree: Path) -> None:
    """The page that the section links to was renamed."""
    for code in SENTENCES:
        git(tree, "mv", f"docs/{code}/inn.md", f"docs/{code}/hotel.md")
        replace(tree / f"docs/{code}/pay.md", "(inn.md", "(hotel.md")
    correct(tree)


def neighbour_with_another_id(tree: Path) -> None:
    """The heading of the page that the section links to, without an anchor, has another id."""
    for code in SENTENCES:
        replace(tree / f"docs/{code}/pay.md", "inn.md#inn", "inn.md")
    for code, other in (("en", "de"), ("nl", "en")):
        assert concord("confirm", code, "pay.md", "--with", other, cwd=tree).returncode == 0
    commit(tree)
    for code in SENTENCES:
        replace(tree / f"docs/{code}/inn.md", "{ #inn }", "{ #hotel }")
    correct(tree)


@pytest.mark.parametrize(
    "way",
    [
        as_it_is, long_ago, squashed, rebased, made_in_a_merge, on_a_branch, checked_out_with_crlf, neighbour_renamed,
    ],
)  # fmt: skip
def test_it_is_found(agreed: Path, way: Callable[[Path], None]) -> None:
    way(agreed)
    assert changes(agreed, "pay.md") == {"pay.md#bill": JUNE}


def test_links_are_known_by_the_ids_of_their_time(agreed: Path) -> None:
    neighbour_with_another_id(agreed)
    assert changes(agreed, "pay.md") == {"pay.md#bill": [*JUNE, {"deleted": "(inn)"}, {"inserted": "(hotel)"}]}


def test_a_renamed_page_is_followed(agreed: Path) -> None:
    for code in SENTENCES:
        git(agreed, "mv", f"docs/{code}/pay.md", f"docs/{code}/bill.md")
    commit(agreed)
    correct(agreed, "bill.md")
    assert changes(agreed) == {"bill.md#bill": JUNE}


def test_a_renamed_and_moved_section_is_followed(agreed: Path) -> None:
    for code in SENTENCES:
        text = page(code, id="invoice").partition("\n\n")[2]
        (agreed / f"docs/{code}/pay.md").write_text(page(code).partition("## ")[0], encoding="utf-8")
        with (agreed / f"docs/{code}/inn.md").open("a", encoding="utf-8") as file:
            file.write("\n" + text)
    commit(agreed)
    correct(agreed, "inn.md")
    assert changes(agreed) == {"inn.md#invoice": JUNE}


def test_the_words_of_the_registry_are_found(agreed: Path) -> None:
    replace(agreed / "facts/facts.yml", "en: Average pay", "en: Average salary")
    commit(agreed)
    assert changes(agreed) == {"facts.yml#salary": [{"deleted": "pay"}, {"inserted": "salary"}]}


def test_the_words_of_the_interface_are_found() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no repository")
    text = language("de").interface["title"]
    assert EntryHistory(read_config(ROOT)).find(text_hash(text), SectionKey("interface", "title"), "de") == text
    assert EntryHistory(read_config(ROOT)).find(text_hash("Nie gesagt"), SectionKey("interface", "title"), "de") is None


def test_what_was_never_committed_is_not_found_and_said_so(agreed: Path) -> None:
    correct(agreed)
    for code in ("de", "nl"):
        concord("confirm", code, "pay.md", "--already", cwd=agreed)
    replace(agreed / "docs/en/pay.md", "in June", "in July")
    commit(agreed)
    assert changes(agreed) == {"pay.md#bill": None}
    done = concord("diff", "nl", cwd=agreed)
    assert done.returncode == 0
    assert "is not in git's history" in done.stdout
    assert "in July" in done.stdout
    assert "{+" not in done.stdout


def test_a_shallow_clone_says_what_it_lacks_and_what_to_run(agreed: Path, tmp_path: Path) -> None:
    correct(agreed)
    commit(agreed)
    git(tmp_path, "clone", "--quiet", "--depth=1", agreed.as_uri(), "shallow")
    clone = tmp_path / "shallow"
    done = concord("diff", "nl", cwd=clone)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "concord: this copy has only a part of git's history, and not what was agreed on of pay.md#bill; "
        "`git fetch --unshallow` gets the rest\n"
    )
    git(clone, "fetch", "--quiet", "--unshallow")
    assert changes(clone) == {"pay.md#bill": JUNE}


def test_outside_git_it_is_said_where_there_is_something_to_find(agreed: Path) -> None:
    shutil.rmtree(agreed / ".git")
    done = concord("diff", "nl", cwd=agreed)
    assert (done.returncode, done.stdout) == (0, "nl is behind nobody\n")
    correct(agreed)
    done = concord("diff", "nl", cwd=agreed)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("concord: this needs git's history, and this folder is a copy without it")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("harm", ["garbage", "half", "in the way", "other values"])
def test_the_cache_is_never_in_the_way(
    agreed: Path, harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setitem(ENVIRONMENT, VARIABLE, str(tmp_path / "cache"))
    correct(agreed)
    assert changes(agreed) == {"pay.md#bill": JUNE}
    (file,) = (tmp_path / "cache").glob("*.history-en")
    if harm == "in the way":
        file.unlink()
        file.mkdir()
    if harm == "half":
        file.write_bytes(file.read_bytes()[:500])
    if harm == "other values":
        cache = Cache(read_config(agreed), "history-en")
        cache.put(dict.fromkeys(cache.keys(), b"no such value"))
    if harm == "garbage":
        file.write_bytes(b"no such file" * 1000)
    assert changes(agreed) == {"pay.md#bill": JUNE}
    assert not git(agreed, "status", "--porcelain", "--", ":!docs/en/pay.md")


def test_a_page_is_read_as_it_is_now(agreed: Path) -> None:
    """The present page is read, not a cached older one."""
    page = agreed / "docs/en/pay.md"
    text = page.read_bytes()
    for _ in range(2):
        correct(agreed)
        assert changes(agreed) == {"pay.md#bill": JUNE}
        page.write_bytes(text)
        assert changes(agreed) == {}


def test_several_at_once(agreed: Path) -> None:
    correct(agreed)
    command = [str(BIN / "concord"), "diff", "nl"]
    running = [subprocess.Popen(command, cwd=agreed, env=ENVIRONMENT, stdout=subprocess.PIPE) for _ in range(4)]
    texts = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0] * 4
    assert len(texts) == 1
    assert b"[-May-]{+June+}" in texts.pop()
