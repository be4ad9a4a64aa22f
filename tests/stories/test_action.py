"""`action.yml`: its steps, run as a runner of GitHub Actions would, with a stub of the environment and of `gh`."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from markdown import markdown
from ruamel.yaml import YAML

from commands import BIN
from concord.finding import Finding
from concord.model import Location
from concord.report.markdown import MARK, as_markdown
from trees import ROOT, replace

ACTION: dict[str, Any] = YAML(typ="safe", pure=True).load(ROOT / "action.yml")
GH = """#!/usr/bin/env python3
import json, os, sys
from pathlib import Path
store, log = Path(os.environ["COMMENTS"]), Path(os.environ["COMMENTS"] + ".log")
comments = json.loads(store.read_text())
words = sys.argv[2:]
method = words[words.index("--method") + 1] if "--method" in words else "GET"
path = next(word for word in words if word.startswith("repos/"))
if method == "GET" and path.endswith("/7/comments"):
    mark = Path(os.environ["COMMENT"]).read_text().splitlines()[0]
    assert 'startswith("' + mark.replace('"', '\\\\"') + '")' in words[words.index("--jq") + 1]
    print("\\n".join(str(one["id"]) for one in comments if one["bot"] and one["body"].startswith(mark)))
elif method == "GET":
    print(next(one["body"] for one in comments if path.endswith("/" + str(one["id"]))), end="")
else:
    body = Path(words[words.index("--field") + 1].removeprefix("body=@")).read_text()
    log.write_text((log.read_text() if log.exists() else "") + method + "\\n")
    if method == "POST":
        comments.append({"id": len(comments) + 1, "bot": True, "body": body})
    for one in comments:
        if path.endswith("/" + str(one["id"])):
            one["body"] = body
    store.write_text(json.dumps(comments))
"""


class Runner:
    """A runner with a checked-out repository: the files that steps write into, and the context of expressions."""

    def __init__(self, folder: Path) -> None:
        self.tree, self.temp = folder / "repository", folder / "temp"
        shutil.copytree(ROOT / "examples/files", self.tree)
        self.temp.mkdir()
        (self.temp / "gh").write_text(GH, encoding="utf-8")
        (self.temp / "gh").chmod(0o755)
        self.comments = self.temp / "comments.json"
        self.comments.write_text("[]", encoding="utf-8")
        self.summary, self.output = self.temp / "summary", self.temp / "output"

    def run(self, step: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Runs the step with this id; `inputs` are those of the action that have no default value."""
        [found] = [one for one in ACTION["runs"]["steps"] if one.get("id") == step]
        self.summary.write_text("", encoding="utf-8")
        self.output.touch()
        given = {name: str(entry.get("default", "")) for name, entry in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        context = {f"inputs.{name}": value for name, value in given.items()} | {
            "github.server_url": "https://github.example",
            "github.action_repository": "guide/concord",
            "github.action_ref": "v1",
            "github.token": "secret",
            "github.event.pull_request.number": "7",
            "steps.check.outputs.comment": str(self.temp / "concord-comment.md"),
        }

        def filled(text: str) -> str:
            return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: context[match[1]], text)

        environment = {name: filled(str(text)) for name, text in found["env"].items()} | {
            "PATH": f"{self.temp}{os.pathsep}{BIN}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "HOME": str(self.temp),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_REPOSITORY": "someone/tool",
            "RUNNER_TEMP": str(self.temp),
            "COMMENTS": str(self.comments),
        }
        folder = self.tree / filled(found.get("working-directory", "."))
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)

    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.output.read_text(encoding="utf-8").splitlines())


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_what_agrees_is_said_in_the_summary(runner: Runner) -> None:
    done = runner.run("check")
    assert (done.returncode, "::error" in done.stdout) == (0, False), done.stderr
    assert runner.outputs()["found"] == "false"
    assert runner.summary.read_text(encoding="utf-8") == f"{MARK}\n**concord**: 3 pages in 3 languages: they agree\n"


def test_drift_is_an_annotation_and_an_item_and_stops_nobody_unless_asked(runner: Runner) -> None:
    replace(runner.tree / "README.fr.md", "48 formats", "42 formats")
    done = runner.run("check", files="README.md README*.md", sarif="found.sarif")
    assert (done.returncode, runner.outputs()["found"]) == (0, "true"), done.stderr
    assert "::error file=README.fr.md,line=5," in done.stdout
    assert "#### ` README.fr.md `" in runner.summary.read_text(encoding="utf-8")
    assert runner.outputs()["comment"] == str(runner.temp / "concord-comment.md")
    log = json.loads((runner.tree / "found.sarif").read_text(encoding="utf-8"))
    uri = log["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"]
    assert uri.startswith("https://github.example/guide/concord/blob/v1/hooks/concord/rules/")
    assert (ROOT / "hooks/concord/rules" / uri.rpartition("/")[2]).is_file()
    assert runner.run("check", advisory="false").returncode == 1


def test_a_wrong_use_fails_with_its_line(runner: Runner) -> None:
    done = runner.run("check", layout="docusaurus")
    assert done.returncode == 2
    assert done.stderr.startswith("concord: the layout docusaurus does not fit")


def test_an_input_is_no_command(runner: Runner) -> None:
    for name in ("files", "languages", "docs-dir", "since"):
        runner.run("check", **{name: '$(touch "$RUNNER_TEMP/run"); touch "$RUNNER_TEMP/run" `touch $RUNNER_TEMP/run`'})
    assert not (runner.temp / "run").exists()


def test_one_comment_that_keeps_itself_up_to_date(runner: Runner) -> None:
    human = {"id": 1, "bot": False, "body": f"{MARK}\nWhat is this?"}
    runner.comments.write_text(json.dumps([human]), encoding="utf-8")
    log = Path(f"{runner.comments}.log")
    for old, new, calls in (("48", "42", "POST\n"), ("42", "42", "POST\n"), ("42", "48", "POST\nPATCH\n")):
        replace(runner.tree / "README.fr.md", f"{old} formats", f"{new} formats")
        runner.run("check")
        done = runner.run("comment")
        assert (done.returncode, log.read_text(encoding="utf-8")) == (0, calls), done.stderr
    first, own = json.loads(runner.comments.read_text(encoding="utf-8"))
    assert first == human
    assert own["body"].endswith("3 pages in 3 languages: they agree\n")


def test_what_is_installed_is_pinned() -> None:
    [install] = [one for one in ACTION["runs"]["steps"] if one.get("id") == "install"]
    assert '--constraint "$GITHUB_ACTION_PATH/constraints.txt"' in install["run"]


def finding(number: int, text: str) -> Finding:
    data = {"case": "instead", "text": text, "theirs": "5", "having": "English"}
    return Finding("number-drift", Location("docs/de/a.md", number), data, "de", "a.md")


def test_the_comment_fits_and_is_the_same_for_the_same_findings() -> None:
    many = [finding(number, "x" * 300) for number in range(1, 2000)]
    text = as_markdown(many, {}, 2, 2)
    assert text == as_markdown(many, {}, 2, 2)
    assert len(text) < 60_000
    shown = text.count("\n- line ")
    assert text.endswith(f"\n{1999 - shown} more: `concord check` shows all.\n") and shown > 50


def test_a_page_cannot_put_anything_of_its_own_into_the_comment() -> None:
    hostile = "<img src=x> @everyone [a](http://b) ![](http://c) ``` `c`\n# d"
    shown = markdown(as_markdown([finding(1, hostile)], {}, 2, 2))
    assert "@everyone [a](http://b) ![](http://c) ```" in shown
    outside = re.sub("<code>.*?</code>", "", shown, flags=re.DOTALL)
    assert not [sign for sign in ("<img", "<a ", "everyone", "<h1") if sign in outside]
