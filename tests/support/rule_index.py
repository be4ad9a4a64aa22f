"""The table in hooks/concord/docs/rules.md: a row for each rule, with its level and summary. `make map` writes it."""

from concord import rules
from trees import ROOT

PAGE = ROOT / "hooks" / "concord" / "docs" / "rules.md"
BEGIN, END = "<!-- rules: written by `make map` -->\n", "<!-- end of the rules -->\n"
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


def written_index(text: str) -> str:
    """What stands between the two comments in the text of the page.

    Raises:
        ValueError: One of the comments is missing.
    """
    start = text.index(BEGIN) + len(BEGIN)
    return text[start : text.index(END, start)]


def main() -> None:
    """Writes the table into the page."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text.replace(BEGIN + written_index(text), BEGIN + rule_index(), 1), encoding="utf-8")


if __name__ == "__main__":
    main()
