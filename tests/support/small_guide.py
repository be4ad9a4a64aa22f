"""A few pages of the guide with its settings, whole registry and hooks: a build takes a fifth of the time."""

from pathlib import Path

from trees import copy_of_the_guide, replace, settings_for

PAGES = (
    *("index.md", "work/tasks.md", "pay/salary.md", "role/reporting.md"),
    *("glossary/index.md", "disagreements.md", "facts.md", "sources.md"),
)
GLOSSARY = ("chief-customer-officer", "chief-executive-officer", "chief-financial-officer", "vorstand")
_LEVELS = """
[tool.concord.levels]  # of what is said of the pages that are gone
link-broken = "info"
title-undefined = "info"
fact-unexplained = "info"
"""


def small_guide(tree: Path) -> Path:
    """The pages in `tree`. Links to the others lead nowhere, which is only information."""
    copy_of_the_guide(tree)
    wanted = {*PAGES, *(f"glossary/{title}.md" for title in GLOSSARY)}
    for code in ("en", "de", "nl"):
        folder = tree / "docs" / code
        for page in folder.rglob("*.md"):
            if page.relative_to(folder).as_posix() not in wanted:
                page.unlink()
    settings = tree / "mkdocs.yml"
    settings.write_text(settings_for(*PAGES), encoding="utf-8")
    replace(
        settings, "links:\n    not_found: warn\n    anchors: warn\n", "links:\n    not_found: info\n    anchors: info\n"
    )
    with (tree / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write(_LEVELS)
    return tree
