"""A fourth language, French, needs one file in `languages/` and one folder in `docs/`."""

import re
from pathlib import Path

import pytest

from french import french_guide, run


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return french_guide(tmp_path)


def test_what_the_registry_does_not_say_in_french_is_reported(tree: Path) -> None:
    done = run(tree, "check")
    assert done.returncode == 1
    assert "facts/facts.yml:" in done.stdout
    assert "it is missing in fr" in done.stdout


def test_the_check_works_in_french(tree: Path) -> None:
    for file in (tree / "facts").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"^( +)en: (.*)$", r"\1en: \2\n\1fr: \2", text, flags=re.MULTILINE), encoding="utf-8")
    before = run(tree, "check", "docs/fr/pay/salary.md").stdout
    assert "docs/fr/pay/salary.md" in before and "204 518 $" in before, before
    run(tree, "check", "--fix")
    french = (tree / "docs/fr/pay/salary.md").read_text(encoding="utf-8")
    assert "[204 518 $](fact:salary-us-average)" in french
    assert "[90 000 à 230 000 €](fact:salary-de-range)" in french
    after = run(tree, "check")
    assert after.returncode == 0, after.stdout
    page = tree / "docs/fr/pay/salary.md"
    page.write_text(french.replace("204 518 $", "240 518 $", 1), encoding="utf-8")
    wrong = run(tree, "check").stdout
    assert 'fact-mismatch: "240 518 $" is not salary-us-average (204 518 $)' in wrong
