"""A repository that a stranger made: nothing that it names is run, nothing is fetched, and nothing waits for ever."""

import os
import shutil
from pathlib import Path

import pytest

from commands import concord
from processor_time import processor_time
from repositories import commit, git
from trees import lay, replace

BODY = "## A { #a }\n\nSome words.\n"
COMMANDS = (
    ("check",),
    ("check", "--since", "HEAD"),
    ("check", "--since", "HEAD~1"),
    ("status",),
    ("status", "nl"),
    ("diff", "nl"),
    ("export", "nl", "--all"),
    ("facts",),
    ("titles",),
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A guide with two commits, and a change that is not committed."""
    tree = commit(lay(tmp_path / "guide", {f"docs/{code}/pay.md": BODY for code in ("en", "de", "nl")}))
    replace(tree / "docs/de/pay.md", "Some", "Other")
    commit(tree)
    concord("stamp", "de", "docs/de", cwd=tree)
    replace(tree / "docs/nl/pay.md", "Some", "More")
    return tree


def run_everything(tree: Path) -> None:
    start = processor_time()
    for arguments in COMMANDS:
        done = concord(*arguments, cwd=tree)
        assert done.returncode in (0, 1, 2), done
        assert "Traceback" not in done.stderr
    assert processor_time() - start < 10 * len(COMMANDS)


@pytest.mark.parametrize(
    "settings",
    [
        {"core.fsmonitor": "{run}"},
        {"core.hooksPath": "hooks-of-a-stranger"},
        {"diff.external": "{run}"},
        {"diff.x.textconv": "{run}", "diff.x.command": "{run}"},
        {
            "filter.x.clean": "{run}",
            "filter.x.smudge": "{run}",
            "filter.x.process": "{run}",
            "filter.x.required": "true",
        },
        {"log.showSignature": "true", "gpg.program": "{run}"},
        {"core.pager": "{run}", "pager.log": "{run}", "core.sshCommand": "{run}", "core.editor": "{run}"},
        {"alias.log": "!{run}", "alias.rev-parse": "!{run}", "alias.cat-file": "!{run}"},
        {"core.alternateRefsCommand": "{run}", "credential.helper": "!{run}", "core.askPass": "{run}"},
    ],
    ids=lambda settings: next(iter(settings)),
)
def test_what_the_configuration_of_a_repository_names_is_not_run(settings: dict[str, str], tree: Path) -> None:
    ran, script = tree.parent / "ran", tree.parent / "run.sh"
    script.write_text(f"#!/bin/sh\ntouch '{ran}'\ncat\n")
    script.chmod(0o755)
    hooks = tree / "hooks-of-a-stranger"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "post-checkout"):
        shutil.copy(script, hooks / name)
    (tree / ".gitattributes").write_text("*.md filter=x diff=x\n")
    for name, value in settings.items():
        git(tree, "config", name, value.format(run=script))
    ran.unlink(missing_ok=True)
    run_everything(tree)
    assert not ran.exists()


@pytest.mark.parametrize(
    "settings",
    [
        {"remote.origin.url": "{tree}", "remote.origin.uploadpack": "{run}"},
        {"remote.origin.url": "ext::{run}", "protocol.ext.allow": "always"},
        {"remote.origin.url": "ssh://elsewhere.example/x", "core.sshCommand": "{run}"},
        {"remote.origin.url": "git://elsewhere.example/x", "core.gitProxy": "{run}"},
        {"remote.origin.url": "https://127.0.0.1:9/x", "credential.helper": "!{run}"},
    ],
    ids=lambda settings: [*settings][-1],
)
def test_objects_that_are_promised_are_not_fetched(settings: dict[str, str], tree: Path) -> None:
    ran, script = tree.parent / "ran", tree.parent / "run.sh"
    script.write_text(f"#!/bin/sh\ntouch '{ran}'\n")
    script.chmod(0o755)
    promised = {"core.repositoryFormatVersion": "1", "extensions.partialClone": "origin"}
    for name, value in (promised | {"remote.origin.promisor": "true"} | settings).items():
        git(tree, "config", name, value.format(run=script, tree=tree))
    blob = git(tree, "rev-parse", "HEAD~1:docs/de/pay.md").strip()
    (tree / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    run_everything(tree)
    assert not ran.exists()


def test_a_folder_that_looks_like_a_bare_repository_is_none(tmp_path: Path) -> None:
    """Files that are merely tracked suffice for it: no `.git` is needed."""
    tree = lay(tmp_path / "repository" / "guide", {f"docs/{code}/pay.md": BODY for code in ("en", "de", "nl")})
    ran, script = tmp_path / "ran", tmp_path / "run.sh"
    script.write_text(f"#!/bin/sh\ntouch '{ran}'\n")
    script.chmod(0o755)
    (tree / "HEAD").write_text("ref: refs/heads/main\n")
    (tree / "config").write_text(f"[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = {script}\n")
    for name in ("objects", "refs"):
        (tree / name).mkdir()
    run_everything(tree)
    commit(tmp_path / "repository")
    run_everything(tree)
    assert not ran.exists()


@pytest.mark.parametrize(
    "place", ["HEAD", "packed-refs", "refs/heads/pipe", "objects/pack/pack-1.idx", "config", "shallow", "commondir"]
)
def test_a_pipe_in_place_of_a_file_stops_nothing(place: str, tree: Path) -> None:
    file = tree / ".git" / place
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    run_everything(tree)


def test_refs_that_lead_round_or_out_are_left_out(tree: Path) -> None:
    heads = tree / ".git" / "refs" / "heads"
    (heads / "round").write_text("ref: refs/heads/round\n")
    (heads / "out").write_text("ref: refs/../../../../etc/passwd\n")
    (heads / "noise").write_bytes(b"\xff\xfe\0")
    (heads / "links").symlink_to("/")
    run_everything(tree)
    assert concord("check", "--since", "round", cwd=tree).returncode == 2


def test_nothing_is_written_into_the_repository(tree: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        files = [file for file in tree.rglob("*") if file.is_file() and file.name != "concord.sqlite"]
        return {file.as_posix(): (file.stat().st_mtime_ns, file.stat().st_size) for file in files}

    before = state()
    run_everything(tree)
    assert state() == before
