"""Lock files survive rewritten histories, merges, damage, and processes that are killed or run at the same time."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock, SoftFileLock

from commands import BIN
from repositories import git
from teams import LANGUAGES, Team, sentence

A = "pay.md#a"


@pytest.fixture
def corrected(team: Team) -> Team:
    """On a branch of several commits, German was corrected in two sections and English has followed in one of them."""
    team.on_branch("work")
    team.correct("de", "a", 1)
    team.confirm("de", "--lead", "--section", "a")
    team.commit()
    team.correct("de", "c", 2)
    team.commit()
    team.correct("en", "a", 1)
    team.confirm("en", "--section", "a")
    team.commit()
    assert team.states() == STATES
    return team


STATES = ["pay.md#a: ahead ahead behind", "pay.md#c: behind ahead behind"]


def test_after_a_squash(corrected: Team) -> None:
    corrected.git("checkout", "--quiet", "main")
    corrected.git("merge", "--quiet", "--squash", "work")
    corrected.commit()
    corrected.git("branch", "-D", "work")
    assert corrected.states() == STATES


def test_after_a_rebase(corrected: Team) -> None:
    corrected.git("checkout", "--quiet", "main")
    corrected.say("nl", "b", sentence("nl", "B", 1))
    corrected.commit()
    corrected.git("checkout", "--quiet", "work")
    corrected.git("rebase", "--quiet", "main")
    assert corrected.states() == [STATES[0], "pay.md#b: behind behind ahead", STATES[1]]


@pytest.mark.parametrize("how", ["shallow", "with CRLF", "moved", "without git"])
def test_in_another_copy(how: str, corrected: Team, tmp_path: Path) -> None:
    tree = tmp_path / "elsewhere" / "deep"
    if how == "shallow":
        git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{corrected.tree}", str(tree))
    elif how == "with CRLF":
        git(tmp_path, "clone", "--quiet", "--config=core.autocrlf=true", str(corrected.tree), str(tree))
        assert b"\r\n" in (tree / "docs/de/sync.lock").read_bytes()
    else:
        tree.parent.mkdir()
        corrected.tree.rename(tree)
        if how == "without git":
            shutil.rmtree(tree / ".git")
    corrected.tree = tree
    assert corrected.states() == STATES
    corrected.correct("nl", "a", 1)
    corrected.confirm("nl", "--section", "a")
    assert corrected.states() == STATES[1:]
    if how != "without git":
        assert corrected.git("status", "--short").split() == ["M", "docs/nl/pay.md", "M", "docs/nl/sync.lock"]


def test_confirmations_of_adjacent_sections_merge(team: Team) -> None:
    for id in "abc":
        team.on_branch(f"section-{id}")
        team.correct("de", id, 1)
        team.confirm("de", "--lead", "--section", id)
        team.commit()
    for id in "ab":
        team.git("merge", "--quiet", "--no-edit", f"section-{id}")
    assert team.states() == [f"pay.md#{id}: behind ahead behind" for id in "abc"]
    assert team.lock("de").read_text(encoding="utf-8").count("\n  de") == team.lock("en").read_text("utf-8").count(
        "\n  "
    )


def instead(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


DAMAGE: dict[str, tuple[Callable[[str], str], str]] = {  # and where it begins, "" is behind the end
    "a section twice": (lambda text: text + "pay.md#b\n  de=0123456789abcdef\n", ""),
    "a hash cut off": (instead("pay.md#b\n  de=", "pay.md#b\n  de=0 de="), "pay.md#b\n"),
    "hashes without a section": (instead("pay.md#b\n", ""), "pay.md#b\n"),
    "no hash of its own": (instead("pay.md#b\n  de=", "pay.md#b\n  nl="), "pay.md#b\n"),
    "an unknown language": (instead("pay.md#b\n  ", "pay.md#b\n  xx=0123456789abcdef "), "pay.md#b\n"),
    "a section alone": (lambda text: text + "pay.md#z\n", ""),
    "another version": (instead("concord-sync 2", "concord-sync 3"), "concord-sync"),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_damage_is_reported_with_its_line_and_never_repaired(how: str, team: Team) -> None:
    damage, place = DAMAGE[how]
    old = team.lock("de").read_text(encoding="utf-8")
    new = damage(old)
    assert new != old
    line = old[: old.index(place)].count("\n") + 1 if place else old.count("\n") + 1
    broken(team, new.encode(), line)
    team.lock("de").write_text(old, encoding="utf-8")
    assert team.check() == []


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(b"concord-sync 1\n\xff\xfe\n", 2, id="not UTF-8"),
        pytest.param("concord-sync 1\n".encode("utf-16"), 1, id="UTF-16"),
        pytest.param(b"\n\n", 1, id="blank"),
        pytest.param(b"garbage", 1, id="no lock file"),
        pytest.param(b"\0" * 99, 1, id="zeros"),
    ],
)
def test_a_lock_file_that_is_none_is_reported(content: bytes, line: int, team: Team) -> None:
    broken(team, content, line)


def test_the_lock_file_of_another_language_is_one_finding(team: Team) -> None:
    """It arises where a language is begun with a copy of another one's folder."""
    team.lock("de").write_text(team.lock("en").read_text(encoding="utf-8").replace(" de=", " xx="), encoding="utf-8")
    assert [one for one in team.check() if "sync-invalid" in one] == ["sync-invalid de"]
    assert "delete it" in team.said


