"""Kills a command that changes files at many moments, runs it once more each time, and compares the files.

`python kills.py TREE COUNT ARGUMENT…`: the guide in TREE is in a git repository, and is as before the command. The
cache is one of its own, and is put back as well. A moment is a line of the code that writes: all system calls lie
between two of them. Prints JSON, see `Kills`.
"""

import contextlib
import json
import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from commands import concord
from concord.cli import main
from concord.storage import exchange, journal, operations, private_file, replacement, state_folder, transaction
from concord.storage.cache_directory import VARIABLE
from repositories import git

WRITING = {
    one.__file__ for one in (exchange, journal, operations, private_file, replacement, state_folder, transaction)
}


@dataclass
class Kills:
    """What came of it: the moments there were, how many kills left files half changed, and what went wrong."""

    moments: int = 0
    kills: int = 0
    half_changed: int = 0
    wrong: list[str] = field(default_factory=list)


def contents(tree: Path) -> dict[Path, bytes]:
    """All files of a tree, without git's."""
    found: dict[Path, bytes] = {}
    for folder, folders, names in os.walk(tree):
        folders[:] = [name for name in folders if name != ".git"]
        found |= {Path(folder, name): Path(folder, name).read_bytes() for name in names}
    return found


def put_back(tree: Path, files: dict[Path, bytes]) -> None:
    """Makes the files of the tree what they were."""
    present = contents(tree)
    for path in present.keys() - files.keys():
        path.unlink()
    for path, content in files.items():
        if present.get(path) != content:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)


def run(tree: Path, arguments: list[str], at_line: Callable[[], None] | None = None) -> int:
    """Runs the command in a process of its own, and returns its status; negative where a signal has ended it."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.chdir(tree)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)

    status = 0
    with contextlib.suppress(Exception):
        if at_line:
            trace_writing(at_line)
        try:
            main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        sys.settrace(None)
    os._exit(status)


def trace_writing(at_line: Callable[[], None]) -> None:
    """Calls `at_line` at each line of the writing code once the journal is written to, or undone."""

    def lines(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename not in WRITING:
            return None
        if event == "line":
            at_line()
        return lines

    for name in ("add", "undo"):
        original = getattr(journal.Journal, name)

        def traced(*arguments: Any, original: Any = original) -> Any:
            sys._getframe(1).f_trace = lines
            sys.settrace(lines)
            return original(*arguments)

        setattr(journal.Journal, name, traced)


def count_moments(tree: Path, arguments: list[str]) -> int:
    """How many lines of the writing code the command runs through."""
    reader, writer = os.pipe()

    def count() -> None:
        os.write(writer, b".")

    run(tree, arguments, count)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        return len(file.read())


def kill_at(moment: int) -> Callable[[], None]:
    """A function that kills this process when it is called for the `moment`th time."""
    left = iter(range(moment, -1, -1))

    def at_line() -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return at_line


def kill_often(tree: Path, count: int, arguments: list[str]) -> Kills:
    """Kills the command `count` times."""
    before, result = contents(tree), Kills()
    concord(*arguments, cwd=tree)  # loads the code, which takes longer than the command
    put_back(tree, before)
    concord("check", cwd=tree)  # what is kept of the tree as it was is found by each run that is killed
    cache = Path(os.environ[VARIABLE])
    kept = contents(cache)
    result.moments = count_moments(tree, arguments)
    after, status = contents(tree), git(tree, "status", "--porcelain")
    assert before != after, "the command changes nothing"
    chance = random.Random(1)
    for number in range(count):
        moment = chance.randrange(result.moments)
        put_back(tree, before)
        put_back(cache, kept)
        result.kills += run(tree, arguments, kill_at(moment)) == -signal.SIGKILL
        result.half_changed += contents(tree) not in (before, after)
        if {*contents(tree)} - {*before, *after}:
            result.wrong.append(f"{moment}: {git(tree, 'status', '--porcelain')}")
        if number % 3 == 0:
            run(tree, arguments, kill_at(chance.randrange(100)))  # most often while it undoes
        run(tree, arguments)
        if contents(tree) != after:
            result.wrong.append(f"{moment}: {git(tree, 'diff', '--stat')}")
    if git(tree, "status", "--porcelain") != status:
        result.wrong.append(git(tree, "status", "--porcelain"))
    return result


if __name__ == "__main__":
    print(json.dumps(asdict(kill_often(Path(sys.argv[1]).resolve(), int(sys.argv[2]), sys.argv[3:]))))
