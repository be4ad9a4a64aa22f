"""Git repositories in the folders of the tests."""

import os
import subprocess
from pathlib import Path

from commands import BIN

_WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def git(tree: Path, *arguments: str) -> str:
    """What `git ARGUMENTS` prints in `tree`, with `concord` on the path of its hooks; it must succeed."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["git", *_WHO, *arguments], cwd=tree, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(tree: Path) -> Path:
    """Commits all that lies in `tree`, as the first commit where it is no repository yet."""
    if not (tree / ".git").exists():
        git(tree, "init", "--quiet", "--initial-branch=main")
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--allow-empty", "--message=A commit")
    return tree
