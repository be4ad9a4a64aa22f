"""Links to facts, titles and sources, the glossary and notes on outdated sections become HTML."""

from mkdocs_concord.markdown_extensions import on_config, on_page_markdown

__all__ = ["on_config", "on_page_markdown"]
