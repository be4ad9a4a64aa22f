"""Arbitrary pages and registries through the check, every report and `--fix`: no exception, and `--fix` is idempotent.

A short run is part of the tests; ten minutes of it are `make fuzz`.
"""

import json
import re
import shutil
from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.cli.group import concord
from concord.edits.apply import apply_fixes
from concord.finding import Finding
from concord.guide import read_guide
from concord.model import Location
from concord.rules import rule
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


def lay(tree: Path, files: dict[str, bytes]) -> None:
    for folder in ("docs", "facts"):
        shutil.rmtree(tree / folder, ignore_errors=True)
    for folder in ("docs/en", "docs/de", "docs/nl", "facts"):
        (tree / folder).mkdir(parents=True)
    for path, raw in files.items():
        (tree / path).write_bytes(raw)


def contents(tree: Path) -> dict[str, bytes]:
    return {file.relative_to(tree).as_posix(): file.read_bytes() for file in tree.rglob("*.*") if file.is_file()}


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example])
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
