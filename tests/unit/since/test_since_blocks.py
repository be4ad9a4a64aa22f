"""`concord check --since REF` on pages without ids: only faults in the blocks that a change touches."""

import json
from pathlib import Path

import pytest

from commands import concord
from repositories import commit

WITHOUT_IDS = "# P\n\n## A\n\n{} doors.\n\n{} rooms.\n\n- {} keys\n- {} locks\n"


@pytest.mark.parametrize(
    ("before", "now", "reported"),
    [
        ("4 5 6 7", "4 5 6 7", []),
        ("4 6 6 7", "4 7 6 7", ["7"]),
        ("4 5 7 7", "4 5 8 7", ["8"]),
        ("5 5 6 7", "5 5 6 8", ["8"]),
        ("5 6 6 7", "5 6 6 7", []),
    ],
)
def test_an_old_fault_in_another_block_is_not_reported(
    before: str, now: str, reported: list[str], tmp_path: Path
) -> None:
    files = {"docs/en/a.md": WITHOUT_IDS.format(*"4567"), "docs/de/a.md": WITHOUT_IDS.format(*before.split())}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    commit(tmp_path)
    (tmp_path / "docs/de/a.md").write_text(WITHOUT_IDS.format(*now.split()), encoding="utf-8")
    arguments = ["--docs-dir", "docs", "--languages", "en,de", "--format", "json", "--since", "HEAD"]
    found = json.loads(concord("check", *arguments, cwd=tmp_path).stdout)["findings"]
    loud = [one["message"] for one in found if one["rule"] == "number-drift"]
    assert len(loud) == len(reported) and all(text in said for said, text in zip(loud, reported, strict=True))


def test_a_paragraph_that_is_gone_is_reported(tmp_path: Path) -> None:
    for code in ("en", "de"):
        (tmp_path / "docs" / code).mkdir(parents=True)
        (tmp_path / "docs" / code / "a.md").write_text(WITHOUT_IDS.format(*"4567"), encoding="utf-8")
    commit(tmp_path)
    (tmp_path / "docs/de/a.md").write_text(WITHOUT_IDS.format(*"4567").replace("5 rooms.\n\n", ""), encoding="utf-8")
    arguments = ["--docs-dir", "docs", "--languages", "en,de", "--format", "json", "--since", "HEAD"]
    found = json.loads(concord("check", *arguments, cwd=tmp_path).stdout)["findings"]
    assert [(one["rule"], one["path"], one["line"]) for one in found] == [("block-drift", "docs/de/a.md", 5)]
