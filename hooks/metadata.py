"""The head of a page describes it to search engines and other sites."""

from mkdocs_concord.metadata import on_config, on_page_context

__all__ = ["on_config", "on_page_context"]
