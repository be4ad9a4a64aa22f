"""fact:, title: and source: links become HTML, in the language of the pass."""

from mkdocs_concord.markdown_extensions import on_config, on_page_markdown

__all__ = ["on_config", "on_page_markdown"]
