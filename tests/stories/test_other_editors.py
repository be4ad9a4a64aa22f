"""Neovim and Emacs, as Debian has them and set up as the page on editors says, show a finding and apply its fix."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from editor import ENV, install
from servers import missing
from trees import ROOT, lay

SCRIPTS = ROOT / "tests" / "data" / "editors"
PAGE = ROOT / "hooks" / "concord" / "docs" / "editors.md"
SECONDS = 180
EN = "docs/en/pay.md"


def lines_for(language: str) -> str:
    """The block in this language that the page on editors tells to write into the settings of an editor."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A guide in a repository with a wrong value behind a character of two code units, and `concord` installed."""
    shares = {"en": "😀 is [23%](fact:share)", "de": "😀 ist [22 %](fact:share)", "nl": "😀 is [22%](fact:share)"}
    tree = lay(tmp_path / "guide", {f"docs/{code}/pay.md": f"{text}.\n" for code, text in shares.items()})
    install(tree)
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)
    return tree


def run(command: list[str], guide: Path, home: Path) -> str:
    env = {**ENV, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "TERM": "dumb"}
    done = subprocess.run(
        command, cwd=guide, env=env, capture_output=True, text=True, timeout=SECONDS, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def check(said: str, guide: Path) -> None:
    """The finding is shown at its place, and the text is right afterwards."""
    line = (guide / EN).read_text(encoding="utf-8").splitlines().index("😀 is [22%](fact:share).")
    assert re.search(rf"^{line} <23%> .*\"23%\" is not share \(22%\)", said, re.MULTILINE), said


def test_neovim(guide: Path, tmp_path: Path) -> None:
    if not shutil.which("nvim"):
        missing("no Neovim: run tests/get-tools")
    settings = tmp_path / "init.lua"
    settings.write_text(lines_for("lua"))
    command = ["nvim", "--headless", "-n", "-u", str(settings), EN, "-c", f"luafile {SCRIPTS / 'check.lua'}"]
    check(run(command, guide, tmp_path), guide)


def test_emacs(guide: Path, tmp_path: Path) -> None:
    has = ["emacs", "--batch", "-f", "package-initialize", "-l", "eglot", "-l", "markdown-mode"]
    if not shutil.which("emacs") or subprocess.run(has, capture_output=True, check=False).returncode:
        missing("no Emacs with eglot and markdown-mode: run tests/get-tools")
    settings = tmp_path / "init.el"
    settings.write_text(lines_for("elisp"))
    command = ["emacs", "--batch", "-l", str(settings), "-l", str(SCRIPTS / "check.el"), EN]
    check(run(command, guide, tmp_path), guide)
