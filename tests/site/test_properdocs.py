"""ProperDocs, a continuation of MkDocs 1.x, builds the same site from the same settings and hooks, byte for byte."""

import subprocess
from pathlib import Path

from commands import BIN, ENVIRONMENT
from trees import ROOT


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_site_is_the_same(site: Path, tmp_path: Path) -> None:
    command = [str(BIN / "properdocs"), "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    expected, built = files(site), files(tmp_path / "site")
    assert set(expected) == set(built)
    assert [name for name in expected if expected[name] != built[name]] == []
