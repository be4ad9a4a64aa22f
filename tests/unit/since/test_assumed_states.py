"""`concord status` where nothing was ever confirmed: what git's history lets assume, which is no more."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands import concord
from repositories import commit, git
from trees import replace

ENGLISH = "# Tool\n\nIt sorts.\n\n## Install\n\nRun it.\n\n## Use\n\nOpen a folder.\n\n```sh\n# no heading\n```\n"
FRENCH = (
    "# Outil\n\nIl trie.\n\n## Installer\n\nLancez-le.\n\n"
    "## Utiliser\n\nOuvrez un dossier.\n\n```sh\n# no heading\n```\n"
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "README.fr.md").write_text(FRENCH, encoding="utf-8")
    return commit(tmp_path)


def assumed(tree: Path) -> dict[str, dict[str, str]]:
    report: dict[str, Any] = json.loads(concord("status", "--format", "json", cwd=tree).stdout)
    states = {state for section in report["sections"] for state in section["states"].values()}
    assert states <= {"unstamped", "missing"}, "what is assumed joins nothing"
    return {one["heading"]: one["states"] for one in report.get("assumed", [])}


def test_what_one_commit_brought_is_assumed(tree: Path) -> None:
    both = {"en": "assumed", "fr": "assumed"}
    assert assumed(tree) == {"": both, "# Tool": both, "## Install": both, "## Use": both}
    done = concord("status", cwd=tree)
    assert "4 sections not changed since (assumed)" in done.stdout
    assert "0 of 1 page current in 2 languages" in done.stdout


def test_who_follows_whom_is_told_section_by_section(tree: Path) -> None:
    replace(tree / "README.md", "Run it.", "Run it twice.")
    commit(tree)
    replace(tree / "README.fr.md", "Ouvrez", "Choisissez")
    replace(tree / "README.md", "It sorts.", "It sorts photos.")  # not committed
    found = assumed(tree)
    assert found["## Install"] == {"en": "ahead", "fr": "behind"}
    assert found["## Use"] == {"en": "behind", "fr": "ahead"}
    assert found["# Tool"] == {"en": "ahead", "fr": "behind"}
    replace(tree / "README.fr.md", "Il trie.", "Il range.")
    assert assumed(tree)["# Tool"] == {"en": "diverged", "fr": "diverged"}
    commit(tree)
    assert assumed(tree)["# Tool"] == {"en": "assumed", "fr": "assumed"}, "this commit changed both"


def test_a_merge_brings_what_its_branch_changed_together(tree: Path) -> None:
    git(tree, "switch", "--quiet", "--create", "twice")
    replace(tree / "README.md", "Run it.", "Run it twice.")
    commit(tree)
    replace(tree / "README.fr.md", "Lancez-le.", "Lancez-le deux fois.")
    commit(tree)
    assert assumed(tree)["## Install"] == {"en": "diverged", "fr": "diverged"}
    git(tree, "switch", "--quiet", "main")
    git(tree, "merge", "--quiet", "--no-ff", "--message=Twice", "twice")
    assert assumed(tree)["## Install"] == {"en": "assumed", "fr": "assumed"}


def test_what_was_never_changed_together_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(ENGLISH, encoding="utf-8")
    commit(tmp_path)
    (tmp_path / "README.fr.md").write_text(FRENCH, encoding="utf-8")
    commit(tmp_path)
    assert {state for states in assumed(tmp_path).values() for state in states.values()} == {"unknown"}
    assert "4 never changed together (unknown)" in concord("status", cwd=tmp_path).stdout


def test_line_ends_and_spaces_change_nothing(tree: Path) -> None:
    text = (tree / "README.fr.md").read_text(encoding="utf-8")
    (tree / "README.fr.md").write_bytes(text.replace("\n", "\r\n").replace("Lancez-le.", "Lancez-le.  ").encode())
    assert assumed(tree)["## Install"] == {"en": "assumed", "fr": "assumed"}


def test_without_git_and_in_a_part_of_the_history_nothing_is_assumed(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    replace(tree / "README.md", "Run it.", "Run it twice.")
    commit(tree)
    shallow = tmp_path_factory.mktemp("shallow") / "clone"
    git(tree, "clone", "--quiet", "--depth=1", tree.as_uri(), str(shallow))
    assert assumed(shallow) == {}
    assert "this clone is shallow" in concord("status", cwd=shallow).stderr
    (tree / ".git").rename(tmp_path_factory.mktemp("away") / "git")
    assert assumed(tree) == {}
    assert "assume" not in concord("status", cwd=tree).stdout


def test_one_confirmation_ends_the_assuming(tmp_path: Path) -> None:
    for code, text in (("en", ENGLISH), ("de", "# Werkzeug { #a }\n\nEs sortiert.\n")):
        (tmp_path / f"docs/{code}").mkdir(parents=True)
        (tmp_path / f"docs/{code}/index.md").write_text(text.replace("# Tool", "# Tool { #a }"), encoding="utf-8")
    commit(tmp_path)
    assert assumed(tmp_path)
    done = concord("confirm", "all", "index.md", "--section", "a", "--no-change", "seen", cwd=tmp_path)
    done = done if done.returncode == 0 else concord("confirm", "de", "index.md", "--lead", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    assert "assumed" not in json.loads(concord("status", "--format", "json", cwd=tmp_path).stdout)
