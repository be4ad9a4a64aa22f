"""The hint of `value-uncited`: what it says to type is what the check then accepts, with the bound of the fact."""

from pathlib import Path

import pytest

from commands import concord
from trees import lay

FACTS = """
pay: {kind: money, currency: EUR, value: 123000, bound: about, period: year, gross: true, as_of: 2023,
  sources: [brouwer], says: {en: The pay, de: Das Gehalt, nl: Het salaris}}
bonus: {kind: money, currency: EUR, value: 5000, bound: at-least, period: year, gross: true, as_of: 2023,
  sources: [brouwer], says: {en: The bonus, de: Der Bonus, nl: De bonus}}
"""


@pytest.mark.parametrize(
    ("language", "typed", "to_type"),
    [
        ("en", "It is €123,000", "about [€123,000](fact:pay)"),
        ("en", "It is about €123,000", "[€123,000](fact:pay)"),
        ("de", "Es sind 123.000 €", "rund [123.000 €](fact:pay)"),
        ("de", "Es sind 5.000 €", "mindestens [5.000 €](fact:bonus)"),
    ],
)
def test_it_has_the_bound_of_the_fact_unless_it_is_typed(
    tmp_path: Path, language: str, typed: str, to_type: str
) -> None:
    text = {"facts/facts.yml": FACTS, f"docs/{language}/pay.md": f"{typed} a year.\n"}
    tree = lay(tmp_path, text)
    assert f"cite the fact that has it: `{to_type}`" in concord("check", cwd=tree).stdout.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    page = tree / "docs" / language / "pay.md"
    value = to_type.partition("[")[2].partition("]")[0]
    written = page.read_text(encoding="utf-8").replace(value, to_type)
    page.write_text(written, encoding="utf-8")
    left = concord("check", cwd=tree).stdout
    assert "value-uncited" not in left and "fact-mismatch" not in left
