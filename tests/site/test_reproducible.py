"""Two builds of one commit are equal, byte for byte, in different folders, time zones and locales, and on other days.

The ages of facts are counted to the day of the commit. The second build is told that day, where MkDocs would else take
the present one.
"""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from commands import BIN, ENVIRONMENT
from trees import copy_of_the_guide, copy_the_history, the_guide

ELSEWHERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path / "a copy")
    copy_the_history(tree)
    for file in sorted((tree / "docs").rglob("*"), reverse=True):
        os.utime(file, (0, 0))
    command = [str(BIN / "mkdocs"), "build", "--strict", "--site-dir", "out/of the way"]
    today = the_guide().clock.today
    assert today
    day = {"SOURCE_DATE_EPOCH": f"{datetime(*today, tzinfo=UTC).timestamp():.0f}"}
    done = subprocess.run(
        command, cwd=tree, env=ENVIRONMENT | ELSEWHERE | day, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = files(site), files(tree / "out/of the way")
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []
