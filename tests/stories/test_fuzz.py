"""Arbitrary pages and registries through the check, every report and `--fix`: no exception, and `--fix` is idempotent.

Material that somebody made to harm, through every command: an answer, in time, and nothing is run or written.

A short run is part of the tests; ten minutes of it are `make fuzz`.
"""

import json
import re
import shutil
import time
from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import concord as command_in_this_process
from concord.cli.group import concord
from concord.edits.apply import apply_fixes
from concord.finding import Finding
from concord.guide import read_guide
from concord.model import Location
from concord.rules import rule
from hostile import hostile_trees
from strategies import trees
from trees import ROOT

_RULE = re.compile(r"[a-z]+(?:-[a-z]+)+")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "pyproject.toml").write_text('[tool.concord]\nlanguages = ["en", "de", "nl"]\n', encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


def lay(tree: Path, files: dict[str, bytes]) -> None:
    for folder in ("docs", "facts"):
        shutil.rmtree(tree / folder, ignore_errors=True)
    for folder in ("docs/en", "docs/de", "docs/nl", "facts"):
        (tree / folder).mkdir(parents=True)
    for path, raw in files.items():
        (tree / path).write_bytes(raw)


def contents(tree: Path) -> dict[str, bytes]:
    return {file.relative_to(tree).as_posix(): file.read_bytes() for file in tree.rglob("*.*") if file.is_file()}


UNHURRIED = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
)


@UNHURRIED
@given(files=trees(), form=st.sampled_from(["text", "json", "github", "sarif"]))
def test_any_guide_is_checked_reported_and_mended(files: dict[str, bytes], form: str, tree: Path) -> None:
    lay(tree, files)
    the_guide = read_guide(tree)
    found = the_guide.findings
    assert read_guide(tree).findings == found, "the same files, the same findings"
    for finding in found:
        for place in (finding.location, *finding.related, *(edit.location for edit in finding.fix)):
            assert_inside(place, files.get(place.path))
    assert_reported(run(tree, "check", "--format", form), form, found)
    wanted = [finding.fix for finding in the_guide.at_least("warning") if finding.fix]
    apply_fixes(wanted, tree)
    for path, raw in contents(tree).items():
        if path in files:
            assert_only_there(files[path], raw, [e.location for fix in wanted for e in fix if e.location.path == path])
    run(tree, "check", "--fix")
    assert not [f for f in read_guide(tree).at_least("warning") if f.fix], "a second time there is nothing to mend"


COMMANDS = [
    *(("check", "--format", form) for form in ("text", "json", "github", "sarif")),
    ("check", "--docs-dir", "docs", "--languages", "en,de,nl"),
    ("check", "--docs-dir", "docs", "--languages", "de=docs/en,en=docs/de"),
    ("check", "--fix"),
    ("status",),
    ("diff", "nl", "--format", "html"),
    ("export", "nl", "--all"),
    ("titles",),
]
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@UNHURRIED
@given(files=hostile_trees(), command=st.sampled_from(COMMANDS))
def test_any_hostile_tree_gets_an_answer(files: dict[str, bytes], command: tuple[str, ...], hostile: Path) -> None:
    lay(hostile, {path: raw for path, raw in files.items() if len(path.encode(errors="replace")) < 200})
    before = {file: file.read_bytes() for file in hostile.rglob("*") if file.is_file()}
    start = time.process_time()
    done = command_in_this_process(*command, cwd=hostile)
    assert time.process_time() - start < 10
    assert done.returncode in (0, 1, 2), done
    assert done.returncode < 2 or len(done.stderr.splitlines()) == 1, done.stderr
    if command[0] != "export":
        assert not RAW.search(done.stdout + done.stderr)
    if done.returncode < 2 and command[-1] in ("json", "sarif"):
        json.loads(done.stdout)
    after = {file: file.read_bytes() for file in hostile.rglob("*") if file.is_file()}
    assert before == after or command == ("check", "--fix")
    assert before.keys() == after.keys()


def run(tree: Path, *arguments: str) -> str:
    """What the command prints in `tree`, run in this process."""
    with chdir(tree):
        done = CliRunner().invoke(concord, arguments, catch_exceptions=False)
    assert done.exit_code in (0, 1), done.output
    return done.stdout


def lines_of(raw: bytes) -> list[str]:
    """The lines of a file as an editor counts them, with their ends, without a byte-order mark."""
    return _LINE.findall(raw.decode("utf-8", "replace").removeprefix("\ufeff"))


def assert_inside(place: Location, raw: bytes | None) -> None:
    if raw is None:  # it is missing
        assert (place.line, place.column) == (1, 1)
        return
    lines = [line.rstrip("\r\n") for line in lines_of(raw)]
    assert 1 <= place.line <= len(lines), place
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place
    if place.end_line is not None and place.end_column is not None:
        assert (place.line, place.column) <= (place.end_line, place.end_column), place
        assert place.end_line <= len(lines) and place.end_column <= len(lines[place.end_line - 1]) + 1, place


def assert_reported(report: str, form: str, found: list[Finding]) -> None:
    if form == "json":
        assert len(json.loads(report)["findings"]) == len(found)
    elif form == "sarif":
        assert len(json.loads(report)["runs"][0]["results"]) == len(found)
    else:
        assert {finding.rule for finding in found if rule(finding.rule).level != "info"} <= {*re.findall(_RULE, report)}


def assert_only_there(before: bytes, after: bytes, places: Iterable[Location]) -> None:
    """What is not at one of `places` stands in the file as it did."""
    if before == after:
        return
    content, starts = before.decode(), [0]
    offset = content.startswith("\ufeff")
    for line in lines_of(before):
        starts.append(starts[-1] + len(line))
    pattern, end = "", 0
    for place in sorted(places, key=lambda place: place.start):
        start = starts[place.line - 1] + place.column - 1 + offset
        if start >= end:
            pattern += re.escape(content[end:start]) + "(?s:.*)"
            end = start
        if place.end_line and place.end_column:
            end = max(end, starts[place.end_line - 1] + place.end_column - 1 + offset)
    assert re.fullmatch(pattern + re.escape(content[end:]), after.decode())
