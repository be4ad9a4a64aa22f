"""A tree of pages without a registry → what the checks find in it."""

from collections.abc import Mapping
from pathlib import Path

from concord.config import find_config
from concord.finding import Finding
from concord.guide import load_guide

EXTENSIONS = """
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""


def findings(tree: Path, files: Mapping[str, str] | None = None, /, **texts: str) -> list[Finding]:
    """The findings at the level warning or above, with the page `a.md` of each language in `texts`.

    `files` are further ones below the folder docs.
    """
    pages = {f"{code}/a.md": text for code, text in texts.items()}
    for path, text in {**pages, **(files or {})}.items():
        file = tree / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tree / "mkdocs.yml").write_text(EXTENSIONS, encoding="utf-8")
    return load_guide(find_config(tree, "docs", ",".join(texts))).at_least("warning")
