"""The table in hooks/concord/docs/rules.md: a row for each rule, with its level and summary. `make map` writes it."""

from concord import rules
from generated_part import GeneratedPart
from trees import ROOT

PAGE = ROOT / "hooks" / "concord" / "docs" / "rules.md"
PART = GeneratedPart(PAGE, "<!-- rules: written by `make map` -->\n", "<!-- end of the rules -->\n")
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def rule_index() -> str:
    """The table, as it is to stand between the two comments."""
    found = [rules.rule(name) for name in rules.names()]
    rows = [
        f"| [`{rule.name}`](../rules/{rule.name}.md) | {_LEVELS[rule.level]} | {_cell(rule.summary)} |\n"
        for rule in found
    ]
    return "".join(["\n| rule | level | what it reports |\n", "|---|---|---|\n", *rows, "\n"])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PART.write(rule_index())
