"""The check of a page's language loads its model only where a text looks like another language."""

import subprocess
import sys
from pathlib import Path

import pytest

from trees import ROOT, lay

CODE = """
import sys
from pathlib import Path
from concord import guide
guide.read_guide(Path()).findings
print(*sys.modules)
"""
ENGLISH = "The board decides every year what the executives are going to earn, and nobody else does.\n"


def modules_after_a_check(tree: Path) -> set[str]:
    done = subprocess.run([sys.executable, "-c", CODE], cwd=tree, capture_output=True, text=True, check=True)
    return {*done.stdout.split()}


@pytest.mark.parametrize(("pages", "loaded"), [({}, False), ({"docs/de/pay.md": ENGLISH}, True)])
def test_the_model_is_loaded_for_a_suspicion_only(tmp_path: Path, pages: dict[str, str], loaded: bool) -> None:
    assert ("py3langid" in modules_after_a_check(lay(tmp_path, pages))) is loaded


def test_the_guide_raises_no_suspicion() -> None:
    assert not {"py3langid", "numpy"} & modules_after_a_check(ROOT)
