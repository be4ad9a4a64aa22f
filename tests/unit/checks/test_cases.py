"""The checks, by the files in tests/cases: each has a guide and, under "Reported", every finding expected in it."""

from pathlib import Path

import pytest

from concord.guide import read_guide
from concord.report.log import log_line
from trees import ROOT, files_in, lay

CASES = sorted((ROOT / "tests" / "cases").glob("*.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path) -> None:
    files, _, reported = case.read_text(encoding="utf-8").partition("\n## Reported\n")
    expected = [line for line in reported.strip().removeprefix("```\n").removesuffix("```").splitlines() if line]
    tree = lay(tmp_path, files_in(files))
    the_guide = read_guide(tree)
    assert [log_line(finding).splitlines()[0] for finding in the_guide.at_least("warning")] == expected
    assert read_guide(tree).findings == the_guide.findings, "what is kept of the first run changes nothing"
