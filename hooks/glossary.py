"""What the registry knows of titles comes onto the pages of the glossary, in the language of the pass."""

from mkdocs_concord.glossary import on_config, on_page_markdown

__all__ = ["on_config", "on_page_markdown"]
