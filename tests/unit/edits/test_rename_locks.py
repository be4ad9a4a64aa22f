"""A rename of a key puts no language behind, and a language that was behind stays behind."""

import json
from pathlib import Path

from agreed import confirm
from commands import concord
from repositories import commit
from trees import replace

CITED = {
    "en": "It is [€123,000](fact:salary).",
    "de": "Es sind [123.000 €](fact:salary).",
    "nl": "Dat is [€ 123.000](fact:salary).",
}
CITED = {code: f"{text} [CFO](title:chief-financial-officer)" for code, text in CITED.items()}


def odd(tree: Path) -> dict[str, dict[str, str]]:
    """The states of the sections of pages and facts that are not current in every language."""
    report = json.loads(concord("status", "--format", "json", cwd=tree).stdout)
    found = {f"{one['page']}#{one['section']}": one["states"] for one in report["sections"]}
    return {
        key: states
        for key, states in found.items()
        if {*states.values()} != {"current"} and not key.startswith(("interface#", "sources.yml#"))
    }


def test_a_rename_is_nothing_to_follow(agreed: Path) -> None:
    for code, text in CITED.items():
        with (agreed / f"docs/{code}/inn.md").open("a", encoding="utf-8") as file:
            file.write(f"\n## CCO {{ #cited }}\n\n{text}\n")
    confirm(agreed, "inn.md", "titles.yml")
    assert odd(agreed) == {}
    replace(agreed / "docs/en/pay.md", "in May", "in June")
    commit(agreed)
    behind = odd(agreed)
    assert behind == {"pay.md#bill": {"en": "ahead", "de": "behind", "nl": "behind"}}
    for words in (("facts", "salary", "pay"), ("titles", "chief-financial-officer", "chief-of-money")):
        assert concord(words[0], "rename", *words[1:], cwd=agreed).returncode == 0
    assert odd(agreed) == behind
    assert "[-May-]{+June+}" in concord("diff", "nl", cwd=agreed).stdout