def test_a_lock_file_that_is_a_folder_is_reported(team: Team) -> None:
    team.lock("de").unlink()
    team.lock("de").mkdir()
    assert "sync-invalid de" in team.check()
    assert team.run("confirm", "de", "pay.md", "--lead") == 2
    assert team.run("confirm", "de", "--resolve") == 2
    assert team.warned.count("\n") == 1
    assert team.run("status") == 0


def broken(team: Team, content: bytes, line: int) -> None:
    """Asserts that `concord check` reports the line, and that confirming fails and changes no lock file."""
    team.lock("de").write_bytes(content)
    locks = {code: team.lock(code).read_bytes() for code in LANGUAGES}
    assert "sync-invalid de" in team.check()
    first = min(one["line"] for one in team.report["findings"] if one["rule"] == "sync-invalid")
    assert first == line
    assert team.run("check") == 1
    assert team.run("status") == 0
    team.correct("de", "a", 1)
    for arguments in (("de", "pay.md", "--lead"), ("en", "pay.md"), ("de", ".", "--no-change", "a slip")):
        assert team.run("confirm", *arguments) == 2
        assert "docs/de/sync.lock" in team.warned
        assert team.warned.count("\n") == 1
    team.run("confirm", "de", "--resolve")
    assert {code: team.lock(code).read_bytes() for code in LANGUAGES} == locks
    team.correct("de", "a", 0)


KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from concord.sync.plan import ConfirmationPlan
from concord.sync.lock.file import change_lock
from concord.sync.lock.agreement import Agreement
from concord.sync.section_key import SectionKey

folder, kills = Path(sys.argv[1]), int(sys.argv[2])
keys = [SectionKey(f"page-{number}.md", "section") for number in range(500)]
plans = [ConfirmationPlan("de", {key: Agreement("de", key, {"de": digit * 16}) for key in keys}) for digit in "0f"]
whole = {plan.edit("") for plan in plans}
chance, beside = random.Random(1), 0
change_lock(folder, plans[0].edit)
kill = 0
while kill < kills or (not beside and kill < 10 * kills):  # on a busy machine a process takes long to begin
    kill += 1
    child = os.fork()
    if not child:
        while True:
            for plan in plans:
                change_lock(folder, plan.edit)
    time.sleep(chance.uniform(0, 0.06 + 0.02 * (kill // kills)))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert (folder / "sync.lock").read_text() in whole, kill
    beside = max(beside, len([*folder.iterdir()]) - 1)
last = SectionKey("z.md", "z")
change_lock(folder, ConfirmationPlan("de", {last: Agreement("de", last, {"de": "0" * 16})}).edit)
print(beside, *sorted(file.name for file in folder.iterdir()))
"""


@pytest.mark.skipif(FileLock is SoftFileLock, reason="without the system's locks, one that is half written stays")
def test_a_killed_process_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """Killed at 200 moments while it confirms 500 sections; a file that one leaves behind is deleted by the next."""
    command = [sys.executable, "-c", KILLED, str(tmp_path), "200"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    beside, *left = done.stdout.split()
    assert left == ["sync.lock"]
    assert beside == "1", "some were killed between the two files"


def test_confirmations_of_one_language_at_the_same_time_lose_nothing(team: Team) -> None:
    for id in "abc":
        team.correct("de", id, 1)
    processes = [
        subprocess.Popen([BIN / "concord", "confirm", "de", "pay.md", "--lead", "--section", id], cwd=team.tree)
        for id in "abc"
    ]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert team.states() == [f"pay.md#{id}: behind ahead behind" for id in "abc"]
    lock = team.lock("de").read_text(encoding="utf-8").splitlines()
    assert ["de>" in lock[lock.index(f"pay.md#{id}") + 1] for id in "abc"] == [True] * 3, "each is a lead by now"
